"""The list of companies: filters, keyset pages, a count that stops counting at a thousand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.choices import Industry, RegisterStatus, RelationStatus, SizeClass
from companies.models import Company, CompanyRelation, Contact, Workplace
from companies.queries.words import LAST, by_words, search_terms
from companies.rules import number_in
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

PAGE = 25
CAP = 1_000


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; each is a parameter of the address."""

    query: str = ""
    area: str = ""  # "here", "all", or "": here without a query, all with one
    town: str = ""  # a town's name or its beginning, or a postcode
    industry: str = ""
    size: str = ""  # the lower end of the smallest size wanted
    status: str = RegisterStatus.ACTIVE  # "active", "ceased" or "any"
    relation: str = ""  # "with", "mine", "none", or a relation's status

    @property
    def area_used(self) -> str:
        """A name is looked for everywhere, a bare list begins at home."""
        if self.area in {"here", "all"}:
            return self.area
        return "all" if self.query or self.relation in {"with", "mine"} else "here"


@dataclass
class ListedCompany:
    """One row of the list."""

    company: Company
    relation: CompanyRelation | None = None
    last_contact_at: datetime | None = None


@dataclass
class CompanyPage:
    """A page of the list; `count` is None when there are more than the cap."""

    rows: list[ListedCompany]
    following: str
    count: int | None
    is_first: bool
    cap: int = CAP


def filtered(viewer: Viewer, filters: Filters, home_code: str) -> QuerySet[Company]:
    """Return the companies of the filters, without order; words of the query are included."""
    rows = Company.objects.all()
    if filters.area_used == "here":
        rows = rows.filter(municipality_code=home_code)
    if filters.status in RegisterStatus.values:
        rows = rows.filter(status=filters.status)
    if filters.industry in Industry.values:
        first, _, last = filters.industry.partition("-")
        groups = [f"{number:02d}" for number in range(int(first), int(last) + 1)]
        rows = rows.filter(industry_group__in=groups)
    if filters.size in {str(value) for value in SizeClass.values}:
        rows = rows.filter(size_class__gte=int(filters.size))
    if town := filters.town.replace("\x00", "").strip()[:100]:
        key = danish_key(town, length=100)
        if town.isascii() and town.isdigit():
            rows = rows.filter(postcode=town)
        else:
            rows = rows.filter(city_key__gte=key, city_key__lt=key + LAST)
    rows = _by_relation(rows, viewer, filters.relation)
    if filters.query:
        rows = _by_query(rows, filters.query)
    return rows


def _by_relation(rows: QuerySet[Company], viewer: Viewer, wanted: str) -> QuerySet[Company]:
    ours = CompanyRelation.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("pk")
    )
    if wanted == "none":
        return rows.filter(~Exists(ours))
    if wanted == "mine":
        mine = Q(owner_id=viewer.membership_id) | Q(deputy_id=viewer.membership_id)
        return rows.filter(Exists(ours.filter(mine)))
    if wanted in RelationStatus.values:
        return rows.filter(Exists(ours.filter(status=wanted)))
    return rows.filter(Exists(ours)) if wanted == "with" else rows


def _by_query(rows: QuerySet[Company], query: str) -> QuerySet[Company]:
    digits = number_in(query)
    if 3 <= len(digits) <= 8:
        return rows.filter(cvr__gte=digits, cvr__lt=digits + ":")
    if len(digits) == 10:
        owners = Workplace.objects.filter(p_number=digits).values("company_id")
        return rows.filter(pk__in=owners)
    return by_words(rows, query)


def company_page(
    viewer: Viewer, filters: Filters, *, home_code: str, after: str = "", size: int = PAGE
) -> CompanyPage:
    """Return a page of companies in Danish order of name, with what we are to each.

    The first thousand ids serve twice: as the capped count, and, when that is all there is, as
    the rows to put in order. More than that is read along the index of names instead, where a
    word that common is soon found twenty-five times.
    """
    found = filtered(viewer, filters, home_code)
    ids = list(found.values_list("pk", flat=True)[: CAP + 1])
    is_capped = len(ids) > CAP
    is_search = bool(filters.query) and search_terms(filters.query) is not None
    if is_search and not is_capped:
        found = Company.objects.filter(pk__in=ids)
    start = _start(after)
    if start is not None:
        key, pk = start
        found = found.filter(Q(name_key__gt=key) | Q(name_key=key, pk__gt=pk), name_key__gte=key)
    page = list(found.order_by("name_key", "id").defer("search", "months")[: size + 1])
    following = str(page[size - 1].public_id) if len(page) > size else ""
    return CompanyPage(
        rows=_with_ours(viewer, page[:size]),
        following=following,
        count=None if is_capped else len(ids),
        is_first=start is None,
        cap=CAP,
    )


def _start(after: str) -> tuple[str, int] | None:
    """Return the key a page starts after; the address holds only the last row's public id."""
    try:
        public_id = UUID(after)
    except ValueError:
        return None
    return Company.objects.filter(public_id=public_id).values_list("name_key", "pk").first()


def _with_ours(viewer: Viewer, companies: list[Company]) -> list[ListedCompany]:
    ids = [company.pk for company in companies]
    relations = {
        relation.company_id: relation
        for relation in CompanyRelation.objects.select_related("owner").filter(
            jobcentre_id=viewer.jobcentre_id, company_id__in=ids
        )
    }
    newest = (
        Contact.objects.held()
        .filter(jobcentre_id=viewer.jobcentre_id, company_id__in=ids)
        .order_by("company_id", "-held_at")
        .distinct("company_id")
        .values_list("company_id", "held_at")
    )
    touched = dict(newest)
    return [
        ListedCompany(company, relations.get(company.pk), touched.get(company.pk))
        for company in companies
    ]


def all_filtered(viewer: Viewer, filters: Filters, home_code: str) -> Iterator[ListedCompany]:
    """Yield every company of the filters in order, a page at a time: for the export."""
    after = ""
    while True:
        page = company_page(viewer, filters, home_code=home_code, after=after, size=CAP)
        yield from page.rows
        if not page.following:
            return
        after = page.following
