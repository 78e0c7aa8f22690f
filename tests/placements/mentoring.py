"""Mentor orders for tests, made through the ordinary actions."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from citizens.models import Citizen
from jobcenter.calendar import monday_of
from jobcenter.clock import today
from jobcenter.models import Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements.actions import mentoring as acts
from placements.models import MentorBudget, MentorOrder


def a_budget(leader: Membership, version: int = 0, **facts: Any) -> MentorBudget:
    """Enter a budget of 100,000 kr., with 20,000 kr. as a colleague's limit."""
    values: dict[str, Any] = {
        "amount_ore": 10_000_000, "limit_ore": 2_000_000, "full_time_persons": Decimal(50),
        "other_ore": 0, "planned": {}, **facts,
    }  # fmt: skip
    with acting_in(leader.jobcentre_id, membership_id=leader.pk):
        return acts.save_budget(today().year, actor=Viewer.of(leader), version=version, **values)


def an_order(member: Membership, citizen: Citizen, **facts: Any) -> MentorOrder:
    """Order Lone for two hours a week in 13 weeks from this Monday: 26 hours at 250 kr."""
    begin = facts.pop("from_on", monday_of(today()))
    values: dict[str, Any] = {
        "kind": "company", "mentor_name": "Lone Lund", "goal": "Kan selv møde til tiden",
        "frequency": "weekly", "from_on": begin,
        "to_on": begin + timedelta(weeks=facts.pop("weeks", 13), days=-1),
        "weekly_hours": Decimal(2), "rate_ore": 25_000, "parallel": "none", **facts,
    }  # fmt: skip
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return acts.order_mentor(citizen, actor=Viewer.of(member), **values)


def hours_given(member: Membership, leader: Membership, citizen: Citizen) -> MentorOrder:
    """Return an order that began three weeks ago, with two hours in its first week."""
    monday = monday_of(today()) - timedelta(weeks=3)
    a_budget(leader)
    order = an_order(member, citizen, from_on=monday)
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        viewer = Viewer.of(member)
        acts.approve_order(order, actor=viewer, version=1)
        acts.record_hours(
            order, actor=viewer, from_on=monday, to_on=monday + timedelta(days=3),
            hours=Decimal(2), by="Lone Lund", what="Fulgtes ad", evidence="sheet",
        )  # fmt: skip
        order.refresh_from_db()
    return order
