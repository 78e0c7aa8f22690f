"""Events as their pages show them: the list, one event with its people, whom to invite."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from companies.choices.gathering import Answer, GatheringState, Source
from companies.models import (
    CampaignRow,
    Company,
    CompanyRelation,
    ContactPerson,
    Gathering,
    Invitation,
    PanelMember,
)
from jobcenter.clock import now
from jobcenter.viewer import Viewer

PAGE = 50


def gatherings(viewer: Viewer, which: str, before: str = "") -> tuple[list[Gathering], str]:
    """Return a page of events, to come or over, and where the next page begins: one query."""
    rows = Gathering.objects.filter(jobcentre_id=viewer.jobcentre_id).select_related("responsible")
    if which == "over":
        rows = rows.exclude(state=GatheringState.PLANNED).order_by("-starts_at", "-id")
    else:
        rows = rows.filter(state=GatheringState.PLANNED).order_by("starts_at", "id")
    start = int(before) if before.isascii() and before.isdigit() and len(before) < 6 else 0
    found = list(rows[start : start + PAGE + 1])
    return found[:PAGE], str(start + PAGE) if len(found) > PAGE else ""


@dataclass(frozen=True)
class Tally:
    """How an event's invitations stand: people for the seats, invitations for the rest."""

    invited: int
    coming: int
    waiting: int
    declined: int
    came: int
    seats_waiting: int
    unwritten: int  # agreed to mail, and not written to yet
    to_ring: int  # did not agree: only a person can ask them

    def of(self, state: str) -> int:
        """The number of invitations in a state."""
        return int(getattr(self, state))


def tally(viewer: Viewer, gathering: Gathering) -> Tally:
    """Count an event's invitations: one query."""
    agreed = Q(person__left_on__isnull=True) & ~Q(person__email="")
    if gathering.network_id is None:
        agreed &= Q(person__may_receive_mail=True, company__advertising_protected=False)
    fresh = Q(state=Answer.INVITED, mailed_at__isnull=True)
    found = Invitation.objects.filter(
        jobcentre_id=viewer.jobcentre_id, gathering=gathering
    ).aggregate(
        **{state: Count("pk", filter=Q(state=state)) for state in Answer.values},
        came=Count("pk", filter=Q(came=True)),
        seats_waiting=Sum("seats", filter=Q(state=Answer.WAITING), default=0),
        unwritten=Count("pk", filter=fresh & agreed),
        to_ring=Count("pk", filter=fresh & ~agreed),
    )
    return Tally(**found)


def invitations(
    viewer: Viewer, gathering: Gathering, state: str, after: str = ""
) -> tuple[list[Invitation], str]:
    """Return a page of the invitations in a state, and the last one's id if there are more."""
    rows = _invitations(viewer, gathering).filter(state=state)
    try:
        mark = rows.filter(public_id=UUID(after)).values_list("pk", flat=True).first()
    except ValueError:
        mark = None
    if mark is not None:
        rows = rows.filter(pk__gt=mark)
    found = list(rows.order_by("id")[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].public_id) if len(found) > PAGE else ""


def _invitations(viewer: Viewer, gathering: Gathering) -> QuerySet[Invitation]:
    return (
        Invitation.objects.filter(jobcentre_id=viewer.jobcentre_id, gathering=gathering)
        .select_related("company", "person", "answered_by")
        .defer("company__search", "company__months")
    )


def who_comes(viewer: Viewer, gathering: Gathering) -> list[Invitation]:
    """Return who comes, by company, as the day sheet and the attendance list have them."""
    rows = _invitations(viewer, gathering).filter(state=Answer.COMING)
    return list(rows.order_by("company__name_key", "id")[:2_000])


def who_waits(viewer: Viewer, gathering: Gathering) -> list[Invitation]:
    """Return the waiting list in its order."""
    rows = _invitations(viewer, gathering).filter(state=Answer.WAITING)
    return list(rows.order_by("answered_at", "id")[:200])


def running_campaigns(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the running campaigns whose companies can be invited: (public id, name)."""
    rows = (
        CampaignRow.objects.filter(jobcentre_id=viewer.jobcentre_id, campaign__state="running")
        .order_by("campaign__name_key")
        .values_list("campaign__public_id", "campaign__name")
    )
    return [(str(public_id), name) for public_id, name in rows.distinct()[:50]]


def companies_of(viewer: Viewer, source: str, numbers: list[str]) -> Any:
    """Return a query of the company ids that a choice stands for."""
    ours = {"jobcentre_id": viewer.jobcentre_id}
    if source == Source.PANEL:
        return PanelMember.objects.filter(**ours, left_on__isnull=True).values("company_id")
    if source == Source.COOPERATING:
        rows = CompanyRelation.objects.filter(**ours, status="cooperating")
        return rows.values("company_id")
    if source == Source.NUMBERS:
        return Company.objects.filter(cvr__in=numbers).values("pk")
    return CampaignRow.objects.filter(**ours, campaign__public_id=source).values("company_id")


def people_to_invite(viewer: Viewer, companies: Any, most: int) -> list[ContactPerson]:
    """Return one person of each company: who makes agreements with us, else of the management."""
    rows = (
        ContactPerson.objects.still_there()
        .filter(
            jobcentre_id=viewer.jobcentre_id, company_id__in=companies, company__status="active"
        )
        .order_by("id")
    )
    best: dict[int, tuple[tuple[bool, bool, bool], ContactPerson]] = {}
    for person in rows[: most * 6]:
        rank = (
            not (person.may_receive_mail and person.email), "agreements" not in person.roles,
            person.level != "management",
        )  # fmt: skip
        if person.company_id not in best or rank < best[person.company_id][0]:
            best[person.company_id] = (rank, person)
    return [person for _rank, person in best.values()][:most]


def soon_of(viewer: Viewer, until: date) -> QuerySet[Gathering]:
    """Return the viewer's events up to a day, also those that have begun and are not closed."""
    return mine_planned(viewer).filter(starts_at__date__lte=until)


def mine_planned(viewer: Viewer) -> QuerySet[Gathering]:
    """Return the viewer's events that are neither held nor called off."""
    return Gathering.objects.filter(
        jobcentre_id=viewer.jobcentre_id, responsible_id=viewer.membership_id,
        state=GatheringState.PLANNED,
    )  # fmt: skip


def soon_mine(viewer: Viewer, until: date) -> QuerySet[Gathering]:
    """Return them in their order, with how many have not answered."""
    unanswered = Count("invitations", filter=Q(invitations__state=Answer.INVITED))
    rows = soon_of(viewer, until).annotate(unanswered=unanswered)
    return rows.order_by("starts_at", "id")


def has_begun(gathering: Gathering) -> bool:
    """Return whether it is time to note who came."""
    return now() >= gathering.starts_at
