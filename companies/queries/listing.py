"""The list of companies: filters, keyset pages, a count that stops counting at a thousand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.choices import RegisterStatus, RelationStatus
from companies.models import Company, CompanyRelation, CompanyStanding, Workplace
from companies.queries import standings
from companies.queries.filters import NONE, Filters
from companies.queries.word_table import plan_of
from companies.queries.words import LAST, by_words, name_prefix, search_terms, words_in
from companies.rules import number_in
from jobcenter.models import Membership
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

PAGE = 25
CAP = 1_000
WALK = 2_000  # names read along the index before the text index is asked
BATCH = 2_000


@dataclass(frozen=True)
class Ours:
    """What we are to a listed company, and when we were last in touch."""

    owner: str = ""
    status: str = ""
    segment: int | None = None
    last_contact_at: datetime | None = None
    planned_at: datetime | None = None
    next_step_on: date | None = None

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
    if filters.industry:
        rows = rows.filter(industry_group__in=filters.industry_groups)
    if filters.size:
        rows = rows.filter(size_class__gte=int(filters.size))
    if town := filters.town:
        key = danish_key(town, length=100)
        if town.isascii() and town.isdigit():
            rows = rows.filter(postcode=town)
        else:
            rows = rows.filter(city_key__gte=key, city_key__lt=key + LAST)
    if filters.relation == NONE:
        ours = CompanyRelation.objects.filter(
            jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("pk")
        )
        rows = rows.filter(~Exists(ours))
    return rows


def _by_query(rows: QuerySet[Company], query: str) -> QuerySet[Company]:
    digits = number_in(query)
    if 3 <= len(digits) <= 8:
        return rows.filter(cvr__gte=digits, cvr__lt=digits + ":")
    if len(digits) == 10:
        owners = Workplace.objects.filter(p_number=digits).values("company_id")
        return rows.filter(pk__in=owners)
    return by_words(rows, query)


def company_page(
    viewer: Viewer,
    filters: Filters,
    *,
    home_code: str,
    after: str = "",
    size: int = 0,
    staff: list[Membership] | None = None,
) -> CompanyPage:
    """Return a page of companies in the order asked for, with what we are to each.

    With words, names that begin with them come first, then names and towns that hold them.
    """
    size = size or PAGE
    staff = standings.staff_in_order(viewer) if staff is None else staff
    if not filters.is_national:
        asked = standings.question(viewer, filters, staff)
        ids, count, is_first = standings.page_of(asked, after, size)
        companies = Company.objects.defer("search", "months").in_bulk(ids[:size])
        rows = [companies[pk] for pk in ids[:size]]
        following = str(rows[-1].public_id) if len(ids) > size else ""
        return CompanyPage(with_ours(viewer, rows, staff), following, count, is_first)
    start = _start(after)
    if search_terms(filters.query) is not None and not number_in(filters.query):
        found, count = _page_of_words(viewer, filters, home_code, start, size)
        more_than = size
    else:
        selected = filtered(viewer, filters, home_code)
        # A slice of ids is counted, so that counting stops at the cap.
        count = selected.order_by().values("pk")[: CAP + 1].count()
        found = list(_after(selected, start).order_by("name_key", "id")[: size + 1])
        more_than = CAP
    return CompanyPage(
        rows=with_ours(viewer, found[:size], staff),
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

    Names that begin with the query are a range of the index. The others are read from the index
    of words where one word is rare enough (word_table.py); common ones fill the page among the
    first WALK names of the index.
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
    plan = plan_of("companies_company", words_in(filters.query))
    if not plan.is_selective:
        near = others.order_by("name_key", "id").values("pk")[:WALK]
        walked = by_words(_narrowed(area.filter(pk__in=near), viewer, filters), filters.query)
        more = list(walked.order_by("name_key", "id")[:wanted])
        if len(more) == wanted:
            return found + more, None
        matching = by_words(_narrowed(others, viewer, filters), filters.query)
    else:
        matching = _narrowed(others, viewer, filters).filter(pk__in=plan.ids())
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


def with_ours(
    viewer: Viewer, companies: list[Company], staff: list[Membership]
) -> list[ListedCompany]:
    """Return companies with our relation and newest contact, in one query for all."""
    names = {member.pk: member.name for member in staff}
    ids = [company.pk for company in companies]
    ours = {
        row.company_id: Ours(
            names.get(row.owner_id or 0, ""), row.status, row.segment, row.last_contact_at,
            row.planned_at, row.next_step_on,
        )
        for row in CompanyStanding.objects.filter(
            jobcentre_id=viewer.jobcentre_id, company_id__in=ids
        ).defer("search")
    }  # fmt: skip
    return [ListedCompany(company, ours.get(company.pk) or Ours()) for company in companies]


def all_filtered(viewer: Viewer, filters: Filters, home_code: str) -> Iterator[ListedCompany]:
    """Yield every company of the filters in the order asked for: for the export.

    Read from a cursor of the server's, a few thousand at a time, however many there are.
    """
    staff = standings.staff_in_order(viewer)
    if not filters.is_national:
        for ids in standings.ids_of(standings.question(viewer, filters, staff)):
            companies = Company.objects.defer("search", "months").in_bulk(ids)
            yield from with_ours(viewer, [companies[pk] for pk in ids], staff)
        return
    rows = filtered(viewer, filters, home_code).order_by("name_key", "id")
    for batch in batched(rows.iterator(chunk_size=BATCH), BATCH):
        yield from with_ours(viewer, batch, staff)


def capped_count(viewer: Viewer, filters: Filters, home_code: str, cap: int) -> int:
    """Return how many companies the filters leave; counting stops after `cap`."""
    if not filters.is_national:
        asked = standings.question(viewer, filters, standings.staff_in_order(viewer))
        return standings.count_of(asked, cap)
    return filtered(viewer, filters, home_code).order_by().values("pk")[: cap + 1].count()


def first_public_ids(viewer: Viewer, filters: Filters, home_code: str, limit: int) -> list[UUID]:
    """Return the public ids of the first companies in the order asked for."""
    if filters.is_national:
        rows = filtered(viewer, filters, home_code).order_by("name_key", "id")
        return list(rows.values_list("public_id", flat=True)[:limit])
    asked = standings.question(viewer, filters, standings.staff_in_order(viewer))
    ids = standings.first_ids(asked, limit)
    known = dict(Company.objects.filter(pk__in=ids).values_list("pk", "public_id"))
    return [known[pk] for pk in ids]


def picked_companies(viewer: Viewer, ids: Sequence[UUID]) -> list[ListedCompany]:
    """Return the companies of public ids, in their order, for a file of those ticked."""
    rows = Company.objects.defer("search", "months").filter(public_id__in=ids)
    found = {row.public_id: row for row in rows}
    chosen = [found[each] for each in ids if each in found]
    return with_ours(viewer, chosen, standings.staff_in_order(viewer))


def batched(rows: Iterator[Company], size: int) -> Iterator[list[Company]]:
    """Yield lists of at most `size` rows."""
    while batch := list(islice(rows, size)):
        yield batch
