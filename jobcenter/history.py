"""Change history by database trigger: bulk updates and raw SQL are in it too."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from zlib import crc32

import pghistory
from django.db import models

from jobcenter.tenancy import TenantRow, TenantRows

M = TypeVar("M", bound=type[models.Model])


def _index_name(table: str) -> str:
    """Return an index name of at most 30 characters that no other table's shortens to."""
    return f"{table[:15]}_{crc32(table.encode()):08x}_obj"


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[M], M]:
    """Track every insert, update and delete of a model in `<Model>Event`, append-only.

    Encrypted fields are always in `exclude`: their ciphertext is bound to its own row, and
    keys could not be rotated in a table nobody may change.
    """

    def decorate(model: M) -> M:
        meta: dict[str, Any] = {}
        if issubclass(model, TenantRow):
            table = f"{model._meta.db_table}event"
            meta = {
                "constraints": [TenantRows(name=f"{table}_tenant")],
                "indexes": [models.Index(fields=["jobcentre", "pgh_obj"], name=_index_name(table))],
            }
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            context_field=pghistory.ContextJSONField(null=True),
            context_id_field=None,  # type: ignore[arg-type]  # None is documented
            obj_field=pghistory.ObjForeignKey(db_index=False, related_name="history"),
            model_name=f"{model.__name__}Event",
            append_only=True,
            meta=meta,
        )(model)

    return decorate
