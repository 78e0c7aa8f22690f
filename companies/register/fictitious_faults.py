"""Broken register lines of named kinds, for trying that bad lines never stop the good ones."""

import json
from collections.abc import Callable
from typing import Any

from companies.register.cvr import MAX_LINE_BYTES

# Numbers of broken lines come from the top of the fictitious range, far from the good ones.
CVR, P_NUMBER = 99_900_000, 9_999_900_000


def _company(**changes: Any) -> str:
    row: dict[str, Any] = {
        "cvrNummer": CVR,
        "navne": [{"navn": "Fejlhuset ApS", "periode": {"gyldigFra": "2020-01-01"}}],
        "livsforloeb": [{"periode": {"gyldigFra": "2020-01-01", "gyldigTil": None}}],
    }
    row.update(changes)
    return json.dumps({"Vrvirksomhed": row}, ensure_ascii=True)


def _workplace(**changes: Any) -> str:
    row: dict[str, Any] = {
        "pNummer": P_NUMBER,
        "navne": [{"navn": "Fejlhuset, afd. 2", "periode": {"gyldigFra": "2020-01-01"}}],
    }
    row.update(changes)
    return json.dumps({"VrproduktionsEnhed": row}, ensure_ascii=True)


def _employment(people: int) -> list[dict[str, int]]:
    return [{"aar": 2026, "maaned": 9, "antalAnsatte": people}]


def _life(start: str, end: str | None) -> list[dict[str, dict[str, str | None]]]:
    return [{"periode": {"gyldigFra": start, "gyldigTil": end}}]


# Each kind gives one line; its key says what is wrong, the value the reason code expected.
FAULTS: dict[str, tuple[Callable[[], str], str]] = {
    "cut_off": (lambda: _company()[:-9], "bad_json"),
    "not_json": (lambda: "cvrNummer;navn;adresse", "bad_json"),
    "not_an_object": (lambda: "[1, 2, 3]", "unknown_shape"),
    "another_shape": (lambda: '{"Vrdeltagerperson": {"enhedsNummer": 1}}', "unknown_shape"),
    "number_missing": (lambda: _company(cvrNummer=None), "number_missing"),
    "number_too_short": (lambda: _company(cvrNummer=9_990_000), "number_length"),
    "number_with_letters": (lambda: _company(cvrNummer="9990000O"), "number_length"),
    "p_number_too_long": (lambda: _workplace(pNummer=99_999_000_001), "number_length"),
    "company_missing": (_workplace, "company_missing"),
    "name_missing": (lambda: _company(navne=[]), "name_missing"),
    "date_invalid": (lambda: _company(livsforloeb=_life("2021-02-30", None)), "date_invalid"),
    "reversed": (
        lambda: _company(livsforloeb=_life("2021-02-03", "2020-01-01")),
        "period_reversed",
    ),
    "negative_employees": (
        lambda: _company(erstMaanedsbeskaeftigelse=_employment(-3)),
        "employees_absurd",
    ),
    "too_many_employees": (
        lambda: _company(erstMaanedsbeskaeftigelse=_employment(900_000_000)),
        "employees_absurd",
    ),
    "null_byte": (
        lambda: _company(navne=[{"navn": "Fejl\0huset", "periode": None}]),
        "null_byte",
    ),
    "lone_surrogate": (
        lambda: _company(navne=[{"navn": "Fejl\ud800huset", "periode": None}]),
        "bad_text",
    ),
    "duplicate_key": (
        lambda: '{"Vrvirksomhed": {"cvrNummer": 99900000, "cvrNummer": 99900001}}',
        "duplicate_key",
    ),
    "wrong_type": (lambda: _company(hovedbranche="561010"), "wrong_type"),
    "name_too_long": (
        lambda: _company(navne=[{"navn": "Æ" * 5000, "periode": None}]),
        "text_too_long",
    ),
    "huge_line": (
        lambda: _company(navne=[{"navn": "x" * MAX_LINE_BYTES, "periode": None}]),
        "line_too_long",
    ),
}


def bad_line(index: int) -> str:
    """Return broken line number `index`, without a newline; the kinds come in turn."""
    kinds = list(FAULTS)
    make, _code = FAULTS[kinds[index % len(kinds)]]
    return make()
