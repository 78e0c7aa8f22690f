"""Changes of many companies: shown first, then done; each row answers for itself."""

import re
from datetime import timedelta

import pytest

from companies import actions, changes
from companies.actions.relations import RelationFacts
from companies.changes import PlanForm
from companies.models import Company, CompanyRelation, Contact
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.tenancy import acting_in
from tests.companies.factories import make_company

BULK = "/lister/companies/samlet/"


@pytest.fixture
def three(carl, nora, acting, db) -> list[Company]:
    """Three companies; Carl has two of them, Nora is the deputy of the second."""
    rows = [make_company(name) for name in ("Anlæg ApS", "Bageri ApS", "Cykler ApS")]
    with acting(carl) as viewer:
        actions.set_relation(rows[0], RelationFacts(carl, "cooperating"), actor=viewer)
        facts = RelationFacts(carl, "cooperating", deputy=nora, segment=2)
        actions.set_relation(rows[1], facts, actor=viewer)
    return rows


def ids(rows: list[Company]) -> list[str]:
    return [str(row.public_id) for row in rows]


def confirm(client, body: str, **more: str):
    """Press the button of the preview."""
    form = body[body.index('name="trin" value="gem"') - 2500 : body.index("<table")]
    values = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    values |= dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)" id=', form))
    return client.post(BULK, {**values, **more})


def test_segment_step_by_step(three, carl, client_as) -> None:
    client = client_as(carl)
    assert "Tag alle, der er filtreret" in client.get("/virksomheder/").content.decode()
    asked = {"handling": "segment", "valgt": ids(three)}
    body = client.post(BULK, asked).content.decode()
    assert "3 rækker" in body
    body = client.post(BULK, {**asked, "trin": "vis", "segment": "1"}).content.decode()
    assert "2 af 3 ville blive ændret" in body
    assert "Ingen er fast kontakt endnu" in body
    with acting_in(carl.jobcentre_id):
        mine = CompanyRelation.objects.filter(jobcentre_id=carl.jobcentre_id, segment=1)
        assert not mine.exists()  # a preview changes nothing
    answer = confirm(client, body)
    assert "2 rækker er ændret" in answer.content.decode()
    assert "1 række er ikke ændret" in answer.content.decode()
    with acting_in(carl.jobcentre_id):
        assert mine.count() == 2
    assert "Det er allerede gjort" in confirm(client, body).content.decode()


def test_owner_makes_a_relation_and_refuses_the_deputy(three, carl, nora, client_as) -> None:
    client = client_as(carl)
    asked = {
        "handling": "owner",
        "valgt": ids(three),
        "colleague": str(nora.public_id),
        "trin": "vis",
    }
    body = client.post(BULK, asked).content.decode()
    assert body.count("ikke ændret") == 1
    confirm(client, body)
    with acting_in(carl.jobcentre_id):
        owners = dict(
            CompanyRelation.objects.filter(jobcentre_id=carl.jobcentre_id).values_list(
                "company_id", "owner_id"
            )
        )
    assert owners == {three[0].pk: nora.pk, three[1].pk: carl.pk, three[2].pk: nora.pk}


def test_a_contact_is_planned_for_each_of_all_filtered(three, carl, client_as) -> None:
    client = client_as(carl)
    on = today() + timedelta(days=5)
    facts = {"purpose": "Høre om åbninger", "channel": "phone", "on": on.isoformat()}
    asked = {"handling": "plan", "alle": "1", "query": "relation=with", "trin": "vis", **facts}
    body = client.post(BULK, asked).content.decode()
    assert "2 af 2 ville blive ændret" in body
    confirm(client, body)
    with acting_in(carl.jobcentre_id):
        planned = Contact.objects.filter(jobcentre_id=carl.jobcentre_id, state="planned")
        assert {row.company_id for row in planned} == {three[0].pk, three[1].pk}
    body = client.post(BULK, asked).content.decode()
    assert "Der er allerede planlagt en kontakt den dag" in body


def test_two_pages_of_the_same_plan_plan_once(three, carl, acting, client_as) -> None:
    client = client_as(carl)
    on = today() + timedelta(days=5)
    facts = {"purpose": "Status", "channel": "phone", "on": on.isoformat()}
    asked = {"handling": "plan", "valgt": ids(three[:1]), "trin": "vis", **facts}
    pages = [client.post(BULK, asked).content.decode() for _ in range(2)]
    assert "1 række er ændret" in confirm(client, pages[0]).content.decode()
    assert "1 række er ikke ændret" in confirm(client, pages[1]).content.decode()
    with acting(carl) as viewer:
        # Sent in the very same moment neither page has seen the other's: the row itself asks.
        form = PlanForm(viewer, facts)
        assert form.is_valid()
        with pytest.raises(Refused, match="planned for that day"):
            changes._apply_plan(viewer, three[0].public_id, form)
        changes._apply_plan(viewer, three[1].public_id, form)
        assert Contact.objects.filter(state="planned").count() == 2


def test_what_a_colleague_changed_meanwhile_stays(three, carl, acting, client_as) -> None:
    client = client_as(carl)
    asked = {"handling": "segment", "valgt": ids(three[:2]), "segment": "3", "trin": "vis"}
    body = client.post(BULK, asked).content.decode()
    with acting(carl) as viewer:
        facts = RelationFacts(carl, "cooperating", segment=4)
        actions.set_relation(three[0], facts, actor=viewer, version=1)
    answer = confirm(client, body).content.decode()
    assert "En kollega har ændret den imens" in answer
    with acting_in(carl.jobcentre_id):
        rows = CompanyRelation.objects.filter(jobcentre_id=carl.jobcentre_id)
        assert dict(rows.values_list("company_id", "segment")) == {
            three[0].pk: 4, three[1].pk: 3,
        }  # fmt: skip


def test_wrong_facts_are_said(three, carl, client_as) -> None:
    asked = {"handling": "plan", "valgt": ids(three), "trin": "vis", "channel": "phone"}
    for on in ("", "2020-01-01", "2099-01-01", "x"):
        answer = client_as(carl).post(BULK, {**asked, "purpose": "x", "on": on})
        assert answer.status_code == 422


@pytest.mark.parametrize("valgt", ["", "x", "1;DROP", "0" * 5000])
def test_nothing_ticked_is_said(carl, client_as, valgt, db) -> None:
    answer = client_as(carl).post(BULK, {"handling": "segment", "valgt": valgt})
    assert answer.status_code == 422
    assert "Sæt først flueben" in answer.content.decode()


def test_readers_and_strangers_are_refused(three, bente, carl, sol, client_as) -> None:
    asked = {"handling": "segment", "valgt": ids(three), "segment": "1"}
    assert client_as(bente).post(BULK, asked).status_code == 403
    page = client_as(bente).get("/virksomheder/").content.decode()
    assert 'name="handling"' not in page  # ticks are for files only
    answer = client_as(sol).post(BULK, {**asked, "trin": "vis"}).content.decode()
    assert "0 af 3" in answer  # South has no relation to change
    assert client_as(carl).post(BULK, {**asked, "handling": "x"}).status_code == 404


def test_at_most_so_many_at_once(three, carl, client_as, monkeypatch) -> None:
    from jobcenter.views import bulk

    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    body = client_as(carl).post(BULK, {"handling": "segment", "alle": "1"}).content.decode()
    assert "Højst 2 rækker" in body


def test_a_preview_costs_the_same_for_more(
    three, carl, client_as, django_assert_max_num_queries
) -> None:
    client = client_as(carl)
    asked = {"handling": "segment", "valgt": ids(three), "segment": "1", "trin": "vis"}
    client.post(BULK, asked)
    with django_assert_max_num_queries(8):
        client.post(BULK, asked)
