"""Thousands of letters as one tagged PDF, written page by page (typst would hold them all).

    write_letters(file, letters, title="…", language="da")

takes the letters of `jobcenter.pdf.render_letters` (`head`, `to`, `dated`, `title`, `blocks` of
kind text) from an iterator. Measures as in templates/pdf/letter.typ. Every letter is a section of
the structure tree with a heading and paragraphs (PDF 1.7, tagged, fonts whole and embedded).
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from jobcenter.pdf import BOX, drawable, font_folder

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 22 * MM, WIDTH - 20 * MM, HEIGHT - 20 * MM, 22 * MM
BRAND, QUIET, BLACK = "0.043 0.310 0.424 rg", "0.278 0.333 0.412 rg", "0 g"
LEADING = 1.5  # times the size


class Font:
    """A TrueType font: which glyph draws a sign, and how wide it is in thousandths."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.file = (font_folder() / f"{name}.ttf").read_bytes()
        (number,) = struct.unpack_from(">H", self.file, 4)
        self.tables = {
            self.file[at : at + 4]: struct.unpack_from(">I", self.file, at + 8)[0]
            for at in range(12, 12 + 16 * number, 16)
        }
        (self.units,) = struct.unpack_from(">H", self.file, self.tables[b"head"] + 18)
        box = struct.unpack_from(">4h", self.file, self.tables[b"head"] + 36)
        self.box = [round(each * 1000 / self.units) for each in box]
        rise, fall = struct.unpack_from(">2h", self.file, self.tables[b"hhea"] + 4)
        self.ascent, self.descent = (round(each * 1000 / self.units) for each in (rise, fall))
        (metrics,) = struct.unpack_from(">H", self.file, self.tables[b"hhea"] + 34)
        values = struct.unpack_from(f">{metrics * 2}H", self.file, self.tables[b"hmtx"])
        self.advances = [round(each * 1000 / self.units) for each in values[::2]]
        self.glyphs = dict(self._glyphs())

    def _glyphs(self) -> Iterator[tuple[str, int]]:
        """Yield each sign of the basic plane with its glyph (table `cmap`, format 4)."""
        start = self.tables[b"cmap"]
        (number,) = struct.unpack_from(">H", self.file, start + 2)
        for index in range(number):
            (offset,) = struct.unpack_from(">I", self.file, start + 8 + 8 * index)
            at = start + offset
            if struct.unpack_from(">H", self.file, at)[0] != 4:
                continue
            count = struct.unpack_from(">H", self.file, at + 6)[0] // 2
            shape = f">{count}H"
            ends = struct.unpack_from(shape, self.file, at + 14)
            starts = struct.unpack_from(shape, self.file, at + 16 + 2 * count)
            deltas = struct.unpack_from(shape, self.file, at + 16 + 4 * count)
            places = at + 16 + 6 * count
            ranges = struct.unpack_from(shape, self.file, places)
            for segment in range(count):
                for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
                    glyph = code
                    if ranges[segment]:
                        spot = places + 2 * segment + ranges[segment]
                        spot += 2 * (code - starts[segment])
                        (glyph,) = struct.unpack_from(">H", self.file, spot)
                    if glyph or not ranges[segment]:
                        yield chr(code), (glyph + deltas[segment]) & 0xFFFF
            return

    def glyph(self, sign: str) -> int:
        """Return the glyph of a sign; a box, or a question mark, where there is none."""
        return self.glyphs.get(sign) or self.glyphs.get(BOX) or self.glyphs["?"]

    def advance(self, glyph: int) -> int:
        """Return how wide a glyph is."""
        return self.advances[min(glyph, len(self.advances) - 1)]

    @lru_cache(maxsize=20_000)  # noqa: B019  two fonts live as long as the process
    def word(self, word: str) -> tuple[str, int]:
        """Return a word as glyphs in hexadecimal, and its width in thousandths."""
        glyphs = [self.glyph(sign) for sign in word]
        return "".join(f"{each:04X}" for each in glyphs), sum(map(self.advance, glyphs))


@lru_cache(maxsize=2)
def font(name: str) -> Font:
    """Return a font, read once."""
    return Font(name)


class Book:
    """A PDF that is written while it grows: what is done leaves memory but for its place."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.at = 0
        self.places: list[int] = [0]
        self._out(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _out(self, data: bytes) -> None:
        self.file.write(data)
        self.at += len(data)

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        self.places.append(0)
        return len(self.places) - 1

    def put(self, body: str | bytes, number: int = 0) -> int:
        """Write an object and return its number."""
        number = number or self.reserve()
        self.places[number] = self.at
        data = body.encode("latin-1") if isinstance(body, str) else body
        self._out(b"%d 0 obj\n" % number + data + b"\nendobj\n")
        return number

    def stream(self, data: bytes, more: str = "", *, is_plain: bool = False) -> int:
        """Write a stream and return its number."""
        packed = data if is_plain else zlib.compress(data, 6)
        how = "" if is_plain else "/Filter/FlateDecode"
        head = f"<<{more}{how}/Length {len(packed)}>>\nstream\n".encode("latin-1")
        return self.put(head + packed + b"\nendstream")

    def end(self, root: int, info: int) -> None:
        """Write where everything is."""
        start = self.at
        rows = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % at for at in self.places[1:])]
        self._out(b"xref\n0 %d\n" % len(rows) + b"".join(rows))
        size = len(rows)
        self._out(
            f"trailer\n<</Size {size}/Root {root} 0 R/Info {info} 0 R>>\n"
            f"startxref\n{start}\n%%EOF\n".encode()
        )


def _text(words: str) -> str:
    """Return a text string of PDF."""
    return "<FEFF" + words.encode("utf-16-be").hex().upper() + ">"


def _put_font(book: Book, one: Font) -> int:
    used = sorted(set(one.glyphs.values()))
    sign_of = {glyph: sign for sign, glyph in reversed(list(one.glyphs.items()))}
    file = book.stream(one.file, f"/Length1 {len(one.file)}")
    box = " ".join(map(str, one.box))
    described = book.put(
        f"<</Type/FontDescriptor/FontName/{one.name}/Flags 32/FontBBox[{box}]/ItalicAngle 0"
        f"/Ascent {one.ascent}/Descent {one.descent}/CapHeight 698/StemV 90/FontFile2 {file} 0 R>>"
    )
    widths = " ".join(f"{glyph}[{one.advance(glyph)}]" for glyph in used)
    inner = book.put(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{one.name}/CIDSystemInfo<</Registry(Adobe)"
        f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {described} 0 R/CIDToGIDMap/Identity"
        f"/DW 600/W[{widths}]>>"
    )
    pairs = [f"<{glyph:04X}> <{ord(sign_of[glyph]):04X}>" for glyph in used]
    parts = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    rows = "\n".join(f"{len(p)} beginbfchar\n" + "\n".join(p) + "\nendbfchar" for p in parts)
    unicode = book.stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo"
            " <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def /CMapName /Adobe-Identity-UCS"
            " def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{rows}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()
    )
    return book.put(
        f"<</Type/Font/Subtype/Type0/BaseFont/{one.name}/Encoding/Identity-H"
        f"/DescendantFonts[{inner} 0 R]/ToUnicode {unicode} 0 R>>"
    )


def wrapped(words: str, one: Font, size: float, room: float) -> Iterator[str]:
    """Yield lines of glyphs that fit in `room` points; a word that is too long stands alone."""
    space, blank = one.word(" ")
    for row in words.split("\n"):
        line, used = "", 0.0
        for word in row.split():
            glyphs, width = one.word(word)
            if line and (used + blank + width) * size / 1000 > room:
                yield line
                line, used = "", 0.0
            line = line + space + glyphs if line else glyphs
            used += width + (blank if used else 0)
        yield line


class Press:
    """Sets letters on pages."""

    def __init__(self, book: Book, root: int, pages: int, fonts: str) -> None:
        self.book, self.root, self.pages, self.fonts = book, root, pages, fonts
        self.kids: list[int] = []
        self.sections: list[int] = []
        self.parents: list[str] = []  # the elements of each page, as an array
        self.regular, self.bold = font("IBMPlexSans-Regular"), font("IBMPlexSans-SemiBold")
        self.ops: list[str] = []
        self.tags: list[int] = []
        self.y = TOP
        self.page = 0
        self.number = 1
        self.mark = ""
        self.label = ""

    def _element(
        self, kind: str, section: int, lines: list[str], at: list[float], *,
        size: float = 10.5, color: str = BLACK, is_bold: bool = False,
    ) -> None:  # fmt: skip
        """Write lines as one element of the structure, at a place each."""
        tag = len(self.tags)
        name = "F2" if is_bold else "F1"
        self.ops.append(f"/{kind} <</MCID {tag}>> BDC BT /{name} {size} Tf {color}")
        for index, line in enumerate(lines):
            if line:
                x, y = at[2 * index], at[2 * index + 1]
                self.ops.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{line}> Tj")
        self.ops.append("ET EMC")
        self.tags.append(
            self.book.put(
                f"<</Type/StructElem/S/{kind}/P {section} 0 R/Pg {self.page} 0 R/K {tag}>>"
            )
        )
        self.children.append(self.tags[-1])

    def _flow(self, kind: str, section: int, words: str, *, size: float = 10.5,
              color: str = BLACK, is_bold: bool = False, after: float = 10.5) -> None:  # fmt: skip
        """Write a paragraph where the last one ended, on the next page where there is no room."""
        one = self.bold if is_bold else self.regular
        step = size * LEADING
        rows: list[str] = []
        at: list[float] = []
        for line in wrapped(words, one, size, RIGHT - LEFT):
            if self.y - step < BOTTOM:
                if rows:
                    self._element(kind, section, rows, at, size=size, color=color, is_bold=is_bold)
                rows, at = [], []
                self._end_page()
                self._begin_page()
            self.y -= step
            rows.append(line)
            at += [LEFT, self.y]
        self._element(kind, section, rows, at, size=size, color=color, is_bold=is_bold)
        self.y -= after

    def _begin_page(self) -> None:
        self.page = self.book.reserve()
        self.ops, self.tags, self.y = [], [], TOP
        self.kids.append(self.page)

    def _end_page(self) -> None:
        words = f"{self.label} {self.number}"
        glyphs, width = self.regular.word(words)
        mark, _width = self.regular.word(self.mark)
        x = RIGHT - width * 8.5 / 1000
        self.ops.append(
            f"/Artifact <</Type/Pagination>> BDC BT /F1 8.5 Tf {QUIET} 1 0 0 1 {LEFT:.2f} 34 Tm"
            f" <{mark}> Tj 1 0 0 1 {x:.2f} 34 Tm <{glyphs}> Tj ET EMC"
        )
        content = self.book.stream("\n".join(self.ops).encode())
        place = len(self.parents)
        self.book.put(
            f"<</Type/Page/Parent {self.pages} 0 R/MediaBox[0 0 {WIDTH:.2f} {HEIGHT:.2f}]"
            f"/Resources<</Font<<{self.fonts}>>>>/Contents {content} 0 R/StructParents {place}"
            "/Tabs/S>>",
            self.page,
        )
        self.parents.append("[" + " ".join(f"{each} 0 R" for each in self.tags) + "]")
        self.number += 1

    def letter(self, told: dict[str, Any], label: str) -> None:
        """Set one letter."""
        section = self.book.reserve()
        self.children: list[int] = []
        self.number, self.label = 1, label
        head = told["head"]
        self.mark = head["name"]
        self._begin_page()
        name, _width = self.bold.word(head["name"])
        self._element("P", section, [name], [LEFT, TOP - 13], size=15, color=BRAND, is_bold=True)
        rows, at = [], []
        for index, line in enumerate(head["lines"]):
            glyphs, width = self.regular.word(line)
            rows.append(glyphs)
            at += [RIGHT - width * 8.5 / 1000, TOP - 8 - 12.5 * index]
        if rows:
            self._element("P", section, rows, at, size=8.5, color=QUIET)
        # 50 mm from the top, 22 mm from the left: the window of C5 and M65, 85 by 32 mm.
        shown = list(wrapped(told.get("to", ""), self.regular, 10.5, 85 * MM))[:6]
        at = []
        for index in range(len(shown)):
            at += [LEFT, HEIGHT - 50 * MM - 11 - 14.5 * index]
        self._element("P", section, shown, at)
        self.y = TOP - 72 * MM
        dated, width = self.regular.word(told.get("dated", ""))
        self._element("P", section, [dated], [RIGHT - width * 10.5 / 1000, self.y], color=QUIET)
        self.y -= 10
        self._flow("H1", section, told["title"], size=17, color=BRAND, is_bold=True, after=8)
        for block in told["blocks"]:
            for paragraph in str(block.get("text", "")).replace("\r", "").split("\n\n"):
                if paragraph.strip():
                    self._flow("P", section, paragraph.strip())
        self._end_page()
        kids = " ".join(f"{each} 0 R" for each in self.children)
        self.book.put(f"<</Type/StructElem/S/Sect/P {self.root} 0 R/K[{kids}]>>", section)
        self.sections.append(section)


def write_letters(
    file: BinaryIO, letters: Iterable[dict[str, Any]], *, title: str, language: str = "da"
) -> int:
    """Write letters as one PDF and return how many; memory does not grow with their text."""
    book = Book(file)
    fonts = [_put_font(book, font(f"IBMPlexSans-{each}")) for each in ("Regular", "SemiBold")]
    pages, root, document = book.reserve(), book.reserve(), book.reserve()
    named = " ".join(f"/F{place} {number} 0 R" for place, number in enumerate(fonts, start=1))
    press = Press(book, document, pages, named)
    label = "Side" if language == "da" else "Page"
    number = 0
    for told in letters:
        press.letter(drawable(told), label)
        number += 1
    kids = " ".join(f"{each} 0 R" for each in press.kids)
    book.put(f"<</Type/Pages/Kids[{kids}]/Count {len(press.kids)}>>", pages)
    sections = " ".join(f"{each} 0 R" for each in press.sections)
    book.put(f"<</Type/StructElem/S/Document/P {root} 0 R/K[{sections}]>>", document)
    tree = " ".join(f"{place} {array}" for place, array in enumerate(press.parents))
    parents = book.put(f"<</Nums[{tree}]>>")
    book.put(
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(press.parents)}>>",
        root,
    )
    about = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        ' rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        "><dc:title>"
        f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    meta = book.stream(about.encode(), "/Type/Metadata/Subtype/XML", is_plain=True)
    catalog = book.put(
        f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {root} 0 R/MarkInfo<</Marked true>>"
        f"/Lang({language})/Metadata {meta} 0 R/ViewerPreferences<</DisplayDocTitle true>>>>"
    )
    book.end(catalog, book.put(f"<</Title {_text(title)}>>"))
    return number
