"""Forms of agreements with several jobcentres: invite, answer, take a share, leave."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobcenter.fields import LineField


class InviteForm(forms.Form):
    """Another jobcentre, and a line to them."""

    party = forms.ChoiceField(label=_("Jobcentre to invite"))
    note = LineField(label=_("A line to them"), max_length=300, required=False)

    def __init__(self, houses: list[Any], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.houses = {str(house.public_id): house for house in houses}
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")), *((key, str(house)) for key, house in self.houses.items())
        ]  # fmt: skip

    @property
    def house(self) -> Any:
        """The jobcentre chosen."""
        return self.houses[self.cleaned_data["party"]]


class WhyForm(forms.Form):
    """Why: the other side reads it."""

    reason = LineField(label=_("Why?"), max_length=300)


class LeaveForm(WhyForm):
    """Why, and the last day."""

    leaves_on = forms.DateField(label=_("Last day as a party"))


class ShareForm(forms.Form):
    """Our share of a goal; nothing takes it back."""

    share = forms.DecimalField(
        label=_("Our share"), max_digits=7, decimal_places=1, required=False, localize=True
    )
