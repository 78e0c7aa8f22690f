"""The frame of every write: one transaction, inside one jobcentre."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from jobcenter.tenancy import acting_jobcentre_id

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=Model)


def action(write: Callable[P, R]) -> Callable[P, R]:
    """Run `write` atomically; refuse to start without an acting jobcentre.

    Every action has the same four beats: check who and whether, lock what is decided on,
    write, and log the event with side effects on commit.
    """

    @wraps(write)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            actor = kwargs.get("actor")
            present = acting_jobcentre_id()
            if present is None or (actor is not None and actor.jobcentre_id != present):  # type: ignore[attr-defined]
                raise RuntimeError(f"{write.__name__} needs the actor's own jobcentre.")
            return write(*args, **kwargs)

    run.is_action = True  # type: ignore[attr-defined]
    return run


def lock_then_read(rows: QuerySet[Row], *joined: str) -> Row | None:
    """Lock the one row of `rows`, then read it with what is `joined`; None if there is none.

    In two queries: who waited for the lock in one query would get the row as it is now beside
    joined rows as they were before.
    """
    if not joined:
        return rows.select_for_update(of=("self",), no_key=True).first()
    rows.select_for_update(of=("self",), no_key=True).values_list("pk").first()
    return rows.select_related(*joined).first()
