"""Pages by key: the next page begins after a row, which the address names by its public id.

So no name and no day stands in an address, and a later page costs what the first one does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
CHUNK = 500  # rows of a file that are made ready at once


@dataclass(frozen=True)
class Order:
    """One column that is never NULL, then the id; downwards both."""

    key: str
    down: bool = False

    @property
    def by(self) -> tuple[str, str]:
        """What `order_by` takes."""
        sign = "-" if self.down else ""
        return f"{sign}{self.key}", f"{sign}id"


def page_ids(
    rows: QuerySet[Row], order: Order, *, size: int, after: str, among: QuerySet[Row]
) -> tuple[list[int], str, bool]:
    """Return the ids of a page, the next page's cursor ("" on the last), and whether it is first.

    `among` is where the cursor's row is looked up: one query more on later pages. Ids only, as
    with the joins of a list the planner would sort all of them.
    """
    rows, is_first = _after(rows, order, after, among)
    found = list(rows.order_by(*order.by).values_list("id", "public_id")[: size + 1])
    following = str(found[size - 1][1]) if len(found) > size else ""
    return [pk for pk, _public_id in found[:size]], following, is_first


def page_rows(
    rows: QuerySet[Row], order: Order, *, size: int, after: str, among: QuerySet[Row]
) -> tuple[list[Row], str, bool]:
    """Return a page's rows as `page_ids` does its ids, in one query less: for a list whose rows
    are read along an index anyhow.
    """
    rows, is_first = _after(rows, order, after, among)
    found = list(rows.order_by(*order.by)[: size + 1])
    following = str(found[size - 1].public_id) if len(found) > size else ""  # type: ignore[attr-defined]
    return found[:size], following, is_first


def _after(
    rows: QuerySet[Row], order: Order, after: str, among: QuerySet[Row]
) -> tuple[QuerySet[Row], bool]:
    """Return the rows that come after the cursor's, and whether there is no cursor."""
    start = _start(among, after, order.key)
    if start is None:
        return rows, True
    at, pk = start
    word = "lt" if order.down else "gt"
    beyond = Q(**{f"{order.key}__{word}": at}) | Q(**{order.key: at, f"id__{word}": pk})
    return rows.filter(beyond, **{f"{order.key}__{word}e": at}), False


def _start(among: QuerySet[Row], after: str, key: str) -> tuple[Any, int] | None:
    try:
        public_id = UUID(after)
    except ValueError:
        return None
    return among.filter(public_id=public_id).order_by().values_list(key, "id").first()


def in_order(rows: QuerySet[Row], ids: list[int]) -> list[Row]:
    """Return the rows of ids in the ids' order: one query, none for none."""
    found = rows.order_by().in_bulk(ids) if ids else {}
    return [found[pk] for pk in ids if pk in found]


def in_chunks(rows: QuerySet[Row], order: Order) -> Iterator[list[Row]]:
    """Yield all rows in their order, CHUNK at a time, from a cursor of the server's."""
    chunk: list[Row] = []
    for row in rows.order_by(*order.by).iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def capped(rows: QuerySet[Row], cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    return rows.order_by().values("pk")[: cap + 1].count()
