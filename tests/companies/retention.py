"""Facts and steps of retention cases for tests."""

from datetime import timedelta
from decimal import Decimal

from companies.actions import retention as acts
from companies.actions import retention_work as work
from jobcenter.clock import today

HOURS = Decimal(37)


def facts(**more):
    values = {"label": "A.K.", "weekly_hours": HOURS, "first_absence_on": today(),
              "situation": "Kan ikke løfte tungt", **more}  # fmt: skip
    return acts.CaseFacts(**values)


def step(case, viewer, days=0, hours=10):
    return work.add_step(case, actor=viewer, starts_on=today() + timedelta(days=days),
                         hours=Decimal(hours), note="Lette opgaver")  # fmt: skip
