"""Rows of several kinds of work in one statement: those that are empty on most days and wait today.

Each kind's query stands in it as an array of JSON objects with the columns it shows; of these its
model's objects are made again. A column that is not named is not loaded, as with `only`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db import connection
from django.db.models import F, Field, Model, QuerySet
from django.db.models.functions import JSONObject

from jobcenter.compiled import asker, compiled
from jobcenter.viewer import Viewer

Rows = Callable[[Viewer, date], QuerySet[Any]]


@dataclass(frozen=True)
class Shown:
    """What a kind shows: rows of a model in their order, and which of their columns.

    Columns of related rows are named as for `values`: "citizen__first_name". The query is composed
    once a process (jobcenter/compiled.py): it may add days to the day, and ask the viewer for
    numbers and roles, not for the time.
    """

    model: type[Model]
    rows: Rows
    columns: tuple[str, ...]


@compiled
def _told(
    rows: Rows, columns: tuple[str, ...], limit: int, roles: frozenset[str], *, jobcentre: int,
    me: int = 0, team: int = 0, day: date = date.min,
) -> QuerySet[Any, Any]:  # fmt: skip
    found = rows(asker(jobcentre, me, team, roles), day)
    return found.values_list(JSONObject(**{name: F(name) for name in columns}))[:limit]


def bring(
    viewer: Viewer, day: date, wanted: Mapping[str, Shown], limit: int
) -> dict[str, list[Any]]:
    """Return at most `limit` objects of each of the kinds, by their codes. One statement."""
    parts: dict[str, str] = {}
    params: list[Any] = []
    for code, shown in wanted.items():
        try:
            sql, values = _told.statement(
                shown.rows, shown.columns, limit, viewer.roles, jobcentre=viewer.jobcentre_id,
                me=viewer.membership_id or 0, team=viewer.team_id or 0, day=day,
            )  # fmt: skip
        except EmptyResultSet:  # the roles alone say that there is nothing
            continue
        parts[code] = f"to_jsonb(ARRAY({sql}))::text"
        params += values
    found: dict[str, list[Any]] = {code: [] for code in wanted}
    if not parts:
        return found
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts.values())}", params)
        arrays = cursor.fetchone()
    for code, array in zip(parts, arrays, strict=True):
        shown = wanted[code]
        rows = json.loads(array, parse_float=Decimal)
        found[code] = [_made(shown.model, shown.columns, told) for told in rows]
    return found


def bring_one(viewer: Viewer, day: date, shown: Shown, limit: int) -> list[Any]:
    """Return at most `limit` objects of one kind. One statement."""
    return bring(viewer, day, {"": shown}, limit)[""]


@dataclass(frozen=True)
class _Plan:
    own: "tuple[tuple[str, Field[Any, Any]], ...]"
    reckoned: tuple[str, ...]  # what the query annotates
    related: tuple[tuple[Any, type[Model], tuple[str, ...]], ...]


@lru_cache(maxsize=256)
def _plan(model: type[Model], columns: tuple[str, ...]) -> _Plan:
    own, reckoned = [], []
    related: dict[str, list[str]] = {}
    for column in columns:
        first, _, rest = column.partition("__")
        if rest:
            related.setdefault(first, []).append(rest)
            continue
        try:
            own.append((column, model._meta.get_field(column)))
        except FieldDoesNotExist:
            reckoned.append(column)
    fields = {name: model._meta.get_field(name) for name in related}
    order = list(model._meta.concrete_fields)  # in which from_db takes them
    return _Plan(
        tuple(sorted(own, key=lambda pair: order.index(pair[1]))),  # type: ignore[arg-type]
        tuple(reckoned),
        tuple(
            (field, field.related_model, tuple(related[name]))  # type: ignore[misc]
            for name, field in fields.items()
        ),
    )


def _made(
    model: type[Model], columns: tuple[str, ...], told: dict[str, Any], prefix: str = ""
) -> Any:
    """Return the object of a row of the array, with its related objects."""
    plan = _plan(model, columns)
    names = [field.attname for _column, field in plan.own]
    values = [field.to_python(told[prefix + column]) for column, field in plan.own]
    made = model.from_db(connection.alias, names, values)
    for column in plan.reckoned:
        setattr(made, column, told[prefix + column])
    for field, other, rest in plan.related:
        before = f"{prefix}{field.name}__"
        is_there = any(told[before + column] is not None for column in rest)
        field.set_cached_value(made, _made(other, rest, told, before) if is_there else None)
    return made
