"""The pages as personas meet them: who sees what, what a form answers, what a click makes."""

import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from companies import actions
from companies.actions.relations import RelationFacts
from companies.models import ImportRejection, ImportRun
from companies.rules import NextStep
from jobcenter.clock import now, today
from tests.companies.factories import (
    HTML,
    make_company,
    make_contact,
    make_person,
    make_workplace,
    url,
)


def every_page(known: SimpleNamespace) -> Iterator[tuple[str, bool]]:
    """Every page's address and whether it is for those who write only."""
    yield url("list"), False
    yield url("export"), False
    yield url("quick_log"), True
    yield url("company", known.company), False
    yield url("workplace", known.workplace), False
    yield url("contact", known.held), False
    yield url("preparation", known.company), False
    yield url("relation_history", known.company), False
    yield url("profile", known.workplace), False
    yield url("profile_edit", known.workplace), True
    yield url("contact_edit", known.held), True
    for name in ("log", "plan", "person_add", "relation"):
        yield url(name, known.company), True
    for name in ("person", "person_left"):
        yield url(name, known.person), True
    for name in ("hold", "cancel"):
        yield url(name, known.planned), True


@pytest.mark.parametrize("who", ["carl", "nora", "tine", "mads", "bente", "ole"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_for_every_role(known, people, client_as, who, language) -> None:
    client = client_as(people[who])
    client.cookies["django_language"] = language
    writes = who in {"carl", "nora", "tine"}
    for address, needs_write in every_page(known):
        answer = client.get(address)
        expected = 403 if needs_write and not writes else 200
        assert answer.status_code == expected, address
        assert b"UNDEFINED" not in answer.getvalue(), address


def test_south_sees_the_company_and_nothing_of_ours(known, sol, client_as) -> None:
    client = client_as(sol)
    for subject in ("company", "workplace"):
        body = client.get(url(subject, getattr(known, subject))).content.decode()
        assert "Bageriet Nord" in body
        for ours in ("Hanne", "ekspedient", "Halvårsmøde", "Carl", "papirer"):
            assert ours not in body
    for name, row in [
        ("hold", known.planned), ("cancel", known.planned),
        ("person", known.person), ("person_left", known.person),
    ]:  # fmt: skip
        assert client.get(url(name, row)).status_code == 404
        assert client.post(url(name, row), {"name": "X", "on": today()}).status_code == 404
    assert client.get(url("contact", known.held)).status_code == 404
    assert client.post(url("step_done", known.held)).status_code == 404
    assert "Carl" not in client.get(url("list", None, "?q=bageriet")).content.decode()
    assert "Carl" not in client.get(url("export", None, "?q=bageriet")).getvalue().decode()


def test_what_does_not_exist(db, carl, client_as) -> None:
    client = client_as(carl)
    for name in ("company", "workplace", "contact", "person", "log", "relation"):
        row = SimpleNamespace(public_id=uuid4())
        assert client.get(url(name, row)).status_code == 404


class TestCompanyPage:
    def test_shows_next_step_history_people_and_facts(self, known, carl, client_as) -> None:
        body = client_as(carl).get(url("company", known.company)).content.decode()
        for text in (
            "Sende papirer", "Halvårsmøde", "De mangler en ekspedient.", "Hanne Holst",
            "Carl Conradi", "Havnegade 4", known.workplace.p_number, "samarbejder",
        ):  # fmt: skip
            assert text in body, text
        assert body.index("Sende papirer") < body.index("De mangler en ekspedient.")
        assert "havde kontakt" not in body  # it was himself

    def test_warns_of_the_colleague_above_the_button(self, known, nora, client_as) -> None:
        for name in ("company", "log", "plan"):
            body = client_as(nora).get(url(name, known.company)).content.decode()
            assert "Carl Conradi har haft kontakt i dag" in body
            assert "Carl Conradi har planlagt en kontakt" in body

    def test_an_old_contact_is_no_warning(self, carl, nora, acting, bakery, client_as) -> None:
        with acting(carl) as viewer:
            make_contact(bakery, viewer, held_at=now() - timedelta(days=15))
        body = client_as(nora).get(url("company", bakery)).content.decode()
        assert "havde kontakt" not in body

    def test_timeline_pages_and_filters(self, carl, acting, bakery, client_as) -> None:
        with acting(carl) as viewer:
            for number in range(60):
                make_contact(
                    bakery, viewer, purpose=f"Samtale {number:02d}",
                    held_at=now() - timedelta(hours=number + 1),
                )  # fmt: skip
            make_person(bakery, viewer)
        client, address, seen = client_as(carl), url("company", bakery), []
        while address:
            body = client.get(address).content.decode()
            timeline = body[body.index('id="tidslinje"') :]
            seen += re.findall(r"Samtale (\d\d)</a>", timeline)
            more = re.search(r'href="(\?[^"]*efter=[^"#]+)#', body)
            address = url("company", bakery) + more.group(1).replace("&amp;", "&") if more else ""
        assert seen == [f"{number:02d}" for number in range(60)]
        body = client.get(url("company", bakery, "?gruppe=relation")).content.decode()
        assert "Samtale" not in body[body.index('id="tidslinje"') :]

    def test_htmx_gets_the_rows_only(self, known, carl, client_as) -> None:
        answer = client_as(carl).get(
            url("company", known.company), headers={"HX-Request": "true", "HX-Target": "mere"}
        )
        assert b"<html" not in answer.content
        assert "De mangler en ekspedient." in answer.content.decode()

    @pytest.mark.parametrize("after", ["x", "2026-01-01_1", "2026-01-01T00:00:00+00:00_x", "\x00"])
    def test_hostile_keys(self, known, carl, client_as, after) -> None:
        answer = client_as(carl).get(
            url("company", known.company), {"efter": after, "gruppe": after}
        )
        assert answer.status_code == 200

    def test_html_in_everything_stays_text(self, carl, acting, client_as) -> None:
        company = make_company(HTML, address=HTML, city="By", industry_text=HTML)
        place = make_workplace(company, HTML)
        with acting(carl) as viewer:
            person = make_person(company, viewer, HTML, title=HTML, workplace=place)
            make_contact(company, viewer, purpose=HTML, outcome=HTML, person=person)
        client = client_as(carl)
        for address in (
            url("company", company),
            url("workplace", place),
            url("log", company),
            url("list"),
        ):
            assert HTML not in client.get(address).content.decode()


class TestImports:
    def test_for_administrators(self, ole, carl, client_as, db) -> None:
        run = ImportRun.objects.create(
            file_name="cvr.jsonl", file_hash="x", started_at=now(), rejected=1
        )
        ImportRejection.objects.create(run=run, line=4, code="bad_json")
        client = client_as(ole)
        assert "cvr.jsonl" in client.get(url("imports")).content.decode()
        assert "Linjen er ikke JSON." in client.get(url("import", run)).content.decode()
        assert client.get(url("import", run, "?side=x")).status_code == 200
        assert client_as(carl).get(url("imports")).status_code == 403


class TestQueries:
    """Measure one row, add five, same count; never more than twelve with the frame's."""

    def count(self, client: Any, address: str) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        savepoints = ("SAVEPOINT", "RELEASE")  # BEGIN and COMMIT outside of tests
        return sum(1 for each in captured if not each["sql"].startswith(savepoints))

    @pytest.mark.parametrize(
        "name",
        [
            "list",
            "company",
            "workplace",
            "quick_log",
            "log",
            "plan",
            "export",
            "contact",
            "preparation",
            "relation_history",
            "contact_edit",
        ],
    )
    def test_do_not_grow(self, known, carl, nora, acting, client_as, name) -> None:
        rows = {"company": known.company, "workplace": known.workplace, "contact": known.held,
                "log": known.company, "plan": known.company, "contact_edit": known.held,
                "preparation": known.company, "relation_history": known.company}  # fmt: skip
        address, client = url(name, rows.get(name)), client_as(carl)
        before = self.count(client, address)
        assert before <= 12
        with acting(nora) as viewer:
            for number in range(5):
                other = make_company(f"Andet {number} ApS")
                make_workplace(known.company, f"Afdeling {number}")
                person = make_person(
                    known.company, viewer, f"Person {number}", workplace=known.workplace
                )
                make_contact(known.company, viewer, person=person, workplace=known.workplace,
                             next_step=NextStep("Ringe", today(), nora.pk))  # fmt: skip
                actions.set_relation(other, RelationFacts(nora, "possible", carl), actor=viewer)
                make_contact(other, viewer)
        assert self.count(client, address) == before
