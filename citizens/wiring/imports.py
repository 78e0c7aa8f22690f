"""Wires the import from the case system when Django starts."""

from django.utils.translation import gettext_lazy as _

from citizens.models.imports import SEALED
from jobcenter import registries
from jobcenter.permissions import Can


def register() -> None:
    """Fill menu, work queue and demo; name the sealed columns so that key rotation finds them."""
    from citizens.demo import imports as demo_imports
    from citizens.queue.unfollowed import UNFOLLOWED
    from followup.queue import register_queue

    registries.menu(
        _("Import from the case system"), "citizens:imports", Can.IMPORT_CITIZENS, order=87,
        is_secondary=True,
    )  # fmt: skip
    register_queue(UNFOLLOWED)
    registries.demo(72, demo_imports.build)
    for model, columns in SEALED.items():
        for column in columns:
            registries.sealed_column(model, column, f"{model}.{column}")
