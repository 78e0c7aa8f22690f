"""The list of companies: every pair of filters in every order is what plain Python says."""

import re
from datetime import timedelta
from itertools import combinations, product
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from companies import actions
from companies.actions.contacts import ContactFacts
from companies.actions.relations import RelationFacts
from companies.models import Company, CompanyStanding, Contact
from companies.queries.filters import SORTS, Filters
from companies.queries.listing import company_page
from companies.queries.standings import staff_in_order
from companies.rules import NextStep
from jobcenter.clock import now, today
from jobcenter.sorting import danish_key
from jobcenter.tenancy import acting_in
from tests.companies.factories import make_company, make_contact, url

TOWNS = ("Nordby", "Østerby", "Aaby")
SIZES = ((None, 0), (3, 2), (14, 10), (14, 10), (60, 50))
GROUPS = ("10", "43", "56")


@pytest.fixture
def many(carl, nora, acting) -> SimpleNamespace:
    """Forty companies, here and elsewhere, with all that lists filter and sort by."""
    rows = []
    with acting(carl) as viewer:
        for number in range(40):
            employees, size = SIZES[number % 5]
            company = make_company(
                f"{'ÅBCÆ'[number % 4]} Firma {number:02d}", city=TOWNS[number % 3],
                postcode=str(9990 + number % 3), employees=employees, size_class=size,
                industry_group=GROUPS[number % 3],
                industry_code=f"{GROUPS[number % 3]}{number % 2}",
                municipality_code="0901" if number % 4 else "0903",
                status="ceased" if number % 11 == 0 else "active",
            )  # fmt: skip
            rows.append(company)
            if number % 2:
                facts = RelationFacts(
                    carl if number % 3 else nora,
                    ("cooperating", "possible", "resting", "declined")[number // 2 % 4],
                    deputy=nora if number % 3 and number % 5 == 0 else None,
                    segment=(None, 1, 2, 3, 4)[number % 5],
                )
                actions.set_relation(company, facts, actor=viewer)
            if number % 3 == 0:
                step = None
                if number % 2 == 0:
                    step = NextStep("Ringe", today() + timedelta(days=number % 9), carl.pk)
                make_contact(
                    company, viewer, held_at=now() - timedelta(days=number * 15), next_step=step
                )
            if number % 7 == 0:
                actions.plan_contact(
                    company, ContactFacts("visit", "Se stedet"), actor=viewer,
                    planned_at=now() + timedelta(days=3),
                )  # fmt: skip
        late = Contact.objects.filter(jobcentre_id=carl.jobcentre_id, next_step_on__isnull=False)
        Contact.objects.filter(pk=late.order_by("id")[1].pk).update(
            next_step_on=today() - timedelta(days=4)
        )
        staff = staff_in_order(viewer)
    return SimpleNamespace(viewer=viewer, companies=rows, carl=carl, nora=nora, staff=staff)


def facts_of(many: SimpleNamespace) -> list[dict[str, Any]]:
    """Read what each company is and what we are to it, without the list's own table."""
    from companies.models import CompanyRelation

    mine = {"jobcentre_id": many.viewer.jobcentre_id}
    relations = {r.company_id: r for r in CompanyRelation.objects.filter(**mine)}
    contacts = list(Contact.objects.filter(**mine))
    places = {member.pk: place for place, member in enumerate(many.staff)}
    rows = []
    for company in Company.objects.all():
        of = [c for c in contacts if c.company_id == company.pk]
        relation = relations.get(company.pk)
        held = [c.held_at for c in of if c.held_at]
        steps = [c.next_step_on for c in of if c.next_step_on and not c.next_step_done_at]
        rows.append({
            "company": company, "name": company.name_key, "town": company.city_key,
            "industry": company.industry_code, "employees": company.employees,
            "relation": relation, "status": relation.status if relation else None,
            "segment": relation.segment if relation else None,
            "owner": places[relation.owner_id] if relation else None,
            "contact": max(held, default=None), "step": min(steps, default=None),
            "known": bool(relation or of), "here": company.municipality_code == "0901",
        })  # fmt: skip
    return rows


ORDER = ("cooperating", "possible", "resting", "declined")


def fits(row: dict[str, Any], filters: Filters, many: SimpleNamespace) -> bool:
    """Say in plain Python whether a company is in the list."""
    company, relation, me = row["company"], row["relation"], many.viewer.membership_id
    since = {"30": 30, "90": 90, "365": 365, "-90": 90, "-365": 365}.get(filters.contact)
    recent = since is not None and row["contact"] and row["contact"] >= now() - timedelta(since)
    asks = [
        row["here"] if filters.area_used == "here" else filters.is_national or row["known"],
        filters.status == "any" or company.status == filters.status,
        not filters.town or company.city_key.startswith(danish_key(filters.town)),
        not filters.industry or company.industry_group in filters.industry_groups,
        not filters.size or company.size_class >= int(filters.size),
        {
            "": True, "with": relation is not None, "none": relation is None,
            "mine": relation is not None and me in (relation.owner_id, relation.deputy_id),
        }.get(filters.relation, row["status"] == filters.relation),
        {"": True, "none": row["known"] and relation is None}.get(
            filters.owner, relation is not None and relation.owner_id == many.nora.pk
        ),
        {"": True, "none": row["known"] and row["segment"] is None}.get(
            filters.segment, str(row["segment"]) == filters.segment
        ),
        {"": True, "never": row["contact"] is None}.get(
            filters.contact,
            bool(recent) if filters.contact[:1] != "-" else bool(row["contact"] and not recent),
        ),
        {
            "": True, "late": row["step"] is not None and row["step"] < today(),
            "week": row["step"] is not None and today() <= row["step"] <= today() + timedelta(7),
            "any": row["step"] is not None, "none": row["known"] and row["step"] is None,
        }[filters.step],
    ]  # fmt: skip
    return all(asks)


def in_order(rows: list[dict[str, Any]], filters: Filters) -> list[str]:
    """Sort in plain Python: what is missing last, ties by name."""
    down, code = filters.sort.startswith("-"), filters.sort.removeprefix("-")
    rows = sorted(rows, key=lambda row: (row["name"], row["company"].pk))
    if filters.is_national or code == "name":
        if down and not filters.is_national:
            rows.reverse()
        return [row["company"].name for row in rows]
    given = [row for row in rows if row[code] is not None]
    key = (lambda row: ORDER.index(row["status"])) if code == "status" else lambda row: row[code]
    given.sort(key=key, reverse=down)  # stable both ways: names stay in order
    return [row["company"].name for row in [*given, *(r for r in rows if r[code] is None)]]


CHOICES: dict[str, tuple[str, ...]] = {
    "area": ("here", "all"),
    "town": ("øster",),
    "industry": ("41-43",),
    "size": ("10",),
    "status": ("ceased", "any"),
    "relation": ("with", "mine", "none", "resting"),
    "owner": ("nora", "none"),
    "segment": ("2", "none"),
    "contact": ("90", "-90", "never"),
    "step": ("late", "week", "any", "none"),
}


def test_every_pair_of_filters_in_every_order(many: SimpleNamespace) -> None:
    """Some 3,000 lists; each is walked through in pages of three for its first sort."""
    with acting_in(many.viewer.jobcentre_id):
        rows = facts_of(many)
        sorts = [sign + sort for sort in SORTS for sign in ("", "-")]
        number = 0
        for one, two in combinations(CHOICES, 2):
            for first, second in product(CHOICES[one], CHOICES[two]):
                values = {one: first, two: second}
                if values.get("owner") == "nora":
                    values["owner"] = str(many.nora.public_id)
                # Every sort over the run of the pairs; each pair with three of them.
                for sort in (sorts * 2)[number % 18 : number % 18 + 3]:
                    filters = Filters(**values, sort=sort)
                    wanted = in_order([r for r in rows if fits(r, filters, many)], filters)
                    page = company_page(
                        many.viewer, filters, home_code="0901", size=100, staff=many.staff
                    )
                    assert [row.company.name for row in page.rows] == wanted, filters
                    assert page.count == len(wanted)
                number += 1


@pytest.mark.parametrize("sort", [sign + sort for sort in SORTS for sign in ("", "-")])
@pytest.mark.parametrize("cap", [1000, 5])
def test_pages_go_through_everything_once(many, monkeypatch, sort: str, cap: int) -> None:
    """Whether few are found (by their ids) or many (along an index)."""
    from companies.queries import standings

    monkeypatch.setattr(standings, "CAP", cap)
    with acting_in(many.viewer.jobcentre_id):
        for filters in (
            Filters(area="here", status="any", sort=sort),
            Filters(relation="with", sort=sort),
            Filters(query="firma", relation="with", sort=sort),
        ):
            rows = [r for r in facts_of(many) if fits(r, filters, many)]
            seen, after = [], ""
            while True:
                page = company_page(
                    many.viewer, filters, home_code="0901", size=3, after=after, staff=many.staff
                )
                seen += [row.company.name for row in page.rows]
                after = page.following
                if not after:
                    break
            assert seen == in_order(rows, filters)


def test_standings_are_what_they_should_be(many: SimpleNamespace, carl, south) -> None:
    """After all sorts of changes the kept rows equal those made anew."""
    with acting_in(carl.jobcentre_id, membership_id=carl.pk):
        some = many.companies
        Company.objects.filter(pk=some[1].pk).update(municipality_code="0902", name_key="zzz")
        Company.objects.filter(pk=some[4].pk).update(municipality_code="0901", employees=7)
        Contact.objects.filter(company=some[6]).update(company=some[8])
        Contact.objects.filter(company=some[0], next_step_on__isnull=False).update(
            next_step_done_at=now()
        )
        kept = list(
            CompanyStanding.objects.filter(jobcentre_id=carl.jobcentre_id)
            .order_by("company_id").values()
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM companies_standing_truth("
                " (SELECT array_agg(%(j)s::bigint ORDER BY id) FROM companies_company),"
                " (SELECT array_agg(id ORDER BY id) FROM companies_company)) t"
                " WHERE t.is_here OR t.is_known ORDER BY t.company_id",
                {"j": carl.jobcentre_id},
            )
            names = [column[0] for column in cursor.description]
            truth = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        assert [{name: row[name] for name in names} for row in kept] == truth
    with acting_in(south.pk):
        mine = CompanyStanding.objects.filter(jobcentre_id=south.pk)
        assert [row.company_id for row in mine] == [some[1].pk]
        assert not mine.filter(is_known=True).exists()


class TestPage:
    def test_sorts_by_a_header_and_says_so(self, many, client_as) -> None:
        client = client_as(many.carl)
        body = client.get(url("list"), {"sorter": "-employees"}).content.decode()
        assert 'aria-sort="descending"' in body
        shown = [int(n) for n in re.findall(r'data-label="Ansatte">(\d+)<', body)]
        assert shown == sorted(shown, reverse=True)

    def test_columns_are_chosen_and_kept(self, many, client_as) -> None:
        client = client_as(many.carl)
        body = client.get(url("list"), {"kol": ["owner", "step"], "by": "nord"}).content.decode()
        assert 'data-label="Fast kontakt"' in body
        assert 'data-label="Branche"' not in body
        assert '<input type="hidden" name="kol" value="owner,step">' in body

    def test_the_whole_country_is_sorted_by_name_only(self, many, client_as) -> None:
        body = client_as(many.carl).get(url("list"), {"omraade": "all"}).content.decode()
        assert "sorter=-name" in body
        assert "sorter=town" not in body

    def test_queries_do_not_grow(self, many, client_as, django_assert_max_num_queries) -> None:
        client = client_as(many.carl)
        client.get(url("list"))
        with django_assert_max_num_queries(12):
            client.get(url("list"), {"relation": "with", "sorter": "owner"})
