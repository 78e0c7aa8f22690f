"""Reads documents of the CVR register, one JSON object a line, as facts or rejections.

Plain Python: no Django, no query, no clock. A bad line becomes a Rejection with its line number
and a reason, and never stops the good ones. Contents of a rejected line are never repeated:
the register also holds people. The shapes are those of `cvr-permanent/{virksomhed,
produktionsenhed}`, with or without the search engine's `_source` around them.
"""

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from companies.register.fields import (
    Unreadable,
    address_of,
    contact_of,
    employment_of,
    flag_of,
    industry_of,
    life_of,
    name_of,
    number_of,
    object_of,
    present_of,
    text_of,
)
from jobcenter.errors import N_

MAX_LINE_BYTES = 4_000_000
MAX_DEPTH = 60

ACTIVE = "active"
CEASED = "ceased"

REASONS = {
    "bad_json": N_("The line is not JSON."),
    "bad_encoding": N_("The line is not UTF-8."),
    "bad_text": N_("The line holds characters that cannot be stored."),
    "null_byte": N_("The line holds a null byte."),
    "line_too_long": N_("The line is longer than %(limit)s bytes."),
    "duplicate_key": N_("The document has the same key twice."),
    "unknown_shape": N_("The document is neither a company nor a workplace."),
    "wrong_type": N_("The field %(field)s has an unexpected form."),
    "number_missing": N_("The document has no number."),
    "number_length": N_("The number does not have %(digits)s digits."),
    "name_missing": N_("The document has no name."),
    "company_missing": N_("The workplace does not say which company it belongs to."),
    "date_invalid": N_("The field %(field)s holds a date that does not exist."),
    "period_reversed": N_("The document ends before it begins."),
    "employees_absurd": N_("The number of employees cannot be right."),
    "text_too_long": N_("The field %(field)s is too long."),
}


@dataclass(frozen=True)
class Month:
    """Employment in one month: people and full-time equivalents, subsidised staff included."""

    year: int
    month: int
    employees: int | None
    fte: Decimal | None


@dataclass(frozen=True)
class Facts:
    """What a company and a workplace have in common."""

    name: str
    industry_code: str
    industry_text: str
    code_system: str
    status: str
    started_on: date | None
    ceased_on: date | None
    advertising_protected: bool
    employees: int | None
    employees_band: str
    fte: Decimal | None
    employment_year: int | None
    employment_month: int | None
    months: tuple[Month, ...]
    address: str
    postcode: str
    city: str
    municipality_code: str
    phone: str
    email: str
    facts_on: date | None
    line: int = field(compare=False, default=0)

    @cached_property
    def fingerprint(self) -> str:
        """32 hex digits that stay the same as long as the facts do."""
        # repr of the values, five times as fast as asdict and JSON: 900,000 of them in a file.
        facts = [getattr(self, each.name) for each in fields(self) if each.name != "line"]
        text = f"{type(self).__name__}:{facts!r}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class CompanyFacts(Facts):
    """One company: `cvr` is 8 digits, `form_code` the register's code such as "80" (ApS)."""

    cvr: str = ""
    form_code: str = ""
    form_text: str = ""


@dataclass(frozen=True)
class WorkplaceFacts(Facts):
    """One workplace: `p_number` is 10 digits, `cvr` the company it belongs to now."""

    p_number: str = ""
    cvr: str = ""


@dataclass(frozen=True)
class Rejection:
    """A line that could not be read: `code` is a key of REASONS, `params` fill its sentence."""

    line: int
    code: str
    params: dict[str, object] = field(default_factory=dict)
    number: str = ""

    @property
    def reason(self) -> str:
        """Return the English msgid; translate it before filling in `params`."""
        return REASONS[self.code]

    def __str__(self) -> str:
        return self.reason % self.params if self.params else self.reason


Document = CompanyFacts | WorkplaceFacts | Rejection


class _DuplicateKey(ValueError):
    pass


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DuplicateKey
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def read_lines(stream: IO[bytes], limit: int = MAX_LINE_BYTES) -> Iterator[bytes]:
    """Yield the lines of `stream`; of one longer than `limit` bytes only the first limit + 1.

    At most that much is held in memory, whatever the file. `read_documents` rejects such a line.
    """
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
            if not line:
                return


def open_file(path: Path) -> IO[bytes]:
    """Open a register file for reading bytes; one that ends in .gz is unpacked on the way."""
    if path.suffix == ".gz":
        return io.BufferedReader(gzip.GzipFile(path, "rb"))
    return path.open("rb")


def read_documents(lines: Iterable[bytes | str], *, first_line: int = 1) -> Iterator[Document]:
    """Yield facts or a rejection for every line that is not blank.

    `first_line` is the number of the first line given, so that a resumed run keeps counting.
    """
    for number, line in enumerate(lines, start=first_line):
        document = read_line(line, number)
        if document is not None:
            yield document


def read_line(line: bytes | str, number: int = 0) -> Document | None:
    """Read one line; None for a blank one. Never raises for anything the line may hold."""
    try:
        text = _text(line)
        if not text.strip():
            return None
        found = _json(text)
        if "\\u" in text:  # only an escape can bring in what UTF-8 itself cannot hold
            _check_text(found)
        return _document(found, number)
    except Unreadable as problem:
        return Rejection(number, problem.code, problem.params, problem.number)


def _text(line: bytes | str) -> str:
    if len(line) > MAX_LINE_BYTES:
        raise Unreadable("line_too_long", limit=MAX_LINE_BYTES)
    if isinstance(line, bytes):
        try:
            line = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Unreadable("bad_encoding") from None
    line = line.removeprefix("\ufeff")
    if "\0" in line:
        raise Unreadable("null_byte")
    return line


def _json(text: str) -> Any:
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_without_duplicates,
        )
    except _DuplicateKey:
        raise Unreadable("duplicate_key") from None
    except (ValueError, ArithmeticError, RecursionError):
        raise Unreadable("bad_json") from None


def _check_text(value: Any, depth: int = 0) -> None:
    """Refuse null bytes and lone surrogates, which PostgreSQL cannot store, and deep nesting."""
    if depth > MAX_DEPTH:
        raise Unreadable("unknown_shape")
    if isinstance(value, str):
        if "\0" in value:
            raise Unreadable("null_byte")
        if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
            raise Unreadable("bad_text")
    elif isinstance(value, dict):
        for key, each in value.items():
            _check_text(key, depth + 1)
            _check_text(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            _check_text(each, depth + 1)


def _document(found: Any, line: int) -> CompanyFacts | WorkplaceFacts:
    if isinstance(found, dict) and isinstance(found.get("_source"), dict):
        found = found["_source"]
    if not isinstance(found, dict):
        raise Unreadable("unknown_shape")
    company, workplace = found.get("Vrvirksomhed"), found.get("VrproduktionsEnhed")
    if isinstance(company, dict) and workplace is None:
        return _company(company, line)
    if isinstance(workplace, dict) and company is None:
        return _workplace(workplace, line)
    raise Unreadable("unknown_shape")


def _company(row: dict[str, Any], line: int) -> CompanyFacts:
    cvr = number_of(row, "cvrNummer", digits=8)
    try:
        metadata = object_of(row, "virksomhedMetadata")
        form = present_of(row, "virksomhedsform") or object_of(metadata, "nyesteVirksomhedsform")
        return CompanyFacts(
            **_shared(row, metadata, line),
            cvr=cvr,
            form_code=text_of(form, "virksomhedsformkode", 10),
            form_text=text_of(form, "langBeskrivelse", 200),
        )
    except Unreadable as problem:
        raise problem.about(cvr) from None


def _workplace(row: dict[str, Any], line: int) -> WorkplaceFacts:
    p_number = number_of(row, "pNummer", digits=10)
    try:
        metadata = object_of(row, "produktionsEnhedMetadata")
        relation = metadata if metadata.get("nyesteCvrNummerRelation") is not None else None
        if relation is not None:
            cvr = number_of(relation, "nyesteCvrNummerRelation", digits=8)
        else:
            present = present_of(row, "virksomhedsrelation")
            if not present:
                raise Unreadable("company_missing")
            cvr = number_of(present, "cvrNummer", digits=8)
        return WorkplaceFacts(**_shared(row, metadata, line), p_number=p_number, cvr=cvr)
    except Unreadable as problem:
        raise problem.about(p_number) from None


def _shared(row: dict[str, Any], metadata: dict[str, Any], line: int) -> dict[str, Any]:
    started_on, ceased_on, has_life = life_of(row)
    said = text_of(metadata, "sammensatStatus", 100).casefold()
    ended = ceased_on is not None or (not has_life and said.startswith(("oph", "opl", "tvangs")))
    employees, band, fte, year, month, series = employment_of(row)
    return {
        "name": name_of(row, metadata),
        **industry_of(row, metadata),
        "status": CEASED if ended else ACTIVE,
        "started_on": started_on,
        "ceased_on": ceased_on,
        "advertising_protected": flag_of(row, "reklamebeskyttet"),
        "employees": employees,
        "employees_band": band,
        "fte": fte,
        "employment_year": year,
        "employment_month": month,
        "months": tuple(Month(*each) for each in series),
        **address_of(row, metadata),
        "phone": contact_of(row, "telefonNummer", 30),
        "email": contact_of(row, "elektroniskPost", 254),
        "facts_on": _facts_on(row),
        "line": line,
    }


def _facts_on(row: dict[str, Any]) -> date | None:
    """Return the day of `sidstOpdateret`, or None: it is a remark, no reason to reject."""
    moment = row.get("sidstOpdateret")
    try:
        return date.fromisoformat(moment[:10]) if isinstance(moment, str) else None
    except ValueError:
        return None
