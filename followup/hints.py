"""Telling the workers that there is something to do. It may fail: the sweep finds the row."""

import logging
from typing import Any

from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger("bro.followup")


def hint(task: Any, *args: Any) -> None:
    """Publish a task once the present transaction has committed; without Redis, do nothing.

    Costs under a millisecond, or about 0.75 s when Redis is away. Outside a transaction it
    publishes at once.
    """
    transaction.on_commit(lambda: _publish(task, args))


def _publish(task: Any, args: tuple[Any, ...]) -> bool:
    try:
        task.apply_async(args=args, ignore_result=True)
    except (OperationalError, OSError):
        logger.warning("The queue is away; %s waits for the sweep.", task.name)
        return False
    return True
