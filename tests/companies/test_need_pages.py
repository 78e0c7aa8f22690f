"""The pages of needs: list, one need, forms, the company's own link."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.actions import need_moves as moves
from companies.actions import needs as acts
from companies.mails.needs import need_link
from companies.models import Carving, Need, NeedFilling
from jobcenter.clock import now, today
from jobcenter.models import Door
from tests.companies.factories import HTML, url
from tests.companies.needs import JOB, make_need


@pytest.fixture
def need(known, carl, acting) -> Need:
    """A kitchen hand at the bakery, told by Carl."""
    with acting(carl) as viewer:
        return make_need(known.company, viewer, person=known.person)


@pytest.fixture
def link(known, north, carl, acting) -> str:
    """The path of Hanne's link."""
    with acting(carl):
        return "/" + need_link(known.person).split("/", 3)[3]


TOLD = {"title": "To til pakkeriet", "kind": "job", "tasks": "Pakke", "number": "2",
        "starts_on": str(today() + timedelta(days=9))}  # fmt: skip


def test_pages_open_and_cost_little(need, known, carl, acting, client_as) -> None:
    client = client_as(carl)
    with acting(carl) as viewer:
        carving = acts.start_carving(known.company, JOB, actor=viewer)
    cost = {}
    client.get(url("needs"))
    for path in (
        url("needs"), url("needs", query="?vis=all&q=bager&slags=job&naar=now&kollega=mig"),
        url("need", need), url("need_edit", need), url("need_close", need),
        url("need_give", need), url("need_new", known.company), url("carving", carving),
        url("carving_new", known.company), url("company", known.company),
        url("preparation", known.company),
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200, path
        cost[path] = sum("SAVEPOINT" not in each["sql"] for each in seen.captured_queries)
    assert max(cost.values()) <= 12, cost


def test_the_list_costs_the_same_with_more(known, need, carl, acting, client_as) -> None:
    client = client_as(carl)
    cost = []
    for _ in range(3):  # the first time a session is new
        with CaptureQueriesContext(connection) as seen:
            client.get(url("needs"))
        cost.append(len(seen))
        with acting(carl) as viewer:
            for _more in range(5):
                make_need(known.company, viewer)
    assert cost[1] == cost[2]


def test_written_from_an_enquiry_and_filled(known, carl, client_as, acting) -> None:
    client = client_as(carl)
    page = url("need_new", known.company, f"?kontakt={known.held.public_id}")
    assert page in client.get(url("contact", known.held)).text
    assert "Høre om åbninger" in client.get(page).text
    wrong = client.post(page, {**TOLD, "number": "0"})
    assert wrong.status_code == 422
    client.post(page, {**TOLD, "considerations": ["few_hours"], "languages": ["da", "pl"]})
    with acting(carl):
        need = Need.objects.get()
        assert need.contact == known.held and need.considerations == ["few_hours"]
    shown = client.get(url("need", need)).text
    assert "få timer til at begynde med" in shown.lower() or "få timer" in shown.lower()
    client.post(url("need_propose", need), {"number": "2"})
    assert client.post(url("need_fill", need), {"seat": "1"}).status_code == 422
    client.post(url("need_fill", need), {"seat": "1", "how": "job"})
    again = client.post(url("need_fill", need), {"seat": "1", "how": "job"})
    assert again.status_code == 422 and "Carl" in again.text
    with acting(carl):
        filling = NeedFilling.objects.get()
    path = url("need", need) + f"fri/{filling.public_id}/"
    client.post(path)
    assert client.post(path).status_code == 404
    client.post(url("need_renew", need))
    client.post(url("need_close", need), {"reason": "other"})
    client.post(url("need_close", need), {"reason": "no_profile"})
    with acting(carl):
        need.refresh_from_db()
        assert need.closing == "no_profile"
    client.post(url("need_reopen", need))
    with acting(carl):
        need.refresh_from_db()
        assert need.state == "proposed"


def test_the_conflict_page_shows_both(need, known, carl, client_as) -> None:
    client = client_as(carl)
    client.post(url("need_edit", need), {**TOLD, "version": "1"})
    both = client.post(url("need_edit", need), {**TOLD, "title": "Tre", "version": "1"})
    assert both.status_code == 409 and "Tre" in both.text


def test_readers_and_others(need, bente, sol, client_as) -> None:
    assert client_as(bente).get(url("need", need)).status_code == 200
    assert client_as(bente).post(url("need_take", need)).status_code == 403
    assert client_as(sol).get(url("need", need)).status_code == 404
    assert client_as(sol).get(url("needs")).status_code == 200


def test_tasks_are_lifted_in_the_browser(known, carl, client_as, acting) -> None:
    client = client_as(carl)
    page = url("carving_new", known.company)
    rows = {"job_title": "Kok", "weekly_hours": "37", "t0-text": "Skrælle", "t0-minutes": "300",
            "t0-who": "introduced", "t0-is_lifted": "on"}  # fmt: skip
    half = {**rows, "t1-text": "Uden minutter"}
    assert client.post(page, half).status_code == 422
    skilled = {**rows, "t0-who": "skilled"}
    assert client.post(page, skilled).status_code == 422
    too_much = {**rows, "t0-minutes": "2400"}
    assert client.post(page, too_much).status_code == 422
    answer = client.post(page, {**rows, "videre": "1"})
    form = client.get(answer.url)
    assert 'name="weekly_hours" value="5"' in form.text
    client.post(answer.url, {**TOLD, "weekly_hours": "5", "number": "1"})
    with acting(carl):
        need, carving = Need.objects.get(), Carving.objects.get()
        assert need.kind == "carved" and need.carving == carving and carving.state == "lifted"
    assert "t0-text" not in client.get(url("carving", carving)).text


def test_nothing_ticked_leads_back(known, carl, client_as, acting) -> None:
    client = client_as(carl)
    rows = {"job_title": "Kok", "weekly_hours": "37", "t0-text": "Skrælle", "t0-minutes": "300",
            "t0-who": "introduced", "videre": "1"}  # fmt: skip
    answer = client.post(url("carving_new", known.company), rows)
    assert "/opgaver/" in client.get(answer.url).url


class TestDoor:
    def test_a_company_writes_answers_and_closes(self, need, link, carl, acting) -> None:
        client = Client()
        shown = client.get(link)
        assert "Køkkenhjælp" in shown.text and shown.headers["Referrer-Policy"] == "no-referrer"
        assert client.post(link, {"title": "x"}).status_code == 422
        answer = client.post(link, {**TOLD, "title": HTML})
        assert answer.status_code == 302 and HTML not in client.get(answer.url).text
        yes = client.post(link, {"skridt": "staar", "behov": str(need.public_id)})
        assert yes.status_code == 302
        no = {"skridt": "vaek", "behov": str(need.public_id), "reason": "elsewhere"}
        assert client.post(link, no).status_code == 302
        assert client.post(link, no).status_code == 422
        with acting(carl):
            need.refresh_from_db()
            assert need.closing == "elsewhere"
            assert Need.objects.filter(origin="form", entered_by=None).count() == 1

    def test_a_foreign_need_is_not_there(self, link, nora, carl, acting) -> None:
        from tests.companies.factories import make_company

        with acting(carl) as viewer:
            other = make_need(make_company("Andet ApS"), viewer)
        answer = Client().post(link, {"skridt": "vaek", "behov": str(other.public_id)})
        assert answer.status_code == 422
        assert Client().post(link, {"skridt": "vaek", "behov": "x"}).status_code == 422

    def test_gone_doors(self, link, known, carl, acting) -> None:
        assert Client().get("/behov/intet/").status_code == 404
        with acting(carl):
            known.person.left_on = today()
            known.person.save()
        assert Client().get(link).status_code == 410
        Door.objects.update(revoked_at=now())
        assert Client().get(link).status_code == 410


def test_the_link_is_sent_once_a_day(known, carl, client_as, acting) -> None:
    from followup.models import Message

    client = client_as(carl)
    page = url("need_link", known.company)
    assert client.post(page, {}).status_code == 302
    with acting(carl):
        known.person.email = "hanne@b.example"
        known.person.save()
    for _ in range(2):
        client.post(page, {"person": str(known.person.public_id)})
    with acting(carl):
        assert Message.objects.filter(kind="companies.need_form").count() == 1


def test_the_company_page_shows_it(need, known, carl, client_as, acting) -> None:
    with acting(carl) as viewer:
        moves.propose_candidates(need, actor=viewer)
    for name in ("company", "preparation"):
        assert "Køkkenhjælp" in client_as(carl).get(url(name, known.company)).text


def test_handed_over(need, carl, nora, acting) -> None:
    from jobcenter.handover import handover_kinds

    kind = handover_kinds["needs"]
    with acting(carl) as viewer:
        assert kind.count(viewer, carl.pk) == 1
        assert kind.find(viewer, carl.pk, 5)[0].key == need.public_id
        assert kind.hand_over(viewer, carl.pk, nora, None, set()) == 1
        need.refresh_from_db()
        assert need.owner == nora


def test_search(need, carl, acting) -> None:
    from companies.queries.needs import find_needs

    with acting(carl) as viewer:
        assert find_needs(viewer, "køkken", 5)[0].title == "Køkkenhjælp"
