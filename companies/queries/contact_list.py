"""The list of contacts: held, planned, cancelled, and next steps that are open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from companies.choices import Channel
from companies.models import Contact
from jobcenter.clock import COPENHAGEN, today
from jobcenter.models import Membership
from jobcenter.viewer import Viewer

PAGE = 25
CAP = 1_000
# What each way of looking is ordered by; upwards where the next thing to do comes first.
KEYS = {
    "held": ("held_at", True),
    "planned": ("planned_at", False),
    "steps": ("next_step_on", False),
    "cancelled": ("created_at", True),
}


@dataclass(frozen=True)
class ContactFilters:
    """What the list is narrowed to; each is a parameter of the address."""

    show: str = "held"
    colleague: str = ""  # a colleague's public id, or "mig"
    channel: str = ""
    since: date | None = None
    until: date | None = None
    down: bool | None = None  # against the usual order

    @classmethod
    def of(cls, query: Any) -> "ContactFilters":
        """Read them from an address's parameters; what is not known there is left out."""
        show = query.get("vis", "")
        channel = query.get("kanal", "")
        sort = query.get("sorter", "")
        return cls(
            show=show if show in KEYS else "held",
            colleague=query.get("kollega", "")[:40],
            channel=channel if channel in Channel.values else "",
            since=_day(query.get("fra", "")),
            until=_day(query.get("til", "")),
            down={"date": False, "-date": True}.get(sort),
        )

    @property
    def key(self) -> str:
        """The column of the order."""
        return KEYS[self.show][0]

    @property
    def is_down(self) -> bool:
        """Whether the newest comes first."""
        return KEYS[self.show][1] if self.down is None else self.down


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2100 else None


@dataclass
class ContactPage:
    """A page of contacts; `count` is None when there are more than CAP."""

    rows: list[Contact]
    following: str
    count: int | None
    is_first: bool


def contacts_of(viewer: Viewer, filters: ContactFilters) -> QuerySet[Contact]:
    """Return the contacts of all filters, in no order; each reads along one partial index."""
    rows = Contact.objects.filter(jobcentre_id=viewer.jobcentre_id)
    who = "by_id"
    if filters.show == "steps":
        rows, who = (
            rows.filter(next_step_on__isnull=False, next_step_done_at=None),
            ("next_step_owner_id"),
        )
    else:
        rows = rows.filter(state=filters.show)
    if filters.colleague:
        rows = rows.filter(**{who: _colleague(viewer, filters.colleague)})
    if filters.channel:
        rows = rows.filter(channel=filters.channel)
    is_day = filters.show == "steps"
    if filters.since:
        first: Any = filters.since if is_day else _start_of(filters.since)
        rows = rows.filter(**{f"{filters.key}__gte": first})
    if filters.until:
        end = filters.until + timedelta(days=1)
        rows = rows.filter(**{f"{filters.key}__lt": end if is_day else _start_of(end)})
    return rows


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)


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


def _ordered(rows: QuerySet[Contact], filters: ContactFilters) -> QuerySet[Contact]:
    sign = "-" if filters.is_down else ""
    return rows.select_related("company", "person", "by", "next_step_owner").order_by(
        f"{sign}{filters.key}", f"{sign}id"
    ).defer("company__search", "company__months")  # fmt: skip


def contact_page(
    viewer: Viewer, filters: ContactFilters, *, after: str = "", size: int = PAGE
) -> ContactPage:
    """Return a page of contacts by their day."""
    selected = contacts_of(viewer, filters)
    count = selected.order_by().values("pk")[: CAP + 1].count()
    start = _start(viewer, after, filters.key)
    rows = _ordered(selected, filters)
    if start is not None:
        at, pk = start
        word = "lt" if filters.is_down else "gt"
        rows = rows.filter(
            Q(**{f"{filters.key}__{word}": at}) | Q(**{filters.key: at, f"pk__{word}": pk}),
            **{f"{filters.key}__{word}e": at},
        )
    found = list(rows[: size + 1])
    following = str(found[size - 1].public_id) if len(found) > size else ""
    counted = None if count > CAP else count
    return ContactPage(found[:size], following, counted, start is None)


def _start(viewer: Viewer, after: str, key: str) -> tuple[Any, int] | None:
    try:
        public_id = UUID(after)
    except ValueError:
        return None
    mine = Contact.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
    found = mine.values_list(key, "pk").first()
    return found if found and found[0] is not None else None


def all_contacts(viewer: Viewer, filters: ContactFilters) -> Iterator[Contact]:
    """Yield every contact of the filters in order, from a cursor of the server's."""
    yield from _ordered(contacts_of(viewer, filters), filters).iterator(chunk_size=2_000)


def count_contacts(viewer: Viewer, filters: ContactFilters, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    return contacts_of(viewer, filters).order_by().values("pk")[: cap + 1].count()


def is_late(contact: Contact) -> bool:
    """Return whether the next step is open and its day has passed."""
    on = contact.next_step_on
    return on is not None and contact.next_step_done_at is None and on < today()


def picked_contacts(viewer: Viewer, ids: Sequence[UUID]) -> list[Contact]:
    """Return the contacts of public ids, in their order, for a file of those ticked."""
    mine = Contact.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id__in=ids)
    found = {row.public_id: row for row in _ordered(mine, ContactFilters())}
    return [found[each] for each in ids if each in found]
