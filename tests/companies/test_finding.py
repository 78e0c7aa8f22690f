"""The list, its export and the search box: found by name and number, hostile input too."""

import re

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from companies.models import Company, CompanyWord
from jobcenter.clock import today
from tests.companies.factories import (
    HTML,
    make_company,
    url,
)

SOME_ID = "0192d3a4-0000-7000-8000-000000000001"


class TestFinding:
    def test_by_name_number_and_workplace(self, known, carl, client_as) -> None:
        client = client_as(carl)
        for query in ("bageriet", "BAGERI", "nord bag", "Bageriet Nord ApS"):
            body = client.get(url("list"), {"q": query}).content.decode()
            assert known.company.cvr in body, query
        for typed in (
            known.company.cvr,
            f"DK {known.company.cvr}",
            known.company.cvr[:4] + " " + known.company.cvr[4:],
        ):
            answer = client.get(url("list"), {"q": typed})
            assert answer.headers["Location"] == url("company", known.company)
        answer = client.get(url("list"), {"q": known.workplace.p_number})
        assert answer.headers["Location"] == url("workplace", known.workplace)

    def test_says_who_of_us_and_when_last(self, known, carl, client_as) -> None:
        body = client_as(carl).get(url("list")).content.decode()
        row = body[body.index("<tbody>") : body.index("</tbody>")]
        assert carl.name in row
        assert date_format(today(), "SHORT_DATE_FORMAT") in row

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
        [
            "'; DROP TABLE companies_company; --", "a & b | !c", ":*", "((", "\\", "%", "_", "\x00",
            "🥐", HTML, "å" * 500, "1" * 500, "٣٤٥٦٧٨٩١", "a b c d e f g h i j", "' OR 1=1",
            "<->", "-",
        ],
    )  # fmt: skip
    def test_hostile_queries(self, known, carl, client_as, query) -> None:
        client = client_as(carl)
        for address in (url("list"), url("quick_log"), url("export"), reverse("jobcenter:search")):
            answer = client.get(address, {"q": query})
            assert answer.status_code == 200
            assert HTML not in answer.getvalue().decode()

    @pytest.mark.parametrize(
        "name", ["by", "branche", "fra", "relation", "status", "omraade", "side"]
    )
    @pytest.mark.parametrize("value", ["'; DROP", "\x00", "9" * 40, "-1", "🥐", HTML, SOME_ID])
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

    def test_words_follow_the_register(self, carl, client_as) -> None:
        company = make_company("Bagerierne Vest", city="Vigen")
        find = reverse("jobcenter:search")

        def finds(query: str) -> bool:
            return company.cvr in client_as(carl).get(find, {"q": query}).content.decode()

        assert all(map(finds, ("bageri", "bagerier", "vest vig", "vi bag", "vigen", "bager v")))
        assert not any(map(finds, ("bagerix", "vest syd", "syd")))
        Company.objects.filter(pk=company.pk).update(city="Sydby", city_key="sydby")
        assert finds("vest sydb")
        assert not finds("vigen")
        words = CompanyWord.objects.filter(row=company).order_by("pk")
        before = list(words.values_list("pk", "word"))
        assert len({word for _pk, word in before}) == len(before)
        make_company("Kroen Vest", city="Vigen")
        Company.objects.update(phone="98000000")
        assert list(words.values_list("pk", "word")) == before, "nothing was named anew"

    @pytest.mark.parametrize(
        ("walk", "cap", "selective"),
        [(2000, 1000, 5000), (2000, 1000, 2), (2, 1000, 2), (2, 3, 5000), (2000, 3, 2), (0, 3, 2)],
    )
    def test_however_words_are_found_the_order_is_the_same(
        self, carl, client_as, monkeypatch, walk, cap, selective
    ) -> None:
        """First the names that begin with it, then those that hold it, each in Danish order."""
        from companies.queries import listing, search, word_table

        for module in (listing, search):
            monkeypatch.setattr(module, "WALK", walk)
        monkeypatch.setattr(listing, "CAP", cap)
        monkeypatch.setattr(word_table, "SELECTIVE", selective)
        monkeypatch.setattr(listing, "PAGE", 2)
        names = ["Bager Bo", "Bager Æ", "Bager Å", "A Bager", "Fri Bager", "Å Bager", "Bo"]
        for name in reversed(names):
            make_company(name)
        client, seen, address = client_as(carl), [], url("list", None, "?q=bager")
        while address:
            body = client.get(address).content.decode()
            seen += re.findall(r"<td><a [^>]*>([^<]+)</a>", body)
            following = re.search(r'rel="next" href="([^"]+)"', body)
            address = url("list") + following.group(1).replace("&amp;", "&") if following else ""
        assert seen == names[:-1]
        body = client.get(reverse("jobcenter:search"), {"q": "bager"}).content.decode()
        found = re.findall("|".join(names[:-1]), body)
        assert list(dict.fromkeys(found))[:3] == names[:3]


class TestExport:
    def test_is_what_is_filtered_and_opens_in_excel(self, known, carl, client_as) -> None:
        make_company("Vestby VVS", municipality_code="0903")
        answer = client_as(carl).get(url("export"), {"q": "bageriet"})
        body = answer.getvalue()
        text = body.decode("utf-8-sig")
        assert body.startswith(b"\xef\xbb\xbf")
        rows = text.strip().splitlines()
        assert len(rows) == 2
        assert rows[1].startswith(f"{known.company.cvr};Bageriet Nord ApS;")
        assert ";Carl Conradi;" in rows[1]

    @pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1"])
    def test_no_cell_is_a_formula(self, carl, client_as, name) -> None:
        make_company(name)
        line = client_as(carl).get(url("export")).getvalue().decode("utf-8-sig").splitlines()[1]
        assert line.split(";")[1].strip('"').startswith("'")
