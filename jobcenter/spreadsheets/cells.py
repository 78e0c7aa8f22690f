"""What a cell of any spreadsheet says: read as a person would, or refused with a sentence.

Plain Python, no query. A refusal is a code with values; `COMMON` has the words every room needs, so
that a stored refusal is read in the reader's own language.
"""

import re
import unicodedata
from decimal import Decimal

from jobcenter.errors import N_

COMMON = {
    "too_long": N_("At most %(most)s characters fit; this has %(length)s."),
    "formula": N_("The cell holds a formula. Write the value itself."),
    "spreadsheet_error": N_("The spreadsheet shows an error here (%(shown)s)."),
    "markup": N_("The text holds HTML. Write it without the signs < and >."),
    "hidden_signs": N_(
        "The text holds invisible signs that turn the direction of reading. They are left out of "
        "the field here: look at it and save."
    ),
    "bad_signs": N_("The text holds signs that cannot be stored. Write it again."),
    "phone": N_("This is not a telephone number. Write eight digits, e.g. 98 00 00 01."),
    "mail": N_("This is not an e-mail address."),
    "changed_since": N_("Somebody changed this after the preview. Nothing was written."),
    "not_stored": N_("The database refused the row. Nothing was written."),
    "left_out": N_("Left out by you."),
    "digits_lost": N_(
        "The spreadsheet has shortened the number to %(shown)s and its last digits are lost. "
        "Write it in full, or format the column as text and save the file again."
    ),
}

_SCIENTIFIC = re.compile(r"^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$", re.IGNORECASE)
_DECIMAL_ZERO = re.compile(r"^(\d+)[.,]0+$")
_ERROR = re.compile(r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|I/T|REFERENCE!|VÆRDI!|NAVN\?)$")
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!]|&(?:lt|gt|#\d+);")
# Marks that turn the direction of reading, and signs without a width.
TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
HIDDEN = TURNING | {0x200B, 0x2060, 0xFEFF, 0x00AD}


class CellRefused(Exception):
    """A cell that cannot be taken: `code` of SENTENCES, the values of its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def digits_kept(typed: str) -> str:
    """Return a number as written out: "1,2345678E+07" holds all its digits and "12345678.0" too.

    "2.5E+7" has lost some, and which nobody can know. What is no such number comes back as it is.
    """
    if found := _SCIENTIFIC.match(typed):
        first, rest, power = found.group(1), found.group(2) or "", int(found.group(3))
        if len(first + rest) < power + 1 or power > 20:
            raise CellRefused("digits_lost", shown=typed.strip()[:20])
        return str(int(Decimal(f"{first}.{rest or 0}") * 10**power))
    found = _DECIMAL_ZERO.match(typed)
    return found.group(1) if found else typed


def plain_text(text: str, most: int) -> str:
    """Return one line of text; refuse formulas, markup, hidden signs and what is too long."""
    text = " ".join(text.replace("\u00a0", " ").split())
    if _ERROR.match(text):
        raise CellRefused("spreadsheet_error", shown=text)
    if text[:1] in ("=", "@") or re.match(r"^[+-]\s*[A-Za-z]+\(", text):
        raise CellRefused("formula")
    if any(ord(sign) in HIDDEN for sign in text):
        raise CellRefused("hidden_signs")
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} for sign in text):
        raise CellRefused("bad_signs")
    if "\ufffd" in text:
        raise CellRefused("bad_signs")
    if _MARKUP.search(text):
        raise CellRefused("markup")
    if len(text) > most:
        raise CellRefused("too_long", most=most, length=len(text))
    return text


def without_hidden(text: str) -> str:
    """Return a text without the signs nobody sees: what is offered as the mended cell."""
    return "".join(sign for sign in text if ord(sign) not in HIDDEN)


def phone_digits(text: str) -> str:
    """Return a telephone number as typed, mended from what spreadsheets do to it."""
    typed = plain_text(text, 40)
    if _DECIMAL_ZERO.match(typed) or _SCIENTIFIC.match(typed.replace(" ", "")):
        typed = digits_kept(typed.replace(" ", ""))
    bare = re.sub(r"[\s()./-]", "", typed)
    if bare.isdigit() and len(bare) == 10 and bare.startswith("45"):
        bare = "+" + bare  # the plus went when the cell became a number
    return bare or typed


def one_of(text: str, words: dict[str, str], code: str) -> str:
    """Return the value a word stands for; `words` maps every accepted word, lower case."""
    found = words.get(plain_word(text))
    if found is None:
        known = ", ".join(dict.fromkeys(word for word in words if word.isalpha() or " " in word))
        raise CellRefused(code, known=known)
    return found


def several_of(text: str, words: dict[str, str], code: str) -> list[str]:
    """Return the values of words set apart by comma, slash, plus or “og”."""
    found = []
    for part in re.split(r"[,;/+|]|\bog\b|\band\b", text):
        if not part.strip():
            continue
        value = words.get(plain_word(part))
        if value is None:
            raise CellRefused(code, word=part.strip()[:40], known=", ".join(words))
        found.append(value)
    return sorted(set(found))


def plain_word(text: str) -> str:
    """Return a word as the tables of words have it: lower case, one blank between its parts."""
    return " ".join(re.sub(r"[_\-.]", " ", text).lower().split())
