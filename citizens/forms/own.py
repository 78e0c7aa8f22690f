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


class WrongForm(forms.Form):
    """What is wrong, and with what."""

    about = forms.ChoiceField(label=_("What is it about?"), required=False)
    text = forms.CharField(
        label=_("What is wrong?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("Something else")), *kinds]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to a remark."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CloseForm(forms.Form):
    """Why the own page is closed."""

    reason = LineField(label=_("Why? The case team reads it."), max_length=300)
