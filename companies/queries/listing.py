"""The list of companies: filters, keyset pages, a count that stops counting at a thousand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.choices import Industry, RegisterStatus, RelationStatus, SizeClass
from companies.models import Company, CompanyRelation, Workplace
from companies.queries.words import LAST, by_words, name_prefix, search_terms
from companies.rules import number_in
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

PAGE = 25
CAP = 1_000
WALK = 2_000  # names read along the index before the text index is asked
BATCH = 2_000


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


@dataclass(frozen=True)
class Ours:
    """What we are to a listed company, and when we were last in touch."""

    owner: str = ""
    status: str = ""
    segment: int | None = None
    last_contact_at: datetime | None = None

    @property
    def status_label(self) -> str:
        """Where we stand, in words; '' without a relation."""
        return str(RelationStatus(self.status).label) if self.status else ""


@dataclass
class ListedCompany:
    """One row of the list."""

    company: Company
    ours: Ours


@dataclass
class CompanyPage:
    """A page of the list; `count` is None when nobody counted to the end."""

    rows: list[ListedCompany]
    following: str
    count: int | None
    is_first: bool
    more_than: int = CAP


def filtered(viewer: Viewer, filters: Filters, home_code: str) -> QuerySet[Company]:
    """Return the companies of all filters, the query's words included, without order."""
    rows = _narrowed(_of_area(filters, home_code), viewer, filters)
    return _by_query(rows, filters.query) if filters.query else rows


def _of_area(filters: Filters, home_code: str) -> QuerySet[Company]:
    """Return the companies of the area: the filter that has an index in order of name."""
    rows = Company.objects.defer("search", "months")
    return rows.filter(municipality_code=home_code) if filters.area_used == "here" else rows


def _narrowed(rows: QuerySet[Company], viewer: Viewer, filters: Filters) -> QuerySet[Company]:
    """Apply every filter but area and query."""
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
    return _by_relation(rows, viewer, filters.relation)


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
    viewer: Viewer, filters: Filters, *, home_code: str, after: str = "", size: int = 0
) -> CompanyPage:
    """Return a page of companies in Danish order of name, with what we are to each.

    With words, names that begin with them come first, then names and towns that hold them.
    """
    size, start = size or PAGE, _start(after)
    if search_terms(filters.query) is not None and not number_in(filters.query):
        found, count = _page_of_words(viewer, filters, home_code, start, size)
        more_than = size
    else:
        rows = filtered(viewer, filters, home_code)
        # A slice of ids is counted, so that counting stops at the cap.
        count = rows.order_by().values("pk")[: CAP + 1].count()
        found = list(_after(rows, start).order_by("name_key", "id")[: size + 1])
        more_than = CAP
    return CompanyPage(
        rows=with_ours(viewer, found[:size]),
        following=str(found[size - 1].public_id) if len(found) > size else "",
        count=None if count is None or count > CAP else count,
        is_first=start is None,
        more_than=more_than,
    )


Start = tuple[str, int] | None  # the name key and id of the row a page comes after


def _page_of_words(
    viewer: Viewer, filters: Filters, home_code: str, start: Start, size: int
) -> tuple[list[Company], int | None]:
    """Return up to size + 1 companies for words, and how many there are if that is known.

    Names that begin with the query are a range of the index. For the others the first WALK names
    are read along the index: a common word fills the page there. What is too rare for that is
    found by the text index, which for common words would have to read them all.
    """
    key = name_prefix(filters.query)
    first, last = Q(name_key__gte=key), Q(name_key__lt=key + LAST)
    area = _of_area(filters, home_code)
    found: list[Company] = []
    is_beginning = start is None or key <= start[0] < key + LAST
    if is_beginning:
        rows = _narrowed(area.filter(first & last), viewer, filters)
        found = list(_after(rows, start).order_by("name_key", "id")[: size + 1])
        if len(found) > size:
            return found, None
        start_of_others = None
    else:
        start_of_others = start
    wanted = size + 1 - len(found)
    others = _after(area.exclude(first & last), start_of_others)
    near = others.order_by("name_key", "id").values("pk")[:WALK]
    walked = by_words(_narrowed(area.filter(pk__in=near), viewer, filters), filters.query)
    more = list(walked.order_by("name_key", "id")[:wanted])
    if len(more) == wanted:
        return found + more, None
    matching = by_words(_narrowed(others, viewer, filters), filters.query)
    ids = list(matching.order_by().values_list("pk", flat=True)[: CAP + 1])
    if len(ids) <= CAP:
        matching = Company.objects.defer("search", "months").filter(pk__in=ids)
    rest = list(matching.order_by("name_key", "id")[:wanted])
    whole = start is None and len(ids) <= CAP
    return found + rest, len(found) + len(ids) if whole else None


def _after(rows: QuerySet[Company], start: Start) -> QuerySet[Company]:
    if start is None:
        return rows
    key, pk = start
    return rows.filter(Q(name_key__gt=key) | Q(name_key=key, pk__gt=pk), name_key__gte=key)


def _start(after: str) -> Start:
    """Return the key a page starts after; the address holds only the last row's public id."""
    try:
        public_id = UUID(after)
    except ValueError:
        return None
    return Company.objects.filter(public_id=public_id).values_list("name_key", "pk").first()


_OURS = """
SELECT asked.id, m.name, r.status, r.segment, touched.held_at
  FROM unnest(%(companies)s::bigint[]) AS asked(id)
  LEFT JOIN companies_companyrelation r
    ON r.jobcentre_id = %(jobcentre)s AND r.company_id = asked.id
  LEFT JOIN jobcenter_membership m
    ON m.jobcentre_id = %(jobcentre)s AND m.id = r.owner_id
  LEFT JOIN LATERAL (
    SELECT c.held_at FROM companies_contact c
     WHERE c.jobcentre_id = %(jobcentre)s AND c.company_id = asked.id AND c.state = 'held'
     ORDER BY c.held_at DESC LIMIT 1) touched ON true
"""


def with_ours(viewer: Viewer, companies: list[Company]) -> list[ListedCompany]:
    """Return companies with our relation and newest contact, in one query for all."""
    ids = [company.pk for company in companies]
    with connection.cursor() as cursor:
        cursor.execute(_OURS, {"companies": ids, "jobcentre": viewer.jobcentre_id})
        ours = {
            pk: Ours(owner or "", status or "", segment, held_at)
            for pk, owner, status, segment, held_at in cursor.fetchall()
        }
    return [ListedCompany(company, ours[company.pk]) for company in companies]


def all_filtered(
    viewer: Viewer, filters: Filters, home_code: str, limit: int
) -> Iterator[ListedCompany]:
    """Yield the first `limit` companies of the filters in order of name: for the export."""
    rows = filtered(viewer, filters, home_code).order_by("name_key", "id")[:limit]
    for batch in batched(rows.iterator(chunk_size=BATCH), BATCH):
        yield from with_ours(viewer, batch)


def batched(rows: Iterator[Company], size: int) -> Iterator[list[Company]]:
    """Yield lists of at most `size` rows."""
    while batch := list(islice(rows, size)):
        yield batch
