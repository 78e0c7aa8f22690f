"""The register is read by a process of its own: in batches, to its end or to where it breaks."""

import gzip
from pathlib import Path

import pytest

from companies.models import Company, Workplace
from companies.register import batches as cvr_batches
from companies.register.batches import BROKEN, ReaderGone, batches_of, read_batches
from companies.register.fictitious import write_lines
from companies.register.importing import import_register


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cvr_batches, "SMALL", 0)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A small register: companies and workplaces, a blank line and a bad one."""
    path = tmp_path / "register med mellemrum.jsonl"
    lines = [line.rstrip("\n") for line in write_lines(companies=40, seed=1)]
    path.write_text("\n".join([*lines, "", "{bad"]), encoding="utf-8")
    return path


@pytest.mark.parametrize("workplaces", [False, True])
@pytest.mark.parametrize(("after", "size"), [(0, 7), (0, 1_000), (33, 7)])
def test_another_process_reads_the_same(
    register: Path, workplaces: bool, after: int, size: int
) -> None:
    asked = {"workplaces": workplaces, "after": after, "size": size}
    here = list(read_batches(register, **asked))
    there = list(batches_of(register, **asked))
    assert there == here
    assert max(len(batch.facts) for batch in here) <= size
    assert sum(len(batch.facts) for batch in here) > 0
    for batch in there:
        for facts in batch.facts.values():
            assert "fingerprint" in vars(facts), "reckoned by the other process"


def test_a_broken_archive_is_told_where_it_breaks(register: Path) -> None:
    packed = register.with_suffix(".gz")
    packed.write_bytes(gzip.compress(register.read_bytes() * 20)[:-200])
    batches = batches_of(packed, workplaces=False, after=0, size=5)
    assert next(batches).facts, "what comes before is read"
    with pytest.raises(BROKEN):
        list(batches)


def test_a_reader_that_dies_is_no_end_of_the_file(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cvr_batches, "START", "import os; os._exit(9)")
    with pytest.raises(ReaderGone):
        list(batches_of(register, workplaces=False, after=0, size=5))


def test_who_stops_asking_leaves_no_process(register: Path) -> None:
    batches = batches_of(register, workplaces=False, after=0, size=2)
    next(batches)
    batches.close()  # waits for the process: it would hang here otherwise
    assert list(batches) == []


def test_a_large_file_comes_in_whole(db: None, register: Path) -> None:
    run = import_register(register)
    assert (run.created, run.rejected) == (Company.objects.count() + Workplace.objects.count(), 1)
    assert run.created > 80
    again = import_register(register)
    assert (again.created, again.changed, again.unchanged) == (0, 0, run.created)


def test_a_small_file_needs_no_process(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cvr_batches, "SMALL", 10_000_000)
    monkeypatch.setattr(cvr_batches.subprocess, "Popen", None)
    assert list(batches_of(register, workplaces=True, after=0, size=9))
