"""Needs as pages, lists and agreements read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Avg,
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest, JSONObject
from django.urls import reverse

from companies.choices.need import OPEN_STATES, SEARCH_KIND, STATE_TONES, NeedKind, NeedState
from companies.models import Company, Need, NeedRound
from companies.rules.needs import LATE_AFTER, NEAR
from jobcenter.clock import today
from jobcenter.finding import hits_of, with_ids
from jobcenter.models import Membership
from jobcenter.registries import FoundRows, Hit
from jobcenter.search import find_ids, words_of
from jobcenter.viewer import Viewer

PAGE = 25
CAP = 1_000
SHOWS = {
    "open": OPEN_STATES,
    "waiting": (NeedState.WAITING,),
    "proposed": (NeedState.PROPOSED,),
    "filled": (NeedState.FILLED,),
    "closed": (NeedState.CLOSED,),
    "all": tuple(NeedState.values),
}
SORTS = {"starts": "starts_on", "received": "received_on", "company": "company__name_key"}
SHOWN_BESIDE = 5


@dataclass(frozen=True)
class NeedFilters:
    """What the list is narrowed to; each is a parameter of the address."""

    show: str = "open"
    kind: str = ""
    when: str = ""  # "now": within 45 days; "later"
    colleague: str = ""  # a public id, "mig", or "ingen"
    words: str = ""
    sort: str = "starts"

    @classmethod
    def of(cls, query: Any) -> "NeedFilters":
        """Read them from an address; what is not known there is left out."""
        show, kind, when = (query.get(name, "") for name in ("vis", "slags", "naar"))
        sort = query.get("sorter", "")
        show = show if show in SHOWS else "open"
        usual = "starts" if show in {"open", "waiting", "proposed"} else "-received"
        return cls(
            show=show,
            kind=kind if kind in NeedKind.values else "",
            when=when if when in {"now", "later"} else "",
            colleague=query.get("kollega", "")[:40],
            words=query.get("q", "").replace("\x00", "").strip()[:100],
            sort=sort if sort.removeprefix("-") in SORTS else usual,
        )

    @property
    def key(self) -> str:
        """The column of the order."""
        return SORTS[self.sort.removeprefix("-")]

    @property
    def is_down(self) -> bool:
        """Whether the last comes first."""
        return self.sort.startswith("-")


@dataclass
class NeedPage:
    """A page of needs; `count` is None when there are more than CAP."""

    rows: list[Need]
    following: str
    count: int | None
    is_first: bool


def needs_of(viewer: Viewer, filters: NeedFilters) -> QuerySet[Need]:
    """Return the needs of all filters, in no order."""
    rows: QuerySet[Need] = Need.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state__in=SHOWS[filters.show]
    )
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.when == "now":
        rows = rows.filter(starts_on__lte=today() + NEAR)
    elif filters.when == "later":
        rows = rows.filter(starts_on__gt=today() + NEAR)
    if filters.colleague == "ingen":
        rows = rows.filter(owner__isnull=True)
    elif filters.colleague:
        rows = rows.filter(owner_id=_colleague(viewer, filters.colleague))
    if filters.words:
        rows = with_ids(rows, find_ids(viewer.jobcentre_id, SEARCH_KIND, filters.words))
    return rows


def _colleague(viewer: Viewer, wanted: str) -> int:
    """Return a colleague's id; 0, who is nobody, for what is none."""
    if wanted == "mig":
        return viewer.membership_id or 0
    try:
        public_id = UUID(wanted)
    except ValueError:
        return 0
    house = Membership.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
    return house.values_list("pk", flat=True).first() or 0


def _rounds(jobcentre_id: int, company: Any) -> Any:
    return (
        NeedRound.objects.filter(jobcentre_id=jobcentre_id, company_id=company)
        .order_by()
        .values("jobcentre_id")
    )


def rounds_of(jobcentre_id: int, company: Any) -> dict[str, Any]:
    """Return annotations: how often the company was asked, and how often it answered."""
    rows = _rounds(jobcentre_id, company)
    return {
        "rounds_asked": Coalesce(
            Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0
        ),
        "rounds_answered": Coalesce(
            Subquery(rows.annotate(n=Count("answered_on")).values("n"),
                     output_field=IntegerField()), 0
        ),
    }  # fmt: skip


def _ordered(viewer: Viewer, rows: QuerySet[Need], filters: NeedFilters) -> QuerySet[Need]:
    sign = "-" if filters.is_down else ""
    return (
        rows.select_related("company", "workplace", "person", "owner")
        .defer("company__search", "company__months")
        .annotate(**rounds_of(viewer.jobcentre_id, OuterRef("company_id")))
        .order_by(f"{sign}{filters.key}", f"{sign}id")
    )


def need_page(viewer: Viewer, filters: NeedFilters, after: str = "") -> NeedPage:
    """Return a page of needs; those from a cursor on, which is a need's public id."""
    selected = needs_of(viewer, filters)
    count = selected.order_by().values("pk")[: CAP + 1].count()
    start = _start(viewer, after, filters.key)
    if start is not None:
        at, pk = start
        word = "lt" if filters.is_down else "gt"
        selected = selected.filter(
            Q(**{f"{filters.key}__{word}": at}) | Q(**{filters.key: at, f"pk__{word}": pk}),
            **{f"{filters.key}__{word}e": at},
        )
    # the page's ids first: a word that fits a thousand needs joins none of theirs
    sign = "-" if filters.is_down else ""
    ids = selected.order_by(f"{sign}{filters.key}", f"{sign}id").values("pk")[: PAGE + 1]
    mine = Need.objects.filter(jobcentre_id=viewer.jobcentre_id)
    found = list(_ordered(viewer, with_ids(mine, ids), filters))
    following = str(found[PAGE - 1].public_id) if len(found) > PAGE else ""
    return NeedPage(found[:PAGE], following, None if count > CAP else count, start is None)


def _start(viewer: Viewer, after: str, key: str) -> tuple[Any, int] | None:
    try:
        public_id = UUID(after)
    except ValueError:
        return None
    mine = Need.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
    return mine.values_list(key, "pk").first()


def all_needs(viewer: Viewer, query: Any) -> Iterator[Need]:
    """Yield every need of the filters in order, from a cursor of the server's."""
    filters = NeedFilters.of(query)
    yield from _ordered(viewer, needs_of(viewer, filters), filters).iterator(chunk_size=2_000)


def count_needs(viewer: Viewer, query: Any, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    rows = needs_of(viewer, NeedFilters.of(query))
    return rows.order_by().values("pk")[: cap + 1].count()


def picked_needs(viewer: Viewer, ids: Sequence[UUID]) -> list[Need]:
    """Return the needs of public ids, in their order, for a file of those ticked."""
    mine = Need.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id__in=ids)
    found = {row.public_id: row for row in _ordered(viewer, mine, NeedFilters())}
    return [found[each] for each in ids if each in found]


def find_needs(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Find needs by title and company, for the search box."""
    return hits_of(need_rows(viewer, query, limit))


def need_rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    if not words_of(query):
        return None
    ids = find_ids(viewer.jobcentre_id, SEARCH_KIND, query)[: 20 * limit]
    rows = with_ids(Need.objects.filter(jobcentre_id=viewer.jobcentre_id), ids)
    facts = {"id": "public_id", "title": "title", "company": "company__name", "state": "state"}
    return FoundRows(rows.order_by("-received_on", "-id")[:limit], facts, _hit)


def _hit(facts: dict[str, Any]) -> Hit:
    detail = f"{facts['company']} · {NeedState(facts['state']).label}"
    return Hit(facts["title"], detail, reverse("companies:need", args=[facts["id"]]))


@dataclass(frozen=True)
class NeedFigures:
    """A year of needs: how many were told, filled, and closed for want of anybody fitting."""

    told: int
    filled: int
    no_profile: int
    days: float | None  # to the first candidate, on average

    @property
    def share(self) -> int | None:
        """Per cent filled of those that ended; None while none has."""
        return round(100 * self.filled / self.told) if self.told else None


def figures(viewer: Viewer, day: date) -> NeedFigures:
    """Count the needs told in the year up to a day: one query."""
    rows = Need.objects.filter(
        jobcentre_id=viewer.jobcentre_id, received_on__gt=day - timedelta(days=365),
        received_on__lte=day,
    )  # fmt: skip
    found = rows.aggregate(
        told=Count("pk"), filled=Count("pk", filter=Q(state=NeedState.FILLED)),
        no_profile=Count("pk", filter=Q(closing="no_profile")), days=Avg(_days()),
    )  # fmt: skip
    return NeedFigures(**found)


def _days() -> Any:
    """Return days to the first candidate; for those closed without one, until then.

    Those that still wait are not counted yet; one proposed before our time ran took 0 days.
    """
    end = Coalesce("first_candidate_on", "closed_on", output_field=DateField())
    days = Func(
        ExpressionWrapper(end - F("counted_from"), output_field=DurationField()),
        template="(EXTRACT(EPOCH FROM %(expressions)s) / 86400)", output_field=FloatField(),
    )  # fmt: skip
    return Greatest(days, Value(0.0), output_field=FloatField())


def needs_filled(jobcentre_id: int, *, company: Any, since: Any, until: Any) -> Any:
    """Needs of the company whose last place was filled in the period, as a subquery."""
    rows = Need.objects.filter(
        jobcentre_id=jobcentre_id, company_id=company, state=NeedState.FILLED,
        filled_on__gte=since, filled_on__lte=until,
    )  # fmt: skip
    ours = rows.order_by().values("jobcentre_id").annotate(number=Count("pk"))
    return Coalesce(Subquery(ours.values("number")[:1]), 0)


def days_to_candidate(jobcentre_id: int, *, company: Any, since: Any, until: Any) -> Any:
    """Days to the first candidate, on average, of needs whose time began in the period."""
    rows = Need.objects.filter(
        jobcentre_id=jobcentre_id, company_id=company, counted_from__gte=since,
        counted_from__lte=until,
    )  # fmt: skip
    ours = rows.order_by().values("jobcentre_id").annotate(number=Avg(_days()))
    return Subquery(ours.values("number")[:1])


_BESIDE = ("title", "state", "number", "filled", "starts_on", "kind", "candidates")


def beside_needs(viewer: Viewer) -> dict[str, Any]:
    """Return annotations of a company: its open needs, and how often it answers."""
    rows = (
        Need.objects.open()
        .filter(jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("pk"))
        .order_by("starts_on", "id")
    )
    told = JSONObject(id="public_id", **{name: name for name in _BESIDE})
    return {
        "told_needs": ArraySubquery(rows.values(told=told)[: SHOWN_BESIDE + 1]),
        **rounds_of(viewer.jobcentre_id, OuterRef("pk")),
    }


@dataclass(frozen=True)
class NeedsOfCompany:
    """A company's open needs, and how often it answers when we ask."""

    rows: list[Need]
    has_more: bool
    asked: int
    answered: int

    @property
    def rate(self) -> int | None:
        """Per cent of our questions answered; None where we never asked."""
        return round(100 * self.answered / self.asked) if self.asked else None


def needs_of_company(viewer: Viewer, company: Company) -> NeedsOfCompany:
    """Return what a company needs: no query where the page asked beside."""
    if not hasattr(company, "told_needs"):
        company = Company.objects.annotate(**beside_needs(viewer)).get(pk=company.pk)
    told: Any = company
    rows = [
        Need(
            public_id=UUID(row["id"]), starts_on=date.fromisoformat(row["starts_on"]),
            **{name: row[name] for name in _BESIDE if name != "starts_on"},
        )
        for row in told.told_needs
    ]  # fmt: skip
    return NeedsOfCompany(
        rows[:SHOWN_BESIDE], len(rows) > SHOWN_BESIDE, told.rounds_asked, told.rounds_answered
    )


def rate_of(need: Any) -> str:
    """Return an annotated row's answers as “3 of 4”, or nothing."""
    return f"{need.rounds_answered}/{need.rounds_asked}" if need.rounds_asked else ""


def tone_of(need: Need) -> str:
    """Return the tone of a need's state."""
    return STATE_TONES[need.state]


def is_late(need: Need, day: date) -> bool:
    """Return whether nobody has been proposed for two weeks of our time."""
    late = need.counted_from + timedelta(days=LATE_AFTER)
    return need.state == NeedState.WAITING and day > late


def hours_shown(value: Decimal | None) -> str:
    """Return hours a week without a needless decimal."""
    if value is None:
        return ""
    return f"{value.normalize():f}".replace(".", ",")
