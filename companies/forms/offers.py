"""Forms of service offers and of the card."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices.offer import OfferKind, Profession, Way
from companies.forms.fields import NOBODY, chosen
from companies.rules.offers import DAYS_MOST, PUNCHES_MOST
from jobcenter.clock import local_day, today
from jobcenter.fields import LineField


class OfferForm(forms.Form):
    """A declaration."""

    name = LineField(label=_("Name of the offer"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=OfferKind.choices)
    what = forms.CharField(
        label=_("What you get"), max_length=1500, widget=forms.Textarea(attrs={"rows": 4})
    )
    from_whom = forms.CharField(
        label=_("Who does what"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    days = forms.IntegerField(
        label=_("Within how many working days"), min_value=1, max_value=DAYS_MOST
    )
    promise = LineField(label=_("Our promise"), max_length=300)
    is_published = forms.BooleanField(
        label=_("Companies read it on the public page"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class HandForm(forms.Form):
    """What a company got to know of, how, and with whom."""

    offers = forms.MultipleChoiceField(
        label=_("Which offers?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one offer.")},
    )  # fmt: skip
    way = forms.ChoiceField(label=_("How?"), choices=Way.choices)
    person = forms.ChoiceField(label=_("To whom?"), required=False)
    contact = forms.ChoiceField(label=_("At which contact?"), required=False)
    asked = forms.BooleanField(label=_("They asked for it"), required=False)

    def __init__(self, world: dict[str, list[Any]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.world = world
        fields: dict[str, Any] = self.fields
        fields["offers"].choices = [(str(o.public_id), o.name) for o in world["offers"]]
        fields["person"].choices = [
            NOBODY, *((str(p.public_id), p.name) for p in world["people"])
        ]  # fmt: skip
        fields["contact"].choices = [
            NOBODY,
            *((str(c.public_id), f"{local_day(c.held_at):%d.%m.%Y} · {c.purpose}")
              for c in world["contacts"]),
        ]  # fmt: skip

    @property
    def facts(self) -> dict[str, Any]:
        """The handing as the action takes it."""
        data, world = self.cleaned_data, self.world
        return {
            "offers": [chosen(world["offers"], each) for each in data["offers"]],
            "way": data["way"], "asked": data["asked"],
            "person": chosen(world["people"], data["person"]),
            "contact": chosen(world["contacts"], data["contact"]),
        }  # fmt: skip


class CardForm(forms.Form):
    """A new card."""

    granted = forms.IntegerField(
        label=_("Punches"), min_value=1, max_value=PUNCHES_MOST, initial=10
    )
    starts_on = forms.DateField(label=_("From"), initial=today)
    ends_on = forms.DateField(label=_("Until"), initial=lambda: today() + timedelta(days=364))

    def clean(self) -> dict[str, Any]:
        """A card ends after it begins."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return data


class SpendForm(forms.Form):
    """Punches spent."""

    card = forms.UUIDField(widget=forms.HiddenInput)
    profession = forms.ChoiceField(label=_("Who came?"), choices=Profession.choices)
    number = forms.IntegerField(label=_("Punches"), min_value=1, initial=1)
    what_for = LineField(label=_("What for?"), max_length=200)
    used_on = forms.DateField(label=_("Day"), initial=today)
