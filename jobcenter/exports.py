"""Files of lists: exactly what is filtered, streamed; big ones by a worker, kept for a day.

Rows come from the list's own `rows`, which reads from a cursor of the server's in the tenant's
transaction, so the memory needed does not depend on how many there are.
"""

import csv
import io
import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from icalendar import Calendar, Event

from jobcenter.clock import COPENHAGEN, now
from jobcenter.lists import Column, ListKind

logger = logging.getLogger("bro.exports")

KEPT = timedelta(hours=24)
STEP = 1_000  # rows between two notes of progress
MOST_DATES = 5_000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
}
Progress = Callable[[int], None]


def file_columns(kind: ListKind, codes: Sequence[str]) -> list[Column]:
    """Return a file's columns: those chosen for the page, or without a choice every one."""
    if not codes:
        return [c for c in kind.columns if not c.on_page_only]
    kept = (c for c in kind.columns if c.is_fixed or c.in_file_only or c.code in codes)
    return [c for c in kept if not c.on_page_only]


def plain(value: Any) -> Any:
    """Return a cell of CSV: no formula can hide in it, dates and decimals as they are read here."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        text = f"{value:g}"
        return text.replace(".", ",") if (get_language() or "da").startswith("da") else text
    if isinstance(value, int):
        return value
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def csv_lines(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[bytes]:
    """Yield a CSV file that a Danish Excel opens, a few hundred rows at a time."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    text.write("\ufeff")
    writer.writerow([plain(str(column.label)) for column in columns])
    for number, row in enumerate(rows, start=1):
        writer.writerow([plain(column.value(row)) for column in columns])
        if number % 200 == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def write_csv(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    """Write a CSV file."""
    file.writelines(csv_lines(columns, rows))


def write_excel(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    """Write a workbook row by row: nothing stays in memory, no text becomes a formula or link."""
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "remove_timezone": True,
        },
    )  # fmt: skip
    bold = book.add_format({"bold": True, "bottom": 1})
    days = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, max(12, min(40, len(str(column.label)) + 4)))
        sheet.write_string(0, place, str(column.label), bold)
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            value = column.value(row)
            if value is None or value == "":
                continue
            if isinstance(value, datetime):
                local = value.astimezone(COPENHAGEN).replace(tzinfo=None)
                sheet.write_datetime(line, place, local, moments)
            elif isinstance(value, date):
                sheet.write_datetime(line, place, datetime.combine(value, time()), days)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(line, place, value)
            else:
                sheet.write_string(line, place, str(value)[:32_000])
    book.close()


def write_calendar(file: BinaryIO, kind: ListKind, rows: Iterable[Any]) -> None:
    """Write a calendar of the rows that have a day (RFC 5545), at most MOST_DATES of them."""
    calendar = Calendar()
    calendar.add("prodid", "-//Bro//lists//DA")
    calendar.add("version", "2.0")
    stamp = now()
    found = 0
    for row in rows:
        entry = kind.dated(row) if kind.dated else None
        if entry is None:
            continue
        event = Event()
        event.add("uid", f"{entry.uid}@bro")
        event.add("dtstamp", stamp)
        event.add("summary", entry.title)
        if isinstance(entry.at, datetime):
            start = entry.at.astimezone(UTC)
            event.add("dtstart", start)
            event.add("dtend", start + timedelta(minutes=entry.minutes))
        else:
            event.add("dtstart", entry.at)
        if entry.text:
            event.add("description", entry.text)
        if entry.url:
            event.add("url", settings.BASE_URL + entry.url)
        calendar.add_component(event)
        found += 1
        if found == MOST_DATES:
            break
    file.write(calendar.to_ical())


def write(
    file: BinaryIO, kind: ListKind, form: str, columns: Sequence[Column], rows: Iterable[Any]
) -> None:
    """Write rows in a format: csv, xlsx, ics, or pdf where the list can."""
    if form == "pdf" and kind.pdf is not None:
        kind.pdf(file, iter(rows))
        return
    if form == "ics":
        write_calendar(file, kind, rows)
    elif form == "xlsx":
        write_excel(file, columns, rows)
    else:
        write_csv(file, columns, rows)


def counted(rows: Iterable[Any], note: Progress) -> Iterator[Any]:
    """Pass rows on, noting every STEP of them and the end."""
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if number % STEP == 0:
            note(number)
    note(number)


def folder() -> Path:
    """Return where files are kept, readable by the application alone."""
    place = Path(settings.EXPORT_DIR)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def random_name(form: str) -> str:
    """Return a file's name that says nothing and that nobody guesses."""
    return f"{secrets.token_urlsafe(32)}.{form}"


def in_language(language: str) -> Any:
    """Write headings in the language of who asked."""
    return translation.override(language)
