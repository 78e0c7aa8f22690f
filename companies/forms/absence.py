"""Forms of the figures of sickness absence."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.rules import absence as rules
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.views.errors import sentence

MOST_BYTES = 2_000_000


class MonthField(forms.CharField):
    """A month, as the browser's month field or a person writes it."""

    widget = forms.TextInput(attrs={"type": "month", "autocomplete": "off"})

    def clean(self, value: Any) -> date | None:
        """Return the first day of the month."""
        typed = super().clean(value)
        month = rules.month_of(typed) if typed else None
        if typed and month is None:
            raise forms.ValidationError(_("Write a month, e.g. 2026-03."))
        return month


class MonthForm(forms.Form):
    """One month's figures."""

    month = MonthField(label=gettext_lazy("Month"), max_length=20)
    employees = forms.IntegerField(
        label=gettext_lazy("Employees"), min_value=1, max_value=rules.MOST_EMPLOYEES
    )
    working_days = forms.IntegerField(
        label=gettext_lazy("Working days in the month"), min_value=1, max_value=31, initial=21
    )
    absence_days = forms.DecimalField(
        label=gettext_lazy("Days of absence, all together"), min_value=0, max_digits=8,
        decimal_places=1, localize=True,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say beside the field what cannot be."""
        data = super().clean() or {}
        if not self.errors:
            try:
                rules.check_figures(self.figures, today())
            except Refused as problem:
                self.add_error(problem.code, sentence(problem))
        return data

    @property
    def figures(self) -> rules.Figures:
        """The month as the action takes it."""
        data = self.cleaned_data
        return rules.Figures(data["month"], data["employees"], data["working_days"],
                             Decimal(data["absence_days"]))  # fmt: skip


class FileForm(forms.Form):
    """Many months in a file."""

    file = forms.FileField(
        label=gettext_lazy("File"), allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )  # fmt: skip
    replace = forms.BooleanField(
        label=gettext_lazy("Replace months that are there"), required=False
    )

    def clean_file(self) -> Any:
        """Refuse a file that no company's months need."""
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


class StartForm(forms.Form):
    """Where the count begins, and what the estimate assumes."""

    month = MonthField(label=gettext_lazy("From the month"), max_length=20)
    rate = forms.DecimalField(
        label=gettext_lazy("Absence at the start, in percent"), min_value=0, max_value=100,
        max_digits=5, decimal_places=2, localize=True, required=False,
    )  # fmt: skip
    long_share = forms.IntegerField(
        label=gettext_lazy("Share of the saved days a benefit would have paid, in percent"),
        min_value=0, max_value=100, initial=rules.LONG_SHARE,
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
