"""Law as dated data: rows of a TOML file, each with its paragraph, its period and who read it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TypeVar


@dataclass(frozen=True)
class Provenance:
    """Where a rule comes from and when it holds; both dates are inclusive, None is open."""

    legal_ref: str
    valid_from: date
    valid_to: date | None = None
    expected_end: date | None = None
    verified: bool = False
    verified_on: date | None = None
    verified_by: str = ""
    unverified_because: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def may_change_before(self, day: date) -> bool:
        """Tell whether a change of the law is expected on or before `day`: a reason to warn."""
        return self.expected_end is not None and self.expected_end < day


@dataclass(frozen=True)
class Sentence:
    """An explanation in words: `message` is an English msgid, `params` fill it when translated."""

    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % dict(self.params) if self.params else self.message


class Dated(Protocol):
    """Anything read from a law file."""

    @property
    def provenance(self) -> Provenance: ...


DatedRow = TypeVar("DatedRow", bound=Dated)


class LawFileError(ValueError):
    """A law file lacks a source, a period or the note on who read it."""


def read_law(path: Path) -> dict[str, Any]:
    """Read a TOML law file; fractions become Decimal."""
    with path.open("rb") as stream:
        return tomllib.load(stream, parse_float=Decimal)


def provenance_of(row: Mapping[str, Any], where: str) -> Provenance:
    """Build the provenance of one row and refuse a row that does not say where it comes from."""
    for key in ("legal_ref", "valid_from", "verified"):
        if key not in row:
            raise LawFileError(f"{where}: '{key}' is missing")
    if row["verified"] and not ("verified_on" in row and "verified_by" in row):
        raise LawFileError(f"{where}: a verified row names the day and the reader")
    if not row["verified"] and not row.get("unverified_because"):
        raise LawFileError(f"{where}: an unverified row says why it is unverified")
    valid_to = row.get("valid_to")
    if valid_to is not None and valid_to < row["valid_from"]:
        raise LawFileError(f"{where}: the period ends before it begins")
    return Provenance(
        legal_ref=row["legal_ref"],
        valid_from=row["valid_from"],
        valid_to=valid_to,
        expected_end=row.get("expected_end"),
        verified=row["verified"],
        verified_on=row.get("verified_on"),
        verified_by=row.get("verified_by", ""),
        unverified_because=row.get("unverified_because", ""),
    )


def in_force(rows: Iterable[DatedRow], day: date) -> list[DatedRow]:
    """Return the rows that hold on `day`, in the order of the file."""
    return [row for row in rows if row.provenance.holds_on(day)]
