"""What a cell of somebody's spreadsheet says: read as a person would, or refused with a sentence.

Plain Python, no query. A refusal is a code with values; `SENTENCES` has its words, so that a stored
refusal is read in the reader's own language.
"""

import re
from collections.abc import Callable

from jobcenter.errors import N_
from jobcenter.spreadsheets.cells import (
    COMMON,
    CellRefused,
    digits_kept,
    one_of,
    plain_text,
    several_of,
)

SENTENCES = {
    **COMMON,
    "cvr_missing": N_("The row names no company: write its CVR number or P number."),
    "cvr_length": N_("A CVR number has eight digits; this has %(digits)s."),
    "p_length": N_("A P number has ten digits; this has %(digits)s."),
    "not_a_number": N_("This is not a number of the register: it holds other signs than digits."),
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
}

LENGTHS = {"name": 120, "title": 80, "email": 254, "note": 500, "company_name": 400}

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


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
    kept = digits_kept(typed)
    if kept != typed:
        typed = kept
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", typed):  # thousands set apart
        typed = typed.replace(".", "")
    if not (typed.isascii() and typed.isdigit()):
        raise CellRefused("not_a_number")
    if len(typed) != digits:
        raise CellRefused("cvr_length" if digits == 8 else "p_length", digits=len(typed))
    return typed


def segment_of(text: str) -> int:
    """Return a segment, 1 to 4, also from “1.0” or “gruppe 1”."""
    digits = re.sub(r"[.,]0+$", "", text.strip())
    digits = re.sub(r"^(?:gruppe|group|segment)\s*", "", digits, flags=re.IGNORECASE)
    if digits not in {"1", "2", "3", "4"}:
        raise CellRefused("segment")
    return int(digits)


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
