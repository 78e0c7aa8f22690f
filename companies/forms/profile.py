"""The profile of a workplace, as it is told on the telephone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices import CandidateKind, Choosing, Consideration, SpokenLanguage
from companies.models import WorkplaceProfile
from companies.models.profile import MOST_LEAD_DAYS
from jobcenter.fields import LineField


class ProfileForm(forms.Form):
    """What a workplace can take, what it can arrange for, and how it chooses."""

    kinds = forms.MultipleChoiceField(
        label=_("Whom can it take?"), choices=CandidateKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    considerations = forms.MultipleChoiceField(
        label=_("What can it arrange for?"), choices=Consideration.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Which languages are spoken there?"), choices=SpokenLanguage.choices,
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    choosing = forms.ChoiceField(
        label=_("How does it choose?"), choices=Choosing.choices, widget=forms.RadioSelect,
        initial=Choosing.EITHER,
    )  # fmt: skip
    lead_days = forms.IntegerField(
        label=_("Lead time in days"), required=False, min_value=0, max_value=MOST_LEAD_DAYS
    )
    note = LineField(label=_("Note"), max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    @classmethod
    def of(cls, profile: WorkplaceProfile | None) -> "ProfileForm":
        """Return the form filled with the newest version, or empty."""
        if profile is None:
            return cls(initial={"version": 0, "languages": [SpokenLanguage.DANISH]})
        names = [name for name in cls.base_fields if name != "version"]
        initial: dict[str, Any] = {name: getattr(profile, name) for name in names}
        return cls(initial={**initial, "version": profile.number})

    def clean(self) -> dict[str, Any]:
        """A profile that says nothing is none."""
        data = super().clean() or {}
        says = ("kinds", "considerations", "lead_days", "note")
        if not self.errors and not any(data.get(name) not in (None, "", []) for name in says):
            self.add_error("kinds", _("Choose at least one thing, or write a note."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """The profile as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
