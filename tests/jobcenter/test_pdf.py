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


def letter(number: int = 1, **more) -> dict:
    return {
        "to": f"Firma {number}\nHavnegade {number}\n9990 Nordby", "dated": "22. november 2026",
        "title": "Vi vil gerne høre fra jer", "blocks": [pdf.text("Kære Hanne\n\nTak for sidst.")],
        **more,
    }  # fmt: skip


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


class TestLetters:
    def test_each_begins_on_a_page_of_its_own(self, db) -> None:
        made = pdf.render_letters([letter(n) for n in range(3)], head=HEAD, title="Breve")
        assert len(re.findall(rb"/Type\s*/Page\b", said(made))) == 3

    def test_none_is_refused(self, db) -> None:
        with pytest.raises(ValueError, match="no letter"):
            pdf.render_letters([], head=HEAD, title="Breve")

    def test_a_letter_may_be_in_another_language(self, db) -> None:
        letters = [letter(), letter(language="en", title="We would like to hear from you")]
        whole = said(pdf.render_letters(letters, head=HEAD, title="Breve"))
        assert b"en-GB" in whole or b"(en)" in whole

    def test_many_are_written_in_parts_and_joined(self, db, monkeypatch) -> None:
        monkeypatch.setattr(pdf, "AT_ONCE", 2)
        letters = [letter(n, title="Brev (3 0 R)") for n in range(5)]
        made = pdf.render_letters(letters, head=HEAD, title="Breve")
        pages = re.findall(rb"/StructParents (\d+)", made)
        assert sorted(int(key) for key in pages) == [0, 1, 2, 3, 4]
        assert b"/Count 5" in made and b"/ParentTreeNextKey 5" in made
        assert made.count(b"/S/Part") == 3 and made.count(b"/S/Document") == 1
        assert b"Brev (3 0 R)" in made

    def test_every_object_of_a_joined_one_is_where_the_table_says(self, db, monkeypatch) -> None:
        monkeypatch.setattr(pdf, "AT_ONCE", 1)
        made = pdf.render_letters([letter(n) for n in range(3)], head=HEAD, title="Breve")
        start = int(made[made.rindex(b"startxref") + 9 :].split()[0])
        places = re.findall(rb"(\d{10}) 00000 n", made[start:])
        for number, place in enumerate(places, start=1):
            assert made[int(place) :].startswith(b"%d 0 obj" % number)
        known = {int(each) for each in re.findall(rb"\n(\d+) 0 obj", made)}
        outside = re.sub(rb"stream\n.*?endstream", b"", made, flags=re.DOTALL)
        assert {int(each) for each in re.findall(rb"[\[ ](\d+) 0 R", outside)} <= known

    def test_what_is_no_document_of_ours_is_not_joined(self) -> None:
        with pytest.raises(ValueError, match=r"not found|not a document"):
            pdf.joined([b"%PDF-1.4 nothing"])
