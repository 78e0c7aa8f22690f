"""Mentor orders: ordered, decided, begun, ended; hours with evidence; the money of a year.

Only the case team writes; a leader decides what is beyond a colleague's own limit or the money.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied

from citizens.models import Citizen, TargetGroup
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.access.mentoring import may_decide, may_write
from placements.actions.shared import database_agrees, lock_citizen
from placements.models import MentorBudget, MentorHours, MentorOrder, MentorTarget, Placement
from placements.queries.mentoring import beside, frame_of
from placements.rules import mentoring as rules


def _check_may_write(actor: Viewer, row: MentorOrder | Citizen) -> None:
    if row.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    citizen_id = row.pk if isinstance(row, Citizen) else row.citizen_id
    if not may_write(actor, citizen_id):
        raise PermissionDenied


def _locked(order: MentorOrder, actor: Viewer, version: int | None = None) -> MentorOrder:
    found = lock_then_read(
        MentorOrder.objects.filter(jobcentre_id=actor.jobcentre_id, pk=order.pk).order_by(),
        "citizen", "ordered_by",
    )  # fmt: skip
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


def _log(kind: str, order: MentorOrder, actor: Viewer) -> None:
    """Write the citizen's timeline row: that there is a mentor, never who, why or how much."""
    log_event(
        f"placements.mentor_{kind}", actor=actor, citizen_id=order.citizen_id,
        subject=order.public_id,
    )  # fmt: skip


def _saved(order: MentorOrder, *fields: str) -> MentorOrder:
    order.version += 1
    with database_agrees():
        order.save(update_fields=[*fields, "version"])
    return order


@action
def order_mentor(
    citizen: Citizen, *, actor: Viewer, kind: str, mentor_name: str, goal: str, frequency: str,
    from_on: date, to_on: date, rate_ore: int, hours: Decimal | None = None,
    weekly_hours: Decimal | None = None, parallel: str, parallel_note: str = "",
    placement: Placement | None = None, prolongs: MentorOrder | None = None,
) -> MentorOrder:  # fmt: skip
    """Order a mentor for hours in all, or a week. What costs too much is the leader's from now."""
    _check_may_write(actor, citizen)
    citizen = lock_citizen(actor, citizen.pk)
    if citizen.state != "active":
        raise Refused("case_ended", N_("The candidate's case has ended."))
    for other in (placement, prolongs):
        if other is not None and (other.jobcentre_id, other.citizen_id) != (
            actor.jobcentre_id, citizen.pk,
        ):  # fmt: skip
            raise NotYours
    if prolongs is not None:
        _check_can_prolong(_locked(prolongs, actor), from_on)
    if weekly_hours is not None and to_on >= from_on:
        hours = rules.hours_of(weekly_hours, from_on, to_on)
    hours = hours or Decimal(0)
    rules.check_order(
        kind=kind, hours=hours, rate_ore=rate_ore, from_on=from_on, to_on=to_on, day=today(),
        parallel=parallel, parallel_note=parallel_note,
        granted=beside(actor.jobcentre_id, citizen.pk, from_on, to_on).granted,
    )  # fmt: skip
    assert actor.membership_id is not None  # noqa: S101  staff, held above
    cost = rules.cost_of(hours, rate_ore)
    asks = rules.asks_leader(cost, frame_of(actor.jobcentre_id, from_on.year))
    with database_agrees():
        order = MentorOrder.objects.create(
            jobcentre_id=actor.jobcentre_id, citizen=citizen,
            target_group_id=citizen.target_group_id, placement=placement, kind=kind,
            mentor_name=mentor_name, goal=goal, frequency=frequency, weekly_hours=weekly_hours,
            hours=hours, rate_ore=rate_ore, cost_ore=cost, from_on=from_on, to_on=to_on,
            parallel=parallel, parallel_note=parallel_note, prolongs=prolongs,
            owner_id=actor.membership_id, ordered_by_id=actor.membership_id, ordered_at=now(),
            for_leader=bool(asks),
        )  # fmt: skip
    _log("ordered", order, actor)
    return order


def _check_can_prolong(before: MentorOrder, from_on: date) -> None:
    if before.state not in rules.GRANTED:
        raise Refused("mentor_not_granted", N_("Only what was approved can be prolonged."))
    if from_on <= before.last_on:
        raise Refused(
            "mentor_overlaps", N_("The new period begins after %(day)s."), day=before.last_on
        )


def _frame_locked(order: MentorOrder) -> rules.Frame | None:
    """Return the money of the order's year; approvals of one year come one after the other."""
    MentorBudget.objects.select_for_update(no_key=True).filter(
        jobcentre_id=order.jobcentre_id, year=order.from_on.year
    ).order_by().first()
    return frame_of(order.jobcentre_id, order.from_on.year)


@action
def approve_order(order: MentorOrder, *, actor: Viewer, version: int) -> MentorOrder:
    """Grant what was ordered: the case team on the spot, or a leader who did not order it.

    Where it costs too much for the team by now, it is left with the leader: `for_leader`.
    """
    if order.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    found = _locked(order, actor, version)
    leader = may_decide(actor, found)
    if not leader and not may_write(actor, found.citizen_id):
        raise PermissionDenied
    target = rules.move("approve", found.state)
    if found.citizen.state != "active":
        raise Refused("case_ended", N_("The candidate's case has ended."))
    asks = rules.asks_leader(found.cost_ore, _frame_locked(found))
    if asks and not leader:
        if found.for_leader:
            raise Refused("mentor_leader", N_("Your leader decides on this order."))
        found.for_leader = True
        return _saved(found, "for_leader")
    found.state, found.decided_by_id, found.decided_at = target, actor.membership_id, now()
    if found.for_leader and not leader:  # there is money by now: no leader is asked any more
        found.for_leader = False
    _saved(found, "state", "decided_by", "decided_at", "for_leader")
    _log("approved", found, actor)
    return found


@action
def refuse_order(order: MentorOrder, *, actor: Viewer, version: int, reason: str) -> MentorOrder:
    """Refuse an order with a reason, as a leader or as another one of the case team."""
    if order.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    found = _locked(order, actor, version)
    in_team = may_write(actor, found.citizen_id) and found.ordered_by_id != actor.membership_id
    if not may_decide(actor, found) and not in_team:
        raise PermissionDenied
    found.state = rules.move("refuse", found.state, reason=reason)
    found.reason = reason
    found.decided_by_id, found.decided_at = actor.membership_id, now()
    _saved(found, "state", "reason", "decided_by", "decided_at")
    _log("refused", found, actor)
    return found


@action
def cancel_order(order: MentorOrder, *, actor: Viewer, version: int, reason: str) -> MentorOrder:
    """Cancel what has not begun, with a reason; nothing is spent."""
    _check_may_write(actor, order)
    found = _locked(order, actor, version)
    found.state = rules.move("cancel", found.state, reason=reason)
    if found.delivered:
        raise Refused("mentor_delivered", N_("Hours have been given. End it instead."))
    found.reason = reason
    _saved(found, "state", "reason")
    _log("cancelled", found, actor)
    return found


def end_orders_of(citizen: Citizen, actor: Viewer) -> None:
    """Cancel what has not begun when the work with a citizen ends.

    For the action that ends it, which holds the citizen's row. What runs stands on the day of who
    follows it from then on: they know the last hours and what it led to.
    """
    rows = MentorOrder.objects.select_for_update(of=("self",), no_key=True).filter(
        jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk, state__in=rules.OPEN
    )
    for order in rows.order_by("pk"):
        if rules.AT_CASE_END[order.state] == "cancel":
            order.state = rules.move("cancel", order.state, reason=rules.CASE_ENDED)
            order.reason_code = rules.CASE_ENDED
            _saved(order, "state", "reason_code")
            _log("cancelled", order, actor)


@action
def start_order(order: MentorOrder, *, actor: Viewer) -> MentorOrder:
    """Write that the mentor has begun."""
    _check_may_write(actor, order)
    found = _locked(order, actor)
    target = rules.move("start", found.state)
    if found.citizen.state != "active":
        raise Refused("case_ended", N_("The candidate's case has ended."))
    if found.from_on > today():
        raise Refused(
            "mentor_early", N_("The first day is %(day)s. It can't begin before."),
            day=found.from_on,
        )  # fmt: skip
    found.state = target
    _saved(found, "state")
    _log("started", found, actor)
    return found


@action
def end_order(
    order: MentorOrder, *, actor: Viewer, version: int, ended_on: date, outcome: str
) -> MentorOrder:
    """Write the last day and what it led to; hours that were not given are free again.

    Where the case has ended the mentor's time ended with it, and no later.
    """
    _check_may_write(actor, order)
    found = _locked(order, actor, version)
    target = rules.move("end", found.state)
    case_ended_on = found.citizen.ended_on
    last = rules.last_day(found.to_on, case_ended_on)
    if case_ended_on is not None and last < ended_on <= found.to_on:
        raise Refused(
            "mentor_end_case", N_("The case ended %(day)s, and the mentor's time with it."),
            day=case_ended_on,
        )  # fmt: skip
    if not found.from_on <= ended_on <= last:
        raise Refused("mentor_end_day", N_("The last day lies within the order."))
    if ended_on > today():
        raise Refused("mentor_end_ahead", N_("The day can't be in the future."))
    mine = MentorHours.objects.filter(jobcentre_id=found.jobcentre_id, order=found)
    if mine.filter(to_on__gt=ended_on).exists():
        raise Refused("mentor_end_day", N_("Hours have been entered after that day."))
    found.state, found.ended_on, found.outcome = target, ended_on, outcome
    found.reason_code = rules.CASE_ENDED if case_ended_on is not None else ""
    _saved(found, "state", "ended_on", "outcome", "reason_code")
    _log("ended", found, actor)
    return found


@action
def record_hours(
    order: MentorOrder, *, actor: Viewer, from_on: date, to_on: date, hours: Decimal, by: str,
    what: str, evidence: str,
) -> MentorHours:  # fmt: skip
    """Enter hours that were given, with what shows it; the first ones begin the order."""
    _check_may_write(actor, order)
    found = _locked(order, actor)
    rules.check_hours(
        state=found.state, hours=hours, left=found.left, from_on=from_on, to_on=to_on,
        first=found.from_on, last=found.to_on, day=today(), case_ended_on=found.citizen.ended_on,
    )  # fmt: skip
    if found.state == rules.APPROVED:
        found.state = rules.move("start", found.state)
        _saved(found, "state")
        _log("started", found, actor)
    assert actor.membership_id is not None  # noqa: S101  staff, held above
    with database_agrees():
        return MentorHours.objects.create(
            jobcentre_id=found.jobcentre_id, order=found, from_on=from_on, to_on=to_on,
            hours=hours, by=by, what=what, evidence=evidence, entered_by_id=actor.membership_id,
        )  # fmt: skip


@action
def take_out_hours(entry: MentorHours, *, actor: Viewer) -> None:
    """Take out hours that were entered wrongly, while the order runs; history keeps them."""
    _check_may_write(actor, entry.order)
    found = _locked(entry.order, actor)
    if found.state != rules.RUNNING:
        raise Refused("mentor_over", N_("The mentor's time has ended."))
    MentorHours.objects.filter(jobcentre_id=found.jobcentre_id, pk=entry.pk).delete()


@action
def save_budget(
    year: int, *, actor: Viewer, version: int, amount_ore: int, limit_ore: int,
    full_time_persons: Decimal | None, other_ore: int,
    planned: Mapping[TargetGroup, tuple[int, int]],
) -> MentorBudget:  # fmt: skip
    """Enter the money of a year, and persons and hours planned for each target group.

    `version` 0 is a year without a budget.
    """
    if not (actor.can(Can.KEEP_RANGE) and actor.can(Can.SEE_DASHBOARD)):
        raise PermissionDenied
    mine = {"jobcentre_id": actor.jobcentre_id, "year": year}
    budget = MentorBudget.objects.select_for_update(no_key=True).filter(**mine).first()
    if (budget.version if budget else 0) != version:
        raise Stale
    facts: dict[str, Any] = {
        "amount_ore": amount_ore, "limit_ore": limit_ore, "other_ore": other_ore,
        "full_time_persons": full_time_persons,
    }  # fmt: skip
    with database_agrees():
        if budget is None:
            budget = MentorBudget.objects.create(**mine, **facts)
        else:
            for name, value in facts.items():
                setattr(budget, name, value)
            budget.version += 1
            budget.save(update_fields=[*facts, "version"])
    _set_targets(budget, planned)
    return budget


def _set_targets(budget: MentorBudget, planned: Mapping[TargetGroup, tuple[int, int]]) -> None:
    """Change only the rows that say something else: history shows what was changed."""
    rows = MentorTarget.objects.filter(jobcentre_id=budget.jobcentre_id, budget=budget)
    have = {row.target_group_id: row for row in rows}
    for group, (persons, hours) in planned.items():
        row = have.pop(group.pk, None)
        if row is None and (persons or hours):
            MentorTarget.objects.create(
                jobcentre_id=budget.jobcentre_id, budget=budget, target_group=group,
                persons=persons, hours=hours,
            )  # fmt: skip
        elif row is not None and (row.persons, row.hours) != (persons, hours):
            row.persons, row.hours = persons, hours
            row.save(update_fields=["persons", "hours"])
