"""Forms of what a citizen can choose: released, chosen, taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from citizens.forms.plan_voice import WordsField
from citizens.models import ReleasedOffer
from jobcenter.fields import LineField


class ReleaseForm(forms.Form):
    """Until when, and a word to the candidate."""

    note = LineField(
        label=_("A word to the candidate"), max_length=300, required=False,
        help_text=_("Why it could be something, in plain words. No diagnoses."),
    )  # fmt: skip
    until = forms.DateField(label=_("Can be chosen until"))


class RevokeForm(forms.Form):
    """Why it is taken back."""

    reason = LineField(
        label=_("Why?"), max_length=300, help_text=_("Plain words: the candidate reads it.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ChoiceForm(forms.Form):
    """One of what was released; the labels are the rows, which the page writes out."""

    offer = forms.ChoiceField(
        label=_("What do you choose?"), widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one."),
            "invalid_choice": _("It can't be chosen any more. Choose another, or write a wish."),
        },
    )  # fmt: skip
    text = WordsField(
        label=_("Will you say something about it?"), required=False,
        help_text=_("When you can begin, for example."),
    )  # fmt: skip

    def offer_among(self, rows: list[ReleasedOffer]) -> None:
        """Say what can be chosen now."""
        choices: list[tuple[str, Any]] = [(str(row.public_id), row) for row in rows]
        self.fields["offer"].choices = choices  # type: ignore[attr-defined]
