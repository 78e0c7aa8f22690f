"""Kinds of the tests' own, a working Tuesday morning, and nothing left registered."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from followup import kinds, sweep
from jobcenter.clock import clock_at
from tests.followup.kinds import ListKind, Note

TUESDAY = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.fixture
def tuesday() -> Iterator[datetime]:
    """Tuesday 17 November 2026, 10:00 in Copenhagen."""
    with clock_at(TUESDAY):
        yield TUESDAY


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> ListKind:
    """A reminder kind whose candidates the test sets; the only ones registered."""
    kind = ListKind()
    monkeypatch.setattr(kinds, "reminder_kinds", {})
    monkeypatch.setattr("followup.sweep.reminder_kinds", own := {kind.code: kind})
    monkeypatch.setattr("followup.letters.reminder_kinds", own)
    monkeypatch.setattr("followup.operations.reminder_kinds", own)
    return kind


@pytest.fixture
def other_kind(kind: ListKind) -> ListKind:
    """A second kind beside the first, asked after it."""
    other = ListKind()
    other.code = "tests.other"
    sweep.reminder_kinds[other.code] = other
    return other


@pytest.fixture
def note(monkeypatch: pytest.MonkeyPatch) -> Note:
    """A direct message's kind."""
    note = Note()
    monkeypatch.setitem(kinds.message_kinds, note.code, note)
    return note


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What would have been told to the workers."""
    told: list[tuple[Any, ...]] = []
    monkeypatch.setattr(
        "followup.hints._publish", lambda task, args: told.append((task.name, *args))
    )
    return told
