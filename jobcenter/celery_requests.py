"""How a Celery worker finds out that Redis went away while it worked."""

from collections.abc import Callable
from typing import Any

from celery.contrib.django.task import DjangoTask
from celery.worker.request import Request as CeleryRequest
from kombu.asynchronous import get_event_loop


class Request(CeleryRequest):
    """A task at work, acknowledged when done; an acknowledgement that fails is a lost connection.

    Celery only notes that it failed. The tasks then count as still at work: a worker with both
    hands full never asks Redis again, and so never learns that it is back.
    """

    acknowledged: bool

    def acknowledge(self) -> None:
        """Acknowledge the task, or let the worker connect anew."""
        if self.acknowledged:
            return
        self.acknowledged = True
        try:
            self.message.ack()
        except self.connection_errors as lost:
            # What a callback of the pool raises is swallowed; the loop passes it to the consumer.
            loop = get_event_loop()
            if loop is None:
                raise
            loop.call_soon(_raiser(lost))

    @property
    def connection_errors(self) -> tuple[type[Exception], ...]:
        """Return what the broker raises when it cannot be reached."""
        return tuple(self._connection_errors)


def _raiser(error: Exception) -> Callable[[], Any]:
    def fail() -> None:
        raise error

    return fail


class Task(DjangoTask):
    """A task of ours."""

    Request = f"{Request.__module__}:{Request.__qualname__}"
