"""What the search box asks: the rows of all kinds of one's own in a single statement.

A kind that is found by a query of its own (`SearchKind.find`) costs what it costs; one that
describes its rows (`SearchKind.rows`) costs nothing more than its part of that statement.
"""

import re
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from jobcenter import registries
from jobcenter.clock import on_day, today
from jobcenter.compiled import Word, asker, compiled
from jobcenter.registries import FoundRows, Hit, SearchKind
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer


def find(viewer: Viewer, query: str, limit: int) -> list[tuple[SearchKind, list[Hit]]]:
    """Return what each kind the viewer may search finds, in the kinds' order."""
    kinds = [k for k in registries.search_kinds if any(viewer.can(need) for need in k.can)]
    hits = _by_plain_words(viewer, kinds, query, limit)
    if hits is None:
        asked = {k.code: found for k in kinds if k.rows and (found := k.rows(viewer, query, limit))}
        hits = {code: [] for code in asked} | _together(asked)
    for kind in kinds:
        if kind.code not in hits:
            hits[kind.code] = kind.find(viewer, query, limit)
    return [(kind, hits[kind.code]) for kind in kinds if hits.get(kind.code)]


class _IsAnyOf(Func):
    """`id = ANY(ARRAY(SELECT …))`."""

    arg_joiner = " = ANY("
    template = "(%(expressions)s))"
    output_field = BooleanField()


def with_ids(rows: QuerySet[Any], ids: QuerySet[Any, Any], column: str = "pk") -> QuerySet[Any]:
    """Return the rows of ids that are found first and looked up then.

    Row security hides from the planner how many rows a condition finds: joined to `ids`, it may
    walk a whole table for the few that are wanted.
    """
    return rows.filter(_IsAnyOf(F(column), ArraySubquery(ids)))


def hits_of(found: FoundRows | None) -> list[Hit]:
    """Return the hits of one kind alone."""
    return _together({"": found}).get("", []) if found else []


_PLAIN = re.compile(r"[A-Za-zÆØÅæøå]{2,20}(?: [A-Za-zÆØÅæøå]{2,20})?")
_kept: dict[Hashable, dict[str, Callable[[dict[str, Any]], Hit]]] = {}


def _by_plain_words(
    viewer: Viewer, kinds: list[SearchKind], query: str, limit: int
) -> dict[str, list[Hit]] | None:
    """Return what the kinds that describe their rows find, by a statement composed once.

    For one word or two of letters alone, which is what people type; None for anything else.
    """
    words = query.split(" ")
    keys = [danish_key(word) for word in words]
    if (
        not _PLAIN.fullmatch(query)
        or len(set(keys)) < len(keys)
        or viewer.membership_id is None
        or viewer.subject is not None
    ):
        return None
    # the longest first, as `find_ids` has them: which that is, is of the statement's shape
    order = tuple(sorted(range(len(keys)), key=lambda place: len(keys[place]), reverse=True))
    shape = (viewer.kind, viewer.roles, order, limit)
    known = (get_language(), *shape, *(kind.code for kind in kinds))
    if known not in _kept:
        asked = {k.code: k.rows(viewer, query, limit) for k in kinds if k.rows}
        _kept[known] = {code: found.hit for code, found in asked.items() if found}
    hit_of = _kept[known]
    if not hit_of:
        return {}
    rows: Any = _of_words(
        tuple(hit_of), *shape, jobcentre=viewer.jobcentre_id, me=viewer.membership_id,
        team=viewer.team_id or 0, day=today(), first=Word(words[order[0]]),
        second=Word(words[order[-1]]),
    )  # fmt: skip
    hits: dict[str, list[Hit]] = {code: [] for code in hit_of}
    for code, facts in rows:
        hits[code].append(hit_of[code](facts))
    return hits


@compiled
def _of_words(
    codes: tuple[str, ...],
    kind: str,
    roles: frozenset[str],
    order: tuple[int, ...],
    limit: int,
    *,
    jobcentre: int,
    first: Word,
    second: Word = Word(),  # noqa: B008
    me: int = 0,
    team: int = 0,
    day: date = date.min,
) -> QuerySet[Any, Any]:
    viewer = asker(jobcentre, me, team, roles, kind)
    words = [first, second]
    query = " ".join(words[order.index(place)] for place in range(len(order)))
    asked: dict[str, FoundRows] = {}
    with on_day(day):
        for each in registries.search_kinds:
            if each.code in codes and each.rows and (found := each.rows(viewer, query, limit)):
                asked[each.code] = found
    return _united(asked)


def _together(asked: dict[str, FoundRows]) -> dict[str, list[Hit]]:
    if not asked:
        return {}
    hits: dict[str, list[Hit]] = {}
    for code, facts in _united(asked):
        hits.setdefault(code, []).append(asked[code].hit(facts))
    return hits


def _united(asked: dict[str, FoundRows]) -> QuerySet[Any, Any]:
    parts: list[QuerySet[Any, Any]] = [
        found.rows.annotate(found_as=Value(code), facts=JSONObject(**found.facts)).values_list(
            "found_as", "facts"
        )
        for code, found in asked.items()
    ]
    first, *others = parts
    return first.union(*others, all=True) if others else first
