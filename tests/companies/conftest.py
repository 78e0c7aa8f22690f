"""A company with a workplace, and what North knows of it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from companies import actions
from companies.actions import agreements as acts
from companies.actions import agreements_signing as signing
from companies.actions import parties as party_acts
from companies.actions.contacts import ContactFacts
from companies.actions.relations import RelationFacts
from companies.models import Company, Enquiry, Workplace
from companies.rules import NextStep
from jobcenter.clock import clock_at, now, today
from tests.companies.agreements import SECRET, company_signs, facts, goal
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
    from tests.companies.test_enquiries import FRIDAY, MONDAY
    from tests.companies.test_enquiries import facts as enquiry_facts

    with acting(carl) as viewer, clock_at(FRIDAY):
        for number, owner in enumerate((None, carl, nora, carl)):
            told = enquiry_facts(company=bakery, text=f"Nr. {number}", email="h@b.example")
            made.append(actions.receive_enquiry(told, actor=viewer, owner=owner))
    with acting(carl) as viewer, clock_at(MONDAY):
        actions.close_enquiry(made[3], actor=viewer, reason="helped")
    return made


@pytest.fixture
def made(known, carl, mads, acting) -> SimpleNamespace:
    """A draft with the bakery, agreed at the meeting that was held."""
    with acting(carl) as viewer:
        boss = make_person(
            known.company, viewer, "Birthe Bager", level="management", email="birthe@b.example"
        )
        told = facts(carl, their_signer=boss, our_signer=mads, meeting=known.held)
        agreement = acts.draft_agreement(known.company, told, actor=viewer)
    return SimpleNamespace(agreement=agreement, facts=told, boss=boss, company=known.company)


@pytest.fixture
def sent(made, carl, acting) -> SimpleNamespace:
    """The same, sent for signing."""
    with acting(carl) as viewer:
        made.text = acts.send_agreement(made.agreement, actor=viewer, version=1)
        made.agreement.refresh_from_db()
    return made


@pytest.fixture
def signed(sent, mads, acting) -> SimpleNamespace:
    """The same, signed by both."""
    with acting(mads) as viewer:
        company_signs(sent)
        signing.sign_for_us(sent.agreement, actor=viewer, text_hash=sent.text.text_hash)
        sent.agreement.refresh_from_db()
    return sent


@pytest.fixture
def led(known, carl, mads, acting) -> SimpleNamespace:
    """North's agreement with a goal of needs, signed by both."""
    with acting(carl) as viewer:
        boss = make_person(known.company, viewer, "Birthe Bager", email="birthe@b.example")
        told = facts(
            carl, their_signer=boss, our_signer=mads, no_meeting_reason=SECRET,
            goals=[goal("jobcentre", "needs", 10), goal("company", "people", 8),
                   goal("company", "milestone", None, text="Åben dag")],
        )  # fmt: skip
        agreement = acts.draft_agreement(known.company, told, actor=viewer)
        text = acts.send_agreement(agreement, actor=viewer, version=1)
    with acting(mads) as viewer:
        company_signs(SimpleNamespace(agreement=agreement, text=text))
        signing.sign_for_us(agreement, actor=viewer, text_hash=text.text_hash)
        agreement.refresh_from_db()
    return SimpleNamespace(agreement=agreement, company=known.company, text=text)


@pytest.fixture
def asked(led, carl, south, acting) -> SimpleNamespace:
    """South is invited and has not answered."""
    with acting(carl) as viewer:
        led.invitation = party_acts.invite_party(
            led.agreement, south, actor=viewer, note="Vil I være med?"
        )
    return led


@pytest.fixture
def joined(asked, stine, acting) -> SimpleNamespace:
    """South has accepted."""
    with acting(stine) as viewer:
        asked.answer = party_acts.accept_invitation(asked.invitation, actor=viewer)
    return asked
