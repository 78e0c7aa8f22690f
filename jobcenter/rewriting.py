"""Many rows changed in one statement, each to values of its own."""

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def rewrite(rows: Sequence[models.Model], fields: Sequence[str], *, batch: int = 1_000) -> None:
    """Store the `fields` of rows of one model, as `bulk_update` does, some ten times faster.

    The values travel as one array per column instead of as a CASE of as many branches as rows.
    """
    for start in range(0, len(rows), batch):
        _rewrite(rows[start : start + batch], fields)


def _rewrite(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    meta: Any = rows[0]._meta
    quote = connection.ops.quote_name
    columns: list[Any] = [meta.get_field(name) for name in fields]
    values: list[Any] = [[row.pk for row in rows]]
    kinds = ["bigint"]
    for field in columns:
        said = (getattr(row, field.attname) for row in rows)
        values.append([field.get_db_prep_save(value, connection) for value in said])
        # without a length: an array of varchar(10) would cut what is too long instead of refusing
        kinds.append(re.sub(r"\(\d+\)", "", field.db_type(connection) or "text"))
    names = [quote(field.column) for field in columns]
    sets = ", ".join(f"{name} = v.c{at}" for at, name in enumerate(names, start=1))
    arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
    given = ", ".join(f"c{at}" for at in range(len(kinds)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(meta.db_table)} t SET {sets}"  # noqa: S608  names of our own models
            f" FROM unnest({arrays}) AS v ({given}) WHERE t.{quote(meta.pk.column)} = v.c0",
            values,
        )
