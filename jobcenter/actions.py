"""The frame of every write: one transaction, inside one jobcentre."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from jobcenter.tenancy import acting_jobcentre_id

P = ParamSpec("P")
R = TypeVar("R")


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
