"""Reads an uploaded .xlsx or CSV as rows of text, a few at a time.

Plain Python. CSV is read line by line, each line as UTF-8 or else as Windows-1252, since files
that several programs wrote hold both. Excel files are read by calamine, which keeps one sheet in
memory: what would not fit is refused before it is opened.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook

from jobcenter.errors import N_, Refused

MOST_BYTES = 50_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 60
MOST_IN_CELL = 1_000
MOST_IN_ROW = 1_500_000  # letters, line breaks inside quotes included
# What an .xlsx unfolds to, in bytes: beyond this one sheet would need more than 200 MB of memory.
MOST_UNFOLDED = 160_000_000
# Cells between the first and the last of a sheet, the empty ones between them included: calamine
# keeps them all, so that one cell far down and to the right would fill the memory.
MOST_CELLS = 6_000_000
MOST_PARTS = 10_000
_HEAD_ROWS = 10
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass
class Table:
    """A file as rows of text, and how it was read; `rows` yields (line, cells) once."""

    kind: str
    headers: list[str]
    rows: Iterator[tuple[int, list[str]]]
    separator: str = ""
    sheet: str = ""
    encodings: dict[str, int] = field(default_factory=dict)


# How many cells of a row look like headers.
Score = Callable[[list[str]], int]


def read_table(file: IO[bytes], size: int, score: Score) -> Table:
    """Return an uploaded file as a table; refuse with a sentence what cannot be read.

    `score` says how many cells of a row look like headers: titles above them are passed over.
    """
    if size > MOST_BYTES:
        raise Refused(
            "file_too_large",
            N_("The file is %(size)s MB; at most 50 MB can be read. Split it, or leave out "
               "columns that are not needed."),
            size=-(-size // 1_000_000),
        )  # fmt: skip
    start = file.read(8)
    file.seek(0)
    if not start:
        raise Refused("file_empty", N_("The file is empty."))
    if start.startswith(_ZIP):
        return _excel(file, score)
    if start.startswith(_OLE):
        raise Refused(
            "old_excel",
            N_("This is an old or a protected Excel file. Save it as .xlsx without a password, or "
               "as CSV."),
        )  # fmt: skip
    if start.startswith(b"%PDF"):
        raise Refused("not_a_table", N_("This is not a spreadsheet. Save it as .xlsx or CSV."))
    return _csv(file, score)


def _cell(value: Any) -> str:
    """Return a cell as text, as it stands on the screen for what has all its digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\x00", "\ufffd").strip()[:MOST_IN_CELL]


def _excel(file: IO[bytes], score: Score) -> Table:
    try:
        with zipfile.ZipFile(file) as folder:
            if "xl/workbook.xml" not in folder.namelist():
                raise Refused(
                    "not_a_table", N_("This is not a spreadsheet. Save it as .xlsx or CSV.")
                )
            _check_size(folder)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError,
            ValueError):  # fmt: skip
        raise _broken() from None
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
        name = next(iter(book.sheet_names), "")
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError, IndexError):
        raise _broken() from None
    rows = (
        (number, [_cell(value) for value in row[:MOST_COLUMNS]])
        for number, row in enumerate(sheet.iter_rows(), start=1)
    )
    headers, body = _split(rows, score)
    return Table("xlsx", headers, body, sheet=name)


# A row, a cell, a value, and where rows and cells say they stand: “BC17”, or “17” of a row.
_PLACE = re.compile(rb"<(?:\w+:)?(row|c|v|is)\b|\br\s*=\s*[\"']([A-Za-z]{0,12})([0-9]{1,12})[\"']")


def _check_size(folder: zipfile.ZipFile) -> None:
    """Refuse what would not fit into memory, by unfolding it once a piece at a time.

    What the folder itself says of its sizes is not believed.
    """
    inside = folder.infolist()
    unfolded = 0
    if len(inside) > MOST_PARTS:
        raise _too_much()
    for each in inside:
        each.file_size = MOST_UNFOLDED + 1
        box = _Box()  # of every part: which of them is a sheet the file itself decides
        with folder.open(each) as part:
            while piece := part.read(1 << 20):
                unfolded += len(piece)
                if unfolded > MOST_UNFOLDED:
                    raise _too_much()
                box.take(piece)
                if box.cells > MOST_CELLS:
                    raise _too_much()


_LONGEST_TAG = 2_000_000


class _Box:
    """The rows and columns up to the last cell of a sheet that holds a value."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0
        self._rest = b""

    @property
    def cells(self) -> int:
        """How many cells calamine would keep, at most."""
        return self.rows * self.columns

    def take(self, piece: bytes) -> None:
        """Look at the next piece; a tag that is cut off waits for the one after it."""
        text = self._rest + piece
        end = max(text.rfind(b"<"), 0)
        self._rest = text[end:]
        if len(self._rest) > _LONGEST_TAG:
            raise _too_much()
        for tag, letters, number in _PLACE.findall(text[:end]):
            if tag == b"row":
                self._row, self._column = self._row + 1, 0
            elif tag == b"c":
                self._column += 1
            elif tag:
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
            elif letters:
                self._row, self._column = int(number), _column_number(letters)
            else:
                self._row = int(number)


def _column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_much() -> Refused:
    return Refused(
        "too_much_inside",
        N_("The Excel file holds too much to be read at once. Save the sheet as CSV, or delete "
           "the rows and columns that are not needed."),
    )  # fmt: skip


def _broken() -> Refused:
    return Refused(
        "file_broken", N_("The Excel file cannot be opened: it is damaged or has a password.")
    )


def _csv(file: IO[bytes], score: Score) -> Table:
    encodings: dict[str, int] = {}
    lines = _lines(file, encodings)
    first = next(lines, "")
    separator = ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        separator, first = first.strip()[-1], next(lines, "")
    separator = separator or _separator(first)
    # A quote that is never closed must not swallow the file.
    csv.field_size_limit(200_000)
    fed = _Fed(_again(first, lines))
    reader = csv.reader(fed, delimiter=separator)
    headers, body = _split(_csv_rows(reader, fed), score)
    return Table("csv", headers, body, separator=separator, encodings=encodings)


class _Fed:
    """Lines on their way into the reader; a row that swallows too many of them is broken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.of_row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.of_row += len(line)
        if self.of_row > MOST_IN_ROW:
            raise csv.Error("row too long")
        return line


def _csv_rows(reader: Any, fed: _Fed) -> Iterator[tuple[int, list[str]]]:
    while True:
        fed.of_row = 0
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refused(
                "csv_broken",
                N_("Line %(line)s cannot be read: a quotation mark is opened and never closed."),
                line=reader.line_num,
            ) from None
        yield reader.line_num, [_cell(value) for value in row[:MOST_COLUMNS]]


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(file: IO[bytes], encodings: dict[str, int]) -> Iterator[str]:
    """Yield lines as text; count by which encoding each line with other letters was read."""
    mark = file.read(2)
    file.seek(0)
    if mark in (b"\xff\xfe", b"\xfe\xff"):
        encodings["utf-16"] = 1
        text = io.TextIOWrapper(file, encoding="utf-16", errors="replace", newline="")
        try:
            while line_of_text := text.readline(1_000_000):
                yield line_of_text.replace("\x00", "\ufffd")
        finally:
            text.detach()
        return
    for number, raw in enumerate(_raw_lines(file)):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
        if line is not raw:
            encodings["utf-8-sig"] = 1
        try:
            text_line = line.decode()
            used = "" if line.isascii() else "utf-8"
        except UnicodeDecodeError:
            text_line, used = line.decode("cp1252", errors="replace"), "windows-1252"
        if used:
            encodings[used] = encodings.get(used, 0) + 1
        yield text_line.replace("\x00", "\ufffd")


def _raw_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield lines of at most 1 MB; one without an end must not fill the memory."""
    while line := file.readline(1_000_000):
        if len(line) >= 1_000_000:
            raise Refused(
                "line_too_long",
                N_(
                    "A line of the file is longer than 1 MB: this is not a table with a row a line."
                ),
            )
        yield line if not line.endswith(b"\r") else line + b"\n"


def _separator(line: str) -> str:
    """Return the sign that splits the header best, quoted parts left out; ; is the Danish one."""
    outside = "".join(part for index, part in enumerate(line.split('"')) if index % 2 == 0)
    return max(";,\t", key=lambda sign: (outside.count(sign), sign == ";"))


def _split(rows: Iterator[tuple[int, list[str]]], score: Score) -> tuple[list[str], Iterator[Any]]:
    """Return the header and the rows below it; titles above the header are passed over."""
    head: list[tuple[int, list[str]]] = []
    for number, row in rows:
        if any(row):
            head.append((number, row))
        if len(head) == _HEAD_ROWS:
            break
    if not head:
        raise Refused("file_empty", N_("The file is empty."))
    scores = [score(row) for _number, row in head]
    at = scores.index(max(scores)) if max(scores) >= 2 else 0
    headers = head[at][1]
    while headers and not headers[-1]:
        headers = headers[:-1]

    return headers, _body(chain(head[at + 1 :], rows), len(headers))


def _body(rows: Iterable[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, as wide as the header."""
    count = 0
    for number, row in rows:
        if not any(row):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Refused(
                "too_many_rows",
                N_("The file has more than %(most)s rows. Split it into several."),
                most=MOST_ROWS,
            )
        yield number, (row + [""] * width)[:width]
