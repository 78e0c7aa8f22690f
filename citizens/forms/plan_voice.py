"""What a citizen writes about the plan, and our answer: short forms in plain words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens.choices.plan import VoiceKind
from citizens.rules.plan import LONGEST_VOICE


class WordsField(forms.CharField):
    """A few lines of one's own."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST_VOICE, widget=forms.Textarea(attrs={"rows": 3}), **kwargs
        )


class VerdictForm(forms.Form):
    """Yes or no to the plan."""

    verdict = forms.ChoiceField(
        label=_("What do you say to the plan?"),
        choices=[
            (VoiceKind.AGREE, pgettext_lazy("plan", "Yes, this is my plan")),
            (VoiceKind.DISAGREE, pgettext_lazy("plan", "No, something is wrong")),
        ],
        widget=forms.RadioSelect,
    )
    text = WordsField(
        label=_("Say it in your own words"), required=False,
        help_text=_("If you say no: what is wrong, and what would you rather?"),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def kind(self) -> str:
        """Return what is said."""
        return str(self.cleaned_data["verdict"])


class GoalVoiceForm(forms.Form):
    """An own goal."""

    text = forms.CharField(label=_("What do you want to reach?"), max_length=300)

    def kind(self) -> str:
        """Return what is said."""
        return str(VoiceKind.GOAL)


class WishForm(forms.Form):
    """A wish."""

    text = WordsField(label=_("What do you wish for?"))

    def kind(self) -> str:
        """Return what is said."""
        return str(VoiceKind.WISH)


class AnswerForm(forms.Form):
    """Our answer."""

    answer = WordsField(label=_("Your answer"), help_text=_("Plain words: the candidate reads it."))


class BirthdayForm(forms.Form):
    """Whose page it is: the day and month of birth."""

    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31)
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.update(inputmode="numeric", autocomplete="off")
