"""Thousands of letters: one PDF, a page of its own for each, any sign drawn, all lines in reach."""

import io
import re

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from jobcenter.mass_letters import REGULAR, lines_of, write_letters


def _letters(number: int, words: str):
    head = {"name": "Jobcenter Nordby", "lines": ["Nordby", "99 00 00 00"]}
    for each in range(number):
        yield {
            "head": head, "to": f"Firma {each} ApS\nHavnegade 1\n9990 Nordby", "dated": "1. maj",
            "title": f"Brev {each}", "blocks": [{"kind": "text", "text": words}],
        }  # fmt: skip


def _made(number: int, words: str = "Kære æøå.\n\nHilsen") -> bytes:
    file = io.BytesIO()
    assert write_letters(file, _letters(number, words), title="Breve (æ)") == number
    return file.getvalue()


def _pages(made: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", made))


def test_each_letter_begins_on_a_page_of_its_own() -> None:
    assert _pages(_made(50)) == 50


def test_a_long_letter_goes_on_with_odd_signs_in_it() -> None:
    assert _pages(_made(1, "Et afsnit. \U0001f600 \u202e <b>(x)</b> \\ محمد \n\n" * 60)) > 1


@pytest.mark.parametrize("words", ["ord " * 100, "a" * 400, "", "kort", "to\nlinjer"])
def test_lines_fit_and_lose_nothing(words: str) -> None:
    lines = lines_of(words, REGULAR, 10.5, 200)
    assert all(stringWidth(line, REGULAR, 10.5) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == re.sub(r"\s", "", words)
    assert words != "to\nlinjer" or lines == ["to", "linjer"]


def test_many_letters_stay_small() -> None:
    assert len(_made(500)) < 1_000_000
