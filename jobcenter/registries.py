"""What lower rooms show from above: upper rooms fill these lists in AppConfig.ready()."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from jobcenter.permissions import Can


@dataclass(frozen=True)
class MenuItem:
    """A line of the main menu, shown to viewers with any of the capabilities.

    A secondary one stands in the person's own menu: what is needed now and then.
    """

    label: Any
    url_name: str
    can: tuple[Can, ...]
    order: int
    is_secondary: bool = False


@dataclass(frozen=True)
class Hit:
    """One search result."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class FoundRows:
    """Rows a search found, in order and cut off; `facts` of each are read, `hit` shows them.

    `facts` are what a hit needs, as names of columns or expressions: they come back as JSON, so
    that rows of all kinds fit in one statement.
    """

    rows: Any
    facts: dict[str, Any]
    hit: Callable[[dict[str, Any]], Hit]


@dataclass(frozen=True)
class SearchKind:
    """A kind of thing the search box finds: `find(viewer, query, limit)` returns hits.

    Where `rows(viewer, query, limit)` is given and does not return None, the kind's FoundRows are
    read in one statement with all others'; `find` is for the rest.
    """

    code: str
    label: Any
    find: Callable[..., list[Hit]]
    can: tuple[Can, ...]
    order: int
    rows: Callable[..., FoundRows | None] | None = None


@dataclass(frozen=True)
class EventKind:
    """A kind of timeline row; `link(event)` may return where it leads.

    `detail(viewer, events)` may return more by event id, for those who may know it: called once
    for all events of a page that have it, and only if there are any. One query at most.
    """

    code: str
    label: Any
    group: str
    link: Callable[[Any], str | None] | None = None
    detail: Callable[[Any, list[Any]], dict[int, str]] | None = None


menu_items: list[MenuItem] = []
search_kinds: list[SearchKind] = []
event_kinds: dict[str, EventKind] = {}
slots: dict[str, list[tuple[int, Callable[..., str]]]] = defaultdict(list)
sealed_columns: list[tuple[str, str, str]] = []
demo_builders: list[tuple[int, Callable[..., None]]] = []
facts: dict[str, Callable[..., Any]] = {}
deliveries: dict[str, Callable[..., Any]] = {}
address_watchers: list[Callable[[int, int], None]] = []


def menu(label: Any, url_name: str, *can: Can, order: int, is_secondary: bool = False) -> None:
    """Add a line to the main menu, or to the person's own."""
    menu_items.append(MenuItem(label, url_name, can, order, is_secondary))
    menu_items.sort(key=lambda item: item.order)


def search_kind(
    code: str,
    label: Any,
    find: Callable[..., list[Hit]],
    *can: Can,
    order: int,
    rows: Callable[..., FoundRows | None] | None = None,
) -> None:
    """Add a kind of thing to the search box."""
    search_kinds.append(SearchKind(code, label, find, can, order, rows))
    search_kinds.sort(key=lambda kind: kind.order)


def event_kind(
    code: str,
    label: Any,
    *,
    group: str,
    link: Callable[[Any], str | None] | None = None,
    detail: Callable[[Any, list[Any]], dict[int, str]] | None = None,
) -> None:
    """Name a kind of timeline row; `group` is what the timeline filters on."""
    event_kinds[code] = EventKind(code, label, group, link, detail)


def slot(name: str, render: Callable[..., str], *, order: int = 50) -> None:
    """Fill a named slot of a lower room's page: `render(request, **subject)` returns HTML."""
    slots[name].append((order, render))
    slots[name].sort(key=lambda pair: pair[0])


def render_slot(name: str, request: Any, **subject: Any) -> Iterable[str]:
    """Return the HTML pieces of a slot in their order, the empty ones left out."""
    return [html for _, render in slots[name] if (html := render(request, **subject))]


def sealed_column(model: str, column: str, purpose: str) -> None:
    """Name an encrypted column, so that key rotation finds it."""
    sealed_columns.append((model, column, purpose))


def demo(order: int, build: Callable[..., None]) -> None:
    """Add a part of the demo municipality: `build(jobcentre, people)` is called in order."""
    demo_builders.append((order, build))
    demo_builders.sort(key=lambda pair: pair[0])


def fact(code: str, read: Callable[..., Any]) -> None:
    """Add facts per company and jobcentre: `read(viewer, company_ids)` returns, by company id,
    values by name. One query for all of them; a company without facts may be left out."""
    facts[code] = read


def address_changed(tell: Callable[[int, int], None]) -> None:
    """Be told when a contact person's mail or phone changed: `tell(jobcentre_id, person_id)`.

    Called inside the change: what went to the former address is closed with it or not at all.
    """
    address_watchers.append(tell)


def delivery(code: str, count: Callable[..., Any]) -> None:
    """Say how what was promised to or by a company is counted.

    `count(jobcentre_id, company=…, since=…, until=…)` returns a subquery of one number, NULL where
    there is nothing to count yet; the three are OuterRefs to a company's id and two days, both
    included. So any list of promises reads what was delivered in its own query.
    """
    deliveries[code] = count
