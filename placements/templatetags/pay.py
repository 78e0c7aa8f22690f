"""Amounts in øre as kroner."""

from decimal import Decimal

from django import template
from django.template.defaultfilters import floatformat

register = template.Library()


@register.filter
def kroner(ore: int) -> str:
    """Return 2.500,00 for 250000; whole kroner without øre."""
    return str(floatformat(Decimal(ore) / 100, "-2g"))
