"""Sickness absence of a company: reading a file, the rate, and what was saved, estimated.

Plain Python: days are passed in. Where a benefit begins after the employer's own period is not in
our collection of law, so that its share is an assumption people set and everybody reads.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from jobcenter.errors import N_, Refused

FEWEST = 5  # employees: figures of a smaller group tell of persons
MOST_EMPLOYEES = 100_000
BASE_MONTHS = 12  # before the start, as many as there are
LONG_SHARE = 40  # percent of the days saved that a benefit would have paid: a guess, not a source
OLDEST = date(2000, 1, 1)

MONTHS = (
    ("januar", "january", "jan"), ("februar", "february", "feb"), ("marts", "march", "mar"),
    ("april", "april", "apr"), ("maj", "may", "may"), ("juni", "june", "jun"),
    ("juli", "july", "jul"), ("august", "august", "aug"), ("september", "september", "sep"),
    ("oktober", "october", "okt"), ("november", "november", "nov"), ("december", "december", "dec"),
)  # fmt: skip
HEADERS = {
    "month": {"måned", "maaned", "month", "periode", "period"},
    "employees": {"ansatte", "medarbejdere", "antalansatte", "antalmedarbejdere", "employees"},
    "working_days": {"arbejdsdage", "workingdays", "arbejdsdageimåneden", "workdays"},
    "absence_days": {"fraværsdage", "sygedage", "sygefraværsdage", "fravær", "sygefravær",
                     "absencedays", "daysofabsence", "sickdays", "absence"},
}  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """A month: employees, working days of one of them, and days of absence of all together."""

    month: date
    employees: int
    working_days: int
    absence_days: Decimal

    @property
    def possible(self) -> int:
        """The working days of all together."""
        return self.employees * self.working_days

    @property
    def rate(self) -> Decimal:
        """Absence in percent of the working days."""
        return Decimal(100) * self.absence_days / self.possible


def month_of(text: str) -> date | None:
    """Return the first day of a month: “2026-03”, “3/2026”, “03.2026”, “marts 2026”, a date."""
    text = text.strip().lower()
    named = re.fullmatch(r"([a-zæøå]+)\.?[ -]([0-9]{4})", text)
    year = month = 0
    if named:
        month = next((at for at, names in enumerate(MONTHS, 1) if named[1] in names), 0)
        year = int(named[2])
    elif found := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})([-/.][0-9]{1,2})?( .*)?", text):
        year, month = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"([0-9]{1,2}[-/.])?([0-9]{1,2})[-/. ]([0-9]{4})", text):
        month, year = int(found[2]), int(found[3])
    return date(year, month, 1) if 1 <= month <= 12 and 1 <= year <= 9999 else None


def number_of(text: str) -> Decimal | None:
    """Return a number: “12”, “12,5”, “1.234,5”, “1234.5”; None for anything else."""
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:  # pragma: no cover  the pattern holds
        return None


def check_figures(told: Figures, day: date) -> None:
    """Refuse what cannot be: a month to come, nobody, or more absence than there is work."""
    if not OLDEST <= told.month <= day:
        raise Refused("month", N_("The month lies ahead, or too far back."))
    if told.month.day != 1:
        raise Refused("month", N_("Write a month, e.g. 2026-03."))
    if not FEWEST <= told.employees <= MOST_EMPLOYEES:
        raise Refused(
            "employees",
            N_("At least %(fewest)s employees: figures of fewer would tell of persons."),
            fewest=FEWEST,
        )
    if not 1 <= told.working_days <= 31:
        raise Refused("working_days", N_("Between 1 and 31 working days in the month."))
    if told.absence_days < 0:
        raise Refused("absence_days", N_("Days of absence cannot be negative."))
    if told.absence_days > told.possible:
        raise Refused(
            "absence_days",
            N_("More absence than work: %(employees)s employees × %(days)s days are %(all)s days."),
            employees=told.employees, days=told.working_days, all=told.possible,
        )  # fmt: skip


def columns_of(headers: Sequence[str]) -> dict[str, int]:
    """Return in which column each figure stands; refuse a file that lacks one."""
    found: dict[str, int] = {}
    for at, header in enumerate(headers):
        plain = re.sub(r"[\W_]+", "", header.lower())
        for name, words in HEADERS.items():
            if plain in words:
                found.setdefault(name, at)
    if len(found) < len(HEADERS):
        raise Refused(
            "columns",
            N_("The file needs four columns with these headers: month, employees, working days, "
               "days of absence."),
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class Wrong:
    """A row of a file that cannot be used, and why."""

    line: int
    problem: Refused


def read_rows(
    headers: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], day: date
) -> tuple[list[Figures], list[Wrong]]:
    """Return the months of a file and the rows that are wrong, each with its line."""
    at = columns_of(headers)
    good: dict[date, Figures] = {}
    wrong: list[Wrong] = []
    for line, cells in rows:
        try:
            told = _row({name: cells[column] for name, column in at.items()})
            check_figures(told, day)
            if told.month in good:
                raise Refused("month_twice", N_("The month stands in the file twice."))
        except Refused as problem:
            wrong.append(Wrong(line, problem))
        else:
            good[told.month] = told
    return [good[month] for month in sorted(good)], wrong


def _row(cells: dict[str, str]) -> Figures:
    month = month_of(cells["month"])
    if month is None:
        raise Refused("month", N_("Write a month, e.g. 2026-03."))
    employees, working, absence = (
        number_of(cells[name]) for name in ("employees", "working_days", "absence_days")
    )
    if employees is None or working is None or absence is None or employees % 1 or working % 1:
        raise Refused("number", N_("Employees and days are numbers, the first two whole ones."))
    return Figures(month, int(employees), int(working), absence.quantize(Decimal("0.1")))


def rate_of(months: Sequence[Figures]) -> Decimal | None:
    """Return the absence of several months in percent of all their working days."""
    possible = sum(each.possible for each in months)
    absent = sum((each.absence_days for each in months), Decimal(0))
    return Decimal(100) * absent / possible if possible else None


def base_rate(
    months: Sequence[Figures], start: date | None, typed: Decimal | None
) -> Decimal | None:
    """Return the rate at the start: what the company told, or that of the year before it.

    Without a start there is none.
    """
    if start is None:
        return None
    if typed is not None:
        return typed
    return rate_of([each for each in months if each.month < start][-BASE_MONTHS:])


@dataclass(frozen=True)
class Saved:
    """What is estimated to be saved since the start; negative where absence grew."""

    absence_days: Decimal
    benefit_days: Decimal
    months: int


def saved(
    months: Sequence[Figures], start: date | None, base: Decimal | None, share: int
) -> Saved | None:
    """Return the days saved since the start against its rate; None where nothing can be said.

    10 employees × 20 days at 5 % would be 10 days; with 6 of absence 4 are saved, and at a share
    of 50 % a benefit would have paid 2 of them.
    """
    since = [each for each in months if start is not None and each.month >= start]
    if base is None or not since:
        return None
    expected = sum((base * each.possible / 100 for each in since), Decimal(0))
    days = expected - sum((each.absence_days for each in since), Decimal(0))
    return Saved(days, days * share / 100, len(since))
