"""What is shown, as a file: CSV that a Danish Excel opens, and Excel itself."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Row = Sequence[Any]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _plain(value: Any) -> Any:
    """Return a cell for CSV: no formula can hide in it, decimals as the reader writes them."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        text = f"{value:.1f}"
        return text.replace(".", ",") if (get_language() or "da").startswith("da") else text
    if isinstance(value, int):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(name: str, header: Row, rows: Iterable[Row]) -> HttpResponse:
    """Return rows as CSV with semicolons and a byte-order mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_plain(cell) for cell in header])
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return _file("﻿" + text.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def as_excel(name: str, header: Row, rows: Iterable[Row], *, notes: Row = ()) -> HttpResponse:
    """Return rows as a workbook: one sheet of rows, one that says what they are."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "constant_memory": True, "in_memory": True, "strings_to_formulas": False,
            "strings_to_urls": False, "strings_to_numbers": False,
        },
    )  # fmt: skip
    bold = book.add_format({"bold": True, "bottom": 1})
    days = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    sheet = book.add_worksheet(_("Rows")[:31])
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(header):
        sheet.set_column(column, column, max(12, min(40, len(str(title)) + 4)))
        sheet.write_string(0, column, str(title), bold)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, date):
                sheet.write_datetime(line, column, value, days)
            elif isinstance(value, int | float):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, str(value))
    about = book.add_worksheet(_("About the figures")[:31])
    about.set_column(0, 0, 100)
    for line, note in enumerate(notes):
        about.write_string(line, 0, str(note))
    book.close()
    return _file(buffer.getvalue(), f"{name}.xlsx", EXCEL)


def _file(content: str | bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
