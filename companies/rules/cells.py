"""What a cell of somebody's spreadsheet says: read as a person would, or refused with a sentence.

Plain Python, no query. A refusal is a code with values; `SENTENCES` has its words, so that a stored
refusal is read in the reader's own language.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from jobcenter.errors import N_

SENTENCES = {
    "cvr_missing": N_("The row names no company: write its CVR number or P number."),
    "cvr_length": N_("A CVR number has eight digits; this has %(digits)s."),
    "p_length": N_("A P number has ten digits; this has %(digits)s."),
    "not_a_number": N_("This is not a number of the register: it holds other signs than digits."),
    "digits_lost": N_(
        "The spreadsheet has shortened the number to %(shown)s and its last digits are lost. "
        "Write it in full, or format the column as text and save the file again."
    ),
    "cvr_check_digit": N_(
        "The CVR number cannot be right: its check digit does not fit. A digit is mistyped."
    ),
    "cvr_unknown": N_(
        "This CVR number is not in the register. Companies come from the national register only."
    ),
    "p_unknown": N_(
        "This P number is not in the register. Workplaces come from the national register only."
    ),
    "p_elsewhere": N_("The P number belongs to another company, %(company)s (CVR %(cvr)s)."),
    "company_ceased": N_("%(company)s has ceased according to the register."),
    "company_ceased_on": N_("%(company)s has ceased according to the register, on %(day)s."),
    "workplace_ceased": N_("The workplace has ceased according to the register."),
    "name_differs": N_(
        "In the register the number belongs to %(company)s. Check the number, or empty this cell "
        "if the name is an old one."
    ),
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
    "level": N_("Unknown level. Write one of: %(known)s."),
    "role": N_("Unknown role “%(word)s”. Write one or more of: %(known)s."),
    "language": N_("Unknown language. Write Danish or English."),
    "status": N_("Unknown status. Write one of: %(known)s."),
    "segment": N_("Unknown segment. Write a number from 1 to 4."),
    "owner": N_("No colleague here has this e-mail address."),
    "owner_missing": N_(
        "We have no relation with this company yet: write the e-mail of the colleague who is to be "
        "its fixed contact."
    ),
    "name_missing": N_("There is a number, a title or a mail, but no name to put it to."),
    "nothing_in_row": N_("The row says nothing but which company it is about."),
    "person_twice": N_("Line %(line)s has the same person already."),
    "relation_twice": N_("Line %(line)s says something else about the same company."),
    "person_unclear": N_(
        "Several of our contact persons at the company fit: merge them first, or leave the row out."
    ),
    "person_left": N_("%(name)s has left the company according to us."),
    "changed_since": N_("Somebody changed this after the preview. Nothing was written."),
    "not_stored": N_("The database refused the row. Nothing was written."),
    "left_out": N_("Left out by you."),
}

LENGTHS = {"name": 120, "title": 80, "email": 254, "note": 500, "company_name": 400}

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
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


def fits_modulus_11(cvr: str) -> bool:
    """Return whether a CVR number's check digit fits: weights 2 7 6 5 4 3 2 1, sum modulo 11."""
    return sum(w * int(d) for w, d in zip(_WEIGHTS, cvr, strict=True)) % 11 == 0


def register_number(text: str, digits: int) -> str:
    """Return a CVR (8) or P number (10) as digits, whatever a spreadsheet made of it.

    "12 34 56 78", "DK-12345678", "12345678.0" and "1,2345678E+07" hold all digits; "2.5E+7" has
    lost some, and which nobody can know.
    """
    typed = re.sub(r"[\s\u00a0\u202f'-]", "", text.upper()).removeprefix("DK").removeprefix("CVR")
    if digits == 10 and typed.startswith("P"):
        typed = typed[1:]
    if found := _SCIENTIFIC.match(typed):
        first, rest, power = found.group(1), found.group(2) or "", int(found.group(3))
        if len(first + rest) < power + 1 or power > 20:
            raise CellRefused("digits_lost", shown=text.strip()[:20])
        typed = str(int(Decimal(f"{first}.{rest or 0}") * 10**power))
    elif found := _DECIMAL_ZERO.match(typed):
        typed = found.group(1)
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", typed):  # thousands set apart
        typed = typed.replace(".", "")
    if not (typed.isascii() and typed.isdigit()):
        raise CellRefused("not_a_number")
    if len(typed) != digits:
        raise CellRefused("cvr_length" if digits == 8 else "p_length", digits=len(typed))
    return typed


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
    if found := _DECIMAL_ZERO.match(typed):
        typed = found.group(1)
    if found := _SCIENTIFIC.match(typed.replace(" ", "")):
        first, rest, power = found.group(1), found.group(2) or "", int(found.group(3))
        if len(first + rest) < power + 1 or power > 15:
            raise CellRefused("digits_lost", shown=typed)
        typed = str(int(Decimal(f"{first}.{rest or 0}") * 10**power))
    bare = re.sub(r"[\s()./-]", "", typed)
    if bare.isdigit() and len(bare) == 10 and bare.startswith("45"):
        bare = "+" + bare  # the plus went when the cell became a number
    return bare or typed


def one_of(text: str, words: dict[str, str], code: str) -> str:
    """Return the value a word stands for; `words` maps every accepted word, lower case."""
    found = words.get(_plain(text))
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
        value = words.get(_plain(part))
        if value is None:
            raise CellRefused(code, word=part.strip()[:40], known=", ".join(words))
        found.append(value)
    return sorted(set(found))


def segment_of(text: str) -> int:
    """Return a segment, 1 to 4, also from “1.0” or “gruppe 1”."""
    digits = re.sub(r"[.,]0+$", "", text.strip())
    digits = re.sub(r"^(?:gruppe|group|segment)\s*", "", digits, flags=re.IGNORECASE)
    if digits not in {"1", "2", "3", "4"}:
        raise CellRefused("segment")
    return int(digits)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[_\-.]", " ", text).lower().split())


LEVELS = {
    "ledelse": "management", "leder": "management", "direktør": "management",
    "management": "management", "ceo": "management", "ejer": "management",
    "afdelingsleder": "department_head", "mellemleder": "department_head",
    "teamleder": "department_head", "department head": "department_head",
    "medarbejder": "employee", "employee": "employee", "ansat": "employee",
}  # fmt: skip
ROLES = {
    "mentor": "mentor", "makker": "buddy", "buddy": "buddy", "hr": "hr", "personale": "hr",
    "aftaler": "agreements", "indgår aftaler": "agreements", "agreements": "agreements",
    "daglig kontakt": "daily_contact", "daily contact": "daily_contact",
    "tillidsrepræsentant": "shop_steward", "tr": "shop_steward", "tillidsmand": "shop_steward",
    "shop steward": "shop_steward", "fællestillidsrepræsentant": "joint_shop_steward",
    "joint shop steward": "joint_shop_steward",
    "medarbejderrepræsentant": "employee_representative",
    "employee representative": "employee_representative",
    "arbejdsmiljørepræsentant": "safety_representative", "amr": "safety_representative",
    "safety representative": "safety_representative",
}  # fmt: skip
LANGUAGES = {
    "dansk": "da", "danish": "da", "da": "da", "dk": "da",
    "engelsk": "en", "english": "en", "en": "en", "uk": "en",
}  # fmt: skip
STATUSES = {
    "mulig": "possible", "emne": "possible", "possible": "possible",
    "samarbejder": "cooperating", "samarbejde": "cooperating", "aktiv": "cooperating",
    "cooperating": "cooperating",
    "hviler": "resting", "i ro": "resting", "pause": "resting", "resting": "resting",
    "vil ikke": "declined", "ønsker ikke": "declined", "afvist": "declined",
    "declined": "declined", "does not want to": "declined",
}  # fmt: skip

READERS: dict[str, Callable[[str], object]] = {
    "cvr": lambda text: register_number(text, 8),
    "p_number": lambda text: register_number(text, 10),
    "company_name": lambda text: plain_text(text, LENGTHS["company_name"]),
    "name": lambda text: plain_text(text, LENGTHS["name"]),
    "title": lambda text: plain_text(text, LENGTHS["title"]),
    "level": lambda text: one_of(text, LEVELS, "level"),
    "roles": lambda text: several_of(text, ROLES, "role"),
    "language": lambda text: one_of(text, LANGUAGES, "language"),
    "status": lambda text: one_of(text, STATUSES, "status"),
    "segment": segment_of,
    "note": lambda text: plain_text(text, LENGTHS["note"]),
}
