"""Translations: `.po` in the repository, `.mo` beside them, written here when they are older."""

from pathlib import Path

from runner.places import ROOT
from runner.speech import Trouble, say


def catalogues() -> list[Path]:
    """Return every catalogue of every room."""
    return sorted(ROOT.glob("locale/*/*/LC_MESSAGES/django.po"))


def compile_all() -> int:
    """Compile what changed; return how many. A broken catalogue is named with its line."""
    stale = [po for po in catalogues() if _is_stale(po)]
    if not stale:
        return 0
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    for po in stale:
        draft = po.with_suffix(".mo.new")
        try:
            with po.open("rb") as source, draft.open("wb") as target:
                write_mo(target, read_po(source, abort_invalid=True))
        except PoFileError as error:
            draft.unlink(missing_ok=True)
            raise Trouble(f"{po.relative_to(ROOT)} cannot be read: {error}.", "Mend it.") from error
        draft.replace(po.with_suffix(".mo"))
    return len(stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def collect() -> int:
    """Collect every room's messages into its catalogues and compile them."""
    from tools import messages as tool

    tool.collect()
    say(f"· {compile_all()} catalogues compiled")
    return 0
