"""The fields of a CVR document, each read on its own terms; what cannot be read says which."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from jobcenter.lines import one_line

MAX_NAME = 400
MAX_EMPLOYEES = 1_000_000
MONTHS_KEPT = 12
EARLIEST, LATEST = date(1500, 1, 1), date(2200, 12, 31)
DB25_FROM = date(2025, 1, 1)  # read on a third party's page only; the official date was not

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Employment = tuple[int, int, int | None, Decimal | None]


class Unreadable(Exception):
    """A document that must be rejected: a code, what fills its sentence, the number if known."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, object] = params
        self.number = ""

    def about(self, number: str) -> "Unreadable":
        """Add the number the document carries."""
        self.number = number
        return self


def object_of(row: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the object at `key`; {} when it is missing or null."""
    value = row.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unreadable("wrong_type", field=key)
    return value


def list_of(row: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the list of objects at `key`; [] when it is missing or null."""
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Unreadable("wrong_type", field=key)
    return value


def text_of(row: dict[str, Any], key: str, longest: int) -> str:
    """Return the text at `key` with single spaces; numbers count as text, null as ""."""
    value = row.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable("wrong_type", field=key)
    if isinstance(value, int) and abs(value) >= 10**30:
        raise Unreadable("text_too_long", field=key)
    text = one_line(str(value))
    if len(text) > longest:
        raise Unreadable("text_too_long", field=key)
    return text


def flag_of(row: dict[str, Any], key: str) -> bool:
    """Return the truth value at `key`; missing or null is False."""
    value = row.get(key)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise Unreadable("wrong_type", field=key)


def number_of(row: dict[str, Any], key: str, *, digits: int) -> str:
    """Return the number at `key` as exactly `digits` digits; an integer is not padded."""
    value = row.get(key)
    if value is None or value == "":
        raise Unreadable("number_missing")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable("wrong_type", field=key)
    if isinstance(value, int) and abs(value) >= 10**30:
        raise Unreadable("number_length", digits=digits)
    text = str(value).strip()
    if len(text) != digits or not (text.isascii() and text.isdigit()):
        raise Unreadable("number_length", digits=digits)
    return text


def day_of(row: dict[str, Any], key: str) -> date | None:
    """Return the ISO date at `key`; None when it is missing or null."""
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not _ISO.match(value[:10]) or len(value) > 40:
        raise Unreadable("date_invalid", field=key)
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        raise Unreadable("date_invalid", field=key) from None
    if not EARLIEST <= day <= LATEST:
        raise Unreadable("date_invalid", field=key)
    return day


def period_of(row: dict[str, Any]) -> tuple[date | None, date | None]:
    """Return (from, to) of the row's `periode`, both inclusive and both optional."""
    period = object_of(row, "periode")
    start, end = day_of(period, "gyldigFra"), day_of(period, "gyldigTil")
    if start is not None and end is not None and end < start:
        raise Unreadable("period_reversed")
    return start, end


def present_of(row: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the entry of the list at `key` that is open, the newest of them; {} if none is.

    A list whose every entry has ended gives the one that ended last: a ceased company keeps the
    name and address it had.
    """
    entries = list_of(row, key)
    if not entries:
        return {}
    return max(entries, key=_newest)


def _newest(entry: dict[str, Any]) -> tuple[date, date]:
    start, end = period_of(entry)
    return end or date.max, start or date.min


def name_of(row: dict[str, Any], metadata: dict[str, Any]) -> str:
    """Return the present name; Unreadable when there is none."""
    newest = object_of(metadata, "nyesteNavn") or present_of(row, "navne")
    name = text_of(newest, "navn", MAX_NAME)
    if not name:
        raise Unreadable("name_missing")
    return name


def life_of(row: dict[str, Any]) -> tuple[date | None, date | None, bool]:
    """Return (started on, ceased on, whether any life was given); an open life has not ceased."""
    lives = [period_of(each) for each in list_of(row, "livsforloeb")]
    starts = [start for start, _end in lives if start is not None]
    ends = [end for _start, end in lives]
    closed = [end for end in ends if end is not None]
    ceased_on = max(closed) if lives and len(closed) == len(ends) else None
    return (min(starts) if starts else None), ceased_on, bool(lives)


def industry_of(row: dict[str, Any], metadata: dict[str, Any]) -> dict[str, Any]:
    """Return the main industry: six digits, the register's text and the code system.

    The documents do not name the code system: a period that begins in 2025 or later is DB25.
    """
    industry = present_of(row, "hovedbranche") or object_of(metadata, "nyesteHovedbranche")
    start, _end = period_of(industry)
    code = text_of(industry, "branchekode", 10)
    system = "DB25" if start is not None and start >= DB25_FROM else "DB07"
    return {
        "industry_code": code,
        "industry_text": text_of(industry, "branchetekst", 300),
        "code_system": system if code else "",
    }


def address_of(row: dict[str, Any], metadata: dict[str, Any]) -> dict[str, Any]:
    """Return street line, postcode (four digits in Denmark), city and municipality code."""
    where = object_of(metadata, "nyesteBeliggenhedsadresse") or present_of(
        row, "beliggenhedsadresse"
    )
    country = text_of(where, "landekode", 10) or "DK"
    postcode = text_of(where, "postnummer", 20)
    municipality = text_of(object_of(where, "kommune"), "kommuneKode", 10)
    if country == "DK" and postcode.isdigit():
        postcode = postcode.zfill(4)
    return {
        "address": _street_line(where),
        "postcode": postcode,
        "city": text_of(where, "postdistrikt", 100) or text_of(where, "bynavn", 100),
        "municipality_code": municipality.zfill(4) if municipality.isdigit() else "",
    }


def _street_line(where: dict[str, Any]) -> str:
    free = text_of(where, "fritekst", 400)
    if free:
        return free
    number = text_of(where, "husnummerFra", 10) + text_of(where, "bogstavFra", 5)
    until = text_of(where, "husnummerTil", 10) + text_of(where, "bogstavTil", 5)
    house = f"{number}-{until}" if until else number
    street = f"{text_of(where, 'vejnavn', 200)} {house}".strip()
    floor, door = text_of(where, "etage", 10), text_of(where, "sidedoer", 10)
    inside = f"{floor}. {door}".strip() if floor else door
    return ", ".join(part for part in (street, inside) if part)


def contact_of(row: dict[str, Any], key: str, longest: int) -> str:
    """Return the newest open contact that is not secret; "" if there is none."""
    open_ones = [
        each
        for each in list_of(row, key)
        if period_of(each)[1] is None and not flag_of(each, "hemmelig")
    ]
    if not open_ones:
        return ""
    return text_of(max(open_ones, key=_newest), "kontaktoplysning", longest)


def employment_of(
    row: dict[str, Any],
) -> tuple[int | None, str, Decimal | None, int | None, int | None, list[Employment]]:
    """Return the newest employment: people, band, full-time equivalents, year, month, series.

    Monthly figures are preferred, then quarterly (month = its last), then yearly (December). The
    series is the last twelve months, oldest first, and only monthly figures are in it.
    """
    monthly = sorted(_months(row))
    series = [(year, month, people, fte) for year, month, people, fte, _band in monthly]
    for found in (monthly, sorted(_quarters(row)), sorted(_years(row))):
        if found:
            year, month, people, fte, band = found[-1]
            return people, band, fte, year, month, series[-MONTHS_KEPT:]
    return None, "", None, None, None, []


class _Figure(tuple[int, int, int | None, Decimal | None, str]):
    """One figure, ordered by year and month only."""

    __slots__ = ()

    def __lt__(self, other: tuple[Any, ...]) -> bool:
        return (self[0], self[1]) < (other[0], other[1])


def _months(row: dict[str, Any]) -> Iterator[_Figure]:
    newer = list_of(row, "erstMaanedsbeskaeftigelse")
    for each in newer or list_of(row, "maanedsbeskaeftigelse"):
        month = _count(each, "maaned", 12)
        if month is None or month < 1:
            raise Unreadable("date_invalid", field="maaned")
        yield _figure(each, month)


def _quarters(row: dict[str, Any]) -> Iterator[_Figure]:
    for each in list_of(row, "kvartalsbeskaeftigelse"):
        quarter = _count(each, "kvartal", 4)
        if quarter is None or quarter < 1:
            raise Unreadable("date_invalid", field="kvartal")
        yield _figure(each, quarter * 3)


def _years(row: dict[str, Any]) -> Iterator[_Figure]:
    for each in list_of(row, "aarsbeskaeftigelse"):
        yield _figure(each, 12)


def _figure(each: dict[str, Any], month: int) -> _Figure:
    year = _count(each, "aar", LATEST.year)
    if year is None or year < 1900:
        raise Unreadable("date_invalid", field="aar")
    band = text_of(each, "intervalKodeAntalAnsatte", 40).removeprefix("ANTAL_").replace("_", "-")
    people = _count(each, "antalAnsatte", MAX_EMPLOYEES)
    return _Figure((year, month, people, _fte(each), band))


def _count(each: dict[str, Any], key: str, most: int) -> int | None:
    value = each.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable("wrong_type", field=key)
    if not 0 <= value <= most:
        if key == "antalAnsatte":
            raise Unreadable("employees_absurd")
        raise Unreadable("date_invalid", field=key)
    return value


def _fte(each: dict[str, Any]) -> Decimal | None:
    value = each.get("antalAarsvaerk")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unreadable("wrong_type", field="antalAarsvaerk")
    if not 0 <= value <= MAX_EMPLOYEES:
        raise Unreadable("employees_absurd")
    try:
        return Decimal(value).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise Unreadable("employees_absurd") from None
