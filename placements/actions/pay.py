"""Mentor pay: prices of a contract, lists made from what happened, decided on by another one."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from companies.models import Agreement
from jobcenter.actions import action, lock_then_read
from jobcenter.calendar import monday_of
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.viewer import Viewer
from placements.access.pay import DECIDES, can_write
from placements.actions.shared import database_agrees
from placements.choices.pay import Training
from placements.models import CentrePay, PayLine, PayList
from placements.queries.pay import facts_of, last_sunday
from placements.rules import pay as rules


def _log(kind: str, found: PayList | CentrePay, agreement: Agreement, actor: Viewer) -> None:
    """Write the company's line: that there are prices or a list, never whom or how much."""
    log_event(
        f"placements.pay_{kind}", actor=actor, company_id=agreement.company_id,
        subject=found.public_id,
    )  # fmt: skip


def _agreement_locked(agreement: Agreement, actor: Viewer) -> Agreement:
    if not can_write(actor):
        raise PermissionDenied
    found = lock_then_read(
        Agreement.objects.filter(jobcentre_id=actor.jobcentre_id, pk=agreement.pk).order_by(),
        "company",
    )
    if found is None:
        raise NotYours
    if found.signed_at is None:
        raise Refused("pay_unsigned", N_("Both sides sign the agreement first."))
    return found


@action
def set_pay(
    agreement: Agreement, *, actor: Viewer, valid_from: date, source: str, seen: int,
    week_ore: int = 0, tasks: str = "", by_attendance: bool = False, hour_ore: int = 0,
    steps: tuple[tuple[int, Decimal], ...] = (), start_ore: int = 0, training: str = Training.NONE,
) -> CentrePay:  # fmt: skip
    """Enter what the contract says from a Monday on; what holds before stays as it is.

    `seen` is how many entries the writer saw: Stale where a colleague has entered one meanwhile.
    """
    found = _agreement_locked(agreement, actor)
    mine = CentrePay.objects.filter(jobcentre_id=actor.jobcentre_id, agreement=found)
    if mine.count() != seen:
        raise Stale
    terms = rules.Terms(valid_from, 0, week_ore, by_attendance, hour_ore, steps, start_ore)
    rules.check_terms(terms, is_trained=training != Training.NONE, first=found.starts_on)
    one, two = [*steps, (None, None), (None, None)][:2]
    assert actor.membership_id is not None  # noqa: S101  staff, held above
    with database_agrees():
        row = CentrePay.objects.create(
            jobcentre_id=actor.jobcentre_id, agreement=found, valid_from=valid_from,
            edition=mine.filter(valid_from=valid_from).count(), week_ore=week_ore, tasks=tasks,
            by_attendance=by_attendance, hour_ore=hour_ore, first_places=one[0],
            first_hours=one[1], more_places=two[0], more_hours=two[1], start_ore=start_ore,
            training=training, source=source, entered_by_id=actor.membership_id, entered_at=now(),
        )  # fmt: skip
    _log("terms", row, found, actor)
    return row


@action
def make_pay_list(agreement: Agreement, *, actor: Viewer, year: int, month: int) -> PayList:
    """Make the list of a month from what happened, with what changed in weeks listed before.

    Only weeks that are over; the rest of a month comes with the next list.
    """
    found = _agreement_locked(agreement, actor)
    first, last = rules.weeks_of_month(year, month)
    until = min(last, last_sunday())
    if until < first:
        raise Refused("pay_early", N_("No week of that month is over yet."))
    since = min(monday_of(found.starts_on), first)
    lines = facts_of(actor.jobcentre_id, [found], since, until)[found.pk].left(since, until)
    if not lines:
        raise Refused("pay_empty", N_("Everything of that month is on a list already."))
    assert actor.membership_id is not None  # noqa: S101  staff, held above
    with database_agrees():
        made = PayList.objects.create(
            jobcentre_id=actor.jobcentre_id, agreement=found, company=found.company,
            from_on=first, to_on=last, made_by_id=actor.membership_id, made_at=now(),
        )  # fmt: skip
        PayLine.objects.bulk_create(
            [
                PayLine(
                    jobcentre_id=actor.jobcentre_id, pay_list=made, agreement=found,
                    company=found.company, kind=line.due.kind, week=line.due.week,
                    citizen_id=line.due.citizen or None, placement_id=line.due.placement or None,
                    terms_id=line.due.terms or None, quantity=line.due.quantity,
                    unit_ore=line.due.unit_ore, before_ore=line.before_ore, amount_ore=line.ore,
                    edition=line.edition,
                )
                for line in lines
            ]
        )  # fmt: skip
    made.refresh_from_db(fields=["total_ore", "rows"])
    _log("listed", made, found, actor)
    return made


def _list_locked(pay_list: PayList, actor: Viewer) -> PayList:
    if not any(actor.can(can) for can in DECIDES):
        raise PermissionDenied
    found = lock_then_read(
        PayList.objects.filter(jobcentre_id=actor.jobcentre_id, pk=pay_list.pk).order_by(),
        "agreement",
    )
    if found is None:
        raise NotYours
    return found


def _decide(name: str, found: PayList, actor: Viewer, reason: str = "") -> PayList:
    assert actor.membership_id is not None  # noqa: S101  staff, held above
    found.state = rules.move(
        name, found.state, made_by=found.made_by_id, by=actor.membership_id, reason=reason
    )
    found.reason = reason
    found.decided_by_id, found.decided_at = actor.membership_id, now()
    with database_agrees():
        found.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return found


@action
def approve_pay_list(pay_list: PayList, *, actor: Viewer) -> PayList:
    """Approve a list that another one made; from now on nothing in it can be changed."""
    found = _decide("approve", _list_locked(pay_list, actor), actor)
    _log("approved", found, found.agreement, actor)
    return found


@action
def return_pay_list(pay_list: PayList, *, actor: Viewer, reason: str) -> PayList:
    """Send a list back with a reason; what was on it can be listed anew."""
    found = _decide("return", _list_locked(pay_list, actor), actor, reason)
    _log("returned", found, found.agreement, actor)
    return found
