"""The form of one figure behind the price of a place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jobcenter.fields import LineField
from placements.choices.price import UNITS, CostFigure
from placements.forms.placement import DateInput


class CostForm(forms.Form):
    """A figure, from which day, and where it comes from."""

    value = forms.DecimalField(decimal_places=2, max_digits=11, min_value=0)
    valid_from = forms.DateField(
        label=pgettext_lazy("price", "Holds from"), widget=DateInput(),
        help_text=_("The figures before that day stay as they were."),
    )  # fmt: skip
    source = LineField(
        label=pgettext_lazy("price", "Where does the figure come from?"), max_length=300,
        help_text=_("Budget, payroll, contract: so that others can check it. No names."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, what: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = CostFigure(what).label
        self.unit = UNITS[what]

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        return dict(self.cleaned_data)
