"""What this room holds about a citizen, told to the citizen: two queries in all."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from citizens.choices import Function, Language, LanguageLevel, ProfileKind, RequestState
from citizens.law import CURRENT_RULESET
from citizens.models import (
    AccessRequest,
    Barrier,
    CaseHandover,
    CaseTeamMember,
    Citizen,
    OwnRemark,
    ProfileLine,
)
from citizens.models.case_handover import HandoverState
from citizens.models.law import in_language
from citizens.own.facts import MOST, Fact, Held
from citizens.queries import dated_facts, target_in_words
from jobcenter.clock import local_day
from jobcenter.dates import say
from jobcenter.phones import in_pairs
from jobcenter.viewer import Viewer


def held_of(viewer: Viewer, citizen: Citizen) -> dict[str, list[dict[str, Any]]]:
    """Return profile, barriers, case team, requests and remarks by name: one query, kept.

    The kinds of facts are read one after the other; the first reads for all.
    """
    kept = getattr(citizen, "_held", None)
    if kept is None:
        kept = _read(viewer, citizen)
        citizen._held = kept  # type: ignore[attr-defined]
    return kept


def _read(viewer: Viewer, citizen: Citizen) -> dict[str, list[dict[str, Any]]]:
    own = {"jobcentre_id": viewer.jobcentre_id, "citizen_id": OuterRef("pk")}
    words = {"da": F("word__name_da"), "en": F("word__name_en"), "text": F("text")}
    parts = {
        "lines": ProfileLine.objects.filter(**own).order_by("kind", "pk").values(
            json=JSONObject(
                kind=F("kind"), place=F("place"), level=F("level"), start=F("from_year"),
                end=F("to_year"), **words,
            )
        ),
        "barriers": Barrier.objects.filter(**own).order_by("-opened_on", "-pk").values(
            json=JSONObject(
                opened=F("opened_on"), owner=F("owner__name"), lifted=F("lifted_on"),
                how=F("how"), **words,
            )
        ),
        "team": CaseTeamMember.objects.filter(**own).order_by("-from_on", "-pk").values(
            json=JSONObject(
                name=F("membership__name"), function=F("function"), start=F("from_on"),
                end=F("to_on"),
            )
        ),
        "requests": AccessRequest.objects.filter(**own).order_by("-asked_at", "-pk").values(
            json=JSONObject(
                name=F("membership__name"), reason=F("reason"), state=F("state"),
                until=F("until"),
            )
        ),
        "handovers": CaseHandover.objects.filter(**own).order_by("-pk").values(
            json=JSONObject(
                giver=F("giver__name"), taker=F("taker__name"), state=F("state"),
                agreed=F("agreed"), talk=F("conversation_on"),
            )
        ),
        "remarks": OwnRemark.objects.filter(**own).order_by("-pk").values(
            json=JSONObject(text=F("text"), answer=F("answer"))
        ),
    }  # fmt: skip
    row = (
        Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id, pk=citizen.pk)
        .order_by()
        .values_list(*(ArraySubquery(rows[:MOST]) for rows in parts.values()))
        .get()
    )
    return dict(zip(parts, row, strict=True))


def you(viewer: Viewer, citizen: Citizen) -> Held:
    """Who the citizen is, and how they are reached."""
    facts = [
        Fact(_("Name"), citizen.full_name),
        Fact(_("Birth date"), citizen.birth_date or _("not written")),
        Fact(
            _("Citizen number (CPR)"),
            _("kept locked; it is not shown here") if citizen.cpr_index else _("not written"),
        ),
        Fact(_("Phone"), in_pairs(str(citizen.phone)) if citizen.phone else _("not written")),
        Fact(_("E-mail"), citizen.email or _("not written")),
        Fact(_("Reads best"), capfirst(str(Language(citizen.language).label))),
        Fact(_("Known to us since"), local_day(citizen.created_at)),
    ]
    if citizen.is_address_protected:
        facts.append(Fact(_("Protected name and address"), _("yes: only your case team sees them")))
    if citizen.ended_on:
        facts.append(Fact(_("Our work with you ended"), citizen.ended_on, citizen.end_reason))
    return Held("you", _("You"), _("So that we know who you are and can reach you."), facts)


def groups(viewer: Viewer, citizen: Citizen) -> Held:
    """Target group, match groups and benefits, with their days."""
    names = {
        "target": _("Target group"), "match": _("Match group"),
        "benefit": _("Benefit"),
    }  # fmt: skip
    facts = [
        Fact(names[each.kind], each.text, _days(each.from_on, each.to_on))
        for each in dated_facts(citizen)
        if each.kind in names and (each.kind != "match" or each.scheme != CURRENT_RULESET)
    ]
    if not facts:
        target = target_in_words(citizen.target_group, citizen.sub_flag)
        facts = [Fact(_("Target group"), target)]
    return Held(
        "groups", _("Groups and benefits"),
        _("The law decides from them what we may and must offer you (LAB § 6)."), facts,
    )  # fmt: skip


def profile(viewer: Viewer, citizen: Citizen) -> Held:
    """What the citizen brings and wants."""
    facts = []
    if citizen.wishes:
        facts.append(Fact(_("Your wishes"), citizen.wishes))
    if citizen.considerations:
        facts.append(Fact(_("What matters at work"), citizen.considerations))
    for line in held_of(viewer, citizen)["lines"]:
        word = in_language(line["da"], line["en"]) if line["da"] else ""
        level = str(LanguageLevel(line["level"]).label) if line["level"] else ""
        years = "–".join(str(each) for each in (line["start"], line["end"]) if each)
        text = " · ".join(
            each for each in (word, line["text"], line["place"], level, years) if each
        )
        facts.append(Fact(capfirst(str(ProfileKind(line["kind"]).label)), text))
    return Held(
        "profile", _("What you bring"), _("So that we can find work that suits you."), facts
    )


def barriers(viewer: Viewer, citizen: Citizen) -> Held:
    """What is in the way, in the words of the list and the case team's own."""
    facts = []
    for each in held_of(viewer, citizen)["barriers"]:
        text = each["text"] or _("no more is written about it")
        note = _("Written %(day)s. %(name)s sees to it.") % {
            "day": _day(each["opened"]), "name": each["owner"]}  # fmt: skip
        if each["lifted"]:
            told = {"day": _day(each["opened"]), "end": _day(each["lifted"]), "how": each["how"]}
            note = _("Written %(day)s. No longer in the way since %(end)s: %(how)s") % told
        facts.append(Fact(in_language(each["da"], each["en"]), text, note))
    return Held(
        "barriers", _("What is in the way of a job"),
        _("So that we can help with it. Only your case team sees it; no company is told."), facts,
    )  # fmt: skip


def team(viewer: Viewer, citizen: Citizen) -> Held:
    """Who works with the citizen, and who did."""
    facts = [
        Fact(
            capfirst(str(Function(each["function"]).label)), each["name"],
            _days(date.fromisoformat(each["start"]),
                  date.fromisoformat(each["end"]) if each["end"] else None),
        )
        for each in held_of(viewer, citizen)["team"]
    ]  # fmt: skip
    return Held("team", _("Who works with you"), _("They may read and write your page."), facts)


def handovers(viewer: Viewer, citizen: Citizen) -> Held:
    """What colleagues told each other when the case went on to a consultant."""
    facts = []
    for each in held_of(viewer, citizen)["handovers"]:
        between = _("%(giver)s to %(taker)s") % {"giver": each["giver"], "taker": each["taker"]}
        note = str(HandoverState(each["state"]).label)
        if each["talk"]:
            note += " · " + _("joint conversation %(day)s") % {"day": _day(each["talk"])}
        facts.append(Fact(between, each["agreed"], capfirst(note)))
    return Held(
        "handovers", _("When somebody new took over"),
        _("So that you need not tell everything again."), facts,
    )  # fmt: skip


def requests(viewer: Viewer, citizen: Citizen) -> Held:
    """Who asked to see the citizen, and what came of it."""
    facts = []
    for each in held_of(viewer, citizen)["requests"]:
        state = str(RequestState(each["state"]).label)
        if each["until"]:
            state = _("granted, to and including %(day)s") % {"day": _day(each["until"])}
        facts.append(Fact(each["name"], each["reason"], capfirst(state)))
    return Held(
        "requests", _("Colleagues who asked to see your page"),
        _("A leader decides. The reason is shown as it was written."), facts,
    )  # fmt: skip


def remarks(viewer: Viewer, citizen: Citizen) -> Held:
    """What the citizen told us is wrong, and our answers."""
    facts = [
        Fact(_("You wrote"), each["text"], each["answer"])
        for each in held_of(viewer, citizen)["remarks"]
    ]
    return Held("remarks", _("What you told us is wrong"), _("So that we put it right."), facts)


def _day(told: str) -> str:
    return say(date.fromisoformat(told), "j. F Y")


def _days(start: date, end: date | None) -> str:
    day = say(start, "j. F Y")
    if end is None:
        return _("since %(day)s") % {"day": day}
    return _("from %(day)s until %(end)s") % {"day": day, "end": say(end, "j. F Y")}


def line(viewer: Viewer, citizen: Citizen) -> str:
    """Return what the front page says of everything."""
    return _("What we have written about you. Take it along as a file.")


def remarks_line(viewer: Viewer, citizen: Citizen) -> str:
    """Return what the front page says of remarks: an answer that is there, or how it works."""
    rows = OwnRemark.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
    newest = rows.order_by("-pk").first()
    if newest is None:
        return _("Tell us, and we answer within a week.")
    return _("You have an answer from us.") if newest.answered_at else _("We are going to answer.")


def register() -> None:
    """Add this room's facts."""
    from citizens.own.facts import own_facts

    for read, order in (
        (you, 10), (groups, 20), (profile, 30), (barriers, 60), (team, 70),
        (handovers, 75), (requests, 80), (remarks, 90),
    ):  # fmt: skip
        own_facts(read.__name__, read, order=order)
