"""Needs for tests."""

from decimal import Decimal
from typing import Any

from companies.actions import needs as acts
from companies.actions.needs import JobFacts, Listed, NeedFacts, TaskFacts
from companies.models import Company, Need
from jobcenter.clock import today
from jobcenter.viewer import Viewer

TASKS = [
    TaskFacts("Fylde op", 240, "introduced", True),
    TaskFacts("Servere", 500, "experienced", True),
    TaskFacts("Give medicin", 600, "skilled"),
]
JOB = Listed(JobFacts("Sygeplejerske", Decimal(37)), TASKS)


def need_facts(**more: Any) -> NeedFacts:
    """Return a kitchen hand from today, or what is said otherwise."""
    told = {"kind": "job", "title": "Køkkenhjælp", "tasks": "Opvask", "starts_on": today()}
    return NeedFacts(**{**told, **more})


def make_need(company: Company, actor: Viewer, **more: Any) -> Need:
    """Tell about a need as `actor`, in the acting jobcentre."""
    return acts.tell_about_need(company, need_facts(**more), actor=actor)
