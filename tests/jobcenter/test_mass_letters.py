"""Thousands of letters: one PDF, every page tagged, any sign drawn, memory kept."""

import io
import re
import zlib

from jobcenter.mass_letters import font, wrapped, write_letters


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


def test_each_letter_is_a_page_and_a_section() -> None:
    made = _made(50)
    assert len(re.findall(rb"/Type/Page/", made)) == 50
    assert len(re.findall(rb"/S/Sect", made)) == 50
    assert len(re.findall(rb"/S/H1", made)) == 50
    assert b"/Count 50>>" in made and b"/MarkInfo<</Marked true>>" in made


def test_every_object_stands_where_the_table_says() -> None:
    made = _made(3)
    start = int(made.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    rows = made[start:].split(b"\n")[3:]
    number = int(made[start:].split(b"\n")[1].split()[1])
    for at in range(1, number):
        place = int(rows[at - 1].split()[0])
        assert made[place:].startswith(b"%d 0 obj" % at)


def test_a_long_letter_goes_on_and_odd_signs_are_drawn() -> None:
    made = _made(1, "Et afsnit med ord. \U0001f600 \u202e <b>(x)</b> \\ \n\n" * 60)
    assert len(re.findall(rb"/Type/Page/", made)) > 1
    streams = re.findall(rb"FlateDecode/Length \d+>>\nstream\n(.*?)\nendstream", made, re.DOTALL)
    pages = [text for each in streams if b"BDC" in (text := zlib.decompress(each))]
    for page in pages:
        assert page.count(b"BDC") == page.count(b"EMC") and b"<b>" not in page


def test_lines_fit() -> None:
    one = font("IBMPlexSans-Regular")
    lines = list(wrapped("ord " * 100, one, 10.5, 200))
    assert len(lines) > 5
    for line in lines:
        glyphs = [int(line[at : at + 4], 16) for at in range(0, len(line), 4)]
        assert sum(map(one.advance, glyphs)) * 10.5 / 1000 <= 200


def test_many_letters_stay_small() -> None:
    assert len(_made(2_000)) < 10_000_000
