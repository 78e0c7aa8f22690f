"""Documents on paper: PDF/UA-1 and PDF/A-2a in one, from typst templates in `templates/pdf/`.

    render("report", {"title": …, "language": "da", "head": head_of(jobcentre), "blocks": […]})

Blocks are plain dictionaries, made by `heading`, `text`, `bullets`, `facts`, `table`,
`signatures` and `picture`. All text goes in as data: nothing in it is read as markup, signs that
no font of ours can draw become a box, unseen ones are left out.
"""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from reportlab.pdfbase.ttfonts import TTFontFile

from jobcenter.clock import now
from jobcenter.models import Jobcentre
from jobcenter.settings.environment import ROOT

STANDARDS: list[Any] = ["ua-1", "a-2a"]
TEMPLATES = ("report",)
# The first of these folders that is there: what `npm run assets` made, else the package itself.
FONTS = (
    "static/vendor/print-fonts",
    "node_modules/dkfds/src/fonts/IBMPlexSans/complete/ttf",
)
# Letters that the fonts inside typst draw besides ours (DejaVu Sans Mono): Hebrew and Arabic.
FALLBACK = ((0x05D0, 0x05EA), (0x0621, 0x063A), (0x0640, 0x064A), (0x0660, 0x0669))
BOX = "\u25a1"

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
        timestamp=now().astimezone(UTC).replace(microsecond=0),
    )
    assert isinstance(made, bytes)  # noqa: S101  one document, no output path
    return made


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
    regular = TTFontFile(font_folder() / "IBMPlexSans-Regular.ttf", charInfo=1)
    seen = {code for first, last in FALLBACK for code in range(first, last + 1)}
    own = {c for c in regular.charToGlyph if unicodedata.category(chr(c))[0] != "C"}
    return frozenset(seen | own)
