"""Celery's timetable for several machines: one beat ticks, the others stand by.

Whoever holds an advisory lock of PostgreSQL ticks. The lock lives on a connection of its own, so
the server lets go of it the moment that beat dies. Two beats at once would be harmless (every
sweep is safe to run twice); one standing by means that nobody has to be woken at night.
"""

from typing import Any

import psycopg
from celery.beat import Scheduler
from celery.utils.log import get_logger
from django.db import connection

logger = get_logger("celery.beat")
LOCK = 41108
STAND_BY_SECONDS = 5.0


class StandbyScheduler(Scheduler):
    """Ticks while it holds the lock. The timetable is in the code, so nothing is kept in a file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._lock: psycopg.Connection[Any] | None = None
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due and return the seconds until the next look."""
        held_before = self._lock is not None
        if not self._holds_lock():
            if held_before:
                logger.warning("The database is away or another beat took over; standing by.")
            return STAND_BY_SECONDS
        if not held_before:
            logger.info("This beat ticks.")
            self._catch_up()
        return float(super().tick(*args, **kwargs))

    def close(self) -> None:
        """Let go of the lock."""
        self._drop_lock()
        super().close()

    def _catch_up(self) -> None:
        """Whoever takes over asks for every frequent sweep at once: they cost nothing when idle."""
        for entry in self.schedule.values():
            if hasattr(entry.schedule, "run_every"):  # not the nightly ones
                self.apply_entry(entry, producer=self.producer)

    def _holds_lock(self) -> bool:
        try:
            if self._lock is not None:
                self._lock.execute("SELECT 1")
                return True
            opened = psycopg.connect(**_address(), autocommit=True)
            (won,) = opened.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone() or (0,)
            if not won:
                opened.close()
                return False
            self._lock = opened
        except psycopg.Error:
            self._drop_lock()
            return False
        return True

    def _drop_lock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _address() -> dict[str, Any]:
    """Return how to reach the database outside Django's connection, which tasks open and close."""
    settings = connection.settings_dict
    named = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
    }
    ssl = {k: v for k, v in settings.get("OPTIONS", {}).items() if k.startswith("ssl")}
    return {
        **{k: v for k, v in named.items() if v},
        **ssl,
        "connect_timeout": 5,
        "application_name": "bro-beat",
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
