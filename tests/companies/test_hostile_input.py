"""What is made to hurt: files that unfold, mails that never end, posts that go nowhere."""

import io
import time
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from companies.mail_intake import read_maildir
from companies.mail_parts import read_slim
from companies.mail_text import html_to_text, read_mail, without_quote
from companies.rules.enquiries import plain_text
from companies.spreadsheets.reading import MOST_UNFOLDED, read_table
from jobcenter.errors import Refused
from tests.companies import mails
from tests.companies.factories import url
from tests.companies.test_spreadsheets import workbook

LONG = 250_000
REFUSED = "null value\nDETAIL:  Failing row contains (1, %s Holst)."


def seconds(work, *args) -> float:
    began = time.process_time()
    work(*args)
    return time.process_time() - began


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (plain_text, " " * LONG + "x"),
        (plain_text, "\t \n" * LONG),
        (html_to_text, "<head" * (LONG // 5)),
        (html_to_text, "<head>" * (LONG // 6)),
        (html_to_text, "<a " * (LONG // 3)),
        (html_to_text, "<" * LONG),
        (html_to_text, "&#" * (LONG // 2)),
        (html_to_text, "</" * (LONG // 2)),
        (html_to_text, "<div>" * (LONG // 5)),
        (without_quote, "---Videresendt" + " " * 10_000 + "x"),
        (without_quote, "Den " + "skrev " * 1_600),
        (without_quote, "-" * 10_000),
    ],
    ids=lambda value: value[:12].strip() if isinstance(value, str) else value.__name__,
)
def test_no_text_keeps_the_reader_busy(read, text):
    assert seconds(read, text) < 1.0


@pytest.mark.parametrize("mark", ["<!--", "<![CDATA[", "<!", "<?"])
def test_no_unfinished_mark_keeps_the_reader_busy(mark):
    assert seconds(html_to_text, mark * (LONG // len(mark))) < 1.5


@pytest.mark.parametrize(
    "header", ["From: " + "(" * 5_000, "From: " + '"' * 5_000, "To: " + "a," * 20_000,
               "Subject: " + "=?utf-8?q?" * 4_000, "To: " + "<" * 5_000],
    ids=lambda value: value[:9],
)  # fmt: skip
def test_no_header_stops_the_reader(header):
    raw = mails.raw(f"{header}\nMessage-ID: <x@y.example>", "Hej")
    assert seconds(read_mail, io.BytesIO(raw)) < 3
    assert "Hej" in read_mail(io.BytesIO(raw)).text


def many_parts(number: int, size: int):
    yield mails.raw(f"From: <a@b.example>\nTo: {mails.TO}\nMIME-Version: 1.0\n"
                    'Content-Type: multipart/mixed; boundary="b"', "")  # fmt: skip
    for _ in range(number):
        yield b"--b\r\nContent-Type: text/plain\r\n\r\n" + b"x" * size + b"\r\n"
    yield b"--b--\r\n"


@pytest.mark.parametrize(("number", "size"), [(60_000, 20), (150, 200_000)])
def test_a_mail_of_countless_parts_stays_small(number, size):
    tracemalloc.start()
    slim = read_slim(io.BufferedReader(mails.Pieces(many_parts(number, size))))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(slim.sizes) <= 100
    assert peak < 60_000_000


def book_of(sheet: bytes) -> bytes:
    """A workbook whose sheet says what the test wants."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["CVR", "Navn"], ["1", "Ib"]]))) as good,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for each in good.namelist():
            text = sheet if each == "xl/worksheets/sheet1.xml" else good.read(each)
            bad.writestr(each, text)
    return made.getvalue()


def sheet_of(rows: bytes) -> bytes:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        b'<?xml version="1.0"?><worksheet xmlns="' + main + b'"><sheetData>'
        + rows + b"</sheetData></worksheet>"
    )  # fmt: skip


def cell(place: bytes) -> bytes:
    return b"<c" + (b' r="' + place + b'"' if place else b"") + b"><v>1</v></c>"


FAR = [
    b'<row r="1">' + cell(b"A1") + b'</row><row r="1048576">' + cell(b"XFD1048576") + b"</row>",
    b"<row r='1'>" + cell(b"A1") + b"</row><row r = '900000'><c r = 'ZZ900000'><v>1</v></c></row>",
    b'<row r="1">' + cell(b"") * 3_000 + b'</row><row r="40000">' + cell(b"") + b"</row>",
]


@pytest.mark.parametrize("rows", FAR, ids=["corner", "blanks", "uncounted"])
def test_one_cell_far_away_does_not_fill_the_memory(rows):
    raw = book_of(sheet_of(rows))
    assert len(raw) < 20_000
    with pytest.raises(Refused) as refused:
        read_table(io.BytesIO(raw), len(raw))
    assert refused.value.code == "too_much_inside"


def test_empty_rows_far_below_are_no_hindrance():
    rows = (
        b'<row r="1">' + cell(b"A1") + cell(b"B1") + b'</row><row r="2">' + cell(b"A2")
        + b'</row><row r="1048576" customFormat="1"><c r="BZ1048576" s="1"/></row>'
    )  # fmt: skip
    raw = book_of(sheet_of(rows))
    assert read_table(io.BytesIO(raw), len(raw)).headers == ["1", "1"]


@pytest.mark.parametrize("says_so", [True, False], ids=["honest", "lying"])
def test_a_file_that_unfolds_is_refused_whatever_it_says(says_so):
    raw = book_of(sheet_of(b" " * (MOST_UNFOLDED + 1)))
    assert len(raw) < 400_000
    if not says_so:
        size = (MOST_UNFOLDED + 1 + len(sheet_of(b""))).to_bytes(4, "little")
        assert raw.count(size) >= 1
        raw = raw.replace(size, (1_000).to_bytes(4, "little"))
    with pytest.raises(Refused) as refused:
        read_table(io.BytesIO(raw), len(raw))
    assert refused.value.code in {"too_much_inside", "file_broken"}


def test_a_row_that_swallows_the_file_is_refused():
    raw = b"CVR;Navn\n" + b'"a\n";' * 700_000
    tracemalloc.start()
    with pytest.raises(Refused) as refused:
        list(read_table(io.BytesIO(raw), len(raw)).rows)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code == "csv_broken"
    assert peak < 80_000_000


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["100000", "", "many", "-1"])
def test_a_post_to_the_public_form_is_weighed_before_it_is_read(client, north, length):
    page = f"/henvendelse/{north.code}/"
    file = SimpleUploadedFile("x.bin", b"x" * 1_000)
    answer = client.post(page, {"text": "Hej", "file": file}, CONTENT_LENGTH=length)
    assert answer.status_code == 413


@pytest.mark.django_db
def test_a_post_by_the_link_is_weighed(client):
    answer = client.post("/henvendelse/s/nothing/", {"text": "x"}, CONTENT_LENGTH="100000")
    assert answer.status_code == 413


def test_the_results_are_read_as_they_are_sent(carl, client_as, bakery):
    client = client_as(carl)
    name = "=HYPERLINK(1)"
    file = SimpleUploadedFile("k.csv", f"cvr;navn\n{bakery.cvr};{name}\n".encode())
    once = {"once": "0198c0de-0000-7000-8000-000000000001"}
    page = client.post(url("spreadsheets"), {"file": file, **once}).url
    again = SimpleUploadedFile("k.csv", b"cvr;navn\n1;2\n")
    assert client.post(url("spreadsheets"), {"file": again, **once}).url == url("spreadsheets")
    client.post(page + "kolonner/", {"kolonne-0": "cvr", "kolonne-1": "name"})
    client.post(page + "koer/")
    answer = client.get(page + "resultat/")
    assert not isinstance(answer.streaming_content, list)
    told = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert f"'{name}" in told
    assert f";{name}" not in told


def test_a_mail_that_cannot_be_kept_leaves_no_row_in_the_log(tmp_path, monkeypatch, caplog, db):
    from companies import mail_intake
    from jobcenter.logs import SafeFormatter

    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(mails.plain())

    refused = REFUSED % "Hanne"

    def fail(*args, **kwargs):
        raise ValueError(refused)

    monkeypatch.setattr(mail_intake, "take_mail", fail)
    assert read_maildir(tmp_path) == (0, 1)
    told = "\n".join(SafeFormatter().format(record) for record in caplog.records)
    assert "null value" in told
    assert "Hanne" not in told
