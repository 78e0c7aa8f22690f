"""The inbox of enquiries, one enquiry's thread, and how fast we answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse

from companies.choices.enquiry import SEARCH_KIND, EnquiryChannel, EnquiryState, EnquirySubject
from companies.models import Enquiry, EnquiryLine
from jobcenter.clock import local_day, now
from jobcenter.compiled import compiled
from jobcenter.finding import hits_of, with_ids
from jobcenter.registries import FoundRows, Hit
from jobcenter.search import find_ids, words_of
from jobcenter.viewer import Viewer

PAGE = 25
FOUND_MOST = 2_000
_ROWS = ("company", "owner", "offered_to")


@dataclass(frozen=True)
class EnquiryFilters:
    """What the inbox is narrowed to; each is a parameter of the address."""

    state: str = ""  # "": not closed; "all", or a state
    whose: str = ""  # "", "mine", "nobody", "offered"
    subject: str = ""
    channel: str = ""
    late: str = ""  # "1": the target has passed without an answer
    query: str = ""
    company: UUID | None = None

    @classmethod
    def of(cls, query: Any) -> "EnquiryFilters":
        """Read them from an address's parameters."""

        def param(name: str) -> str:
            return str(query.get(name, "")).replace("\x00", "").strip()[:100]

        try:
            company = UUID(param("firma")) if param("firma") else None
        except ValueError:
            company = None
        return cls(
            state=param("tilstand"),
            whose=param("hvem"),
            subject=param("emne"),
            channel=param("vej"),
            late="1" if param("sent") else "",
            query=param("q"),
            company=company,
        )

    @property
    def by_urgency(self) -> bool:
        """Whether the list is what needs somebody, and not the archive."""
        return self.state not in {"all", EnquiryState.CLOSED}


@dataclass
class EnquiryPage:
    """A page of the inbox."""

    rows: list[Enquiry]
    following: str
    is_first: bool


def filtered_enquiries(viewer: Viewer, filters: EnquiryFilters) -> QuerySet[Enquiry]:
    """Return the enquiries of all filters, without order."""
    rows = Enquiry.objects.filter(jobcentre_id=viewer.jobcentre_id).select_related(*_ROWS)
    if filters.state in EnquiryState.values:
        rows = rows.filter(state=filters.state)
    elif filters.state != "all":
        rows = rows.active()
    if filters.whose == "mine":
        rows = rows.filter(owner_id=viewer.membership_id)
    elif filters.whose == "nobody":
        rows = rows.filter(owner__isnull=True)
    elif filters.whose == "offered":
        rows = rows.filter(offered_to_id=viewer.membership_id)
    if filters.subject in EnquirySubject.values:
        rows = rows.filter(subject=filters.subject)
    if filters.channel in EnquiryChannel.values:
        rows = rows.filter(channel=filters.channel)
    if filters.late:
        rows = rows.unanswered().filter(due_at__lt=now())
    return _found(rows, viewer, filters)


def _found(rows: QuerySet[Enquiry], viewer: Viewer, filters: EnquiryFilters) -> QuerySet[Enquiry]:
    if filters.company is not None:
        rows = rows.filter(company__public_id=filters.company)
    if filters.query:
        ids = find_ids(viewer.jobcentre_id, SEARCH_KIND, filters.query)[:FOUND_MOST]
        rows = rows.filter(pk__in=list(ids))
    return rows


def ordered(rows: QuerySet[Enquiry], viewer: Viewer, filters: EnquiryFilters) -> QuerySet[Enquiry]:
    """Order: nobody's and offered to me first, then mine, then the rest, each by what is due.

    The archive runs from the newest back.
    """
    if not filters.by_urgency:
        return rows.order_by("-received_at", "-id")
    rank = Case(
        When(Q(owner__isnull=True) | Q(offered_to_id=viewer.membership_id), then=Value(0)),
        When(owner_id=viewer.membership_id, then=Value(1)),
        default=Value(2),
    )
    return rows.annotate(rank=rank).order_by("rank", "due_at", "id")


def enquiry_page(viewer: Viewer, filters: EnquiryFilters, after: str = "") -> EnquiryPage:
    """Return a page of the inbox from the key `after` on."""
    rows = ordered(filtered_enquiries(viewer, filters), viewer, filters)
    try:
        rows = _from_key(rows, filters, after) if after else rows
    except ValueError:
        return EnquiryPage([], "", False)
    page = list(rows[: PAGE + 1])
    following = ""
    if len(page) > PAGE:
        page = page[:PAGE]
        last: Any = page[-1]
        at = last.due_at if filters.by_urgency else last.received_at
        following = f"{getattr(last, 'rank', 0)}_{at.isoformat()}_{last.pk}"
    return EnquiryPage(page, following, not after)


def _from_key(rows: QuerySet[Enquiry], filters: EnquiryFilters, key: str) -> QuerySet[Enquiry]:
    rank, moment, number = key.split("_")
    at, pk = datetime.fromisoformat(moment), int(number)
    if at.tzinfo is None:
        raise ValueError(key)
    if not filters.by_urgency:
        return rows.filter(
            Q(received_at__lt=at) | Q(received_at=at, pk__lt=pk), received_at__lte=at
        )
    later = Q(due_at__gt=at) | Q(due_at=at, pk__gt=pk)
    return rows.filter(Q(rank__gt=int(rank)) | Q(rank=int(rank)) & later)


def all_enquiries(viewer: Viewer, filters: EnquiryFilters) -> Iterator[Enquiry]:
    """Yield exactly what is filtered, in the list's order, from a cursor of the server's."""
    rows = ordered(filtered_enquiries(viewer, filters), viewer, filters)
    yield from rows.defer("company__search", "company__months").iterator(chunk_size=1000)


def count_enquiries(viewer: Viewer, filters: EnquiryFilters, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    rows = filtered_enquiries(viewer, filters).select_related(None).order_by()
    return rows.values("pk")[: cap + 1].count()


def inbox_counts(viewer: Viewer) -> dict[str, int]:
    """Return what is nobody's, mine, offered to me and late, in one query over the open ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE owner_id IS NULL),"
            " count(*) FILTER (WHERE owner_id = %(me)s),"
            " count(*) FILTER (WHERE offered_to_id = %(me)s),"
            " count(*) FILTER (WHERE first_answer_at IS NULL AND due_at < %(now)s)"
            " FROM companies_enquiry WHERE jobcentre_id = %(jobcentre)s AND state <> 'closed'",
            {"me": viewer.membership_id, "now": now(), "jobcentre": viewer.jobcentre_id},
        )
        nobody, mine, offered, late = cursor.fetchone()
    return {"nobody": nobody, "mine": mine, "offered": offered, "late": late}


def thread_of(enquiry: Enquiry) -> list[EnquiryLine]:
    """Return the lines of an enquiry, the oldest first."""
    return list(
        EnquiryLine.objects.select_related("by", "to")
        .filter(jobcentre_id=enquiry.jobcentre_id, enquiry=enquiry)
        .order_by("at", "id")
    )


@dataclass(frozen=True)
class AnswerTimes:
    """How fast we answered in one channel, or in all (`channel` is empty)."""

    channel: str
    received: int
    answered: int
    median_minutes: float | None
    within: int
    judged: int  # those whose target has passed or that are answered

    @property
    def label(self) -> Any:
        """The channel in words."""
        return EnquiryChannel(self.channel).label if self.channel else ""

    @property
    def share(self) -> int | None:
        """Per cent answered within the target, of those that can be judged."""
        return round(100 * self.within / self.judged) if self.judged else None

    @property
    def median_hours(self) -> float | None:
        """The median in working hours."""
        return None if self.median_minutes is None else self.median_minutes / 60


def answer_times(viewer: Viewer, days: int) -> list[AnswerTimes]:
    """Return median answer time (working minutes) and share within the target of `days` days.

    Enquiries received in the period; one that is closed unanswered counts as received only, one
    that still waits counts against us once its target has passed. All channels first.
    """
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(channel, ''), count(*), count(first_answer_at),"
            " percentile_cont(0.5) WITHIN GROUP (ORDER BY answer_minutes),"
            " count(*) FILTER (WHERE first_answer_at <= due_at),"
            " count(*) FILTER (WHERE first_answer_at IS NOT NULL"
            "   OR state <> 'closed' AND due_at < %(now)s)"
            " FROM companies_enquiry"
            " WHERE jobcentre_id = %(jobcentre)s AND received_at >= %(since)s"
            " GROUP BY GROUPING SETS ((), (channel)) ORDER BY 1",
            {
                "now": moment,
                "jobcentre": viewer.jobcentre_id,
                "since": moment - timedelta(days=days),
            },
        )
        return [AnswerTimes(*row) for row in cursor.fetchall()]


def find_enquiries(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return enquiries by words of who asked, the company, or the reference."""
    return hits_of(enquiry_rows(viewer, query, limit))


def enquiry_rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    if not words_of(query):
        return None
    ids = find_ids(viewer.jobcentre_id, SEARCH_KIND, query)[: 20 * limit]
    rows = with_ids(Enquiry.objects.filter(jobcentre_id=viewer.jobcentre_id), ids)
    facts = {
        "id": "public_id", "subject": "subject", "state": "state", "at": "received_at",
        "company": "company__name", "typed": "company_typed", "name": "asker_name",
        "phone": "asker_phone", "email": "asker_email",
    }  # fmt: skip
    return FoundRows(rows.order_by("-received_at", "-id")[:limit], facts, _hit)


def _hit(facts: dict[str, Any]) -> Hit:
    who = (facts[each] for each in ("company", "typed", "name", "phone", "email"))
    at = local_day(datetime.fromisoformat(facts["at"]))
    return Hit(
        next((each for each in who if each), ""),
        f"{EnquirySubject(facts['subject']).label} · {EnquiryState(facts['state']).label}"
        f" · {at:%d.%m.%Y}",
        reverse("companies:enquiry", args=[facts["id"]]),
    )


def open_enquiries_of(viewer: Viewer, company_id: int, limit: int = 6) -> list[Enquiry]:
    """Return a company's enquiries that are not closed, the oldest first."""
    return _open_of(limit, jobcentre=viewer.jobcentre_id, company=company_id)


@compiled
def _open_of(limit: int, *, jobcentre: int, company: int) -> QuerySet[Enquiry]:
    return (
        Enquiry.objects.active()
        .select_related("owner")
        .filter(jobcentre_id=jobcentre, company_id=company)
        .order_by("received_at", "id")[:limit]
    )
