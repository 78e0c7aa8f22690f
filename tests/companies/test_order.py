"""What keeps our knowledge in order: undone it was never there, and its pages stay light."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies import actions
from companies.actions import merging
from companies.actions.contacts import ContactFacts
from companies.actions.relations import RelationFacts
from companies.models import Presence
from companies.rules import NextStep
from jobcenter.clock import now, today
from jobcenter.handover import handover_kinds
from tests.companies.factories import make_company, make_contact, make_person, url
from tests.companies.test_enquiries import facts
from tests.companies.test_spreadsheets import everything, look, run, take, undo
from tests.placements.counting import queries_of

NAMES = ["Hanne Holst", "Ib Ibsen", "Åse Poulsen", "Per Dam"]
CELLS = st.fixed_dictionaries(
    {
        "navn": st.sampled_from(["", *NAMES]),
        "titel": st.sampled_from(["", "chef", "kok", "=1+1"]),
        "telefon": st.sampled_from(["", "98000001", "4598000002.0", "12"]),
        "rolle": st.sampled_from(["", "mentor", "hr, mentor", "konge"]),
        "ansvarlig": st.sampled_from(["", "carl@nord.example", "nora@nord.example"]),
        "status": st.sampled_from(["", "samarbejder", "hviler"]),
    }
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.booleans(), CELLS), min_size=1, max_size=6))
def test_an_import_that_is_undone_was_never_there(rows, carl, nora, acting, bakery, known_before):
    other = known_before
    with acting(carl) as viewer, transaction.atomic():
        before = everything(carl.jobcentre), presence(carl)
        head = ";".join(["cvr", *rows[0][1]])
        lines = [
            ";".join([other.cvr if is_other else bakery.cvr, *cells.values()])
            for is_other, cells in rows
        ]
        sheet = run(viewer, "\n".join([head, *lines, ""]))
        undo(viewer, sheet)
        assert (everything(carl.jobcentre), presence(carl)) == before
        transaction.set_rollback(True)


def presence(carl):
    rows = Presence.objects.filter(jobcentre=carl.jobcentre).order_by("company_id")
    return list(rows.values_list("company_id", flat=True))


@pytest.fixture
def known_before(carl, nora, acting, bakery):
    """A company we cooperate with and know two people of."""
    other = make_company("Andre ApS")
    with acting(carl) as viewer:
        actions.set_relation(other, RelationFacts(nora, "cooperating"), actor=viewer)
        make_person(other, viewer, "Hanne Holst", phone="+4598000009", roles=["hr"])
        make_person(bakery, viewer, "Per Dam", title="kok")
    return other


PAGES = ["duplicates", "spreadsheets", "hand_over_mine", "fields"]


def fill(carl, viewer, number):
    """Make so many of everything the pages of order show."""
    for n in range(number):
        company = make_company(f"Firma {n} A/S")
        actions.set_relation(company, RelationFacts(carl, "possible"), actor=viewer)
        one = make_person(company, viewer, "Hanne Holst")
        make_person(company, viewer, "Hanne M. Holst")
        make_contact(company, viewer, person=one, next_step=NextStep("Ringe", today(), carl.pk))
        plan = ContactFacts(channel="visit", purpose="Møde")
        actions.plan_contact(company, plan, actor=viewer, planned_at=now() + timedelta(days=2))
        actions.receive_enquiry(facts(company=company), actor=viewer, owner=carl)
        take(viewer, f"cvr;navn\n{company.cvr};Ida Iversen\n")
    merging.find_duplicates(actor=viewer)


# What can be handed over is found kind by kind: rooms bring one query each, and no more.
BESIDES = 6
MOST = dict.fromkeys(("hand_over", "hand_over_mine"), BESIDES + len(handover_kinds))


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_order_ask_as_much_for_more(page, carl, ole, acting, client_as):
    client = client_as(ole if page == "fields" else carl)
    client.get(url(page))  # some of it is kept
    with acting(carl) as viewer:
        fill(carl, viewer, 1)
    few = queries_of(client, url(page))
    with acting(carl) as viewer:
        fill(carl, viewer, 4)
    assert queries_of(client, url(page)) == few <= MOST.get(page, 12)


def test_a_preview_of_an_import_asks_as_much_for_more(carl, acting, bakery, client_as):
    client, asked = client_as(carl), []
    client.get(url("spreadsheets"))  # seats them
    for number in (1, 30):
        with acting(carl) as viewer:
            text = "".join(f"{bakery.cvr};Person {n}x\n" for n in range(number))
            sheet = look(viewer, f"cvr;navn\n{text}12;Ib\n")
        asked.append(queries_of(client, url("spreadsheet", sheet)))
    assert asked[0] == asked[1] <= 12


def test_the_hand_over_page_of_a_colleague(carl, tine, acting, client_as):
    with acting(carl) as viewer:
        fill(carl, viewer, 3)
    client = client_as(tine)
    client.get(url("hand_over_index"))  # seats them
    assert queries_of(client, url("hand_over", carl)) <= MOST["hand_over"]
