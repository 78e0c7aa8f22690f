"""The room's forms."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PauseForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label=_("Pause until and including"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Reminders begin again the day after."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("One line for colleagues, without anything about health."),
    )


class ResendForm(forms.Form):
    """Where to send it this time."""

    address = forms.CharField(label=_("Send to"), max_length=254)
