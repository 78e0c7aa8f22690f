"""Who may see whom: every read of a citizen by id, and the mask over everyone else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from citizens.access.masks import MaskedCitizen
from citizens.choices import RequestState
from citizens.models import AccessRequest, Barrier, CaseTeamMember, Citizen, ProfileLine
from jobcenter.access_log import record_look
from jobcenter.clock import now, on_day, today
from jobcenter.compiled import asker, compiled
from jobcenter.errors import NotYours
from jobcenter.models import AccessLog, Membership, Referral
from jobcenter.permissions import Can, Role
from jobcenter.viewer import Viewer


def _team_rows(viewer: Viewer) -> QuerySet[CaseTeamMember]:
    return CaseTeamMember.objects.on(today()).filter(
        jobcentre_id=viewer.jobcentre_id, membership_id=viewer.membership_id or 0
    )


def _granted_rows(viewer: Viewer) -> QuerySet[AccessRequest]:
    return AccessRequest.objects.filter(
        jobcentre_id=viewer.jobcentre_id,
        membership_id=viewer.membership_id or 0,
        state=RequestState.GRANTED,
        until__gte=today(),
    )


def _referrals(viewer: Viewer) -> QuerySet[Referral]:
    return Referral.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today()),
        jobcentre_id=viewer.jobcentre_id,
        membership_id=viewer.membership_id or 0,
        kind=Referral.Kind.CITIZEN,
        from_on__lte=today(),
    )


def _is_reader(viewer: Viewer) -> bool:
    return viewer.kind == "staff" and viewer.can(Can.READ_CITIZENS)


def _seen(viewer: Viewer) -> Any:
    """Return the expression that tells of each citizen whether the viewer may see the name."""
    if viewer.kind == "system":
        return Value(True)
    if _is_reader(viewer):
        same = {"citizen_id": OuterRef("pk")}
        seen = Q(Exists(_team_rows(viewer).filter(**same))) | Q(
            Exists(_granted_rows(viewer).filter(**same))
        )
        return ExpressionWrapper(seen, output_field=BooleanField())
    if viewer.kind == "outsider":
        return Exists(_referrals(viewer).filter(subject=OuterRef("public_id")))
    if viewer.subject is not None:
        return ExpressionWrapper(Q(public_id=viewer.subject), output_field=BooleanField())
    return Value(False)


def _asked_because(viewer: Viewer) -> Any:
    """Return the expression of why somebody outside the case team was let in: "" for the team.

    It stands beside each of their looks.
    """
    if not _is_reader(viewer):
        return Value("")
    same = {"citizen_id": OuterRef("pk")}
    granted = _granted_rows(viewer).filter(**same).order_by("-decided_at", "-pk")
    return Case(
        When(Exists(_team_rows(viewer).filter(**same)), then=Value("")),
        default=Coalesce(Subquery(granted.values("reason")[:1]), Value("")),
        output_field=CharField(),
    )


def citizens_visible_to(viewer: Viewer) -> QuerySet[Citizen]:
    """Return the citizens whose names the viewer may see: in the team, granted, or referred."""
    citizens = Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if viewer.kind == "system":
        return citizens
    if _is_reader(viewer):
        # ids by index first: EXISTS per row would walk all 10,000 citizens of the jobcentre
        team = _team_rows(viewer).order_by().values("citizen_id")
        return citizens.filter(
            pk__in=team.union(_granted_rows(viewer).order_by().values("citizen_id"))
        )
    if viewer.kind == "outsider":
        return citizens.filter(public_id__in=_referrals(viewer).values("subject"))
    if viewer.subject is not None:
        return citizens.filter(public_id=viewer.subject)
    return citizens.none()


def may_see_name(viewer: Viewer, citizen_ids: Iterable[int]) -> set[int]:
    """Return those of the ids whose names the viewer may see: one query for a whole list."""
    ids = set(citizen_ids)
    if not ids:
        return set()
    if viewer.kind == "system":
        return ids
    if not _is_reader(viewer):
        return set(citizens_visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    return seen_and_mine(viewer, ids)[0]


def seen_and_mine(viewer: Viewer, citizen_ids: Iterable[int]) -> tuple[set[int], set[int]]:
    """Return whose names the viewer may see, and in whose case teams the viewer is: one query."""
    ids = set(citizen_ids)
    if not ids or not _is_reader(viewer):
        return may_see_name(viewer, ids), set()
    team = _team_rows(viewer).filter(citizen_id__in=ids).order_by()
    granted = _granted_rows(viewer).filter(citizen_id__in=ids).order_by()
    found = list(
        team.values_list("citizen_id", Value(True)).union(
            granted.values_list("citizen_id", Value(False))
        )
    )
    return {pk for pk, _ in found}, {pk for pk, is_mine in found if is_mine}


def in_case_team(viewer: Viewer, citizen_id: int) -> bool:
    """Return whether the viewer is in this citizen's case team today."""
    return _is_reader(viewer) and bool(
        _in_team(
            jobcentre=viewer.jobcentre_id, me=viewer.membership_id or 0, citizen=citizen_id,
            day=today(),
        )
    )  # fmt: skip


@compiled
def _in_team(*, jobcentre: int, me: int, citizen: int, day: date) -> QuerySet[CaseTeamMember, Any]:
    with on_day(day):
        rows = _team_rows(asker(jobcentre, me)).filter(citizen_id=citizen)
    return rows.order_by().values_list("pk")[:1]


def in_case_teams(viewer: Viewer, citizen_ids: Iterable[int]) -> set[int]:
    """Return those of the citizens in whose case team the viewer is today: one query."""
    if not _is_reader(viewer):
        return set()
    team = _team_rows(viewer).filter(citizen_id__in=set(citizen_ids)).order_by()
    return set(team.values_list("citizen_id", flat=True))


def in_case_team_of(membership: Membership, citizen_id: int) -> bool:
    """Return whether a colleague is in this citizen's case team today."""
    return (
        membership.ended_on is None
        and CaseTeamMember.objects.on(today())
        .filter(
            jobcentre_id=membership.jobcentre_id,
            membership_id=membership.pk,
            citizen_id=citizen_id,
        )
        .exists()
    )


def barriers_visible_to(viewer: Viewer) -> QuerySet[Barrier]:
    """Return the barriers of those in whose case team the viewer is: granted access is not enough.

    A barrier may tell of health, debt or addiction.
    """
    barriers = Barrier.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if viewer.kind == "system":
        return barriers
    if not _is_reader(viewer):
        return barriers.none()
    same = {"citizen_id": OuterRef("citizen_id")}
    return barriers.filter(Exists(_team_rows(viewer).filter(**same)))


def get_barrier(viewer: Viewer, citizen: Citizen, public_id: UUID) -> Barrier:
    """Return a barrier of a citizen in whose case team the viewer is; NotYours otherwise."""
    barrier = (
        barriers_visible_to(viewer)
        .filter(citizen_id=citizen.pk, public_id=public_id)
        .select_related("word", "owner", "citizen")
        .order_by()
        .first()
    )
    if barrier is None:
        raise NotYours
    return barrier


def get_profile_line(viewer: Viewer, citizen: Citizen, public_id: UUID) -> ProfileLine | None:
    """Return a line of the profile of an opened citizen; None if it is gone."""
    return (
        ProfileLine.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk, public_id=public_id
        )
        .select_related("citizen")
        .order_by()
        .first()
    )


def get_citizen(
    viewer: Viewer, public_id: UUID, *, purpose: str, reason: str = ""
) -> Citizen | MaskedCitizen:
    """Return the citizen and write the look; outside the case team a masked one, unlogged.

    Raises NotYours for another jobcentre's citizen and for outsiders without a referral,
    PermissionDenied for staff who have nothing to do with citizens.
    """
    if viewer.kind == "staff" and not viewer.can(Can.READ_CITIZENS):
        raise PermissionDenied
    citizen: Any = _opened.first(
        viewer.kind, viewer.roles, viewer.subject is not None,
        jobcentre=viewer.jobcentre_id, me=viewer.membership_id or 0, citizen=public_id,
        subject=viewer.subject or _NOBODY, day=today(),
    )  # fmt: skip
    if citizen is None or (not citizen.seen and viewer.kind != "staff"):
        raise NotYours
    if not citizen.seen:
        return MaskedCitizen(citizen.pk, citizen.public_id, citizen.state)
    record_look(viewer, citizen.public_id, purpose, reason=reason or citizen.asked_because)
    return citizen


_NOBODY = UUID(int=0)


@compiled
def _opened(
    kind: str,
    roles: frozenset[str],
    has_subject: bool,
    *,
    jobcentre: int,
    citizen: UUID,
    me: int = 0,
    subject: UUID = _NOBODY,
    day: date = date.min,
) -> QuerySet[Citizen]:
    viewer = replace(
        asker(jobcentre, me, roles=roles, kind=kind), subject=subject if has_subject else None
    )
    with on_day(day):
        return (
            Citizen.objects.filter(jobcentre_id=jobcentre, public_id=citizen)
            .select_related("target_group")
            .annotate(seen=_seen(viewer), asked_because=_asked_because(viewer))
            .order_by("pk")[:1]
        )


def get_open_citizen(viewer: Viewer, public_id: UUID, *, purpose: str, reason: str = "") -> Citizen:
    """Return the citizen as `get_citizen` does; PermissionDenied where it would be masked."""
    citizen = get_citizen(viewer, public_id, purpose=purpose, reason=reason)
    if isinstance(citizen, MaskedCitizen):
        raise PermissionDenied
    return citizen


def get_case_citizen(viewer: Viewer, public_id: UUID, *, purpose: str) -> Citizen:
    """Return the citizen for those of the case team, and write the look.

    For what may tell of health, debt or addiction: granted access reads the rest only. Raises as
    `get_open_citizen`, and PermissionDenied outside the team.
    """
    citizen = get_open_citizen(viewer, public_id, purpose=purpose)
    if not in_case_team(viewer, citizen.pk):
        raise PermissionDenied
    return citizen


def get_masked_citizen(viewer: Viewer, public_id: UUID) -> MaskedCitizen:
    """Return the masked citizen for those who decide or ask without seeing; writes no look."""
    citizen = Citizen.objects.filter(
        jobcentre_id=viewer.jobcentre_id, public_id=public_id
    ).values_list("pk", "public_id", "state")
    if not _is_reader(viewer) or not (found := citizen.order_by().first()):
        raise NotYours
    return MaskedCitizen(*found)


def record_looks(viewer: Viewer, citizens: Iterable[UUID], purpose: str) -> None:
    """Write one look for each citizen of a list that was taken out of the house."""
    moment = now()
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                jobcentre_id=viewer.jobcentre_id,
                at=moment,
                membership_id=viewer.membership_id,
                viewer_kind=viewer.kind,
                citizen=citizen,
                purpose=purpose,
            )
            for citizen in citizens
        ],
        batch_size=1000,
    )


def requests_to_decide(viewer: Viewer, day: date | None = None) -> QuerySet[AccessRequest]:
    """Return the requests this viewer may answer, the oldest first.

    A manager answers for the whole jobcentre, a team leader for citizens whose case team
    counts somebody of the leader's team, or nobody. Nobody answers themselves.
    """
    waiting = AccessRequest.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=RequestState.ASKED
    ).exclude(membership_id=viewer.membership_id or 0)
    if not viewer.can(Can.GRANT_ACCESS):
        return waiting.none()
    if Role.MANAGER in viewer.roles:
        return waiting
    team = CaseTeamMember.objects.on(day or today()).filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("citizen_id")
    )
    mine = team.filter(membership__team_id=viewer.team_id, membership__team_id__isnull=False)
    return waiting.filter(Exists(mine) | ~Exists(team))


def get_request(viewer: Viewer, public_id: UUID) -> AccessRequest:
    """Return a request the viewer may answer; NotYours otherwise."""
    request = (
        requests_to_decide(viewer)
        .filter(public_id=public_id)
        .select_related("citizen", "membership")
        .first()
    )
    if request is None:
        raise NotYours
    return request


def get_answer(viewer: Viewer, public_id: UUID) -> AccessRequest:
    """Return the viewer's own answered request; NotYours otherwise."""
    found = (
        AccessRequest.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            public_id=public_id,
            membership_id=viewer.membership_id or 0,
            decided_at__isnull=False,
        )
        .select_related("citizen")
        .order_by()
        .first()
    )
    if found is None:
        raise NotYours
    return found


def may_read_access_log(viewer: Viewer, *, seen: bool) -> bool:
    """Return whether the viewer may read who looked: leaders, and case workers in the team."""
    return viewer.can(Can.GRANT_ACCESS) or (seen and Role.CASE_WORKER in viewer.roles)
