"""Forms of support beside a placement, and of the frames it is granted within."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens.choices.range import Effect
from citizens.forms.person import to_choose
from citizens.forms.profile import OwnerField
from citizens.models import CaseTeamMember, Offer
from jobcenter.fields import HoursField, LineField


class HowMuchForm(forms.Form):
    """Hours or kroner, one of them."""

    hours = HoursField(
        label=pgettext_lazy("support", "Hours"), min_value=0, max_digits=7, required=False
    )
    amount = forms.DecimalField(
        label=_("Or an amount in kroner"), min_value=0, max_digits=10, decimal_places=2,
        required=False,
    )  # fmt: skip


class GrantForm(HowMuchForm):
    """What is granted, to when, and who sees to it."""

    offer = forms.ChoiceField(label=_("Which support?"))
    purpose = LineField(
        label=_("What it is to help with"), max_length=300, required=False,
        help_text=_("What it means for work – no diagnoses. Only the case team sees it."),
    )  # fmt: skip
    from_on = forms.DateField(label=_("From day"))
    until_on = forms.DateField(label=_("To and including"))
    owner = OwnerField()

    field_order = ("offer", "hours", "amount", "from_on", "until_on", "owner", "purpose")

    def __init__(
        self,
        *args: Any,
        offers: Iterable[Offer],
        team: Iterable[CaseTeamMember],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {str(offer.public_id): offer for offer in offers}
        self.fields["offer"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose …")),
            *((code, f"{o.name} ({o.get_help_display()})") for code, o in self.offers.items()),
        ]
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        told = dict(self.cleaned_data)
        return told | {"offer": self.offers[told["offer"]]}


class UseForm(forms.Form):
    """What was used on a day."""

    number = forms.DecimalField(
        label=_("How much"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2
    )
    used_on = forms.DateField(label=_("On the day"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndSupportForm(forms.Form):
    """What support led to."""

    effect = forms.ChoiceField(
        label=_("What did it lead to?"), choices=partial(to_choose, Effect.choices, empty=True)
    )
    ended_on = forms.DateField(label=_("Ended on"))
    effect_text = LineField(label=_("In a few words"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class FrameForm(forms.Form):
    """What a colleague may grant in a year."""

    hours = HoursField(label=pgettext_lazy("support", "Hours a year"), min_value=0, max_digits=7)
    amount = forms.DecimalField(
        label=_("Kroner a year"), min_value=0, max_digits=10, decimal_places=2
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AskFrameForm(HowMuchForm):
    """A question for a larger frame; about no citizen."""

    reason = LineField(
        label=_("Why do you need more?"), max_length=300,
        help_text=_("Write nothing about a citizen: your leader decides about the frame alone."),
    )  # fmt: skip


class AnswerFrameForm(forms.Form):
    """A word with the yes or the no."""

    answer = LineField(label=_("A word to your colleague"), max_length=300, required=False)
