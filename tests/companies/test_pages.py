"""The pages as personas meet them: who sees what, what a form answers, what a click makes."""

import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from companies import actions
from companies.actions.contacts import ContactFacts
from companies.actions.relations import RelationFacts
from companies.models import CompanyRelation, Contact, ContactPerson, ImportRejection, ImportRun
from companies.rules import NextStep
from jobcenter.clock import now, today
from tests.companies.factories import make_company, make_contact, make_person, make_workplace

HTML = "<script>alert('x')</script>"


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
    return SimpleNamespace(company=bakery, workplace=shop, person=person, held=held, planned=planned)


def url(name: str, row: Any = None, query: str = "") -> str:
    return reverse(f"companies:{name}", args=[row.public_id] if row else []) + query


def every_page(known: SimpleNamespace) -> Iterator[tuple[str, bool]]:
    """Every page's address and whether it is for those who write only."""
    yield url("list"), False
    yield url("export"), False
    yield url("quick_log"), True
    yield url("company", known.company), False
    yield url("workplace", known.workplace), False
    yield url("contact", known.held), False
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
        assert b"UNDEFINED" not in answer.content, address


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
    assert "Carl" not in client.get(url("export", None, "?q=bageriet")).content.decode()


def test_what_does_not_exist(db, carl, client_as) -> None:
    client = client_as(carl)
    for name in ("company", "workplace", "contact", "person", "log", "relation"):
        row = SimpleNamespace(public_id=uuid4())
        assert client.get(url(name, row)).status_code == 404


class TestFinding:
    def test_by_name_number_and_workplace(self, known, carl, client_as) -> None:
        client = client_as(carl)
        for query in ("bageriet", "BAGERI", "nord bag", "Bageriet Nord ApS"):
            body = client.get(url("list"), {"q": query}).content.decode()
            assert known.company.cvr in body, query
        for typed in (known.company.cvr, f"DK {known.company.cvr}", known.company.cvr[:4] + " " + known.company.cvr[4:]):
            answer = client.get(url("list"), {"q": typed})
            assert answer.headers["Location"] == url("company", known.company)
        answer = client.get(url("list"), {"q": known.workplace.p_number})
        assert answer.headers["Location"] == url("workplace", known.workplace)

    def test_aa_is_a_ring(self, carl, client_as) -> None:
        company = make_company("Aarhus Tømrer & Søn")
        make_company("Ålborg Tømrer")
        for query in ("århus", "aarhus", "Aarh"):
            body = client_as(carl).get(url("list"), {"q": query}).content.decode()
            assert company.cvr in body, query
            assert "Ålborg" not in body

    def test_filters_narrow_and_stay(self, known, carl, client_as) -> None:
        other = make_company(
            "Vestby VVS", industry_group="43", municipality_code="0903", city="Vestby",
            postcode="9993", size_class=0, employees=None,
        )  # fmt: skip
        ceased = make_company("Lukket ApS", status="ceased")
        client = client_as(carl)

        def listed(**filters: str) -> set[str]:
            body = client.get(url("list"), filters).content.decode()
            return set(re.findall(r"CVR (\d{8})", body))

        bakery = known.company.cvr
        assert listed() == {bakery}  # our municipality, active
        assert listed(omraade="all") == {bakery, other.cvr}
        assert listed(omraade="all", branche="41-43") == {other.cvr}
        assert listed(omraade="all", fra="20") == {bakery}
        assert listed(omraade="all", by="vest") == {other.cvr}
        assert listed(omraade="all", by="9990") == {bakery}
        assert listed(status="ceased") == {ceased.cvr}
        assert listed(status="any") == {bakery, ceased.cvr}
        assert listed(relation="mine") == {bakery}
        assert listed(relation="cooperating") == {bakery}
        assert listed(relation="none", omraade="all") == {other.cvr}
        assert listed(q="vestby") == {other.cvr}  # a name is looked for everywhere
        body = client.get(url("list"), {"branche": "41-43", "omraade": "all"}).content.decode()
        assert '<option value="41-43" selected>' in body

    def test_pages_go_through_all_in_danish_order(self, carl, client_as) -> None:
        names = [f"{letter}{number:02d}" for letter in "AÆØÅ" for number in range(15)]
        for name in reversed(names):
            make_company(name)
        client, seen, address = client_as(carl), [], url("list")
        while address:
            body = client.get(address).content.decode()
            seen += re.findall(r"<td><a [^>]*>([^<]+)</a>", body)
            following = re.search(r'rel="next" href="([^"]+)"', body)
            address = url("list") + following.group(1).replace("&amp;", "&") if following else ""
        assert seen == names

    def test_protection_is_shown(self, carl, client_as) -> None:
        company = make_company("Fred ApS", advertising_protected=True)
        client = client_as(carl)
        assert "reklamebeskyttet" in client.get(url("list")).content.decode()
        assert "Reklamebeskyttet." in client.get(url("company", company)).content.decode()
        assert "Reklamebeskyttet." in client.get(url("plan", company)).content.decode()

    def test_nothing_found_says_what_to_do(self, carl, client_as, db) -> None:
        body = client_as(carl).get(url("list"), {"q": "findesikke"}).content.decode()
        assert "Ingen virksomhed passer" in body

    @pytest.mark.parametrize(
        "query",
        ["'; DROP TABLE companies_company; --", "a & b | !c", ":*", "((", "\\", "%", "_", "\x00",
         "🥐", HTML, "å" * 500, "1" * 500, "٣٤٥٦٧٨٩١", "a b c d e f g h i j", "' OR 1=1", "<->", "-"],
    )  # fmt: skip
    def test_hostile_queries(self, known, carl, client_as, query) -> None:
        client = client_as(carl)
        for address in (url("list"), url("quick_log"), url("export"), reverse("jobcenter:search")):
            answer = client.get(address, {"q": query})
            assert answer.status_code == 200
            assert HTML not in answer.content.decode()

    @pytest.mark.parametrize("name", ["by", "branche", "fra", "relation", "status", "omraade", "side"])
    @pytest.mark.parametrize("value", ["'; DROP", "\x00", "9" * 40, "-1", "🥐", HTML, str(uuid4())])
    def test_hostile_filters(self, known, carl, client_as, name, value) -> None:
        answer = client_as(carl).get(url("list"), {name: value})
        assert answer.status_code == 200
        assert HTML not in answer.content.decode()

    def test_search_box(self, known, carl, client_as) -> None:
        client = client_as(carl)
        find = reverse("jobcenter:search")
        for query in ("bageri", known.company.cvr, known.company.cvr[:5]):
            assert url("company", known.company) in client.get(find, {"q": query}).content.decode()
        for query in ("bageri", known.workplace.p_number):
            body = client.get(find, {"q": query}).content.decode()
            assert url("workplace", known.workplace) in body
        assert "Hanne Holst" in client.get(find, {"q": "hol"}).content.decode()

    def test_common_words_are_read_along_the_names(self, carl, client_as, monkeypatch) -> None:
        from companies.queries import listing, search

        monkeypatch.setattr(listing, "CAP", 3)
        monkeypatch.setattr(search, "CAP", 3)
        for letter in "DBAFCE":
            make_company(f"{letter}-huset ApS")
        body = client_as(carl).get(url("list"), {"q": "aps"}).content.decode()
        assert re.findall(r"<td><a [^>]*>(.)-huset", body) == list("ABCDEF")
        assert "Mere end 3" in body
        body = client_as(carl).get(reverse("jobcenter:search"), {"q": "aps"}).content.decode()
        assert "A-huset" in body


class TestExport:
    def test_is_what_is_filtered_and_opens_in_excel(self, known, carl, client_as) -> None:
        make_company("Vestby VVS", municipality_code="0903")
        answer = client_as(carl).get(url("export"), {"q": "bageriet"})
        text = answer.content.decode("utf-8-sig")
        assert answer.content.startswith(b"\xef\xbb\xbf")
        rows = text.strip().splitlines()
        assert len(rows) == 2
        assert rows[1].startswith(f"{known.company.cvr};Bageriet Nord ApS;")
        assert ";Carl Conradi;" in rows[1]

    @pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1"])
    def test_no_cell_is_a_formula(self, carl, client_as, name) -> None:
        make_company(name)
        line = client_as(carl).get(url("export")).content.decode("utf-8-sig").splitlines()[1]
        assert line.split(";")[1].strip('"').startswith("'")


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
        answer = client_as(carl).get(url("company", known.company), {"efter": after, "gruppe": after})
        assert answer.status_code == 200

    def test_html_in_everything_stays_text(self, carl, acting, client_as) -> None:
        company = make_company(HTML, address=HTML, city="By", industry_text=HTML)
        place = make_workplace(company, HTML)
        with acting(carl) as viewer:
            person = make_person(company, viewer, HTML, title=HTML, workplace=place)
            make_contact(company, viewer, purpose=HTML, outcome=HTML, person=person)
        client = client_as(carl)
        for address in (url("company", company), url("workplace", place), url("log", company), url("list")):
            assert HTML not in client.get(address).content.decode()


class TestForms:
    def person(self, **typed: Any) -> dict[str, Any]:
        return {"name": "Mette", "level": "employee", "language": "da", "preferred_channel": "any", **typed}

    def contact(self, **typed: Any) -> dict[str, Any]:
        return {
            "channel": "phone", "day": today().isoformat(), "time": "00:00",
            "purpose": "Åbninger", "outcome": "Ingen", **typed,
        }  # fmt: skip

    def test_add_and_edit_a_person(self, carl, client_as, bakery, shop) -> None:
        client = client_as(carl)
        typed = self.person(
            roles=["mentor"], email="mette@bageriet.example", phone="98 00 00 01",
            workplace=str(shop.public_id),
        )  # fmt: skip
        assert client.post(url("person_add", bakery), typed).status_code == 302
        person = ContactPerson.objects.select_related("workplace").get()
        assert (person.workplace, str(person.phone), person.is_mentor) == (shop, "+4598000001", True)
        page = client.get(url("person", person)).content.decode()
        assert 'name="version" value="1"' in page
        typed["name"] = "Mette Mikkelsen"
        assert client.post(url("person", person), {**typed, "version": 1}).status_code == 302
        answer = client.post(url("person", person), {**typed, "version": 1})
        assert answer.status_code == 409

    def test_a_mentor_can_be_reached(self, carl, client_as, bakery) -> None:
        answer = client_as(carl).post(url("person_add", bakery), self.person(roles=["mentor"]))
        assert answer.status_code == 422
        assert "får et link hver uge" in answer.content.decode()

    def test_left(self, known, carl, client_as) -> None:
        client = client_as(carl)
        ahead = (today() + timedelta(days=1)).isoformat()
        assert client.post(url("person_left", known.person), {"on": ahead}).status_code == 422
        answer = client.post(url("person_left", known.person), {"on": today().isoformat()})
        assert answer.status_code == 302
        body = client.get(url("log", known.company)).content.decode()
        assert "Hanne Holst, " not in body

    def test_log_with_next_step(self, known, carl, nora, client_as) -> None:
        client = client_as(carl)
        answer = client.post(
            url("log", known.company),
            self.contact(
                person=str(known.person.public_id), next_step="Ringe",
                next_step_on=today().isoformat(), next_step_owner=str(nora.public_id),
                colleague=str(nora.public_id), workplace=str(known.workplace.public_id),
            ),
        )  # fmt: skip
        assert answer.status_code == 302
        contact = Contact.objects.order_by("-pk").first()
        assert (contact.person, contact.next_step_owner) == (known.person, nora)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"purpose": " "}, "Skal udfyldes"),
            ({"outcome": ""}, "Skal udfyldes"),
            ({"day": "2999-01-01"}, "skal planlægges"),
            ({"day": "igår"}, "Skriv en dato"),
            ({"next_step": "Ringe"}, "hvad, hvornår og hvem"),
            ({"next_step_on": "2027-01-01"}, "hvad, hvornår og hvem"),
            ({"next_step": "Ringe", "next_step_on": "2020-01-01"}, "i dag eller senere"),
            ({"channel": "due"}, "mulighed"),
            ({"person": str(uuid4())}, "mulighed"),
            ({"purpose": "x" * 10_000}, "Højst"),
            ({"outcome": "x" * 10_000}, "Højst"),
            ({"purpose": "a\x00b"}, "Null"),
        ],
    )
    def test_wrong_forms_say_what_is_wrong_and_keep_the_rest(
        self, carl, client_as, bakery, typed, said
    ) -> None:
        typed = self.contact(next_step_owner=str(carl.public_id), **typed)
        answer = client_as(carl).post(url("log", bakery), typed)
        body = answer.content.decode()
        assert answer.status_code == 422
        assert said in body
        assert "Ingen" in body
        assert not Contact.objects.filter(company=bakery).exists()

    def test_a_double_click_makes_one(self, carl, client_as, bakery) -> None:
        client, key = client_as(carl), str(uuid4())
        for _ in range(2):
            answer = client.post(url("log", bakery), self.contact(once=key))
            assert answer.status_code == 302
            assert client.post(url("person_add", bakery), self.person(once=key[::-1])).status_code == 302
        assert Contact.objects.count() == 1

    def test_plan_hold_and_cancel(self, carl, client_as, bakery) -> None:
        client = client_as(carl)
        ahead = (today() + timedelta(days=2)).isoformat()
        typed = {"channel": "visit", "day": ahead, "time": "09:00", "purpose": "Halvårsmøde"}
        for _ in range(2):
            assert client.post(url("plan", bakery), typed).status_code == 302
        first, second = Contact.objects.order_by("pk")
        held = {"day": today().isoformat(), "time": "00:00", "outcome": "Ja tak", "version": 1}
        assert client.post(url("hold", first), held).status_code == 302
        assert client.post(url("hold", first), held).status_code == 409
        assert client.post(url("cancel", second), {"version": 1}).status_code == 422
        assert client.post(url("cancel", second), {"version": 1, "reason": "Syg"}).status_code == 302
        assert sorted(Contact.objects.values_list("state", flat=True)) == ["cancelled", "held"]

    def test_step_done_from_the_page(self, known, carl, client_as) -> None:
        client = client_as(carl)
        assert client.get(url("step_done", known.held)).status_code == 405
        for _ in range(2):
            assert client.post(url("step_done", known.held)).status_code == 302
        known.held.refresh_from_db()
        assert known.held.next_step_done_at is not None

    def test_relation(self, carl, nora, client_as, bakery) -> None:
        client = client_as(carl)
        typed = {"owner": str(carl.public_id), "status": "possible", "version": 0}
        same = {**typed, "deputy": str(carl.public_id)}
        assert client.post(url("relation", bakery), same).status_code == 422
        assert client.post(url("relation", bakery), typed).status_code == 302
        assert client.post(url("relation", bakery), typed).status_code == 409
        assert CompanyRelation.objects.get().owner == carl


class TestImports:
    def test_for_administrators(self, ole, carl, client_as, db) -> None:
        run = ImportRun.objects.create(file_name="cvr.jsonl", file_hash="x", started_at=now(), rejected=1)
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
        "name", ["list", "company", "workplace", "quick_log", "log", "plan", "export", "contact"]
    )
    def test_do_not_grow(self, known, carl, nora, acting, client_as, name) -> None:
        rows = {"company": known.company, "workplace": known.workplace, "contact": known.held,
                "log": known.company, "plan": known.company}  # fmt: skip
        address, client = url(name, rows.get(name)), client_as(carl)
        before = self.count(client, address)
        assert before <= 12
        with acting(nora) as viewer:
            for number in range(5):
                other = make_company(f"Andet {number} ApS")
                make_workplace(known.company, f"Afdeling {number}")
                person = make_person(known.company, viewer, f"Person {number}", workplace=known.workplace)
                make_contact(known.company, viewer, person=person, workplace=known.workplace,
                             next_step=NextStep("Ringe", today(), nora.pk))  # fmt: skip
                actions.set_relation(other, RelationFacts(nora, "possible", carl), actor=viewer)
                make_contact(other, viewer)
        assert self.count(client, address) == before
