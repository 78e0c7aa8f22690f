"""Places, placements and check-ins for tests, made through the ordinary actions."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from companies.models import ContactPerson, Workplace
from jobcenter.calendar import monday_of
from jobcenter.clock import COPENHAGEN, clock_at, today
from jobcenter.doors import make_door
from jobcenter.models import Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements import actions
from placements.models import CheckIn, Place, Placement
from tests.citizens.factories import make_citizen, target_group
from tests.companies.factories import make_company, make_person, make_workplace

# A Wednesday in the middle of things; no holiday near it.
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)
MONDAY = date(2026, 11, 16)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment in Copenhagen."""
    return datetime.combine(day, time(hour, minute), COPENHAGEN)


def a_workplace(**facts: Any) -> Workplace:
    """Make a company with one workplace."""
    return make_workplace(make_company(**facts))


def a_mentor(member: Membership, workplace: Workplace, **facts: Any) -> ContactPerson:
    """Add Mette at a workplace."""
    values = {
        "name": "Mette Mikkelsen",
        "email": "mette@bageriet.example",
        "phone": "+4599000002",
        "workplace": workplace,
        "roles": ["mentor"],
        **facts,
    }
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return make_person(workplace.company, Viewer.of(member), **values)


def a_place(member: Membership, workplace: Workplace | None = None, **facts: Any) -> Place:
    """Open a place that has been open for a year."""
    values: dict[str, Any] = {
        "title": "Lager, pakkebordet",
        "weekly_hours": Decimal(37),
        "open_from": today() - timedelta(days=365),
        **facts,
    }
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return actions.open_place(workplace or a_workplace(), actor=Viewer.of(member), **values)


def a_citizen(member: Membership, group: int = 3, **facts: Any) -> Any:
    """Register a citizen of a target group in the member's care."""
    values = {"first_name": "Kim", "target_group": target_group(group), **facts}
    return make_citizen(member, **values)


def planned(member: Membership, **facts: Any) -> Placement:
    """Plan a work trial from this Monday for 13 weeks."""
    starts_on = facts.pop("starts_on", monday_of(today()))
    ends_on = facts.pop("ends_on", None) or starts_on + timedelta(days=13 * 7 - 1)
    place = facts.pop("place", None) or a_place(member)
    person = facts.pop("person", {})
    citizen = facts.pop("citizen", None) or a_citizen(member, **person)
    values: dict[str, Any] = {
        "weekly_hours": Decimal(25),
        "purpose": "training",
        **facts,
    }
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return actions.plan_placement(
            citizen, place, actor=Viewer.of(member), starts_on=starts_on, ends_on=ends_on, **values
        )


def agreed(member: Membership, **facts: Any) -> Placement:
    """Agree a work trial."""
    placement = planned(member, **facts)
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return actions.agree_placement(placement, actor=Viewer.of(member))


def running(member: Membership, *, weeks_ago: int = 2, **facts: Any) -> Placement:
    """Start a work trial some Mondays ago, with Mette as mentor."""
    monday = monday_of(today()) - timedelta(weeks=weeks_ago)
    with clock_at(at(monday, 8)):
        place = facts.pop("place", None) or a_place(member)
        if "mentor" not in facts:
            facts["mentor"] = a_mentor(member, place.workplace)
        placement = agreed(member, place=place, **({"starts_on": monday} | facts))
        with acting_in(member.jobcentre_id, membership_id=member.pk):
            return actions.start_placement(placement, actor=Viewer.of(member))


def mentor_of(placement: Placement) -> Viewer:
    """Return the mentor as the door lets them in."""
    return Viewer(placement.jobcentre_id, kind="mentor", subject=placement.public_id)


def answered(placement: Placement, week: date = MONDAY, **said: Any) -> CheckIn:
    """Answer a week as the mentor."""
    values = {"rating": "good", **said}
    with acting_in(placement.jobcentre_id):
        return actions.record_check_in(
            placement, actor=mentor_of(placement), week_starts_on=week, **values
        )


def a_token(placement: Placement, *, hours: int = 24) -> str:
    """Make a mentor's door to a placement."""
    from jobcenter.clock import now

    return make_door(
        "mentor",
        jobcentre_id=placement.jobcentre_id,
        subject=placement.public_id,
        expires_at=now() + timedelta(hours=hours),
    )
