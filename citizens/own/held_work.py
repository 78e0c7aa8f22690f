"""What was planned, talked about, tried and granted, told to the citizen: one query in all.

Conversation notes are among it, as they were written: what we know of the law about insight
(RULES §9) keeps no working note from the citizen, and they are about the citizen alone. The three
answers after a conversation are of nobody and so in nobody's file.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from citizens.choices import DocumentKind
from citizens.choices.plan import Doer, GoalOrigin, GoalState, StepState, Through, VoiceKind
from citizens.choices.range import Effect, LowerReason, OfferKind, StayOutcome, StayState
from citizens.choices.release import ReleaseState
from citizens.choices.talk import Signpost, WheelArea
from citizens.models import (
    Citizen,
)
from citizens.own.facts import MOST, Fact, Held
from citizens.own.held_rows import work_of
from jobcenter.clock import local_day
from jobcenter.dates import say
from jobcenter.viewer import Viewer


def plan(viewer: Viewer, citizen: Citizen) -> Held:
    """Goals and steps with their former words, which version it is, and what was said of it."""
    held = work_of(viewer, citizen)
    facts: list[Fact] = []
    if held["plan"]:
        told = {"number": held["plan"]["version"], "day": _moment(held["plan"]["at"])}
        facts.append(
            Fact(_("The plan"), _("version %(number)s, changed %(day)s") % told)
        )  # fmt: skip
    for goal in held["goals"]:
        notes = [capfirst(str(GoalState(goal["state"]).label))]
        if goal["origin"] == GoalOrigin.CITIZEN:
            notes.append(str(GoalOrigin.CITIZEN.label))
        if goal["by"]:
            notes.append(_("Reached by %(day)s") % {"day": _day(goal["by"])})
        facts.append(Fact(_("Goal"), goal["text"], _joined(notes, goal)))
        facts += _before(_("Goal, other words before"), goal["former"])
        for step in goal["steps"]:
            facts.append(Fact(pgettext("plan", "Step"), step["text"], _of_step(step)))
            facts += _before(_("Step, other words before"), step["former"])
    facts += [_voice(each) for each in held["voices"][:MOST]]
    return Held(
        "plan", _("Your plan"), _("So that you and we know where you are going, and how."),
        facts + _rest(held["voices"]),
    )  # fmt: skip


def _of_step(step: dict[str, Any]) -> str:
    who = step["outside"] if step["doer"] == Doer.OUTSIDE else step["owner"]
    name = _("You do it") if step["doer"] == Doer.CITIZEN else _("%(name)s does it") % {"name": who}
    notes = [
        capfirst(str(StepState(step["state"]).label)), name,
        _("before %(day)s") % {"day": _day(step["due"])},
    ]  # fmt: skip
    if step["proof"]:
        notes.append(_("Done when: %(proof)s") % {"proof": step["proof"]})
    return _joined(notes, step)


def _joined(notes: list[str], row: dict[str, Any]) -> str:
    if row["closed"]:
        notes = [*notes, _day(row["closed"])]
    return " · ".join([*notes, row["reason"]] if row["reason"] else notes)


def _before(name: str, former: list[str]) -> list[Fact]:
    return [Fact(name, text) for text in dict.fromkeys(former)]


def _voice(each: dict[str, Any]) -> Fact:
    names = {
        VoiceKind.AGREE: _("You said yes"), VoiceKind.DISAGREE: _("You said no"),
        VoiceKind.GOAL: _("Your own goal"), VoiceKind.WISH: _("Your wish"),
    }  # fmt: skip
    notes = [
        _moment(each["at"]), str(Through(each["through"]).label),
        _("version %(number)s of the plan") % {"number": each["version"]},
    ]  # fmt: skip
    if each["answered"]:
        told = {"name": each["name"], "day": _moment(each["answered"])}
        notes.append(_("%(name)s answered on %(day)s:") % told + " " + each["answer"])
    stood = "; ".join(
        f"{goal['goal']}: " + ", ".join(step["text"] for step in goal["steps"])
        if goal["steps"] else goal["goal"]
        for goal in each["read"]
    )  # fmt: skip
    if stood:
        notes.append(_("The plan said then: %(words)s") % {"words": stood})
    return Fact(
        names[VoiceKind(each["kind"])], each["text"] or _("without words"), " · ".join(notes)
    )


def talks(viewer: Viewer, citizen: Citizen) -> Held:
    """Conversations: focus, numbers, wheel of life, next step, and each note."""
    held = work_of(viewer, citizen)["talks"]
    facts: list[Fact] = []
    for talk in held[:MOST]:
        lines = [talk["focus"]]
        if talk["motivation"] is not None:
            motivation = _("Motivation %(number)s of 10") % {"number": talk["motivation"]}
            lines.append(f"{motivation}: {talk['why']}" if talk["why"] else motivation)
        lines += [
            f"{capfirst(str(WheelArea(each['area']).label))}: {each['mark']}"
            for each in talk["marks"]
        ]
        if talk["step"]:
            lines.append(_("Next step: %(text)s") % {"text": talk["step"]})
        told = {"day": _day(talk["day"]), "name": talk["name"]}
        facts.append(
            Fact(
                _("Talk on %(day)s with %(name)s") % told,
                "\n".join(line for line in lines if line) or _("nothing else is written"),
            )
        )
        facts += [
            Fact(
                _("Note: %(post)s") % {"post": Signpost(note["post"]).label}, note["text"],
                f"{_moment(note['at'])}, {note['name']}",
            )
            for note in talk["notes"]
        ]  # fmt: skip
    return Held(
        "talks", _("Our talks with you"),
        _("So that we remember what you said. You and your case team read it."),
        facts + _rest(held),
    )  # fmt: skip


def stays(viewer: Viewer, citizen: Citizen) -> Held:
    """What the citizen was offered and took part in, and what it led to."""
    held = work_of(viewer, citizen)["stays"]
    facts = []
    for row in held[:MOST]:
        kind = capfirst(str(OfferKind(row["kind"]).label))
        text = str(StayState(row["state"]).label)
        if row["outcome"]:
            text = str(StayOutcome(row["outcome"]).label)
        text = capfirst(text) + (f": {row['text']}" if row["text"] else "")
        notes = [kind, row["provider"], _("chosen %(day)s") % {"day": _day(row["referred"])}]
        if row["start"]:
            last = row["end"] or row["latest"]
            notes.append(_day(row["start"]) + (f" – {_day(last)}" if last else ""))
        if row["owner"]:
            notes.append(_("%(name)s follows it") % {"name": row["owner"]})
        if row["lower"]:
            why = row["words"] or str(LowerReason(row["lower"]).label)
            notes.append(_("Why not what stands higher for your group: %(why)s") % {"why": why})
        facts.append(Fact(row["name"], text, " · ".join(note for note in notes if note)))
    return Held(
        "stays", _("Courses, projects and other offers"),
        _("So that you get what helps, and we see what it led to."), facts + _rest(held),
    )  # fmt: skip


def choices(viewer: Viewer, citizen: Citizen) -> Held:
    """What the citizen could choose among, what was chosen, and what came of it."""
    held = work_of(viewer, citizen)["released"]
    facts = []
    for row in held[:MOST]:
        text = capfirst(str(ReleaseState(row["state"]).label))
        text += f": {row['words']}" if row["words"] else ""
        notes = [
            str(OfferKind(row["kind"]).label),
            _("until %(day)s") % {"day": _day(row["until"])}, row["by"], row["note"],
        ]  # fmt: skip
        if row["at"]:
            how = Through(row["through"]).label
            notes.append(_("chosen %(day)s") % {"day": f"{_moment(row['at'])}, {how}"})
        if row["closed"]:
            notes.append(f"{_moment(row['closed'])} {row['reason']}".strip())
        facts.append(Fact(row["name"], text, " · ".join(note for note in notes if note)))
    return Held(
        "choices", _("What you could choose"),
        _("So that you decide, and we know what you chose."), facts + _rest(held),
    )  # fmt: skip


def support(viewer: Viewer, citizen: Citizen) -> Held:
    """Support granted beside, what was used of it, and what it led to."""
    held = work_of(viewer, citizen)["support"]
    facts = []
    for row in held[:MOST]:
        granted = _much(row, row["hours"] if row["hours"] is not None else row["amount"])
        text = f"{granted}: {row['purpose']}" if row["purpose"] else granted
        notes = [
            f"{_day(row['start'])} – {_day(row['end'] or row['until'])}",
            _("%(name)s sees to it") % {"name": row["owner"]},
        ]
        notes += [
            _("used %(day)s: %(much)s") % {
                "day": _day(use["day"]), "much": _much(row, use["number"]),
            }
            for use in row["uses"]
        ]  # fmt: skip
        if row["effect"]:
            effect = capfirst(str(Effect(row["effect"]).label))
            notes.append(f"{effect}: {row['text']}" if row["text"] else effect)
        facts.append(Fact(row["name"], text, " · ".join(notes)))
    return Held(
        "support", _("Support you were granted"),
        _("So that you get it, and no more is paid than was granted."), facts + _rest(held),
    )  # fmt: skip


def documents(viewer: Viewer, citizen: Citizen) -> Held:
    """The names of the files; those still here are fetched under My documents."""
    held = work_of(viewer, citizen)["documents"]
    facts = []
    for row in held[:MOST]:
        note = _("kept %(day)s by %(name)s") % {"day": _moment(row["added"]), "name": row["name"]}
        if row["removed"]:
            note += " · " + _("taken away %(day)s") % {"day": _moment(row["removed"])}
        facts.append(Fact(capfirst(str(DocumentKind(row["kind"]).label)), row["title"], note))
    return Held(
        "documents", _("Your files"), _("You fetch them under My documents."), facts + _rest(held)
    )


def holds(viewer: Viewer, citizen: Citizen) -> Held:
    """What is kept longer than the rules say, and why."""
    held = work_of(viewer, citizen)["holds"]
    facts = []
    for row in held[:MOST]:
        note = f"{_day(row['start'])}, {row['name']}"
        if row["end"]:
            note += f" · {_moment(row['end'])}: {row['lifted']}"
        until = _("until %(day)s") % {"day": _day(row["until"])}
        facts.append(Fact(capfirst(until), row["why"], note))
    return Held(
        "holds", _("What is kept longer"),
        _("So that nothing is erased while it is needed."), facts + _rest(held),
    )  # fmt: skip


def _rest(rows: list[Any]) -> list[Fact]:
    """Say so where there is more than fits; nothing is left out unsaid."""
    if len(rows) <= MOST:
        return []
    return [Fact(_("There is more"), _("Only the newest are here. Ask us, and you get the rest."))]


def _much(row: dict[str, Any], number: Any) -> str:
    told = number_format(Decimal(str(number)).normalize(), use_l10n=True, force_grouping=True)
    if row["hours"] is not None:
        return _("1 hour") if told == "1" else _("%(number)s hours") % {"number": told}
    return _("%(number)s kr.") % {"number": told}


def _day(told: str) -> str:
    return say(date.fromisoformat(told), "j. F Y")


def _moment(told: str) -> str:
    return say(local_day(datetime.fromisoformat(told)), "j. F Y")


def register() -> None:
    """Add the facts."""
    from citizens.own.facts import own_facts

    for read, order in (
        (plan, 32), (talks, 34), (choices, 35), (stays, 36), (support, 38), (documents, 66),
        (holds, 95),
    ):  # fmt: skip
        own_facts(read.__name__, read, order=order)
