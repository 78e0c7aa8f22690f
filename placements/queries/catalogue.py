"""Read models of the candidate catalogue: what a company is shown, and what waits for us."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from citizens.models import CaseTeamMember
from citizens.words import everybodys
from companies.models import Agreement, Company, Need
from jobcenter.clock import today
from jobcenter.viewer import Viewer
from placements.actions.speed_dating import industry_of
from placements.choices.sharing import (
    REQUEST_TONES,
    AgeBand,
    Area,
    HoursBand,
    ProfileState,
    RequestState,
    WorkField,
)
from placements.models import CatalogueProfile, CatalogueRequest
from placements.rules import catalogue as rules

PROFILES_MOST = 5_000  # of one jobcentre, compared in one go


def has_agreement(jobcentre_id: int, company: Any, day: date) -> QuerySet[Agreement]:
    """Return the running agreements of a company (a row, or an OuterRef to its id)."""
    return Agreement.objects.running().filter(
        jobcentre_id=jobcentre_id, company=company, starts_on__lte=day, ends_on__gte=day
    )


def competences_offered() -> list[tuple[str, str]]:
    """Return the competences to choose: everybody's words only, so that enough can share them."""
    return [
        (code, word.name) for (kind, code), word in everybodys().items() if kind == "competence"
    ]


def competence_name(code: str) -> str:
    """Return a competence in the language of the page."""
    word = everybodys().get(("competence", code))
    return word.name if word else code


@dataclass(frozen=True)
class Shown:
    """A profile as a company reads it."""

    public_id: UUID
    citizen: UUID
    letters: str
    field: str
    facts: list[str]
    text: str
    fits: str
    asked: str
    asked_tone: str


def visible(jobcentre_id: int, day: date) -> dict[int, rules.Facts]:
    """Return what may be shown of whom on a day, by profile: one query."""
    rows = (
        CatalogueProfile.objects.live(day)
        .filter(jobcentre_id=jobcentre_id)
        .order_by("pk")
        .values_list("pk", "area", "field", "age", "hours", "competences")[:PROFILES_MOST]
    )
    return rules.alike(
        rules.Facts(pk, area, field, age, hours, tuple(words))
        for pk, area, field, age, hours, words in rows
    )


def shown_to(jobcentre_id: int, company: Company, day: date) -> list[Shown]:
    """Return the profiles that fit a company's open needs or its industry, the best first.

    Others are not its business. Nothing is shown to a company without a running agreement: that
    is for the caller to ask. Four queries.
    """
    facts = visible(jobcentre_id, day)
    needs = [
        rules.Wanted(title, f"{title} {tasks}", float(hours) if hours is not None else None)
        for title, tasks, hours in Need.objects.open()
        .filter(jobcentre_id=jobcentre_id, company_id=company.pk)
        .order_by("-received_on", "-id")
        .values_list("title", "tasks", "weekly_hours")[:20]
    ]
    asked = dict(
        CatalogueRequest.objects.filter(
            jobcentre_id=jobcentre_id, company_id=company.pk
        ).values_list("profile_id", "state")
    )
    industry = industry_of(company.industry_code or "")
    fits = {key: rules.fit(each, needs, industry) for key, each in facts.items()}
    fitting = [key for key in facts if fits[key][0] > 0]
    first = sorted(fitting, key=lambda key: (-fits[key][0], -key))[: rules.SHOWN_MOST]
    rows = {
        row.pk: row
        for row in CatalogueProfile.objects.live(day)
        .filter(jobcentre_id=jobcentre_id, pk__in=first)
        .select_related("citizen")
        .only("public_id", "text", "reviewed_at", "citizen__public_id")
    }
    return [
        _shown(rows[key], facts[key], fits[key], asked.get(key, "")) for key in first if key in rows
    ]


def _shown(row: CatalogueProfile, facts: rules.Facts, fits: tuple[int, str], asked: str) -> Shown:
    return Shown(
        public_id=row.public_id,
        citizen=row.citizen.public_id,
        letters=row.letters,
        field=str(WorkField(facts.field).label),
        facts=facts_in_words(facts),
        text=row.text if row.reviewed_at else "",
        fits=fits[1],
        asked=str(RequestState(asked).label) if asked else "",
        asked_tone=REQUEST_TONES.get(asked, ""),
    )


def facts_in_words(facts: rules.Facts) -> list[str]:
    """Return area, age, hours and competences as they are shown; what is hidden is left out."""
    words = [str(Area(facts.area).label)]
    if facts.age:
        words.append(_("%(age)s years") % {"age": AgeBand(facts.age).label})
    if facts.hours:
        words.append(_("%(hours)s a week") % {"hours": HoursBand(facts.hours).label})
    return [*words, *map(competence_name, facts.competences)]


@dataclass(frozen=True)
class Asked:
    """A company's question about a candidate, as the case team reads it."""

    public_id: UUID
    company: str
    person: str
    asked_on: date
    state: str
    label: str
    tone: str


def profile_of(viewer: Viewer, citizen_id: int) -> tuple[CatalogueProfile | None, list[Asked]]:
    """Return a citizen's newest profile with the questions about it: one query."""
    questions = (
        CatalogueRequest.objects.filter(
            jobcentre_id=viewer.jobcentre_id, profile_id=OuterRef("pk")
        )
        .order_by("-pk")
        .values(
            json=JSONObject(
                id="public_id", company="company__name", person="person__name",
                at="asked_at", state="state",
            )
        )[:20]
    )  # fmt: skip
    found = (
        CatalogueProfile.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen_id)
        .select_related("written_by", "reviewed_by")
        .annotate(questions=ArraySubquery(questions))
        .order_by("-pk")
        .first()
    )
    if found is None:
        return None, []
    return found, [
        Asked(
            UUID(each["id"]), each["company"], each["person"],
            date.fromisoformat(each["at"][:10]), each["state"],
            str(RequestState(each["state"]).label), REQUEST_TONES[each["state"]],
        )
        for each in found.questions
    ]  # fmt: skip


def my_questions(viewer: Viewer, day: date) -> QuerySet[CatalogueRequest]:
    """Return companies' questions about citizens of the viewer's case teams, the oldest first."""
    team = CaseTeamMember.objects.on(day).filter(
        jobcentre_id=viewer.jobcentre_id, membership_id=viewer.membership_id
    )
    return CatalogueRequest.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=RequestState.ASKED,
        profile__citizen_id__in=team.order_by().values("citizen_id"),
    ).order_by("asked_at", "pk")  # fmt: skip


def my_reviews(viewer: Viewer, day: date) -> QuerySet[CatalogueProfile]:
    """Return texts of the viewer's case teams that wait for a second reader."""
    team = CaseTeamMember.objects.on(day).filter(
        jobcentre_id=viewer.jobcentre_id, membership_id=viewer.membership_id
    )
    return CatalogueProfile.objects.filter(
        ~Q(text=""),
        ~Q(written_by_id=viewer.membership_id),
        jobcentre_id=viewer.jobcentre_id,
        reviewed_at__isnull=True,
        state__in=[ProfileState.DRAFT, ProfileState.SHOWN],
        citizen_id__in=team.order_by().values("citizen_id"),
    ).order_by("pk")


def may_see(jobcentre_id: int, company: Company) -> bool:
    """Return whether the company has a running agreement today: one query."""
    return has_agreement(jobcentre_id, company.pk, today()).exists()
