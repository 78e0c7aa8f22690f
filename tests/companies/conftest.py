"""A company with a workplace, and what North knows of it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from companies import actions
from companies.actions.contacts import ContactFacts
from companies.actions.relations import RelationFacts
from companies.models import Company, Enquiry, Workplace
from companies.rules import NextStep
from jobcenter.clock import clock_at, now, today
from tests.companies.factories import make_company, make_contact, make_person, make_workplace


@pytest.fixture
def bakery(db: None) -> Company:
    """A bakery in Nordby."""
    return make_company()


@pytest.fixture
def shop(bakery: Company) -> Workplace:
    """The bakery's workplace."""
    return make_workplace(bakery)


@pytest.fixture
def known(carl, acting, bakery, shop) -> SimpleNamespace:
    """What North knows of the bakery: a person, a held and a planned contact, a relation."""
    with acting(carl) as viewer:
        person = make_person(bakery, viewer, "Hanne Holst", workplace=shop, roles=["mentor"])
        held = make_contact(
            bakery, viewer, person=person, workplace=shop,
            purpose="Høre om åbninger i efteråret", outcome="De mangler en ekspedient.",
            next_step=NextStep("Sende papirer", today(), carl.pk),
        )  # fmt: skip
        planned = actions.plan_contact(
            bakery,
            ContactFacts(channel="visit", purpose="Halvårsmøde"),
            actor=viewer,
            planned_at=now() + timedelta(days=2),
        )
        actions.set_relation(bakery, RelationFacts(carl, "cooperating"), actor=viewer)
    return SimpleNamespace(
        company=bakery, workplace=shop, person=person, held=held, planned=planned
    )


@pytest.fixture
def four(carl, nora, acting, bakery) -> list[Enquiry]:
    """Four: nobody's, Carl's, Nora's and a closed one."""
    made = []
    from tests.companies.test_enquiries import FRIDAY, MONDAY, facts

    with acting(carl) as viewer, clock_at(FRIDAY):
        for number, owner in enumerate((None, carl, nora, carl)):
            told = facts(company=bakery, text=f"Nr. {number}", email="h@b.example")
            made.append(actions.receive_enquiry(told, actor=viewer, owner=owner))
    with acting(carl) as viewer, clock_at(MONDAY):
        actions.close_enquiry(made[3], actor=viewer, reason="helped")
    return made
