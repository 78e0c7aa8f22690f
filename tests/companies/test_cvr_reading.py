"""Reading the CVR register's documents: every fault is a rejection, nothing stops the good ones."""

import gzip
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.register import cvr
from companies.register.cvr import CompanyFacts, Rejection, WorkplaceFacts
from companies.register.fictitious_faults import FAULTS, bad_line

PERIOD = {"gyldigFra": "2020-01-01", "gyldigTil": None}
PAST = {"gyldigFra": "2010-01-01", "gyldigTil": "2019-12-31"}


def company(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "cvrNummer": 99000001,
        "navne": [
            {"navn": "Gammelt Navn", "periode": PAST},
            {"navn": "Æblegård", "periode": PERIOD},
        ],
        "livsforloeb": [{"periode": {"gyldigFra": "2010-01-01", "gyldigTil": None}}],
    }
    return {"Vrvirksomhed": row | changes}


def workplace(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "pNummer": 9900000001,
        "navne": [{"navn": "Æblegård, lager", "periode": PERIOD}],
        "virksomhedsrelation": [
            {"cvrNummer": 99000009, "periode": PAST},
            {"cvrNummer": 99000001, "periode": PERIOD},
        ],
    }
    return {"VrproduktionsEnhed": row | changes}


def read(document: Any) -> Any:
    return cvr.read_line(json.dumps(document), 7)


def test_a_company_is_read_whole() -> None:
    found = read(
        company(
            reklamebeskyttet=True,
            virksomhedsform=[
                {"virksomhedsformkode": 80, "langBeskrivelse": "Anpartsselskab", "periode": PERIOD}
            ],
            hovedbranche=[
                {"branchekode": "561010", "branchetekst": "Restauranter", "periode": PERIOD}
            ],
            beliggenhedsadresse=[
                {
                    "landekode": "DK",
                    "vejnavn": "Åmundingen",
                    "husnummerFra": 4,
                    "bogstavFra": "B",
                    "etage": "1",
                    "sidedoer": "tv",
                    "postnummer": 110,
                    "postdistrikt": "Nordby",
                    "kommune": {"kommuneKode": 901, "kommuneNavn": "NORDBY"},
                    "periode": PERIOD,
                }
            ],
            telefonNummer=[
                {"kontaktoplysning": "10111111", "hemmelig": False, "periode": PAST},
                {"kontaktoplysning": "10222222", "hemmelig": False, "periode": PERIOD},
            ],
            elektroniskPost=[
                {"kontaktoplysning": "skjult@a.example", "hemmelig": True, "periode": PERIOD}
            ],
            erstMaanedsbeskaeftigelse=[
                {"aar": 2026, "maaned": 9, "antalAnsatte": 12, "antalAarsvaerk": 9.25},
                {"aar": 2026, "maaned": 8, "antalAnsatte": 11, "antalAarsvaerk": 9},
            ],
            sidstOpdateret="2026-10-31T04:00:00.000+01:00",
        )
    )
    assert isinstance(found, CompanyFacts)
    assert (found.cvr, found.name, found.form_code) == ("99000001", "Æblegård", "80")
    assert (found.industry_code, found.code_system) == ("561010", "DB07")
    assert (found.address, found.postcode, found.city) == ("Åmundingen 4B, 1. tv", "0110", "Nordby")
    assert found.municipality_code == "0901"
    assert (found.phone, found.email) == ("10222222", "")
    assert (found.employees, found.fte) == (12, Decimal("9.25"))
    assert [(each.month, each.fte) for each in found.months] == [
        (8, Decimal("9.00")),
        (9, Decimal("9.25")),
    ]
    assert found.advertising_protected
    assert (found.status, found.facts_on, found.line) == ("active", date(2026, 10, 31), 7)


def test_a_workplace_belongs_to_its_present_company() -> None:
    found = read(workplace())
    assert isinstance(found, WorkplaceFacts)
    assert (found.p_number, found.cvr) == ("9900000001", "99000001")
    newest = read(workplace(produktionsEnhedMetadata={"nyesteCvrNummerRelation": 99000033}))
    assert newest.cvr == "99000033"


@pytest.mark.parametrize(
    ("lives", "status", "ceased_on"),
    [
        ([PERIOD], "active", None),
        ([PAST], "ceased", date(2019, 12, 31)),
        ([PAST, PERIOD], "active", None),
        ([], "active", None),
    ],
)
def test_a_company_has_ceased_when_no_life_is_open(
    lives: list[Any], status: str, ceased_on: date | None
) -> None:
    found = read(company(livsforloeb=[{"periode": each} for each in lives]))
    assert (found.status, found.ceased_on) == (status, ceased_on)


def test_a_ceased_company_keeps_its_last_name() -> None:
    found = read(company(navne=[{"navn": "Sidste Navn", "periode": PAST}]))
    assert found.name == "Sidste Navn"


def test_older_figures_are_used_when_there_are_no_monthly_ones() -> None:
    year = [{"aar": 2024, "antalAnsatte": None, "intervalKodeAntalAnsatte": "ANTAL_10_19"}]
    found = read(company(aarsbeskaeftigelse=year))
    assert (found.employees, found.employees_band, found.employment_month) == (None, "10-19", 12)
    quarter = [{"aar": 2025, "kvartal": 2, "antalAnsatte": 14}]
    found = read(company(aarsbeskaeftigelse=year, kvartalsbeskaeftigelse=quarter))
    assert (found.employees, found.employment_month, found.months) == (14, 6, ())


def test_an_industry_from_2025_is_coded_in_db25() -> None:
    trade = {"branchekode": "812100", "branchetekst": "Rengøring"}
    since = {"periode": {"gyldigFra": "2025-01-01", "gyldigTil": None}}
    assert read(company(hovedbranche=[trade | since])).code_system == "DB25"


def test_the_search_engines_wrapping_is_taken_off() -> None:
    assert read({"_index": "cvr", "_source": company()}) == read(company())


def test_the_fingerprint_follows_the_facts_and_not_the_line() -> None:
    text = json.dumps(company())
    first, later = cvr.read_line(text, 1), cvr.read_line(text, 900)
    assert isinstance(first, CompanyFacts)
    assert isinstance(later, CompanyFacts)
    assert first.fingerprint == later.fingerprint
    assert first == later
    assert len(first.fingerprint) == 32
    changed = read(company(reklamebeskyttet=True))
    assert changed.fingerprint != first.fingerprint


@pytest.mark.parametrize("kind", list(FAULTS))
def test_every_kind_of_fault_is_rejected_with_its_reason(kind: str) -> None:
    make, code = FAULTS[kind]
    found = cvr.read_line(make(), 41)
    assert isinstance(found, Rejection)
    assert (found.code, found.line) == (code, 41)
    assert str(found)


def test_a_rejection_names_the_number_and_repeats_nothing_else() -> None:
    found = read(company(navne=[{"navn": "Hemmelig " * 200, "periode": PERIOD}]))
    assert isinstance(found, Rejection)
    assert found.number == "99000001"
    assert "Hemmelig" not in repr(found) + str(found)


def test_bad_lines_never_stop_the_good_ones() -> None:
    lines: list[bytes | str] = []
    for index in range(len(FAULTS)):
        lines += [json.dumps(company(cvrNummer=99000001 + index)).encode(), bad_line(index), ""]
    lines += [b"\xff\xfe\xfa", b"\n", json.dumps(workplace()).encode()]
    found = list(cvr.read_documents(lines, first_line=100))
    good = [each for each in found if not isinstance(each, Rejection)]
    bad = [each for each in found if isinstance(each, Rejection)]
    assert len(good) == len(FAULTS) + 1
    assert [each.line for each in bad[:2]] == [101, 104]
    assert bad[-1].code == "bad_encoding"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert isinstance(cvr.read_line(b"\xef\xbb\xbf" + json.dumps(company()).encode()), CompanyFacts)


def test_huge_lines_are_cut_while_reading_and_rejected() -> None:
    good = json.dumps(company()).encode() + b"\n"
    stream = io.BytesIO(good + b"x" * 5000 + b"\n" + good + b"y" * 5000)
    lines = list(cvr.read_lines(stream, limit=1000))
    assert [len(line) for line in lines] == [len(good), 1001, len(good), 1001]


def test_packed_and_plain_files_read_alike(tmp_path: Path) -> None:
    text = json.dumps(company()).encode() + b"\n"
    (tmp_path / "plain.jsonl").write_bytes(text)
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(text))
    for name in ("plain.jsonl", "packed.jsonl.gz"):
        with cvr.open_file(tmp_path / name) as stream:
            assert len(list(cvr.read_documents(cvr.read_lines(stream)))) == 1


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["2026-02-30", "2020-01-01", "1020-01-01", 0, -1, 10**40]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    [
        "cvrNummer",
        "navne",
        "livsforloeb",
        "hovedbranche",
        "beliggenhedsadresse",
        "virksomhedMetadata",
        "erstMaanedsbeskaeftigelse",
        "telefonNummer",
        "reklamebeskyttet",
        "virksomhedsform",
        "sidstOpdateret",
    ]
)
INNER = st.sampled_from(
    [
        "periode",
        "navn",
        "aar",
        "maaned",
        "antalAnsatte",
        "antalAarsvaerk",
        "nyesteNavn",
        "postnummer",
        "kommune",
        "husnummerFra",
        "kontaktoplysning",
        "sammensatStatus",
    ]
)
SHAPED = VALUES | st.lists(st.dictionaries(INNER, VALUES, max_size=4), max_size=3)


@given(changes=st.dictionaries(FIELDS, SHAPED | st.dictionaries(INNER, VALUES), max_size=5))
def test_nothing_a_document_holds_can_raise(changes: dict[str, Any]) -> None:
    found = read(company(**changes))
    assert isinstance(found, CompanyFacts | Rejection)
    if isinstance(found, CompanyFacts):
        assert len(found.cvr) == 8
        assert found.name
        assert "\0" not in repr(found)


@given(line=st.text() | st.binary())
def test_nothing_a_line_holds_can_raise(line: bytes | str) -> None:
    found = cvr.read_line(line)
    assert found is None or isinstance(found, Rejection)
