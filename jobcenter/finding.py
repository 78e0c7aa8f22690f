"""What the search box asks: the rows of all kinds of one's own in a single statement.

A kind that is found by a query of its own (`SearchKind.find`) costs what it costs; one that
describes its rows (`SearchKind.rows`) costs nothing more than its part of that statement.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.functions import JSONObject

from jobcenter import registries
from jobcenter.registries import FoundRows, Hit, SearchKind
from jobcenter.viewer import Viewer


def find(viewer: Viewer, query: str, limit: int) -> list[tuple[SearchKind, list[Hit]]]:
    """Return what each kind the viewer may search finds, in the kinds' order."""
    kinds = [k for k in registries.search_kinds if any(viewer.can(need) for need in k.can)]
    asked = {k.code: found for k in kinds if k.rows and (found := k.rows(viewer, query, limit))}
    hits = _together(asked)
    for kind in kinds:
        if kind.code not in asked:
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


def _together(asked: dict[str, FoundRows]) -> dict[str, list[Hit]]:
    if not asked:
        return {}
    parts: list[QuerySet[Any, Any]] = [
        found.rows.annotate(found_as=Value(code), facts=JSONObject(**found.facts)).values_list(
            "found_as", "facts"
        )
        for code, found in asked.items()
    ]
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    hits: dict[str, list[Hit]] = {}
    for code, facts in rows:
        hits.setdefault(code, []).append(asked[code].hit(facts))
    return hits
