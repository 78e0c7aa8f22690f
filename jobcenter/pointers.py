"""What points at a row, here and in the rooms above: read from the models, none forgotten."""

from collections.abc import Iterator
from typing import Any

from django.db import models


def pointers_to(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Yield (model, field name) of every foreign key to `model`, history tables left out."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        pointing: Any = relation.related_model
        if not hasattr(pointing, "pgh_tracked_model"):
            yield pointing, relation.field.name


def is_used(row: Any) -> bool:
    """Return whether any row points at a tenant's row."""
    return any(
        model._default_manager.filter(jobcentre_id=row.jobcentre_id, **{name: row.pk}).exists()
        for model, name in pointers_to(type(row))
        if name != "first" and name != "second"
    )
