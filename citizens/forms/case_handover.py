"""Forms of a handover: what it contains, and the answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from citizens.actions.case_handover import Content
from jobcenter.models import Membership


class HandoverForm(forms.Form):
    """To whom, what was agreed, the joint conversation, and whether the giver stays."""

    taker = forms.ChoiceField(label=_("To which consultant?"))
    agreed = forms.CharField(
        label=_("What was agreed with the candidate?"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The consultant reads it before answering. The candidate can read it too."),
    )  # fmt: skip
    barriers_reviewed = forms.BooleanField(
        label=_("I have gone through the open barriers"), required=False
    )
    conversation_on = forms.DateField(
        label=_("When do all three of you talk?"), required=False, widget=forms.DateInput
    )
    why_no_conversation = forms.CharField(
        label=_("If you do not: why not?"), required=False, max_length=300
    )
    leaves_on = forms.DateField(
        label=_("Your last day in the case team"), required=False, widget=forms.DateInput,
        help_text=_("Leave it empty if you stay."),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(each.public_id): each for each in colleagues}
        self.fields["taker"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose …")),
            *((code, f"{each.name}, {each.roles_in_words}") for code, each in self.rows.items()),
        ]

    def clean_taker(self) -> Membership:
        """Return the colleague."""
        return self.rows[self.cleaned_data["taker"]]

    def content(self) -> Content:
        """Return what the handover contains."""
        names = ("agreed", "barriers_reviewed", "conversation_on", "why_no_conversation",
                 "leaves_on")  # fmt: skip
        return Content(**{name: self.cleaned_data[name] for name in names})


class AcceptForm(forms.Form):
    """When the joint conversation was."""

    conversation_on = forms.DateField(
        label=_("The joint conversation was on"), required=False, widget=forms.DateInput
    )


class WhyForm(forms.Form):
    """Why a handover is sent back or withdrawn."""

    reason = forms.CharField(
        label=_("Why? Your colleague reads it."), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
