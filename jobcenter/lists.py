"""Lists: columns to choose, sorts, saved views, files and bulk changes, the same in every room.

A room describes its list once and registers it in AppConfig.ready():

    registries.list_kind(ListKind(
        code="companies", label=_("Companies"), url_name="companies:list",
        can=(Can.READ_COMPANIES,), params=("q", "by", …), columns=COLUMNS,
        rows=every_row, count=capped_count, first_ids=first_ids, bulk=(…),
    ))

Its view asks `list_state(request, "companies")`, redirects to `state.redirect` if there is one, and
gives `state` to the template: {% list_tools state %}, {% list_table state rows %},
{% list_foot state %} (templates/components/README.md). State lives in the address and nowhere else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.urls import reverse

from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

if TYPE_CHECKING:
    from django.forms import Form

    from jobcenter.models import SavedView

COLUMNS_PARAM = "kol"
SORT_PARAM = "sorter"
VIEW_PARAM = "visning"  # a saved view's public id; "ingen": not even the default one
NO_VIEW = "ingen"
CURSOR_PARAM = "side"
MOST_AT_ONCE = 1_000  # rows of one bulk change


@dataclass(frozen=True)
class Column:
    """A column: `value(row)` goes into files, `show(row)` onto the page (the value if None)."""

    code: str
    label: Any
    value: Callable[[Any], Any]
    show: Callable[[Any], Any] | None = None
    sort: str = ""  # the word of the address that sorts by it
    sorts_down_first: bool = False  # the newest or largest is what one looks for
    is_number: bool = False
    is_default: bool = True
    is_fixed: bool = False  # always shown, first: it carries the row's link
    in_file_only: bool = False
    on_page_only: bool = False  # something to do, or what files say in columns of their own
    is_action: bool = False  # a button: needs no label where the row is folded

    def cell(self, row: Any) -> Any:
        """Return what the page shows; nothing for None."""
        shown = (self.show or self.value)(row)
        return "" if shown is None else shown


@dataclass(frozen=True)
class Dated:
    """A row as an entry of a calendar: a moment, or a whole day."""

    uid: UUID
    title: str
    at: datetime | date
    text: str = ""
    url: str = ""  # a path of the application
    minutes: int = 60


@dataclass(frozen=True)
class Change:
    """What a bulk change would do to one row; `refusal` says why it would not."""

    public_id: UUID
    title: str
    before: str
    after: str
    refusal: str = ""

    @property
    def is_same(self) -> bool:
        """Whether nothing would change."""
        return not self.refusal and self.before == self.after


@dataclass(frozen=True)
class Bulk:
    """A change of many rows at once: a form, a preview, and one action per row.

    `preview(viewer, ids, form)` returns a Change per row, in the order of `ids`, in a fixed number
    of queries. `apply(viewer, public_id, form)` changes one row; a Refused is that row's answer.
    """

    code: str
    label: Any
    can: tuple[Can, ...]
    form: Callable[..., "Form"]  # form(viewer, data=None)
    preview: Callable[[Viewer, Sequence[UUID], "Form"], list[Change]]
    apply: Callable[[Viewer, UUID, "Form"], None]


@dataclass(frozen=True)
class ListKind:
    """A list: what it is called, where it is, who may see it, and how its rows are read."""

    code: str
    label: Any
    url_name: str
    can: tuple[Can, ...]
    columns: tuple[Column, ...]
    params: tuple[str, ...]  # the filters' words of the address
    # Everything filtered, in the order asked for, from a cursor of the server's. Read for files
    # only: where rows are about people, reading them here leaves the trace, as in `picked`.
    rows: Callable[[Viewer, Any], Iterator[Any]]
    # How many there are; counting may stop after `cap`.
    count: Callable[[Viewer, Any, int], int]
    public_id: Callable[[Any], UUID] = lambda row: row.public_id
    url: Callable[[Any], str] | None = None
    title: Callable[[Any], str] = str
    # The public ids of the first rows filtered, for a change of them all.
    first_ids: Callable[[Viewer, Any, int], list[UUID]] | None = None
    dated: Callable[[Any], Dated | None] | None = None  # then the list can be a calendar's file
    # Writes all rows as one document, where the list is one of letters.
    pdf: Callable[[Any, Iterator[Any]], None] | None = None
    # The rows of public ids, in their order, for a file of those ticked; others are left out.
    picked: Callable[[Viewer, Sequence[UUID]], Iterable[Any]] | None = None
    bulk: tuple[Bulk, ...] = ()
    # The usual order, or what it is with the filters of an address.
    default_sort: str | Callable[[Viewer, Any], str] = ""
    # Whether the present filters allow a sort; all of them where it is None.
    may_sort: Callable[[Viewer, Any, str], bool] | None = None
    unsaved: tuple[str, ...] = ()  # filters that are not saved with a view: people's names

    def allows(self, viewer: Viewer) -> bool:
        """Return whether the viewer may read the list."""
        return any(viewer.can(need) for need in self.can)

    def columns_of(self, codes: Sequence[str]) -> list[Column]:
        """Return the columns of the codes in the list's own order; the usual ones for none."""
        shown = [c for c in self.columns if not c.in_file_only]
        if not codes:
            return [c for c in shown if c.is_default or c.is_fixed]
        return [c for c in shown if c.is_fixed or c.code in codes]

    def kept(self, query: QueryDict) -> QueryDict:
        """Return what of an address belongs to the list: its filters and its sort, shortened."""
        kept = QueryDict(mutable=True)
        for name in (*self.params, SORT_PARAM):
            if value := query.get(name, "").replace("\x00", "").strip()[:100]:
                kept[name] = value
        return kept


kinds: dict[str, ListKind] = {}


def list_kind(kind: ListKind) -> None:
    """Add a list; a second one with the same code is a mistake."""
    if not kind.code or kind.code in kinds:
        raise ValueError(f"A list needs a code of its own: {kind.code!r}")
    kinds[kind.code] = kind


def allowed_kind(viewer: Viewer, code: str) -> ListKind:
    """Return a list the viewer may read; 404 for a list that is none, 403 for one that is not."""
    kind = kinds.get(code)
    if kind is None:
        raise Http404
    if not kind.allows(viewer):
        raise PermissionDenied
    return kind


def ticked(values: Iterable[str], most: int = MOST_AT_ONCE) -> list[UUID]:
    """Return the public ids of ticked rows, each once; what is none is left out."""
    found = []
    for part in ",".join(values).split(","):
        try:
            found.append(UUID(part.strip()))
        except ValueError:
            continue
    return list(dict.fromkeys(found))[:most]


def column_codes(query: QueryDict) -> list[str]:
    """Return the columns an address asks for."""
    asked = [code for value in query.getlist(COLUMNS_PARAM) for code in value.split(",")]
    return [code for code in asked if code.isidentifier()][:40]


@dataclass
class ListState:
    """A list as one person sees it now."""

    kind: ListKind
    viewer: Viewer
    query: QueryDict
    columns: list[Column]
    views: list["SavedView"]
    present: "SavedView | None"
    redirect: str = ""

    @property
    def sort(self) -> str:
        """The sort asked for."""
        return self.query.get(SORT_PARAM, "")

    def may_sort(self, sort: str) -> bool:
        """Whether the list can be sorted so now; by its usual order always."""
        rule = self.kind.may_sort
        usual = sort == self.usual_sort.removeprefix("-")
        return usual or rule is None or rule(self.viewer, self.query, sort)

    @property
    def usual_sort(self) -> str:
        """How the list is sorted when nobody asks for anything else."""
        usual = self.kind.default_sort
        return usual if isinstance(usual, str) else usual(self.viewer, self.query)

    @property
    def present_sort(self) -> str:
        """How the list is sorted now: as asked for if the filters allow it."""
        is_asked = self.sort and self.may_sort(self.sort.removeprefix("-"))
        return self.sort if is_asked else self.usual_sort

    @property
    def query_string(self) -> str:
        """Filters, sort and columns as an address; not the page."""
        kept = self.kind.kept(self.query)
        if codes := column_codes(self.query):
            kept[COLUMNS_PARAM] = ",".join(codes)
        return kept.urlencode()

    @property
    def bulk(self) -> list[Bulk]:
        """The bulk changes this person may make."""
        return [b for b in self.kind.bulk if any(self.viewer.can(need) for need in b.can)]

    @property
    def has_ticks(self) -> bool:
        """Whether rows have a box to tick: there is something to do with those chosen."""
        return bool(self.bulk) or self.kind.picked is not None

    @property
    def chosen(self) -> set[str]:
        """The codes of the columns shown."""
        return {column.code for column in self.columns}


def list_state(request: Any, code: str) -> ListState:
    """Read a list's state from the address, in one query; a bare address is the default view."""
    from jobcenter.saved_views import views_of

    kind, query = kinds[code], request.GET
    views = views_of(request.viewer, code)
    wanted = query.get(VIEW_PARAM, "")
    present = next((view for view in views if str(view.public_id) == wanted), None)
    state = ListState(
        kind, request.viewer, query, kind.columns_of(column_codes(query)), views, present
    )
    default = next((v for v in views if v.is_default and v.owner_id == _me(request)), None)
    if not query and default is not None and not request.htmx:
        state.redirect = view_url(default)
    return state


def file_state(request: Any, code: str) -> ListState:
    """Return the state of a list that has a table of its own and only gives files. No query."""
    kind = kinds[code]
    return ListState(kind, request.viewer, request.GET, kind.columns_of([]), [], None)


def _me(request: Any) -> int | None:
    return request.viewer.membership_id


def view_url(view: "SavedView") -> str:
    """Return the address of the list as a saved view shows it."""
    query = QueryDict(view.query, mutable=True)
    if view.columns:
        query[COLUMNS_PARAM] = ",".join(view.columns)
    query[VIEW_PARAM] = str(view.public_id)
    return f"{reverse(kinds[view.list_code].url_name)}?{query.urlencode()}"
