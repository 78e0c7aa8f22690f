"""A speed dating as its pages show it: who takes part, who sits with whom, what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from citizens.access import citizens_visible_to, display_name, in_case_teams, seen_and_mine
from citizens.models import Citizen
from companies.choices import Industry
from companies.models import Gathering, Need, NeedFilling
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.models import DateOutcome, DatingCandidate, SpeedDate
from placements.models.speed_dating import OUTCOME_TONES


@dataclass(frozen=True)
class Shown:
    """A candidate with the name or its stand-in."""

    row: DatingCandidate
    name: str
    is_seen: bool
    is_over: bool  # the viewer is in the case team
    number: int  # conversations planned

    @property
    def looks_for(self) -> str:
        """The wanted industries in words."""
        return ", ".join(str(Industry(code).label) for code in self.row.looks_for)


@dataclass(frozen=True)
class Conversation:
    """A conversation with the names of both sides."""

    row: SpeedDate
    company: str
    candidate: str
    told: str
    starts_at: datetime
    is_over: bool  # the viewer is in the case team
    may_note: bool

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        return str(DateOutcome(self.row.outcome).label) if self.row.outcome else ""

    @property
    def tone(self) -> str:
        """The colour of it."""
        return OUTCOME_TONES.get(self.row.outcome, "plain")


def of_gathering(viewer: Viewer, gathering: Gathering) -> tuple[list[Shown], list[Conversation]]:
    """Return who takes part and the plan, names for those who may see them: three queries.

    Conversations of companies that are no longer coming are left out.
    """
    ours = {"jobcentre_id": viewer.jobcentre_id, "gathering": gathering}
    rows = list(
        DatingCandidate.objects.filter(**ours).select_related("citizen").order_by("id")[:500]
    )
    citizens = [row.citizen_id for row in rows]
    seen, over = seen_and_mine(viewer, citizens)
    mine = {row.pk for row in rows if row.citizen_id in over}
    is_responsible = gathering.responsible_id == viewer.membership_id
    names = {row.pk: display_name(row.citizen, row.citizen_id in seen, short=True) for row in rows}
    told = {row.pk: row.told for row in rows}
    dates = (
        SpeedDate.objects.filter(**ours, invitation__state="coming")
        .select_related("invitation__company")
        .defer("invitation__company__search", "invitation__company__months")
        .order_by("round", "invitation__company__name_key", "id")
    )
    length = timedelta(minutes=gathering.round_minutes or 0)
    plan = [
        Conversation(
            row, row.invitation.company.name, names[row.candidate_id], told[row.candidate_id],
            gathering.starts_at + length * (row.round - 1), row.candidate_id in mine,
            is_responsible or row.candidate_id in mine,
        )
        for row in dates
        if row.candidate_id in names
    ]  # fmt: skip
    number: dict[int, int] = {}
    for each in plan:
        number[each.row.candidate_id] = number.get(each.row.candidate_id, 0) + 1
    shown = [
        Shown(row, names[row.pk], row.citizen_id in seen, row.pk in mine, number.get(row.pk, 0))
        for row in rows
    ]
    return shown, plan


def my_candidates(viewer: Viewer, gathering: Gathering) -> list[Citizen]:
    """Return the active candidates of the viewer's case teams who do not take part yet."""
    there = DatingCandidate.objects.filter(
        jobcentre_id=viewer.jobcentre_id, gathering=gathering
    ).values("citizen_id")
    rows = citizens_visible_to(viewer).filter(state="active").exclude(pk__in=there)
    found = list(rows.order_by("name_key", "id")[:300])
    over = in_case_teams(viewer, [each.pk for each in found])
    return [each for each in found if each.pk in over]


def candidate_for(viewer: Viewer, public_id: UUID) -> DatingCandidate:
    """Return a candidate of a speed dating of the viewer's jobcentre."""
    found = (
        DatingCandidate.objects.select_related("gathering", "citizen")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None or not viewer.can(Can.READ_CITIZENS):
        raise NotYours
    return found


def date_for(viewer: Viewer, public_id: UUID) -> SpeedDate:
    """Return a conversation of the viewer's jobcentre."""
    found = (
        SpeedDate.objects.select_related("gathering", "invitation__company", "candidate__citizen")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None or not viewer.can(Can.READ_CITIZENS):
        raise NotYours
    return found


def need_filled_by(date: SpeedDate) -> Need | None:
    """Return the need that the job agreed in this conversation fills."""
    filling = (
        NeedFilling.objects.select_related("need")
        .filter(jobcentre_id=date.jobcentre_id, source=date.public_id)
        .first()
    )
    return filling.need if filling else None
