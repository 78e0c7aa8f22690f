"""What a later start leaves out: what this very code has done to this very cluster."""

from pathlib import Path

import pytest

from runner import app, postgres


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of management commands that a start runs, over stamps of its own."""
    commands: list[str] = []
    monkeypatch.setenv("BRO_DEMO", "1")
    monkeypatch.setattr(app, "VAR", tmp_path)
    monkeypatch.setattr(postgres, "MIGRATED", tmp_path / "migrated")
    monkeypatch.setattr(postgres, "DEMO", tmp_path / "demo")
    monkeypatch.setattr("runner.messages.compile_all", lambda: None)
    monkeypatch.setattr(app, "own_database", lambda: False)
    monkeypatch.setattr(app, "code_of_rooms", lambda: "one")
    monkeypatch.setattr(app, "_has_people", lambda: True)
    monkeypatch.setattr(app, "manage", lambda *words, role="app": commands.append(words[0]))
    return commands


def test_the_second_start_does_neither_again(told: list[str]) -> None:
    app.prepare_application()
    app.prepare_application()
    assert told == ["migrate", "demo"]


def test_other_code_does_both(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    app.prepare_application()
    monkeypatch.setattr(app, "code_of_rooms", lambda: "two")
    app.prepare_application()
    assert told == ["migrate", "demo"] * 2


def test_an_emptied_database_gets_its_demo(
    told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app.prepare_application()
    monkeypatch.setattr(app, "_has_people", lambda: False)
    app.prepare_application()
    assert told == ["migrate", "demo", "demo"]


def test_a_database_of_ones_own_is_always_asked(
    told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "own_database", lambda: True)
    app.prepare_application()
    app.prepare_application()
    assert told == ["migrate", "demo"] * 2


def test_without_the_demo_nobody_is_made(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRO_DEMO", "0")
    app.prepare_application()
    assert told == ["migrate"]
    monkeypatch.setenv("BRO_DEMO", "1")
    app.prepare_application()
    assert told == ["migrate", "demo"]
