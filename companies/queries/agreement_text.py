"""What an agreement says, as one text: what is sent, signed, compared and printed.

The text is Danish, whatever language the colleague works in: the companies sign it so.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.defaultfilters import date as date_text
from django.utils import translation
from django.utils.translation import gettext as _

from companies.choices.agreement import Area, GoalKind, Rhythm, Side
from companies.models import Agreement, AgreementGoal, AgreementTemplate, PartyAnswer
from companies.rules.agreements import Sections
from jobcenter.models import Jobcentre
from jobcenter.viewer import Viewer

# The clauses a jobcentre begins with, until its administrator writes others.
FIRST_CLAUSES = [
    {"code": "background", "title": "Baggrund og formål",
     "text": "Virksomheden og jobcentret vil sammen give mennesker uden for arbejdsmarkedet en vej "
     "ind i arbejde, og hjælpe virksomheden med at finde og fastholde medarbejdere."},
    {"code": "they_do", "title": "Virksomheden bidrager med",
     "text": "En fast kontaktperson og en mentor på arbejdsstedet.\n"
     "Opgaver, der passer til den enkelte, og en ærlig tilbagemelding."},
    {"code": "we_do", "title": "Jobcentret bidrager med",
     "text": "En fast kontaktperson med direkte nummer, som svarer samme dag.\n"
     "Kandidater, som konsulenten har mødt. Hjælp til papirerne."},
    {"code": "roles", "title": "Roller og kontakt",
     "text": "Ledelserne tegner aftalen. Kontaktpersonerne holder den i gang og ringer til "
     "hinanden, før noget bliver et problem."},
    {"code": "money", "title": "Økonomi",
     "text": "Hver part betaler sit eget. Mentortimer og værktøj aftales for det enkelte forløb."},
    {"code": "evaluation", "title": "Opfølgning og evaluering",
     "text": "Vi følger op sammen og evaluerer en gang om året. Aftalt og leveret gøres op for "
     "begge parter."},
    {"code": "way_out", "title": "Ophør",
     "text": "Aftalen er gensidigt forpligtende, men ikke juridisk bindende. Den, der vil ud af "
     "den, siger det til den anden med en måneds varsel."},
]  # fmt: skip


def template_of(viewer: Viewer) -> tuple[int, list[dict[str, str]]]:
    """Return the number and the clauses of the jobcentre's template; 0 for the first clauses."""
    newest = (
        AgreementTemplate.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .order_by("-number")
        .first()
    )
    return (newest.number, newest.clauses) if newest else (0, FIRST_CLAUSES)


def shown_number(number: Decimal | None) -> str:
    """Return a number with a comma, without decimals where there are none."""
    if number is None:
        return ""
    return f"{number:f}".removesuffix(".0").replace(".", ",")


def _day(day: date) -> str:
    return date_text(day, "j. F Y")


def promise_in_words(goal: AgreementGoal) -> str:
    """Return a goal as a line: what, how many and by when."""
    said = str(goal.text) if goal.kind in {"other", "milestone"} else str(
        GoalKind(goal.kind).label
    )  # fmt: skip
    if goal.number is not None:
        said = f"{said}: {shown_number(goal.number)}"
    if goal.text and goal.kind not in {"other", "milestone"}:
        said = f"{said} ({goal.text})"
    return _("%(goal)s, by %(day)s") % {
        "goal": said[:1].upper() + said[1:],
        "day": _day(goal.due_on),
    }


def parties_joined(agreement: Agreement) -> list[dict[str, str]]:
    """Return the jobcentres that are parties now: name, since when, and until when they stay."""
    answers = PartyAnswer.objects.filter(
        lead_id=agreement.jobcentre_id, shared__agreement_id=agreement.pk, state="accepted",
        invitation__withdrawn_at__isnull=True,
    ).order_by("joined_on", "id")  # fmt: skip
    return [
        {
            "house": f"{unit} {name}", "joined_on": joined_on.isoformat() if joined_on else "",
            "leaves_on": leaves_on.isoformat() if leaves_on else "",
        }
        for unit, name, joined_on, leaves_on in answers.values_list(
            "jobcentre__unit_label", "jobcentre__name", "joined_on", "leaves_on"
        )
    ]  # fmt: skip


def party_in_words(row: dict[str, str]) -> str:
    """Return a party of those that joined, with its days, in the language of the reader."""
    since = _day(date.fromisoformat(row["joined_on"]))
    if row["leaves_on"]:
        return _("%(house)s, party from %(since)s to %(until)s") % {
            "house": row["house"], "since": since,
            "until": _day(date.fromisoformat(row["leaves_on"])),
        }  # fmt: skip
    return _("%(house)s, party since %(since)s") % {"house": row["house"], "since": since}


def content_of(agreement: Agreement, goals: Sequence[AgreementGoal]) -> dict[str, Any]:
    """Return the whole text of an agreement as plain data: what its hash stands for."""
    house = Jobcentre.objects.get(pk=agreement.jobcentre_id)
    with translation.override("da"):
        theirs, ours = agreement.their_signer, agreement.our_signer
        parties = [
            f"{agreement.company.name} (CVR {agreement.company.cvr})",
            f"{house.unit_label} {house.name}",
            *agreement.other_parties,
        ]
        joined = [row["house"] for row in parties_joined(agreement)]
        parties += [name for name in joined if name not in parties]
        return {
            "title": agreement.purpose,
            "parties": parties,
            "signers": {
                "company": f"{theirs.name}, {theirs.title}".rstrip(", ") if theirs else "",
                "jobcentre": f"{ours.name}, {ours.title}".rstrip(", ") if ours else "",
            },
            "responsible": agreement.responsible.name,
            "period": _("%(first)s to %(last)s")
            % {"first": _day(agreement.starts_on), "last": _day(agreement.ends_on)},
            "rhythm": str(Rhythm(agreement.rhythm).label),
            "areas": [str(Area(area).label) for area in agreement.areas],
            "goals": {
                side: [promise_in_words(goal) for goal in goals if goal.side == side]
                for side in Side.values
            },
            "clauses": agreement.clauses,
        }


def sections_of(content: dict[str, Any]) -> Sections:
    """Return a text as clauses one can set beside another's, in Danish."""
    with translation.override("da"):
        bullets = {
            side: "\n".join(f"• {line}" for line in content["goals"][side]) for side in Side.values
        }
        rows = [
            ("title", _("Purpose"), content["title"]),
            ("parties", _("Parties"), "\n".join(content["parties"])),
            ("period", _("Period"), content["period"]),
            ("areas", _("Areas"), ", ".join(content["areas"])),
            ("goals_company", _("What the company promises"), bullets["company"]),
            ("goals_jobcentre", _("What the jobcentre promises"), bullets["jobcentre"]),
            *((f"clause_{each['code']}", each["title"], each["text"])
              for each in content["clauses"]),
            ("rhythm", _("We meet about it"), content["rhythm"]),
            ("contacts", _("Signed by"), "\n".join(
                line for line in (*content["signers"].values(), content["responsible"]) if line
            )),
        ]  # fmt: skip
    return [(code, str(title), text) for code, title, text in rows if text]
