"""The registries: kinds by code, the work queue by order and capability."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup import kinds, queue
from followup.queue import Action, QueueKind, QueueRow, by_severity, register_queue, work_queue
from jobcenter.ids import uuid7
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from tests.followup.kinds import ListKind


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "queue_kinds", {})
    monkeypatch.setattr(kinds, "reminder_kinds", {})


def row(severity: str, title: str) -> QueueRow:
    return QueueRow(
        severity=severity, title=title, why="", actions=[Action("Open", "/")], subject=uuid7()
    )


def test_rows_come_kind_by_kind_now_before_this_week() -> None:
    def find(viewer: Viewer, today: Any, limit: int) -> list[QueueRow]:
        return [row("week", "b"), row("now", "a")][:limit]

    register_queue(QueueKind("second", "Second", 20, find))
    register_queue(QueueKind("first", "First", 10, find))
    register_queue(QueueKind("none", "None", 5, lambda *_: []))
    sections = work_queue(Viewer(1, "staff"))
    assert [s.kind.code for s in sections] == ["first", "second"]
    assert [r.title for r in sections[0].rows] == ["a", "b"]
    assert [r.title for r in by_severity(sections)["now"]] == ["a", "a"]
    assert work_queue(Viewer(1, "staff"), limit=1)[0].has_more


def test_a_kind_is_asked_only_for_those_who_may() -> None:
    asked = []
    kind = QueueKind("x", "X", 1, lambda *a: asked.append(a) or [], can=(Can.MAKE_PLACEMENTS,))
    register_queue(kind)
    work_queue(Viewer(1, "staff", roles=frozenset({"manager"})))
    assert asked == []
    work_queue(Viewer(1, "staff", roles=frozenset({"job_consultant"})))
    assert len(asked) == 1


@pytest.mark.django_db
def test_what_is_empty_on_most_days_is_asked_in_one_query(nora, acting) -> None:
    asked = []

    def find(code: str) -> Any:
        return lambda *_: asked.append(code) or [row("now", code)]

    there, none = Membership.objects.all(), Membership.objects.none()
    register_queue(QueueKind("always", "A", 1, find("always")))
    register_queue(QueueKind("some", "S", 2, find("some"), waiting=lambda *_: there))
    register_queue(QueueKind("empty", "E", 3, find("empty"), waiting=lambda *_: none))
    with acting(nora) as viewer, CaptureQueriesContext(connection) as queries:
        sections = work_queue(viewer)
    assert [each.kind.code for each in sections] == asked == ["always", "some"]
    assert len(queries) == 1


def test_a_code_is_used_once() -> None:
    kinds.register(ListKind())
    with pytest.raises(ValueError):
        kinds.register(ListKind())
    register_queue(QueueKind("x", "X", 1, lambda *_: []))
    with pytest.raises(ValueError):
        register_queue(QueueKind("x", "X", 1, lambda *_: []))
