"""What several forms share: a telephone number, and rows that are chosen by public id."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
)

NOBODY = ("", "—")


def chosen(rows: list[Any], public_id: str) -> Any:
    """Return the row of a public id among those that could be chosen, else None."""
    return next((row for row in rows if str(row.public_id) == public_id), None)


class PhoneField(forms.CharField):
    """A telephone number of possible length; whether it is assigned no list knows for long."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        """Return the number as +4598000001, or ''."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            number = parse(typed, "DK")
        except NumberParseException:
            number = None
        if number is None or not is_possible_number(number):
            raise forms.ValidationError(_("Write a telephone number, e.g. 98 00 00 01."))
        return format_number(number, PhoneNumberFormat.E164)
