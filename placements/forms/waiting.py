"""Forms of the waiting list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobcenter.fields import LineField
from placements.forms.reservations import WithCitizen


class WaitForm(WithCitizen):
    """Putting a candidate on the list."""

    why = LineField(
        label=_("What does the candidate gain from this place?"), max_length=200,
        help_text=_("Nothing about health. Only the case team reads it."),
    )  # fmt: skip
    anywhere = forms.BooleanField(label=_("Any place at this workplace will do"), required=False)

    field_order = ("citizen", "why", "anywhere")


class WaitReasonForm(forms.Form):
    """Why somebody is moved up, or taken off."""

    reason = LineField(label=_("Why?"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint
