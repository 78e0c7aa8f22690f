"""Networks as their pages show them: the list, one with members, meetings and groups."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from companies.models import ContactPerson, Gathering, Invitation, Network, NetworkMember
from jobcenter.viewer import Viewer

PAGE = 50  # members of a network


def networks(viewer: Viewer, which: str) -> list[Network]:
    """Return the networks with their number of members, groups after their network: one query."""
    rows = Network.objects.filter(jobcentre_id=viewer.jobcentre_id).select_related(
        "responsible", "parent"
    )
    rows = rows.filter(ended_on__isnull=which != "ended")
    number = Count("members", filter=Q(members__left_on__isnull=True))
    found = list(rows.annotate(number=number).order_by("name", "id")[:200])
    first = {row.pk: (row.name, 0, row.name) for row in found}
    return sorted(
        found,
        key=lambda row: (
            (row.parent.name, 1, row.name) if row.parent_id in first and row.parent
            else first[row.pk]
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Member:
    """A member with how often they came."""

    row: NetworkMember
    came: int
    needed: int | None

    @property
    def may_be_certified(self) -> bool:
        """Whether the certificate is due."""
        is_due = self.needed is not None and self.came >= self.needed
        return is_due and self.row.certified_on is None


def members(viewer: Viewer, network: Network, after: str = "") -> tuple[list[Member], str]:
    """Return a page of who is in a network now, by company, with days attended, and where the
    next page begins: two queries, three for a later page.
    """
    rows = NetworkMember.objects.filter(
        jobcentre_id=viewer.jobcentre_id, network=network, left_on__isnull=True
    )
    if mark := _mark(rows, after):
        key, pk = mark
        rows = rows.filter(Q(company__name_key__gt=key) | Q(company__name_key=key, pk__gt=pk))
    found = list(
        rows.select_related("company", "person")
        .defer("company__search", "company__months")
        .order_by("company__name_key", "id")[: PAGE + 1]
    )
    shown = found[:PAGE]
    came = dict(
        Invitation.objects.filter(
            jobcentre_id=viewer.jobcentre_id, gathering__network=network, came=True,
            person_id__in=[row.person_id for row in shown],
        )
        .order_by()
        .values_list("person_id")
        .annotate(number=Count("pk"))
    )  # fmt: skip
    following = str(shown[-1].public_id) if len(found) > PAGE else ""
    return [
        Member(row, came.get(row.person_id, 0), network.days_needed) for row in shown
    ], following


def _mark(rows: Any, after: str) -> tuple[str, int] | None:
    """Return where a page begins; None for the first."""
    try:
        public_id = UUID(after)
    except ValueError:
        return None
    return rows.filter(public_id=public_id).values_list("company__name_key", "pk").first()


def meetings(viewer: Viewer, network: Network) -> list[Gathering]:
    """Return the meetings of a network, the newest first: one query."""
    came = Count("invitations", filter=Q(invitations__came=True))
    rows = Gathering.objects.filter(jobcentre_id=viewer.jobcentre_id, network=network)
    return list(rows.annotate(number_came=came).order_by("-starts_at", "-id")[:50])


def groups(viewer: Viewer, network: Network) -> list[Network]:
    """Return the sub-groups of a network: one query."""
    rows = Network.objects.filter(jobcentre_id=viewer.jobcentre_id, parent=network)
    return list(rows.order_by(F("ended_on").asc(nulls_first=True), "name", "id")[:50])


def possible_parents(viewer: Viewer) -> list[Network]:
    """Return the networks that can have groups: one query."""
    rows = Network.objects.filter(
        jobcentre_id=viewer.jobcentre_id, ended_on__isnull=True, parent__isnull=True
    )
    return list(rows.order_by("name", "id")[:200])


def open_networks(viewer: Viewer) -> list[Network]:
    """Return the networks that have not ended, groups too: one query."""
    rows = Network.objects.filter(jobcentre_id=viewer.jobcentre_id, ended_on__isnull=True)
    return list(rows.order_by("name", "id")[:300])


def member_people(viewer: Viewer, network: Network) -> list[ContactPerson]:
    """Return the people of a network who are still at their companies: whom a meeting invites."""
    rows: Any = ContactPerson.objects.still_there()
    return list(
        rows.filter(
            jobcentre_id=viewer.jobcentre_id,
            pk__in=NetworkMember.objects.filter(
                jobcentre_id=viewer.jobcentre_id, network=network, left_on__isnull=True
            ).values("person_id"),
        ).order_by("id")
    )
