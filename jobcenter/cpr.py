"""Danish citizen numbers (CPR): form, date part, century and masks; never modulus 11.

Since 1 October 2007 the CPR office gives no guarantee that modulus 11 holds, so only the form and
the date are checked (cpr.dk). A replacement number has 60 added to the day and can never be a
real person's: demo and tests use nothing else.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from random import Random

from jobcenter.errors import N_, Refused

DOT = "•"
REPLACEMENT_DAYS = 60

_FORM = re.compile(r"(\d{6})[- ]?(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Cpr:
    """A number of ten digits with a real date in it; its repr never shows the number."""

    digits: str = field(repr=False)
    birth_date: date = field(repr=False)
    is_replacement: bool

    def __str__(self) -> str:
        return mask(self.digits)


def parse(text: str, *, today: date | None = None) -> Cpr:
    """Read a number written with or without a hyphen or a space.

    Refused "cpr_form" when it is not ten digits, "cpr_date" when the first six are no date (a
    replacement number's day is 61 to 91), "cpr_future" when the birth date is after `today`.
    The message never repeats what was typed.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise Refused(
            "cpr_form", N_("Write the citizen number as ten digits, such as 010190-1234.")
        )
    digits = match[1] + match[2]
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    is_replacement = day > REPLACEMENT_DAYS
    try:
        born = date(
            year_of_birth(year, int(digits[6])), month, day - REPLACEMENT_DAYS * is_replacement
        )
    except ValueError:
        raise Refused(
            "cpr_date", N_("The first six digits of the citizen number are not a date.")
        ) from None
    if today is not None and born > today:
        raise Refused("cpr_future", N_("The birth date in the citizen number lies in the future."))
    return Cpr(digits, born, is_replacement)


def year_of_birth(two_digits: int, seventh_digit: int) -> int:
    """Return the full year by the CPR office's table of the seventh digit."""
    if seventh_digit <= 3:
        return 1900 + two_digits
    if seventh_digit in {4, 9}:
        return two_digits + (2000 if two_digits <= 36 else 1900)
    return two_digits + (2000 if two_digits <= 57 else 1800)


def mask(digits: str, *, show_birth_date: bool = False) -> str:
    """Return "••••••-••••", or "010190-••••" for those who may see the date part.

    A replacement number shows its date part as it is written (day + 60).
    """
    start = digits[:6] if show_birth_date else DOT * 6
    return f"{start}-{DOT * 4}"


def with_hyphen(digits: str) -> str:
    """Return "010190-1234" from ten digits: only for the action that reveals the number."""
    return f"{digits[:6]}-{digits[6:]}"


def fictitious_cpr(rng: Random, birth_date: date) -> str:
    """Return ten digits for `birth_date` that cannot be a real person's (day + 60).

    The seventh digit fits the century, so that `parse` gives the same birth date back. Raises
    ValueError for a year the CPR table cannot write (before 1858 or after 2057).
    """
    fits = [
        digit
        for digit in range(10)
        if year_of_birth(birth_date.year % 100, digit) == birth_date.year
    ]
    if not fits:
        raise ValueError("The citizen number has no room for that year of birth.")
    day = birth_date.day + REPLACEMENT_DAYS
    start = f"{day:02d}{birth_date.month:02d}{birth_date.year % 100:02d}"
    return f"{start}{rng.choice(fits)}{rng.randrange(1000):03d}"
