"""Support beside a placement: what may be granted on the spot, what is used, when it is silent."""

from datetime import date, timedelta
from decimal import Decimal

from jobcenter.errors import N_, Refused

LONGEST = timedelta(days=366)
# No use written for this long: the owner is asked.
SILENT = timedelta(days=28)


def check_how_much(hours: Decimal | None, amount: Decimal | None) -> None:
    """Refuse both, neither, and nought or less."""
    if (hours is None) == (amount is None):
        raise Refused("grant_one", N_("Write either hours or an amount."))
    if (hours if hours is not None else amount or 0) <= 0:
        raise Refused("grant_positive", N_("Write more than nought."))


def check_within(asked: Decimal, frame: Decimal, granted: Decimal, *, in_hours: bool) -> None:
    """Refuse what the grantor's own frame of the year no longer holds; exactly the rest is fine."""
    left = max(Decimal(0), frame - granted)
    if asked > left and in_hours:
        raise Refused(
            "frame_spent",
            N_("Your frame has %(left)s hours left this year. Grant fewer, or ask your leader."),
            left=_plain(left),
        )
    if asked > left:
        raise Refused(
            "frame_spent",
            N_("Your frame has %(left)s kr. left this year. Grant less, or ask your leader."),
            left=_plain(left),
        )


def _plain(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return str(int(number)) if whole else f"{number:.1f}".replace(".", ",")


def check_period(from_on: date, until_on: date, today: date) -> None:
    """Refuse a period that runs backwards, is over already, or lasts more than a year."""
    if until_on < from_on:
        raise Refused("grant_backwards", N_("It ends before it begins."))
    if until_on < today:
        raise Refused("grant_past", N_("The last day has passed already."))
    if until_on - from_on > LONGEST:
        raise Refused("grant_long", N_("Support is granted for a year at most at a time."))


def check_use(
    number: Decimal, used: Decimal, granted: Decimal, day: date, from_on: date, today: date
) -> None:
    """Refuse a use of nought, ahead, before the support began, or beyond what was granted."""
    if number <= 0:
        raise Refused("use_positive", N_("Write more than nought."))
    if day > today:
        raise Refused("use_ahead", N_("The day can't be in the future."))
    if day < from_on:
        raise Refused("use_early", N_("The support began on %(day)s."), day=from_on)
    if used + number > granted:
        raise Refused(
            "use_beyond",
            N_("That is more than was granted: %(left)s is left. Grant more first."),
            left=_plain(granted - used),
        )


def is_silent(from_on: date, last_use_on: date | None, today: date) -> bool:
    """Tell whether nothing has been used for four weeks."""
    return (last_use_on or from_on) < today - SILENT


def unused(granted: Decimal, used: Decimal) -> Decimal:
    """Return what goes back to the frame when support ends."""
    return max(Decimal(0), granted - used)
