"""The list of contact persons: by name, level, role, and whether they are still there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from companies.actions.people import SEARCH_KIND
from companies.choices import Level, PersonRole
from companies.models import ContactPerson
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer

PAGE = 25
CAP = 1_000


@dataclass(frozen=True)
class PersonFilters:
    """What the list is narrowed to; each is a parameter of the address."""

    words: str = ""
    level: str = ""
    role: str = ""
    show: str = "there"  # "there", "left" or "all"
    down: bool = False

    @classmethod
    def of(cls, query: Any) -> "PersonFilters":
        """Read them from an address's parameters; what is not known there is left out."""

        def one_of(name: str, known: Any, usual: str = "") -> str:
            value = query.get(name, "")
            return value if value in known else usual

        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:100],
            level=one_of("niveau", Level.values),
            role=one_of("rolle", PersonRole.values),
            show=one_of("vis", ("left", "all"), "there"),
            down=query.get("sorter") == "-name",
        )


@dataclass
class PersonPage:
    """A page of contact persons; `count` is None when there are more than CAP."""

    rows: list[ContactPerson]
    following: str
    count: int | None
    is_first: bool


def people_filtered(viewer: Viewer, filters: PersonFilters) -> QuerySet[ContactPerson]:
    """Return the contact persons of all filters, in no order."""
    rows = ContactPerson.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if filters.words:
        rows = rows.filter(pk__in=find_ids(viewer.jobcentre_id, SEARCH_KIND, filters.words))
    if filters.level:
        rows = rows.filter(level=filters.level)
    if filters.role:
        rows = rows.filter(roles__contains=[filters.role])
    if filters.show != "all":
        rows = rows.filter(left_on__isnull=filters.show == "there")
    return rows


def _ordered(rows: QuerySet[ContactPerson], filters: PersonFilters) -> QuerySet[ContactPerson]:
    sign = "-" if filters.down else ""
    return (
        rows.select_related("company", "workplace")
        .defer("company__search", "company__months", "workplace__search", "workplace__months")
        .order_by(f"{sign}name_key", f"{sign}id")
    )


def person_page(
    viewer: Viewer, filters: PersonFilters, *, after: str = "", size: int = PAGE
) -> PersonPage:
    """Return a page of contact persons in Danish order of name."""
    selected = people_filtered(viewer, filters)
    count = selected.order_by().values("pk")[: CAP + 1].count()
    rows, start = _ordered(selected, filters), _start(viewer, after)
    if start is not None:
        key, pk = start
        word = "lt" if filters.down else "gt"
        rows = rows.filter(
            Q(**{f"name_key__{word}": key}) | Q(name_key=key, **{f"pk__{word}": pk}),
            **{f"name_key__{word}e": key},
        )
    found = list(rows[: size + 1])
    following = str(found[size - 1].public_id) if len(found) > size else ""
    return PersonPage(found[:size], following, None if count > CAP else count, start is None)


def _start(viewer: Viewer, after: str) -> tuple[str, int] | None:
    try:
        public_id = UUID(after)
    except ValueError:
        return None
    mine = ContactPerson.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
    return mine.values_list("name_key", "pk").first()


def all_people(viewer: Viewer, filters: PersonFilters) -> Iterator[ContactPerson]:
    """Yield everyone of the filters in order, from a cursor of the server's."""
    yield from _ordered(people_filtered(viewer, filters), filters).iterator(chunk_size=2_000)


def count_people(viewer: Viewer, filters: PersonFilters, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    return people_filtered(viewer, filters).order_by().values("pk")[: cap + 1].count()


def picked_people(viewer: Viewer, ids: Sequence[UUID]) -> list[ContactPerson]:
    """Return the persons of public ids, in their order, for a file of those ticked."""
    mine = ContactPerson.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id__in=ids)
    found = {row.public_id: row for row in _ordered(mine, PersonFilters())}
    return [found[each] for each in ids if each in found]
