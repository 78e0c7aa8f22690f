"""What a cell of a case system's file says, read or refused with a sentence; no query.

No refusal carries a number, a name or anything else that the cell held.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from citizens import law, rules
from citizens.choices import Benefit, Language, SubFlag
from citizens.spreadsheets.columns import MATCH, SCHEMES
from jobcenter import cpr
from jobcenter.errors import N_, Refused
from jobcenter.lines import one_line
from jobcenter.spreadsheets.cells import (
    COMMON,
    CellRefused,
    digits_kept,
    phone_digits,
    plain_text,
    plain_word,
)

SENTENCES = {
    **COMMON,
    "digits_lost": N_(
        "The spreadsheet has shortened the number and its last digits are lost. Write it in full, "
        "or format the column as text and save the file again."
    ),
    "cpr_form": N_("Write the citizen number as ten digits, such as 010190-1234."),
    "cpr_date": N_("The first six digits of the citizen number are not a date."),
    "cpr_future": N_("The birth date in the citizen number lies in the future."),
    "day": N_("This is not a date. Write day, month and year, such as 31.12.2026."),
    "birth_date_missing": N_(
        "Write the birth date: without a number it tells people of one name apart."
    ),
    "birth_date_ahead": N_("The birth date lies in the future."),
    "birth_date_long_ago": N_("That birth date is too long ago."),
    "birth_differs": N_("The birth date does not fit the citizen number."),
    "name_short": N_("Write first name and last name."),
    "reads": N_("Unknown language. Write it in Danish, such as dansk, arabisk or ukrainsk."),
    "target": N_("Write the target group as its number in LAB § 6, from 1 to 13."),
    "flag": N_("Unknown division of the target group."),
    "benefit": N_("Unknown benefit. Write it as it is called on the citizen's page."),
    "group": N_("The scheme has no such group. Write one of: %(known)s."),
    "yes_no": N_("Write yes or no."),
    "worker": N_("No colleague here has this e-mail address or these initials."),
    "worker_several": N_("Several colleagues have these initials. Write the e-mail address."),
    "worker_reads_no_citizens": N_("This colleague's role does not work with citizens."),
    "worker_imports": N_(
        "Who may import cannot come into a case by an import. A leader says who follows the person."
    ),
    "target_missing": N_("Somebody new needs a target group."),
    "name_missing_new": N_("Somebody new needs a first name and a last name."),
    "row_says_nothing": N_("The row says nothing but who it is about."),
    "nobody_named": N_("The row names nobody: no number, no internal id and no name."),
    "two_people": N_("The citizen number and the internal id belong to two different people here."),
    "number_differs": N_("The internal id belongs to somebody with another citizen number here."),
    "id_taken": N_("Somebody else here has this internal id already."),
    "work_ended": N_(
        "The work with this person has ended. Somebody in the case team can take it up again."
    ),
    "twice": N_("Line %(line)s has the same person already."),
    "maybe_line": N_(
        "Line %(line)s looks like the same person. Two people can have the same name: say who it "
        "is, or leave the row out."
    ),
    "maybe_known": N_("We may know this person already. Who is it?"),
    # of the rules of groups, whose words they are
    "from_future": N_("The change can't begin in the future."),
    "from_before_present": N_(
        "The present group began on %(day)s. The new one can't begin before that."
    ),
    "target_group_unknown": N_("Target group %(number)s is not in force on %(day)s (LAB § 6)."),
    "target_group_draft": N_("The target group is a draft and not in use."),
    "target_group_closed": N_(
        "Nobody new can enter target group %(number)s since %(day)s (L1750)."
    ),
    "target_group_flag_missing": N_(
        "For target group %(number)s you must say whether the person is jobparat or "
        "aktivitetsparat (LAB § 6)."
    ),
    "target_group_flag_unknown": N_("Target group %(number)s is not divided that way (LAB § 6)."),
    "scheme_draft": N_("The scheme is a draft and not in use."),
    "scheme_not_valid": N_("The scheme was not in force on %(day)s, and it is not kept open here."),
}

LANGUAGES = {
    "dansk": Language.DA, "danish": Language.DA, "engelsk": Language.EN, "english": Language.EN,
    "arabisk": Language.AR, "arabic": Language.AR, "tysk": Language.DE, "german": Language.DE,
    "persisk": Language.FA, "farsi": Language.FA, "dari": Language.FA, "persian": Language.FA,
    "polsk": Language.PL, "polish": Language.PL, "somali": Language.SO, "somalisk": Language.SO,
    "tigrinya": Language.TI, "tyrkisk": Language.TR, "turkish": Language.TR,
    "ukrainsk": Language.UK, "ukrainian": Language.UK, "andet": Language.OTHER,
    "andet sprog": Language.OTHER, "other": Language.OTHER,
    **{str(code): code for code in Language.values},
}  # fmt: skip
BENEFITS = {
    "dagpenge": Benefit.UNEMPLOYMENT, "a dagpenge": Benefit.UNEMPLOYMENT,
    "kontanthjælp": Benefit.CASH, "kontanthjaelp": Benefit.CASH, "kth": Benefit.CASH,
    "cash benefit": Benefit.CASH, "uddannelseshjælp": Benefit.EDUCATION,
    "uddannelseshjaelp": Benefit.EDUCATION, "sygedagpenge": Benefit.SICKNESS,
    "sdp": Benefit.SICKNESS, "sickness benefit": Benefit.SICKNESS,
    "shoy": Benefit.TRANSITION, "overgangsydelse": Benefit.TRANSITION,
    "selvforsørgelses og hjemrejseydelse": Benefit.TRANSITION,
    "selvforsørgelses og overgangsydelse": Benefit.TRANSITION,
    "ressourceforløb": Benefit.RESOURCE, "ressourceforløbsydelse": Benefit.RESOURCE,
    "ressourceforloebsydelse": Benefit.RESOURCE, "revalidering": Benefit.REHABILITATION,
    "revalideringsydelse": Benefit.REHABILITATION, "ledighedsydelse": Benefit.FLEX_UNEMPLOYMENT,
    "førtidspension": Benefit.PENSION, "foertidspension": Benefit.PENSION,
    "selvforsørgende": Benefit.NONE, "selvforsoergende": Benefit.NONE, "ingen": Benefit.NONE,
    "ingen ydelse": Benefit.NONE, "no benefit": Benefit.NONE,
}  # fmt: skip
FLAGS = {
    "jobparat": SubFlag.JOB_READY, "aktivitetsparat": SubFlag.ACTIVITY_READY,
    "åbenlyst uddannelsesparat": SubFlag.OBVIOUS, "åbenlyst": SubFlag.OBVIOUS,
    "i job": SubFlag.IN_JOB, "har stadig sit job": SubFlag.IN_JOB, "i arbejde": SubFlag.IN_JOB,
    "ready for a job": SubFlag.JOB_READY, "ready for activity": SubFlag.ACTIVITY_READY,
    "still has the job": SubFlag.IN_JOB,
}  # fmt: skip
YES_OR_NO = {
    **dict.fromkeys(("ja", "j", "yes", "y", "1", "x", "true", "sand"), True),
    **dict.fromkeys(("nej", "n", "no", "0", "false", "falsk"), False),
}
_DAY = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_NUMBER = re.compile(
    r"^(?:lab\s*)?(?:§\s*6\s*,?\s*)?(?:nr\.?|no\.?|målgruppe)?\s*(\d{1,2})(?:[.,]0)?\.?$"
)


def number_digits(text: str, *, zeros_lost: bool) -> str:
    """Return the ten digits of a citizen number, whatever a spreadsheet made of it.

    A first zero that went is put back only in a file where every first zero went: otherwise nine
    digits are a number somebody mistyped, and could become another person's.
    """
    typed = re.sub(r"[\s\u00a0\u202f']", "", text)
    digits = digits_kept(typed) if "-" not in typed else typed
    if zeros_lost and digits.isascii() and digits.isdigit() and len(digits) == 9:
        digits = f"0{digits}"
    return digits


def citizen_number(text: str, *, today: date, zeros_lost: bool) -> cpr.Cpr:
    """Return a citizen number; refused for its form, its date, or a birth in the future."""
    try:
        return cpr.parse(number_digits(text, zeros_lost=zeros_lost), today=today)
    except CellRefused as problem:
        raise CellRefused(problem.code) from None  # without the digits that are left
    except Refused as problem:
        raise CellRefused(problem.code) from None


def day_of(text: str) -> date:
    """Return a date as Danes write it, or as a spreadsheet stores it."""
    text = text.strip()
    try:
        if found := _DAY.match(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise CellRefused("day") from None


def birth_day(text: str, *, today: date) -> date:
    """Return a birth date that somebody can have."""
    born = day_of(text)
    try:
        rules.check_can_be_born(born, today)
    except Refused as problem:
        raise CellRefused(problem.code) from None
    return born


def names_of(text: str) -> tuple[str, str]:
    """Return first and last name of “Kjær, Kim” or “Kim Kjær”; the last word is the last name."""
    whole = name_line(text, 160)
    if "," in whole:
        last, _comma, first = (part.strip() for part in whole.partition(","))
    else:
        first, _blank, last = whole.rpartition(" ")
    if not first or not last:
        raise CellRefused("name_short")
    return first, last


def name_line(text: str, most: int) -> str:
    """Return a name; apostrophes, hyphens and letters of all languages are part of it."""
    name = one_line(plain_text(text, most))
    if not any(sign.isalpha() for sign in name):
        raise CellRefused("name_short")
    return name


def phone_number(text: str) -> str:
    """Return a telephone number as +4598000001."""
    try:
        number = phonenumbers.parse(phone_digits(text), "DK")
    except phonenumbers.NumberParseException:
        raise CellRefused("phone") from None
    if not phonenumbers.is_possible_number(number):
        raise CellRefused("phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mail_address(text: str) -> str:
    """Return a mail address."""
    mail = plain_text(text, 254).removeprefix("mailto:")
    try:
        validate_email(mail)
    except ValidationError:
        raise CellRefused("mail") from None
    return mail


def target_number(text: str) -> int:
    """Return 3 for “3”, “nr. 3” and “LAB § 6, nr. 3”; “6.3” could be many things and is refused."""
    found = _NUMBER.match(" ".join(text.lower().split()))
    if found is None or not 1 <= int(found[1]) <= 13:
        raise CellRefused("target")
    return int(found[1])


def _word(words: dict[str, Any], code: str) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        found = words.get(plain_word(text))
        if found is None:
            raise CellRefused(code)
        return str(found)

    return read


def group_code(field: str, text: str) -> str:
    """Return the code of a scheme's group from its code, its name, or “4.0”."""
    scheme = SCHEMES[field.removeprefix(MATCH)]
    typed = plain_word(re.sub(r"[.,]0+$", "", text.strip()))
    for group in scheme.groups:
        if typed in (plain_word(group.code), plain_word(group.name_da), plain_word(group.name_en)):
            return group.code
        if typed in (f"match {group.code}", f"matchgruppe {group.code}"):
            return group.code
    raise CellRefused("group", known=", ".join(group.code for group in scheme.groups))


READERS: dict[str, Callable[[str], Any]] = {
    "case_number": lambda text: plain_text(re.sub(r"^(\d+)[.,]0+$", r"\1", text), 40),
    "first_name": lambda text: name_line(text, 80),
    "last_name": lambda text: name_line(text, 80),
    "phone": phone_number,
    "email": mail_address,
    "language": _word(LANGUAGES, "reads"),
    "is_address_protected": lambda text: _word(YES_OR_NO, "yes_no")(text) == "True",
    "target_group": target_number,
    "sub_flag": _word(FLAGS, "flag"),
    "benefit": _word(BENEFITS, "benefit"),
    "from_on": day_of,
}
assert set(FLAGS.values()) <= {flag.code for flag in law.flags()}  # noqa: S101  the law's words
