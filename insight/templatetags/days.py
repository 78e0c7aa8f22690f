"""Days as people write them, in either language."""

from datetime import date

from django import template

from insight import words

register = template.Library()


@register.filter
def long_day(day: date | None) -> str:
    """Return “22. november 2026” or “22 November 2026”."""
    return words.day_in_words(day) if day else ""


@register.filter
def short_day(day: date | None) -> str:
    """Return “22. nov 2026” or “22 Nov 2026”."""
    return words.short_day_with_year(day) if day else ""
