"""Thousands of letters as one PDF for the post: typst would need minutes and hold them all.

    write_letters(file, letters, title="…", language="da")

Each letter is `head` and `dated` as in `jobcenter.pdf`, `to` for the window of the envelope,
`title` and `blocks` of kind text. These are for paper, so they carry no tags; a document someone
reads on a screen comes from `jobcenter.pdf`.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jobcenter.pdf import drawable, font_folder

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 22 * mm, WIDTH - 20 * mm, HEIGHT - 20 * mm, 22 * mm
BRAND, QUIET, BLACK = (0.043, 0.310, 0.424), (0.278, 0.333, 0.412), (0, 0, 0)
REGULAR, BOLD = "IBMPlexSans-Regular", "IBMPlexSans-SemiBold"
SIZE, SMALL = 10.5, 8.5
LEADING = 1.5  # times the size
WINDOW_LINES = 6  # as many as fit in 32 mm


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, font_folder() / f"{name}.ttf"))


@lru_cache(maxsize=20_000)  # letters of one campaign say the same words
def _width(word: str, font: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(word, font, size))


def lines_of(words: str, font: str, size: float, room: float) -> list[str]:
    """Return the lines of a text that fit in `room` points; a word that is too long is parted."""
    _register_fonts()
    blank = _width(" ", font, size)
    lines = []
    for row in words.split("\n"):
        line: list[str] = []
        used = 0.0
        for word in (piece for each in row.split() for piece in _pieces(each, font, size, room)):
            width = _width(word, font, size)
            if line and used + blank + width > room:
                lines.append(" ".join(line))
                line, used = [], 0.0
            used += width + (blank if line else 0.0)
            line.append(word)
        lines.append(" ".join(line))
    return lines


def _pieces(word: str, font: str, size: float, room: float) -> list[str]:
    """Part a word that is wider than the paper."""
    pieces = [word]
    while len(pieces[-1]) > 1 and _width(pieces[-1], font, size) > room:
        rest = pieces.pop()
        fits = len(rest) - 1
        while fits > 1 and _width(rest[:fits], font, size) > room:
            fits -= 1
        pieces += [rest[:fits], rest[fits:]]
    return pieces


class _Press:
    """Sets letters on the pages of a canvas."""

    def __init__(self, canvas: Canvas, page_word: str) -> None:
        self.canvas, self.page_word = canvas, page_word
        self.y = TOP
        self.number = 1
        self.mark = ""

    def _pen(self, font: str, size: float, color: tuple[float, float, float]) -> None:
        self.canvas.setFont(font, size)
        self.canvas.setFillColorRGB(*color)

    def _end_page(self) -> None:
        self._pen(REGULAR, SMALL, QUIET)
        self.canvas.drawString(LEFT, 12 * mm, self.mark)
        self.canvas.drawRightString(RIGHT, 12 * mm, f"{self.page_word} {self.number}")
        self.canvas.showPage()
        self.number += 1
        self.y = TOP

    def _flow(self, words: str, font: str, size: float, color: tuple[float, float, float],
              after: float) -> None:  # fmt: skip
        """Write a paragraph where the last one ended, on the next page where there is no room."""
        step = size * LEADING
        lines = lines_of(words, font, size, RIGHT - LEFT)
        while lines:
            room = int((self.y - BOTTOM) / step)
            if not room:
                self._end_page()
                continue
            self._pen(font, size, color)
            text = self.canvas.beginText(LEFT, self.y - step)
            text.setLeading(step)
            for line in lines[:room]:
                text.textLine(line)
            self.canvas.drawText(text)
            self.y -= step * len(lines[:room])
            lines = lines[room:]
        self.y -= after

    def letter(self, told: dict[str, Any]) -> None:
        """Set one letter, from a page of its own."""
        head = told["head"]
        self.number, self.mark = 1, head["name"]
        self._pen(BOLD, 15, BRAND)
        self.canvas.drawString(LEFT, TOP - 13, head["name"])
        self._pen(REGULAR, SMALL, QUIET)
        for index, line in enumerate(head["lines"]):
            self.canvas.drawRightString(RIGHT, TOP - 8 - 12.5 * index, line)
        # 50 mm from the top, 22 mm from the left: the window of C5 and M65, 85 by 32 mm.
        self._pen(REGULAR, SIZE, BLACK)
        address = lines_of(told.get("to", ""), REGULAR, SIZE, 85 * mm)[:WINDOW_LINES]
        for index, line in enumerate(address):
            self.canvas.drawString(LEFT, HEIGHT - 50 * mm - 11 - 14.5 * index, line)
        self.y = TOP - 72 * mm
        self._pen(REGULAR, SIZE, QUIET)
        self.canvas.drawRightString(RIGHT, self.y, told.get("dated", ""))
        self.y -= 10
        self._flow(told["title"], BOLD, 17, BRAND, after=8)
        for block in told["blocks"]:
            for paragraph in block["text"].replace("\r", "").split("\n\n"):
                if paragraph.strip():
                    self._flow(paragraph.strip(), REGULAR, SIZE, BLACK, after=SIZE)
        self._end_page()


def write_letters(
    file: BinaryIO, letters: Iterable[dict[str, Any]], *, title: str, language: str = "da"
) -> int:
    """Write letters as one PDF and return how many there are."""
    _register_fonts()
    canvas = Canvas(file, pagesize=A4, pageCompression=1, lang=language)
    canvas.setTitle(title)
    press = _Press(canvas, "Side" if language == "da" else "Page")
    written = 0
    for told in letters:
        press.letter(drawable(told))
        written += 1
    canvas.save()
    return written
