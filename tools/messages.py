"""Keep the Danish catalogues in step with the code: `python -m tools.messages [room …]`.

English is the source language, so English needs no catalogue. Each room has its own in
`locale/<room>/da/`; nothing but Babel is needed, as GNU gettext is not on a bare machine.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
ROOMS = [
    "jobcenter", "followup", "companies", "citizens", "placements", "insight", "actionplans",
    "components",
]  # fmt: skip
KEYWORDS: dict[Any, Any] = {
    "gettext": None, "gettext_lazy": None, "_": None, "N_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip

# Templates that belong to another catalogue than their folder's name says.
TEMPLATE_ROOMS = {
    "components": "components", "errors": "components", "": "components",
    "account": "jobcenter", "allauth": "jobcenter", "mfa": "jobcenter",
    "socialaccount": "jobcenter",
}  # fmt: skip
COMPONENT_MODULES = {"jobcenter/templatetags", "jobcenter/charts.py", "jobcenter/wording.py"}

Message = tuple[str | None, str, str | None, str]  # context, msgid, plural, place


def room_of(path: Path) -> str:
    """Return the catalogue that a source file's messages belong to."""
    relative = path.relative_to(ROOT)
    if relative.parts[0] == "templates":
        folder = relative.parts[1] if len(relative.parts) > 2 else ""
        return TEMPLATE_ROOMS.get(folder, folder)
    if any(str(relative).startswith(module) for module in COMPONENT_MODULES):
        return "components"
    return relative.parts[0]


def sources() -> Iterator[Path]:
    """Yield every Python file and template that may hold messages."""
    for room in ROOMS[:-1]:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    yield from sorted((ROOT / "templates").rglob("*.html"))
    yield from sorted((ROOT / "templates").rglob("*.txt"))


def messages_of(path: Path) -> Iterator[Message]:
    """Yield the messages of one file."""
    from django.utils.translation.template import templatize

    text = path.read_text()
    if path.suffix != ".py":
        # Django turns a template into lines that look like calls of gettext.
        # What is not a call comes out as X and B, with an indentation that means nothing.
        lines = (line.strip(" XB") for line in templatize(text).splitlines())
        text = "\n".join(line for line in lines if "gettext" in line or "_(" in line)
    code = io.BytesIO(text.encode())
    for line, function, found, _comments in extract_python(code, KEYWORDS, [], {}):
        spec: Any = KEYWORDS[function or "_"]
        args: list[Any] = list(found) if isinstance(found, (tuple, list)) else [found]
        context = None
        if spec and isinstance(spec[0], tuple):
            context = args.pop(0)
        msgid = args[0] if args else None
        if not msgid:
            continue
        plural = args[1] if (function or "")[0] == "n" and len(args) > 1 else None
        yield context, msgid, plural, f"{path.relative_to(ROOT)}:{line}"


def extracted() -> dict[str, list[Message]]:
    """Return every message by catalogue."""
    by_room: dict[str, list[Message]] = {room: [] for room in ROOMS}
    for path in sources():
        by_room.setdefault(room_of(path), []).extend(messages_of(path))
    return by_room


def catalogue_path(room: str) -> Path:
    """Return where a room's Danish catalogue lies."""
    return ROOT / "locale" / room / "da" / "LC_MESSAGES" / "django.po"


def read_catalogue(room: str) -> Catalog:
    """Return a room's Danish catalogue, an empty one if there is none yet."""
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale="da", project="Bro", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="da")


def update(room: str, messages: list[Message]) -> int:
    """Write a room's catalogue anew with what is translated kept; return what is missing."""
    old, new = read_catalogue(room), Catalog(locale="da", project="Bro", charset="utf-8")
    new.fuzzy = False
    new.header_comment = f"# Danish for the room {room}."
    missing = 0
    for context, msgid, plural, _place in messages:
        key = (msgid, plural) if plural else msgid
        known = old.get(msgid, context)
        text = known.string if known else ""
        flags = {"python-format"} if "%(" in msgid or "%s" in msgid else set()
        if new.get(msgid, context) is None:
            new.add(key, text, context=context, flags=flags)
            missing += not (all(text) if isinstance(text, (tuple, list)) else text)
    path = catalogue_path(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, sort_output=True, width=100, omit_header=False)
    # The dates in the header would make every run a change.
    lines = [line for line in path.read_text().splitlines() if "-Date:" not in line]
    path.write_text("\n".join(line for line in lines if "Generated-By" not in line) + "\n")
    return missing


def collect(rooms: list[str] | None = None) -> int:
    """Update the catalogues of `rooms` (all by default); return how many lack Danish."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()  # templatize reads the charset, nothing else
    by_room = extracted()
    total = 0
    for room in rooms or ROOMS:
        missing = update(room, by_room[room])
        total += missing
        print(f"{room}: {len(by_room[room])} messages, {missing} without Danish")
    return total


if __name__ == "__main__":
    collect(sys.argv[1:])
