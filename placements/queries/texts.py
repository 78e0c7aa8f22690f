"""Small sentences the room's pages share: days, weeks, who to call."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from followup.queue import Action
from jobcenter.dates import say
from placements.models import Placement


def title_of(placement: Placement) -> str:
    """Return “Amira K. · Bageriet Nord”: for the consultant and the case team only."""
    return f"{placement.citizen.short_name} · {placement.place.workplace.name}"


def week_of(monday: date) -> str:
    """Return “week 47”."""
    return _("week %(number)s") % {"number": monday.isocalendar().week}


def weeks_in_words(mondays: Sequence[date]) -> str:
    """Return “Week 46” or “Weeks 45 and 46”."""
    numbers = [str(monday.isocalendar().week) for monday in mondays]
    if len(numbers) == 1:
        return _("Week %(number)s") % {"number": numbers[0]}
    return _("Weeks %(numbers)s") % {"numbers": get_text_list(numbers, _("and"))}


def day_words(monday: date, days: Iterable[int]) -> str:
    """Return “Tuesday and Wednesday” of a week's ISO weekdays."""
    names = [say(monday + timedelta(days=day - 1), "l").lower() for day in days]
    return get_text_list(names, _("and"))


def pretty_phone(number: object) -> str:
    """Return a Danish number in pairs, another as it is."""
    raw = str(getattr(number, "as_e164", number))
    national = raw.removeprefix("+45")
    if len(national) == 8 and national.isdigit():
        return " ".join(national[n : n + 2] for n in range(0, 8, 2))
    return raw


def call(who: str, number: object) -> Action:
    """Return the button that rings somebody."""
    raw = str(getattr(number, "as_e164", number))
    first = who.split(" ")[0]
    label = _("Call %(name)s %(number)s") % {"name": first, "number": pretty_phone(number)}
    return Action(label, f"tel:{raw}", "get", True)
