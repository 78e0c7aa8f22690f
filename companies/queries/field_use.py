"""How much of what we ask for is filled: one pass over each table, every night."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.db.models import Count, Max, Q

from companies.field_readers import READERS
from jobcenter.clock import now
from jobcenter.viewer import Viewer

KEPT = 48 * 60 * 60  # seconds; counted anew each night, so that no page has to
UNUSED_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class FieldUse:
    """A field: in how many of all rows it is filled, and when the newest of them was made."""

    model: str
    field: str
    filled: int
    rows: int
    last_at: datetime | None


def is_filled(model: Any, name: str) -> Q:
    """Return the condition that somebody filled a field: not empty, and not merely the default."""
    field = model._meta.get_field(name)
    empty = Q(**{f"{name}__isnull": True})
    if field.get_internal_type() == "ArrayField":
        return ~Q(**{name: []}) & ~empty
    if field.has_default() and field.choices:
        return ~Q(**{name: field.get_default()})
    if field.get_internal_type() in {"CharField", "TextField", "EmailField", "PhoneNumberField"}:
        return ~Q(**{name: ""})
    return ~empty


def count_fields(viewer: Viewer) -> list[FieldUse]:
    """Count every declared field, a query for each table."""
    found = []
    for label, fields in READERS.items():
        model: Any = apps.get_model("companies", label)
        asked: dict[str, Any] = {"rows": Count("pk")}
        for name in fields:
            filled = is_filled(model, name)
            asked[f"n_{name}"] = Count("pk", filter=filled)
            asked[f"at_{name}"] = Max("created_at", filter=filled)
        told = model.objects.filter(jobcentre_id=viewer.jobcentre_id).aggregate(**asked)
        found += [
            FieldUse(label, name, told[f"n_{name}"], told["rows"], told[f"at_{name}"])
            for name in fields
        ]
    return found


def field_use(viewer: Viewer, *, afresh: bool = False) -> tuple[list[FieldUse], datetime]:
    """Return the counts of last night and when they were made; count if there are none."""
    key = f"field-use:{viewer.jobcentre_id}"
    kept = None if afresh else cache.get(key)
    if kept is None:
        kept = ([asdict(use) for use in count_fields(viewer)], now())
        cache.set(key, kept, KEPT)
    rows, counted_at = kept
    return [FieldUse(**row) for row in rows], counted_at


def is_unused(use: FieldUse, moment: datetime) -> bool:
    """Return whether nobody has filled the field for a year, or nobody reads it."""
    return (
        not READERS[use.model][use.field]
        or use.last_at is None
        or use.last_at < moment - UNUSED_AFTER
    )
