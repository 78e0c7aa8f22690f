"""Documents on paper: PDF/UA-1 and PDF/A-2a in one, from typst templates in `templates/pdf/`.

    render("report", {"title": …, "language": "da", "head": head_of(jobcentre), "blocks": […]})
    render_letters([{"to": "Name\\nStreet\\nTown", "title": …, "blocks": […]}, …], head=…, title=…)

Blocks are plain dictionaries, made by `heading`, `text`, `bullets`, `facts`, `table`,
`signatures` and `picture`. All text goes in as data: nothing in it is read as markup, signs that
no font of ours can draw become a box, unseen ones are left out.
"""

import json
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from jobcenter.clock import now
from jobcenter.models import Jobcentre
from jobcenter.pdf_joining import joined
from jobcenter.settings.environment import ROOT

STANDARDS: list[Any] = ["ua-1", "a-2a"]
TEMPLATES = ("letter", "report")
# The first of these folders that is there: what `npm run assets` made, else the package itself.
FONTS = (
    "static/vendor/print-fonts",
    "node_modules/dkfds/src/fonts/IBMPlexSans/complete/ttf",
)
# Letters that the fonts inside typst draw besides ours (DejaVu Sans Mono): Hebrew and Arabic.
FALLBACK = ((0x05D0, 0x05EA), (0x0621, 0x063A), (0x0640, 0x064A), (0x0660, 0x0669))
BOX = "\u25a1"

# Letters in one go: the memory of typst grows with them. Those with a table are not parted.
AT_ONCE = 25

Block = dict[str, Any]


def heading(words: Any, level: int = 2) -> Block:
    """A heading; level 1 is the document's own title, and no level may be skipped."""
    return {"kind": "heading", "level": level, "text": str(words)}


def text(words: Any) -> Block:
    """Paragraphs, parted by an empty line; a single line break stays one."""
    return {"kind": "text", "text": str(words)}


def bullets(items: Iterable[Any]) -> Block:
    """A list of points."""
    return {"kind": "list", "items": [str(each) for each in items]}


def facts(rows: Iterable[tuple[Any, Any]]) -> Block:
    """Names with their values."""
    return {"kind": "facts", "rows": [[str(name), str(value)] for name, value in rows]}


def table(
    caption: Any,
    head: Sequence[Any],
    rows: Iterable[Sequence[Any]],
    *,
    right: Sequence[int] = (),
    widths: Sequence[float] = (),
) -> Block:
    """A table with a caption and a head; `right` are the columns of figures, by number from 0."""
    block: Block = {
        "kind": "table", "caption": str(caption), "head": [str(each) for each in head],
        "rows": [[str(each) for each in row] for row in rows], "right": list(right),
    }  # fmt: skip
    if widths:
        block["widths"] = list(widths)
    return block


def signatures(people: Iterable[tuple[Any, Any]]) -> Block:
    """A line to sign on per party, or, where the second word is not empty, how it was signed."""
    rows = [{"party": str(party), "signed": str(signed)} for party, signed in people]
    return {"kind": "signatures", "people": rows}


def picture(svg: str, alt: Any) -> Block:
    """A drawing with a description, without which it is refused."""
    if not str(alt).strip():
        raise ValueError("A picture needs a description.")
    return {"kind": "picture", "svg": svg, "alt": str(alt)}


def head_of(jobcentre: Jobcentre) -> Block:
    """Return the head of a jobcentre's paper: its name, and how one reaches its entrance."""
    lines = [jobcentre.name, str(jobcentre.entrance_phone or ""), jobcentre.entrance_email]
    name = f"{jobcentre.unit_label} {jobcentre.name}"
    return {"name": name, "lines": [line for line in lines if line]}


def render(template: str, data: dict[str, Any]) -> bytes:
    """Return the document as PDF/UA-1 and PDF/A-2a.

    Raises typst.TypstError where a document breaks the standard (a skipped heading, a picture
    without a description), and ValueError for a template that there is none of.
    """
    if template not in TEMPLATES:
        raise ValueError(f"No such template: {template!r}")
    root = ROOT / "templates" / "pdf"
    whole = {"language": "da", "lead": "", "author": data.get("head", {}).get("name", ""), **data}
    compiler = typst.Compiler(
        root / f"{template}.typ", root=root, font_paths=_fonts(), ignore_system_fonts=True
    )
    made = compiler.compile(
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs={"data": json.dumps(drawable(whole), ensure_ascii=False)},
        timestamp=now().replace(microsecond=0),
    )
    assert isinstance(made, bytes)  # noqa: S101  one document, no output path
    return made


def render_letters(
    letters: Iterable[dict[str, Any]], *, head: Block, title: Any, language: str = "da"
) -> bytes:
    """Return many letters as one document: `to`, `dated`, `title`, `blocks` of each.

    `head` and `language` may be a letter's own.
    """
    whole = [{"head": head, "language": language, "dated": "", "to": "", **each}
             for each in letters]  # fmt: skip
    if not whole:
        raise ValueError("There is no letter to write.")
    about = {"title": str(title), "language": language, "author": head["name"]}
    has_table = any(block["kind"] == "table" for each in whole for block in each["blocks"])
    size = len(whole) if has_table else AT_ONCE
    parts = [{**about, "letters": whole[at : at + size]} for at in range(0, len(whole), size)]
    if len(parts) == 1:
        return render("letter", parts[0])
    with ThreadPoolExecutor(2) as pool:  # typst lets other threads of Python run
        return joined(pool.map(lambda part: render("letter", part), parts))


def drawable(value: Any) -> Any:
    """Return data with only such signs in its text as the fonts can draw.

    A document of these standards may not hold a sign without a shape: typst would refuse it whole.
    """
    if isinstance(value, str):
        return _drawable_text(value)
    if isinstance(value, dict):
        return {
            key: each if key in {"kind", "svg", "language"} else drawable(each)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [drawable(each) for each in value]
    return value


def _drawable_text(words: str) -> str:
    if words.isascii() and words.replace("\n", " ").isprintable():
        return words
    known, kept = _known_signs(), []
    normal = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\t", " "))
    for sign in normal:
        if sign == "\n" or ord(sign) in known:
            kept.append(sign)
        elif unicodedata.category(sign)[0] == "Z":
            kept.append(" ")
        elif unicodedata.category(sign)[0] not in "CM":
            kept.append(BOX)
    return "".join(kept)


def font_folder() -> Path:
    """Return where the fonts of documents are."""
    found = next((ROOT / each for each in FONTS if (ROOT / each).is_dir()), None)
    if found is None:
        raise RuntimeError("The fonts for documents are missing. Run: make install")
    return found


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[font_folder()])


@lru_cache(maxsize=1)
def _known_signs() -> frozenset[int]:
    """Return the code points that can be drawn: those of our regular font and of the fallback."""
    regular = (font_folder() / "IBMPlexSans-Regular.ttf").read_bytes()
    seen = {code for first, last in FALLBACK for code in range(first, last + 1)}
    own = {c for c in _code_points(regular) if unicodedata.category(chr(c))[0] != "C"}
    return frozenset(seen | own)


def _code_points(font: bytes) -> set[int]:
    """Return the code points of a TrueType font's table `cmap` (format 4, the basic plane)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    found = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * tables, 16)
    }
    cmap = found[b"cmap"]
    (number,) = struct.unpack_from(">H", font, cmap + 2)
    for index in range(number):
        (offset,) = struct.unpack_from(">I", font, cmap + 4 + 8 * index + 4)
        if struct.unpack_from(">H", font, cmap + offset)[0] == 4:
            return _segments(font, cmap + offset)
    return set()


def _segments(font: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    return {
        code
        for first, last in zip(starts, ends, strict=True)
        if first != 0xFFFF
        for code in range(first, last + 1)
    }
