"""A colleague leaves: everything goes to others in one go, kind by kind."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.actions import handing
from companies.actions.contacts import ContactFacts, plan_contact
from companies.actions.handing import Part
from companies.actions.relations import RelationFacts, set_relation
from companies.models import CompanyRelation, Contact, HandOver
from companies.rules import NextStep
from companies.views.handing import parts_of
from followup.models import Message
from jobcenter.clock import now, today
from jobcenter.errors import NotYours, Refused
from jobcenter.handover import in_order
from jobcenter.models import Membership
from tests.companies.factories import make_company, make_contact, url

OWNED, DEPUTY = "companies.relations", "companies.deputy"


@pytest.fixture
def work(carl, nora, acting, bakery):
    other = make_company("Tømrer Poulsen A/S")
    with acting(carl) as viewer:
        set_relation(bakery, RelationFacts(carl, "cooperating", deputy=nora), actor=viewer)
        set_relation(other, RelationFacts(nora, "possible", deputy=carl), actor=viewer)
        facts = ContactFacts(channel="visit", purpose="Halvårsmøde")
        plan_contact(bakery, facts, actor=viewer, planned_at=now() + timedelta(days=3))
        make_contact(other, viewer, next_step=NextStep("Ringe", today(), carl.pk))
    return bakery, other


def test_everything_goes_and_the_receiver_is_told(work, carl, nora, tine, acting):
    bakery, other = work
    with acting(tine) as viewer:
        for kind in in_order():
            handing.hand_over_part(carl, Part(kind.code, nora), actor=viewer, note="Carl stopper")
        owned = CompanyRelation.objects.get(jobcentre=carl.jobcentre, company=bakery)
        assert (owned.owner_id, owned.deputy_id) == (nora.pk, None)
        stood = CompanyRelation.objects.get(jobcentre=carl.jobcentre, company=other)
        assert (stood.owner_id, stood.deputy_id) == (nora.pk, None)
        ours = Contact.objects.filter(jobcentre=carl.jobcentre)
        assert ours.planned().get().by_id == nora.pk
        assert ours.with_open_step().get().next_step_owner_id == nora.pk
        assert all(kind.count(viewer, carl.pk) == 0 for kind in in_order())
        assert HandOver.objects.filter(jobcentre=carl.jobcentre, receiver=nora).count() == 4
        assert Message.objects.filter(jobcentre=carl.jobcentre).count() == 4


def test_only_some_rows_and_some_stay(work, carl, nora, tine, acting):
    bakery, _other = work
    with acting(tine) as viewer:
        relation = CompanyRelation.objects.get(jobcentre=carl.jobcentre, company=bakery)
        stays = Part(OWNED, nora, None, frozenset({relation.public_id}))
        assert handing.hand_over_part(carl, stays, actor=viewer) == 0
        some = Part(OWNED, nora, frozenset({relation.public_id}))
        assert handing.hand_over_part(carl, some, actor=viewer) == 1


def test_one_hands_over_ones_own_and_nobody_elses(work, carl, nora, sol, acting):
    with acting(carl) as viewer:
        assert handing.hand_over_part(carl, Part(OWNED, nora), actor=viewer) == 1
    with acting(nora) as viewer, pytest.raises(PermissionDenied):
        handing.hand_over_part(carl, Part(DEPUTY, nora), actor=viewer)
    with acting(sol) as viewer, pytest.raises(NotYours):
        handing.hand_over_part(carl, Part(DEPUTY, sol), actor=viewer)


def test_the_membership_ends_by_an_administrator_only(carl, nora, ole, tine, acting):
    with acting(tine) as viewer, pytest.raises(PermissionDenied):
        handing.end_membership(carl, actor=viewer)
    with acting(ole) as viewer:
        assert handing.end_membership(carl, actor=viewer).ended_on == today()
        with pytest.raises(Refused):
            handing.end_membership(ole, actor=viewer)
        carl.refresh_from_db()
        with pytest.raises(Refused):
            handing.hand_over_part(nora, Part(OWNED, carl), actor=viewer)


ONE, TWO = frozenset({UUID(int=1)}), frozenset()


@pytest.mark.parametrize(
    ("everything", "chosen", "ticked", "goes"),
    [
        (False, "", TWO, []),
        (False, "", ONE, []),
        (True, "", TWO, [("all", None, TWO)]),
        (True, "", ONE, [("all", ONE, TWO)]),
        (False, "own", TWO, [("own", None, TWO)]),
        (False, "own", ONE, [("own", ONE, TWO)]),
        (True, "own", TWO, [("own", None, TWO)]),
        (True, "own", ONE, [("all", None, ONE), ("own", ONE, TWO)]),
        (True, "nej", TWO, []),
        (True, "nej", ONE, [("all", None, ONE)]),
        (False, "nej", ONE, []),
        (True, "nobody we know", TWO, [("all", None, TWO)]),
    ],
)
def test_what_goes_to_whom(everything, chosen, ticked, goes):
    whole, own = Membership(name="all"), Membership(name="own")
    parts = parts_of("x", whole if everything else None, chosen, {"own": own}, ticked)
    assert [(part.to.name, part.only, part.leave) for part in parts] == goes


def test_ticked_rows_alone_go(work, carl, nora, mads, tine, client_as, acting):
    with acting(tine) as viewer:
        relations = CompanyRelation.objects.filter(jobcentre=carl.jobcentre, owner=carl)
        first = relations.get()
        other = make_company("Anden A/S")
        set_relation(other, RelationFacts(carl, "possible"), actor=viewer)
    client, page = client_as(tine), url("hand_over", carl)
    assert "Anden A/S" not in client.get(page).content.decode(), "rows of a group when asked for"
    html = client.get(page, {"vis": OWNED}).content.decode()
    assert "Anden A/S" in html
    assert str(first.public_id) in html
    choice = {f"til-{OWNED}": str(nora.public_id), f"raekke-{OWNED}": [str(first.public_id), "x"]}
    preview = client.post(page, choice).content.decode()
    assert f'name="raekke-{OWNED}" value="{first.public_id}"' in preview
    client.post(page, {**choice, "trin": "udfoer"})
    with acting(tine):
        assert relations.get().company_id == other.pk
        first.refresh_from_db()
        assert first.owner_id == nora.pk


def test_a_wrong_choice_keeps_the_ticks(work, carl, tine, client_as, acting):
    with acting(tine):
        row = CompanyRelation.objects.get(jobcentre=carl.jobcentre, owner=carl)
    choice = {f"til-{OWNED}": "nej", f"raekke-{OWNED}": str(row.public_id)}
    answer = client_as(tine).post(url("hand_over", carl), choice)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert " checked" in html.split(str(row.public_id))[1].split(">")[0]
    assert '<option value="nej" selected>' in html


def test_a_page_costs_no_query_a_row(work, carl, tine, client_as, acting):
    client, page = client_as(tine), url("hand_over", carl)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    with acting(tine) as viewer:
        for number in range(5):
            more = make_company(f"Ny {number} A/S")
            set_relation(more, RelationFacts(carl, "possible"), actor=viewer)
            facts = ContactFacts(channel="visit", purpose="Møde")
            with acting(carl) as own:
                plan_contact(more, facts, actor=own, planned_at=now() + timedelta(days=number + 1))
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few) <= 12


def test_the_pages(work, carl, nora, ole, sol, bente, client_as, acting):
    client = client_as(ole)
    assert carl.name in client.get(url("hand_over_index")).content.decode()
    page = url("hand_over", carl)
    html = client.get(page).content.decode()
    assert "Halvårsmøde" in html
    assert client.post(page, {}).status_code == 422
    choice = {"til": str(nora.public_id), "note": "Tak", "slut": "1"}
    preview = client.post(page, choice)
    assert preview.status_code == 200
    assert nora.name in preview.content.decode()
    answer = client.post(page, {**choice, "trin": "udfoer"})
    assert answer.status_code == 302
    with acting(ole):
        carl.refresh_from_db()
    assert carl.ended_on == today()
    day = client_as(nora).get("/")
    with acting(nora):
        done = HandOver.objects.filter(jobcentre=nora.jobcentre).order_by("id").first()
    assert str(done.public_id) in day.content.decode()
    client_as(nora).post(url("hand_over_seen", done))
    with acting(nora):
        done.refresh_from_db()
    assert done.seen_at is not None
    assert client_as(bente).get(url("hand_over", nora)).status_code == 403
    assert client_as(sol).get(url("hand_over", nora)).status_code == 404
