"""Forms of the citizen's own page."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python

from jobcenter.fields import LineField


class AddressField(LineField):
    """A mail or a phone number; the value is the mail in small letters, or the number as E.164."""

    def clean(self, value: Any) -> str:
        """Return what a code can be sent to."""
        text = str(super().clean(value)).replace(" ", "")
        if "@" in text:
            validate_email(text)
            return text.lower()
        number = to_python(text, region="DK")
        if number is None or not number.is_valid():
            raise forms.ValidationError(
                _("Write an e-mail address, or a phone number with all its digits."),
                code="address",
            )
        return str(number.as_e164)


class AskForm(forms.Form):
    """Where the code is to go."""

    address = AddressField(
        label=_("Your e-mail or phone number"), max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


def _digits(**attrs: str) -> forms.NumberInput:
    return forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off", **attrs})


class CodeForm(forms.Form):
    """The code, and the birthday of whoever types it."""

    address = AddressField(widget=forms.HiddenInput, max_length=254)
    code = forms.CharField(
        label=_("The code"), max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip
    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31, widget=_digits())
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12, widget=_digits())
