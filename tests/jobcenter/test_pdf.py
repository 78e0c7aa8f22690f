"""Documents: they follow the standards, carry title and language, and take text as text."""

import re
import zlib

import pytest
import typst

from jobcenter import pdf

HEAD = {"name": "Jobcenter Nordby", "lines": ["Nordby", "72 00 00 00"]}
ODD = '<b>Bo</b> #panic("x") *stjerne* $x$ @ref \u202eesreV'


def report(**more) -> bytes:
    data = {"title": "Årsrapport & plan", "head": HEAD, "blocks": [pdf.text("Hej")], **more}
    return pdf.render("report", data)


def streams(made: bytes) -> bytes:
    """Return every compressed part of a document, unpacked."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    unpacked = []
    for part in parts:
        try:
            unpacked.append(zlib.decompress(part))
        except zlib.error:
            unpacked.append(part)
    return b"\n".join(unpacked)


def said(made: bytes) -> bytes:
    return made + streams(made)


class TestStandards:
    def test_a_report_is_tagged_and_says_which_standards_it_follows(self, db) -> None:
        made = report()
        assert made.startswith(b"%PDF-1.7")
        whole = said(made)
        assert b"/StructTreeRoot" in whole and b"/Marked true" in whole
        assert b"<pdfuaid:part>1</pdfuaid:part>" in whole
        assert b"<pdfaid:part>2</pdfaid:part>" in whole

    def test_title_and_language_are_set(self, db) -> None:
        whole = said(report())
        assert "Årsrapport &amp; plan".encode() in whole
        assert b"/DisplayDocTitle true" in whole
        assert b"/Lang (da-DK)" in whole or b"(da-DK)" in whole

    def test_english_too(self, db) -> None:
        assert b"en-GB" in said(report(language="en"))

    def test_every_block_is_drawn(self, db) -> None:
        blocks = [
            pdf.heading("Mål"), pdf.bullets(["Et", "To"]), pdf.facts([("Fra", "1. januar")]),
            pdf.table("Tal", ["Hvad", "Antal"], [["Pladser", 4]], right=[1], widths=[3, 1]),
            pdf.signatures([("Bageriet", ""), ("Jobcentret", "Mads\n22.11.2026")]),
            pdf.picture('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "Tom"),
        ]  # fmt: skip
        assert len(report(blocks=blocks)) > 5_000

    def test_a_skipped_heading_is_refused(self, db) -> None:
        with pytest.raises(typst.TypstError):
            report(blocks=[pdf.heading("Dybt", level=3)])

    def test_a_picture_without_description_is_refused(self, db) -> None:
        with pytest.raises(ValueError, match="description"):
            pdf.picture("<svg/>", " ")

    def test_there_is_no_other_template(self, db) -> None:
        with pytest.raises(ValueError, match="No such template"):
            pdf.render("../../etc/passwd", {})


class TestText:
    def test_markup_is_text(self, db) -> None:
        assert report(title=ODD, blocks=[pdf.text(ODD), pdf.bullets([ODD])])

    def test_the_title_shows_it_as_it_was_typed(self, db) -> None:
        whole = said(report(title='#panic("x") *a*'))
        assert b'#panic("x") *a*' in whole or b"#panic(&quot;x&quot;) *a*" in whole

    @pytest.mark.parametrize(
        "name", ["محمد حسن", "משה כהן", "Олександр", "Łukasz Żak", "Nguyễn Văn", "王芳", "😀 Bo"]
    )
    def test_any_name_can_be_written(self, db, name: str) -> None:
        assert report(title=name, blocks=[pdf.text(name)])

    def test_signs_without_a_shape_become_a_box_and_unseen_ones_go(self) -> None:
        assert pdf.drawable("王a\u202eb\u0000c\u200b") == "□abc"
        assert pdf.drawable({"a": ["Ærø – 5 €"]}) == {"a": ["Ærø – 5 €"]}
