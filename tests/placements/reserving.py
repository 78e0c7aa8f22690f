"""Reservations for tests, made through the ordinary actions."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from jobcenter.calendar import monday_of
from jobcenter.clock import today
from jobcenter.models import Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements.actions import reservations as acts
from placements.models import Reservation
from tests.placements.factories import a_citizen, a_place


def reserved(member: Membership, **facts: Any) -> Reservation:
    """Reserve a place from next Monday for 13 weeks, held for two weeks."""
    starts_on = facts.pop("starts_on", monday_of(today()) + timedelta(weeks=1))
    place = facts.pop("place", None) or a_place(member)
    if "what_for" not in facts and "citizen" not in facts:
        facts["citizen"] = a_citizen(member)
    values: dict[str, Any] = {
        "ends_on": starts_on + timedelta(days=13 * 7 - 3),
        "weekly_hours": Decimal(25),
        "held_until": today() + timedelta(days=14),
        **facts,
    }
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return acts.reserve_place(place, actor=Viewer.of(member), starts_on=starts_on, **values)
