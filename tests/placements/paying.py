"""Mentor pay for tests: a signed agreement with a company, its prices, people who came."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from companies.models import Agreement
from jobcenter.clock import now
from jobcenter.models import Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements.actions import pay as acts
from placements.models import CentrePay, Placement
from tests.placements.factories import a_mentor, a_place, a_workplace, running

SEPTEMBER = date(2026, 9, 7)


def signed(member: Membership, leader: Membership, company: Any, **facts: Any) -> Agreement:
    """Return an agreement both sides have signed, from September 2026 for a year."""
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        person = a_mentor(member, company.workplaces.order_by("id").first(), name="Birthe Bager")
        return Agreement.objects.create(
            jobcentre_id=member.jobcentre_id, company=company, state="signed",
            purpose="Fire faste pladser", responsible=member, their_signer=person,
            our_signer=leader, no_meeting_reason="Aftalt i telefonen", sent_at=now(),
            signed_at=now(),
            **({"starts_on": SEPTEMBER, "ends_on": SEPTEMBER + timedelta(days=364)} | facts),
        )  # fmt: skip


def priced(member: Membership, agreement: Agreement, **facts: Any) -> CentrePay:
    """Enter 350 kr. for each candidate and started week, from the contract's first Monday."""
    values = {"valid_from": SEPTEMBER, "week_ore": 35_000, "source": "§ 7", "seen": 0, **facts}
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return acts.set_pay(agreement, actor=Viewer.of(member), **values)


def a_centre(nora: Membership, carl: Membership, mads: Membership) -> SimpleNamespace:
    """Return a bakery with a signed agreement and Kim there for two weeks that are over."""
    workplace = a_workplace()
    place = a_place(nora, workplace)
    placement: Placement = running(
        nora, place=place, person={"first_name": "Kim", "last_name": "Kjær"}, weeks_ago=2
    )
    agreement = signed(carl, mads, workplace.company)
    return SimpleNamespace(
        agreement=agreement, placement=placement, place=place, company=workplace.company
    )


def listed(member: Membership, agreement: Agreement, month: int = 11, year: int = 2026) -> Any:
    """Make the list of a month."""
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return acts.make_pay_list(agreement, actor=Viewer.of(member), year=year, month=month)
