"""Sickness absence: months noted, brought in from a file, taken out; where the count begins."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from companies.actions.checks import may_write, of_company
from companies.models import AbsenceFigure, AbsenceStart, Company, Workplace
from companies.rules import absence as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.viewer import Viewer

MOST_MONTHS = 240


def _allowed(company: Company, workplace: Workplace | None, actor: Viewer) -> int:
    may_write(actor)
    of_company(company, workplace)
    if actor.membership_id is None:
        raise NotYours
    return actor.membership_id


def _tell(kind: str, company: Company, actor: Viewer, number: int) -> None:
    log_event(f"companies.absence_{kind}", actor=actor, company_id=company.pk,
              subject=company.public_id, text=str(number))  # fmt: skip


@action
def note_months(
    company: Company, workplace: Workplace | None, months: Sequence[rules.Figures], *,
    actor: Viewer, replace: bool = False,
) -> int:  # fmt: skip
    """Write months, all or none; those that are there are refused, or replaced if asked."""
    member = _allowed(company, workplace, actor)
    if not months:
        raise Refused("no_months", N_("There is no month in the file."))
    if len(months) > MOST_MONTHS:
        raise Refused("many_months", N_("At most 240 months at a time."))
    for told in months:
        rules.check_figures(told, today())
    ours = AbsenceFigure.objects.filter(
        jobcentre_id=actor.jobcentre_id, company=company, workplace=workplace
    )
    if replace:
        ours.filter(month__in=[told.month for told in months]).delete()
    try:
        with transaction.atomic():
            AbsenceFigure.objects.bulk_create(
                [
                    AbsenceFigure(
                        jobcentre_id=actor.jobcentre_id, company=company, workplace=workplace,
                        month=told.month, employees=told.employees, by_id=member,
                        working_days=told.working_days, absence_days=told.absence_days,
                    )
                    for told in months
                ]
            )  # fmt: skip
    except IntegrityError:
        there = ours.filter(month__in=[told.month for told in months]).order_by("month").first()
        raise Refused(
            "month_there", N_("There are figures for %(month)s already: replace or take them out."),
            month=f"{there.month:%Y-%m}" if there else "",
        ) from None  # fmt: skip
    _tell("noted", company, actor, len(months))
    return len(months)


@action
def drop_month(figure: AbsenceFigure, *, actor: Viewer) -> None:
    """Take a month out that was noted by mistake; the history keeps it."""
    may_write(actor)
    rows = AbsenceFigure.objects.filter(jobcentre_id=actor.jobcentre_id, pk=figure.pk)
    found = lock_then_read(rows, "company")
    if found is None:
        raise NotYours
    found.delete()
    _tell("dropped", found.company, actor, 1)


@action
def set_start(
    company: Company, workplace: Workplace | None, *, actor: Viewer, month: date,
    rate: Decimal | None, long_share: int, version: int,
) -> AbsenceStart:  # fmt: skip
    """Say from which month absence is compared and what the estimate assumes."""
    _allowed(company, workplace, actor)
    if month.day != 1 or not rules.OLDEST <= month <= today():
        raise Refused("month", N_("The month lies ahead, or too far back."))
    if not (rate is None or 0 <= rate <= 100) or not 0 <= long_share <= 100:
        raise Refused("percent", N_("Between 0 and 100 percent."))
    ours = {"jobcentre_id": actor.jobcentre_id, "company": company, "workplace": workplace}
    found = lock_then_read(AbsenceStart.objects.filter(**ours))
    if (found.version if found else 0) != version:
        raise Stale
    found = found or AbsenceStart(version=0, **ours)
    found.month, found.rate, found.long_share = month, rate, long_share
    found.version += 1
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        raise Stale from None
    return found
