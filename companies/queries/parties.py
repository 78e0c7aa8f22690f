"""Several jobcentres in one agreement: who is invited, and what all of them delivered together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from companies.choices.agreement import LIGHT_TONES, GoalKind, Light, Side
from companies.choices.party import PARTY_TONES, PartyState
from companies.models import Agreement, PartyGoal, PartyInvitation, SharedAgreement
from companies.queries.agreement_text import shown_number
from companies.queries.agreements import COUNTED
from companies.rules.agreements import Promise, light_of
from companies.rules.parties import ADDED, SHARED, Count, Together, counted_from, together
from companies.rules.parties import COUNTED as COUNTED_KINDS
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.models import Jobcentre
from jobcenter.viewer import Viewer

_NUMBER = DecimalField(max_digits=9, decimal_places=1)


class Goal(NamedTuple):
    """A goal as it is published: what the parties know of it."""

    id: UUID
    side: str
    kind: str
    text: str
    number: Decimal | None
    due_on: date
    done_on: date | None

    @property
    def what(self) -> str:
        """What is promised, in words."""
        if self.kind in {"other", "milestone"}:
            return self.text
        label = str(GoalKind(self.kind).label)
        return f"{label[:1].upper()}{label[1:]}"


def goals_of(shared: SharedAgreement) -> list[Goal]:
    """Return the published goals of an agreement."""
    return [
        Goal(
            UUID(row["id"]), row["side"], row["kind"], row["text"], _decimal(row["number"]),
            date.fromisoformat(row["due_on"]),
            date.fromisoformat(row["done_on"]) if row["done_on"] else None,
        )
        for row in shared.goals
    ]  # fmt: skip


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def delivered_by(
    jobcentre_id: int, company_id: int, goals: Sequence[Goal], *, since: date, day: date
) -> dict[UUID, Decimal | None]:
    """Return what this jobcentre delivered of each goal from a day on: one query for all."""
    counted = [goal for goal in goals if goal.kind in registries.deliveries]
    if not counted:
        return {}
    numbers = [
        Cast(
            registries.deliveries[goal.kind](
                jobcentre_id, company=company_id, since=since, until=min(goal.due_on, day)
            ),
            _NUMBER,
        )
        for goal in counted
    ]
    found = Jobcentre.objects.filter(pk=jobcentre_id).values_list(*numbers).get()
    return {goal.id: number for goal, number in zip(counted, found, strict=True)}


@dataclass(frozen=True)
class Part:
    """One house's share of a goal and what it delivered, as the reader may know it."""

    house: str
    count: Count
    share: Decimal | None = None
    is_us: bool = False

    @property
    def share_shown(self) -> str:
        """Its share."""
        return shown_number(self.share)

    @property
    def delivered_shown(self) -> str:
        """What it delivered; a few in words."""
        if self.count.is_few:
            return pgettext("party", "fewer than 5")
        return shown_number(self.count.delivered)


@dataclass(frozen=True)
class GoalTogether:
    """A goal with what each house delivered of it, the sum and the light."""

    goal: Goal
    parts: list[Part]
    sum: Together | None
    light: str

    @property
    def agreed_shown(self) -> str:
        """The number agreed."""
        return shown_number(self.goal.number)

    @property
    def sum_shown(self) -> str:
        """The sum, from where to where if somebody has a few; nothing where there is none."""
        if self.sum is None:
            return ""
        least, most = shown_number(self.sum.least), shown_number(self.sum.most)
        return least if self.sum.is_exact else f"{least}–{most}"

    @property
    def light_label(self) -> str:
        """The light in words."""
        return str(Light(self.light).label)

    @property
    def tone(self) -> str:
        """The light's tone."""
        return LIGHT_TONES[self.light]

    @property
    def has_light(self) -> bool:
        """Averages of several houses have no sum to hold against the number, and no light."""
        return self.goal.kind not in COUNTED_KINDS - ADDED

    @property
    def side_label(self) -> str:
        """Who promised it."""
        return str(Side(self.goal.side).label)

    @property
    def our_share_number(self) -> Decimal | None:
        """The reader's own share, as a form is filled with it."""
        share = next((part.share for part in self.parts if part.is_us), None)
        return None if share is None else share.quantize(1) if share == int(share) else share

    @property
    def can_be_shared(self) -> bool:
        """Whether a party can take a share of it."""
        return self.goal.kind in SHARED and self.goal.number is not None

    @property
    def shares_shown(self) -> str:
        """What the shares taken come to, of the whole; nothing while nobody took one."""
        shares = [part.share for part in self.parts if part.share is not None]
        if not shares or self.goal.number is None:
            return ""
        return _("%(taken)s of %(whole)s taken on") % {
            "taken": shown_number(sum(shares, Decimal())), "whole": self.agreed_shown,
        }  # fmt: skip


def put_together(
    goals: Iterable[Goal],
    parts: Mapping[UUID, list[Part]],
    *,
    starts_on: date,
    day: date,
    is_counted: bool,
) -> list[GoalTogether]:
    """Hold what all houses delivered against each goal; the light takes the least of the sum."""
    rows = []
    for goal in goals:
        mine = list(parts.get(goal.id, ())) if is_counted else [
            part for part in parts.get(goal.id, ()) if part.share is not None
        ]  # fmt: skip
        total = together(goal.kind, [part.count for part in mine]) if is_counted else None
        promise = Promise(
            goal.kind, goal.number, starts_on, goal.due_on, total.least if total else None,
            goal.done_on,
        )  # fmt: skip
        counts = is_counted and (goal.kind in ADDED or goal.kind == "milestone")
        rows.append(
            GoalTogether(goal, mine, total, light_of(promise, day) if counts else Light.UNKNOWN)
        )
    return rows


@dataclass(frozen=True)
class InvitationShown:
    """An invitation with its answer, as both sides see it."""

    invitation: PartyInvitation
    answer: Any  # a PartyAnswer or None

    @property
    def code(self) -> str:
        """Where it stands: "", accepted, declined, left, or out when it was withdrawn."""
        if self.invitation.withdrawn_at is not None:
            return "out"
        return self.answer.state if self.answer else ""

    @property
    def label(self) -> str:
        """The same in words."""
        if self.code == "out":
            return pgettext("party", "withdrawn")
        if not self.code:
            return pgettext("party", "waits for an answer")
        return str(PartyState(self.code).label)

    @property
    def tone(self) -> str:
        """The tone of it."""
        return PARTY_TONES[self.code]

    @property
    def is_party(self) -> bool:
        """Whether it has accepted and may read."""
        return self.code == PartyState.ACCEPTED

    @property
    def house(self) -> str:
        """The invited jobcentre."""
        return f"{self.invitation.party.unit_label} {self.invitation.party.name}"

    @property
    def lead(self) -> str:
        """The jobcentre that invites."""
        return f"{self.invitation.jobcentre.unit_label} {self.invitation.jobcentre.name}"


def shown(invitation: Any) -> InvitationShown:
    """Return an invitation fetched with its answer."""
    return InvitationShown(invitation, getattr(invitation, "answer", None))


def invitations_by_us(viewer: Viewer, agreement_id: int) -> list[Any]:
    """Return an agreement's invitations with answers and the parties' counts: one query."""
    counted = PartyGoal.objects.filter(
        lead_id=viewer.jobcentre_id,
        shared_id=OuterRef("shared_id"),
        answer__invitation_id=OuterRef("pk"),
    ).values(told=_PARTY_GOAL)
    return list(
        PartyInvitation.objects.select_related("jobcentre", "party", "answer")
        .annotate(told_goals=ArraySubquery(counted))
        .filter(jobcentre_id=viewer.jobcentre_id, shared__agreement_id=agreement_id)
        .order_by("invited_at", "id")
    )


_PARTY_GOAL = JSONObject(
    goal="goal_public_id", share="share", delivered="delivered", is_few="is_few"
)


def _part(house: str, row: Mapping[str, Any], *, is_us: bool = False) -> Part:
    count = Count(_decimal(row["delivered"]), row["is_few"])
    return Part(house, count, _decimal(row["share"]), is_us)


def parts_for_lead(
    house: str, ours: Mapping[UUID, Decimal | None], invitations: Sequence[Any]
) -> dict[UUID, list[Part]]:
    """Return by goal what the lead (its own count whole) and the parties delivered."""
    parts: dict[UUID, list[Part]] = defaultdict(list)
    for goal, delivered in ours.items():
        parts[goal].append(Part(house, Count(delivered), is_us=True))
    for invitation in invitations:
        told = shown(invitation)
        if told.code not in {"accepted", "left"}:
            continue
        for row in invitation.told_goals:
            parts[UUID(row["goal"])].append(_part(told.house, row))
    return parts


def together_for_lead(
    agreement: Agreement, counted: Any, invitations: Sequence[Any]
) -> list[GoalTogether]:
    """Return our agreement's goals with what all parties delivered; `counted` is our own.

    Without an invitation there is nothing to put together.
    """
    if not invitations:
        return []
    house = str(invitations[0].jobcentre)
    goals = [
        Goal(
            row.goal.public_id, row.goal.side, row.goal.kind, row.goal.text, row.goal.number,
            row.goal.due_on, row.goal.done_on,
        )
        for row in counted.goals
    ]  # fmt: skip
    ours = {row.goal.public_id: row.delivered for row in counted.goals}
    return put_together(
        goals, parts_for_lead(house, ours, invitations), starts_on=agreement.starts_on,
        day=today(), is_counted=agreement.state in COUNTED,
    )  # fmt: skip


def parts_for_party(
    viewer: Viewer, shared: SharedAgreement, answer: Any, goals: Sequence[Goal], day: date
) -> dict[UUID, list[Part]]:
    """Return the same for a party: its own count whole, the others' as they publish it.

    Two queries: its own count, and the rows of the parties.
    """
    lead = f"{shared.jobcentre.unit_label} {shared.jobcentre.name}"
    parts: dict[UUID, list[Part]] = defaultdict(list)
    for goal, row in shared.counts.items():
        count = Count(_decimal(row["delivered"]), row["few"])
        parts[UUID(goal)].append(Part(lead, count))
    own = delivered_by(
        viewer.jobcentre_id, shared.company_id, goals, day=min(day, answer.leaves_on or day),
        since=counted_from(shared.starts_on, answer.joined_on),
    )  # fmt: skip
    rows = PartyGoal.objects.select_related("jobcentre").filter(shared=shared)
    for row in rows.order_by("jobcentre__name", "id"):
        house = f"{row.jobcentre.unit_label} {row.jobcentre.name}"
        is_us = row.jobcentre_id == viewer.jobcentre_id
        count = Count(own.get(row.goal_public_id)) if is_us else Count(row.delivered, row.is_few)
        parts[row.goal_public_id].append(Part(house, count, row.share, is_us))
    return parts


def invitations_to_us(viewer: Viewer) -> QuerySet[PartyInvitation]:
    """Return what other jobcentres invited us to, the newest first."""
    return (
        PartyInvitation.objects.select_related("jobcentre", "company", "answer")
        .defer("company__search", "company__months")
        .filter(party_id=viewer.jobcentre_id)
        .order_by("-invited_at", "-id")
    )


def waiting_for_us(viewer: Viewer, day: date | None = None) -> QuerySet[PartyInvitation]:
    """Return invitations that nobody of us has answered."""
    return invitations_to_us(viewer).filter(withdrawn_at__isnull=True, answer__isnull=True)
