"""What a company may be told: the form of a clear word, its states, what is refused and warned at.

Plain Python; prose with the same examples is in docs/rules/clear-word.md, words and paragraphs are
rows of placements/law/sharing.toml.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobcenter.errors import N_, Refused
from jobcenter.law import Provenance, in_force, provenance_of, read_law

LAW = Path(__file__).parent.parent / "law" / "sharing.toml"

DRAFT, APPROVED, SENT, WITHDRAWN, LAPSED = "draft", "approved", "sent", "withdrawn", "lapsed"

# move → (states it may start from, state it leads to)
MOVES: Mapping[str, tuple[frozenset[str], str]] = {
    "approve": (frozenset({DRAFT}), APPROVED),
    "send": (frozenset({APPROVED}), SENT),
    "withdraw": (frozenset({APPROVED, SENT}), WITHDRAWN),
    "lapse": (frozenset({APPROVED, SENT}), LAPSED),
}

# The sections of a text. Strengths stand first in every form; what it means at work, and what to
# do about it, stands in every form.
SECTIONS = ("strengths", "competences", "wishes", "at_work", "to_do")
ALWAYS = ("strengths", "at_work", "to_do")
# form → its sections in order: a springboard tells of competences, a clarification lays the cards
# on the table before them.
FORMS: Mapping[str, tuple[str, ...]] = {
    "job": ("strengths", "competences", "wishes", "at_work", "to_do"),
    "learn": ("strengths", "competences", "at_work", "to_do", "wishes"),
    "clarify": ("strengths", "at_work", "to_do", "wishes", "competences"),
}
NEEDED: Mapping[str, frozenset[str]] = {
    "job": frozenset({*ALWAYS, "competences"}),
    "learn": frozenset({*ALWAYS, "wishes"}),
    "clarify": frozenset(ALWAYS),
}
# purpose of the placement (BAB § 60) → form
FORM_OF_PURPOSE: Mapping[str, str] = {
    "ordinary_hours": "job",
    "training": "learn",
    "clarification": "clarify",
    "retention": "clarify",
    "availability_test": "clarify",
}

# kind of a line in the citizen's profile → the section it is put into. What is not named here can
# not be chosen: barriers, number, birth date, address, target group, benefit, notes.
SECTION_OF_KIND: Mapping[str, str] = {
    "resource": "strengths",
    "competence": "competences",
    "education": "competences",
    "work": "competences",
    "language": "competences",
    "consideration": "at_work",
}

TEXT_MOST = 2_000  # characters of a section: what a mentor reads in a minute
MOST_DAYS = 183  # half a year: ask again after that. The house's rule, not the law's.
READERS_MOST = 5

# Two digits three times and four, with anything people put between them.
_NUMBER = re.compile(
    r"(?<!\d)(\d\d)[ .\-/]?(\d\d)[ .\-/]?(\d\d)\s*[-\u2010-\u2015./]?\s*\d{4}(?!\d)"
)


def form_of(purpose: str) -> str:
    """Return the form that follows from a placement's purpose."""
    return FORM_OF_PURPOSE.get(purpose, "clarify")


def plain(text: str) -> str:
    """Return what was typed without signs nobody sees, and without more than one empty line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    kept = "".join(
        sign
        for sign in text
        if sign in "\n\t\u200d" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}
    )
    kept = "\n".join(line.rstrip(" \t") for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def has_number(text: str) -> bool:
    """Return whether something has the form of a citizen number: a date and four digits.

    Signs that nobody sees, and digits of other scripts, hide nothing.
    """
    seen = unicodedata.normalize("NFKC", plain(text).replace("\u200d", ""))
    for day, month, _year in _NUMBER.findall(seen):
        if 1 <= int(month) <= 12 and (1 <= int(day) <= 31 or 61 <= int(day) <= 91):
            return True
    return False


def check_text(texts: Mapping[str, str]) -> None:
    """Refuse a text with a citizen number in it, or one too long to be read."""
    for section in SECTIONS:
        text = texts.get(section, "")
        if has_number(text):
            raise Refused(
                f"number_{section}",
                N_("Something here looks like a citizen number. A company never gets it."),
            )
        if len(text) > TEXT_MOST:
            raise Refused(
                f"long_{section}",
                N_("Write at most %(most)s characters: it is read at work, on a telephone."),
                most=TEXT_MOST,
            )


def missing_in(form: str, texts: Mapping[str, str]) -> list[str]:
    """Return the sections of a form that have to say something and do not, in its order."""
    return [
        name for name in FORMS[form] if name in NEEDED[form] and not texts.get(name, "").strip()
    ]


def words_found(texts: Iterable[str], words: Collection[str]) -> list[str]:
    """Return the words of the list with which a word of the text begins, each once, in order.

    `angst` finds “angst” and “angstanfald”, not “langst”.
    """
    found: dict[str, None] = {}
    told = " ".join(texts).casefold()
    for word in words:
        start = word.casefold().strip()
        if start and re.search(rf"(?<!\w){re.escape(start)}", told):
            found[word] = None
    return list(found)


def latest_until(day: date) -> date:
    """Return the last day an approval given on `day` may hold to."""
    return day + timedelta(days=MOST_DAYS)


def move(name: str, state: str) -> str:
    """Return the state a move leads to, or refuse it with a sentence."""
    sources, target = MOVES[name]
    if state not in sources:
        raise Refused("word_moved", _WHY_NOT[state])
    return target


_WHY_NOT = {
    DRAFT: N_("The citizen has not approved the text yet."),
    APPROVED: N_("The text is approved already, and can't be changed any more."),
    SENT: N_("The text has been sent already."),
    WITHDRAWN: N_("The approval was withdrawn. Nothing is shared any more."),
    LAPSED: N_("The approval has run out. Nothing is shared any more."),
}


def check_can_approve(
    *, form: str, texts: Mapping[str, str], readers: int, until: date, day: date
) -> None:
    """Refuse an approval of something that is not whole, or for too long."""
    check_text(texts)
    if missing_in(form, texts):
        raise Refused(
            "word_not_whole",
            N_("The text is not whole: strengths, what it means at work and what to do belong in"
               " every one."),
        )  # fmt: skip
    if not readers:
        raise Refused("word_no_reader", N_("Choose who at the company reads it."))
    if until < day:
        raise Refused("until_passed", N_("Choose a day that has not passed."))
    if until > latest_until(day):
        raise Refused(
            "until_late", N_("An approval holds for half a year at most. Then ask again.")
        )


def is_readable(state: str, until: date | None, day: date, placement_state: str = "") -> bool:
    """Return whether a company may read a text on a day.

    The day decides, not the nightly sweep that marks it; a placement that was stopped stops it.
    """
    return state == SENT and until is not None and day <= until and placement_state not in STOPS


STOPS = frozenset({"interrupted", "cancelled"})


@dataclass(frozen=True)
class Basis:
    """A legal basis for telling a company about a citizen, as the law file words it."""

    code: str
    label_da: str
    label_en: str
    provenance: Provenance


@lru_cache(maxsize=1)
def _law() -> Mapping[str, Any]:
    return read_law(LAW)


@lru_cache(maxsize=1)
def all_bases() -> tuple[Basis, ...]:
    """Return the legal bases in the order of the law file."""
    return tuple(
        Basis(row["code"], row["label_da"], row["label_en"], provenance_of(row, row["code"]))
        for row in _law()["bases"]
    )


def bases_on(day: date) -> list[Basis]:
    """Return the legal bases in force on a day."""
    return in_force(all_bases(), day)


def default_words() -> tuple[str, ...]:
    """Return the words of diagnosis the list begins with."""
    return tuple(_law()["words"]["diagnosis"])


def advice_for(code: str) -> str:
    """Return what a workplace can do about a consideration, in Danish; "" if nobody wrote it."""
    return str(_law()["advice"].get(code, ""))
