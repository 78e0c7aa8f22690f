"""The register import: twice the same, killed and gone on with, bad lines beside good ones."""

import gzip
import json
import threading
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from companies.models import Company, ImportRejection, ImportRun, Workplace
from companies.register import importing
from companies.register.fictitious import documents
from companies.register.importing import import_register
from jobcenter.errors import Refused

SEED = 7


def company(cvr: int, name: str = "Bageriet Nord ApS", **more: Any) -> dict[str, Any]:
    """A company document with the fields a test is about."""
    row: dict[str, Any] = {
        "cvrNummer": cvr,
        "sidstOpdateret": "2026-10-31",
        "reklamebeskyttet": False,
        "livsforloeb": [{"periode": {"gyldigFra": "2010-01-01", "gyldigTil": None}}],
        "virksomhedMetadata": {
            "nyesteNavn": {"navn": name},
            "nyesteBeliggenhedsadresse": {
                "vejnavn": "Havnegade", "husnummerFra": 4, "postnummer": 9990,
                "postdistrikt": "Nordby", "kommune": {"kommuneKode": 901}, "landekode": "DK",
            },
            "nyesteHovedbranche": {"branchekode": "107120", "branchetekst": "Bagerier"},
        },
        **more,
    }  # fmt: skip
    return {"Vrvirksomhed": row}


def workplace(p_number: int, cvr: int, name: str = "Bageriet Nord", **more: Any) -> dict[str, Any]:
    """A workplace document of a company."""
    metadata = company(cvr)["Vrvirksomhed"]["virksomhedMetadata"]
    metadata = {**metadata, "nyesteNavn": {"navn": name}, "nyesteCvrNummerRelation": cvr}
    row = {
        "pNummer": p_number,
        "sidstOpdateret": "2026-10-31",
        "produktionsEnhedMetadata": metadata,
    }
    return {"VrproduktionsEnhed": {**row, **more}}


@pytest.fixture
def file(tmp_path: Path):
    """Return a maker of files: documents, or lines as they are."""

    def make(*lines: Any, name: str = "cvr.jsonl") -> Path:
        path = tmp_path / name
        text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        body = ("\n".join(text) + "\n").encode()
        path.write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
        return path

    return make


def figures(run: ImportRun) -> tuple[int, int, int, int]:
    return run.created, run.changed, run.unchanged, run.rejected


def test_created_then_unchanged_then_changed(db, file) -> None:
    first = file(company(99000001), workplace(9900000001, 99000001))
    assert figures(import_register(first)) == (2, 0, 0, 0)
    before = list(Company.objects.values_list()) + list(Workplace.objects.values_list())
    assert figures(import_register(first)) == (0, 0, 2, 0)
    assert list(Company.objects.values_list()) + list(Workplace.objects.values_list()) == before
    second = file(company(99000001, "Bageriet Syd ApS"), workplace(9900000001, 99000001))
    assert figures(import_register(second)) == (0, 1, 1, 0)
    found = Company.objects.get()
    assert (found.name, found.name_key) == ("Bageriet Syd ApS", "bageriet syd aps")
    assert str(found.public_id) == str(before[0][1])


def test_facts(db, file) -> None:
    import_register(file(company(99000001, reklamebeskyttet=True), name="cvr.jsonl.gz"))
    found = Company.objects.get(cvr="99000001")
    assert found.advertising_protected
    assert (found.address, found.postcode, found.city) == ("Havnegade 4", "9990", "Nordby")
    assert (found.municipality_code, found.industry_group) == ("0901", "10")
    assert found.facts_on is not None


def test_a_workplace_may_stand_before_its_company(db, file) -> None:
    run = import_register(file(workplace(9900000001, 99000001), company(99000001)))
    assert figures(run) == (2, 0, 0, 0)
    assert Workplace.objects.get().company.cvr == "99000001"
    assert Workplace.objects.get().is_main


def test_a_workplace_moves_to_another_company(db, file) -> None:
    both = [company(99000001), company(99000002)]
    import_register(file(*both, workplace(9900000001, 99000001)))
    import_register(file(*both, workplace(9900000001, 99000002)))
    assert Workplace.objects.get().company.cvr == "99000002"


def test_a_workplace_of_nobody_is_rejected(db, file) -> None:
    run = import_register(file(company(99000001), workplace(9900000001, 99000009)))
    assert figures(run) == (1, 0, 0, 1)
    rejection = run.rejections.get()
    assert (rejection.line, rejection.number) == (2, "9900000001")
    assert "not in the register" in str(importing.REASONS[rejection.code])


def test_ceased_is_marked_never_deleted(db, file) -> None:
    import_register(file(company(99000001), company(99000002)))
    ended = {"livsforloeb": [{"periode": {"gyldigFra": "2010-01-01", "gyldigTil": "2026-09-30"}}]}
    import_register(file(company(99000001, **ended)))
    found = Company.objects.get(cvr="99000001")
    assert (found.status, str(found.ceased_on)) == ("ceased", "2026-09-30")
    assert Company.objects.get(cvr="99000002").status == "active"  # not in the file: untouched


def test_an_older_file_changes_nothing(db, file) -> None:
    import_register(file(company(99000001)))
    older = company(99000001, "Gammelt navn", sidstOpdateret="2025-01-01")
    assert figures(import_register(file(older))) == (0, 0, 1, 0)
    assert Company.objects.get().name == "Bageriet Nord ApS"


BAD = [
    "", "{", "null", "[]", '{"Vrvirksomhed": {"cvrNummer": 1}}', '{"andet": {}}',
    json.dumps(company(99000003)).replace("Bageriet", "Bag\\u0000eriet"),
    json.dumps(company(99000004)).replace("Bageriet", "Bag\\ud800"),
    json.dumps(company(99000005, "x" * 10_000)),
]  # fmt: skip


def test_bad_lines_never_stop_good_ones(db, file) -> None:
    path = file(company(99000001), *BAD, company(99000002))
    with path.open("ab") as stream:
        stream.write(b"\xff\xfe not utf-8\n" + json.dumps(company(99000006)).encode())
    run = import_register(path)
    assert figures(run) == (3, 0, 0, len(BAD))  # the blank line is nothing; \xff is one more
    assert run.state == "done"
    lines = list(run.rejections.order_by("line").values_list("line", flat=True))
    assert lines == [3, 4, 5, 6, 7, 8, 9, 10, 12]
    assert all(rejection.reason for rejection in run.rejections.all())


@pytest.mark.parametrize(
    "name",
    ["'; DROP TABLE companies_company; --", "🥐 Bager 🥐", "<script>alert(1)</script>", "=1+1"],
)
def test_names_are_only_names(db, file, name) -> None:
    import_register(file(company(99000001, name)))
    assert Company.objects.get().name == name


def test_what_only_the_database_refuses_is_one_line(db, file, monkeypatch) -> None:
    """A bug in the reader must not cost the other 999 companies of the batch."""
    real = importing.cvr.read_line

    def careless(line, number=0):
        found = real(line, number)
        if number == 2:
            object.__setattr__(found, "name", "x" * 500)
        return found

    monkeypatch.setattr(importing.cvr, "read_line", careless)
    run = import_register(file(*(company(99000000 + n) for n in range(1, 8))))
    assert figures(run) == (6, 0, 0, 1)
    assert run.rejections.get().code == "not_stored"


def test_the_same_number_twice_the_later_line_decides(db, file) -> None:
    run = import_register(file(company(99000001, "Før"), company(99000001, "Efter")))
    assert figures(run) == (1, 1, 0, 0)
    assert Company.objects.get().name == "Efter"


class Killed(BaseException):
    """As good as kill -9 for what a transaction leaves behind."""


@pytest.mark.parametrize("after", [1, 3, 5, 8])
def test_a_killed_run_goes_on(db, file, monkeypatch, after) -> None:
    lines = list(documents(12, SEED))
    path = file(*lines)
    monkeypatch.setattr(importing, "BATCH", 4)
    whole = importing._commit
    calls = []

    def dying(*args):
        calls.append(1)
        if len(calls) == after:
            raise Killed
        return whole(*args)

    monkeypatch.setattr(importing, "_commit", dying)
    with pytest.raises(Killed):
        import_register(path)
    ImportRun.objects.update(state="running")  # a kill -9 leaves no word behind
    stored = Company.objects.count() + Workplace.objects.count()
    monkeypatch.setattr(importing, "_commit", whole)
    run = import_register(path)
    assert ImportRun.objects.count() == 1
    assert (run.state, run.times_resumed) == ("done", 1)
    assert run.created == len(lines) == Company.objects.count() + Workplace.objects.count()
    assert run.unchanged == 0  # nothing was read a second time
    assert stored < len(lines)


def test_a_broken_archive_keeps_what_was_read(db, file, monkeypatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    path = file(*documents(40, SEED), name="cvr.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-600])
    with pytest.raises(Refused, match="broken"):
        import_register(path)
    run = ImportRun.objects.get()
    assert run.state == "stopped"
    assert Company.objects.count() == run.created > 0


def test_two_at_once_are_refused(transactional_db, file) -> None:
    path = file(company(99000001))
    outcome: list[str] = []

    def other() -> None:
        try:
            import_register(path)
        except Refused as problem:
            outcome.append(problem.code)
        finally:
            connection.close()

    with importing.only_import():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert outcome == ["import_running"]
    assert figures(import_register(path)) == (1, 0, 0, 0)


class TestCommand:
    def run(self, path: Any, language: str = "en") -> str:
        out = StringIO()
        call_command("import_cvr", str(path), language=language, stdout=out)
        return out.getvalue()

    def test_reports(self, db, file) -> None:
        said = self.run(file(company(99000001), "{"))
        assert "1 created, 0 changed, 0 unchanged, 1 rejected." in said
        assert "Line 2" in said
        assert "The line is not JSON." in said

    def test_speaks_danish(self, db, file) -> None:
        assert "oprettet" in self.run(file(company(99000001)), "da")

    def test_no_file(self, db, tmp_path) -> None:
        with pytest.raises(CommandError, match="There is no file"):
            self.run(tmp_path / "nothing.jsonl")

    def test_the_shipped_file(self, db) -> None:
        path = Path(importing.__file__).parents[1] / "fixtures" / "cvr_fictitious.jsonl.gz"
        said = self.run(path)
        assert "0 rejected" in said
        assert Company.objects.count() >= 2850
        assert ImportRejection.objects.count() == 0
        assert Company.objects.filter(status="ceased").exists()
        assert Company.objects.filter(advertising_protected=True).exists()
