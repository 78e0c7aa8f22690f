"""Forms of reservations: for whom and how long, whom it is for, another place, why given back."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from citizens.models import Citizen
from jobcenter.fields import HoursField, LineField
from placements.forms.placement import DateInput
from placements.models import Place


class WithCitizen(forms.Form):
    """A form that asks for one of the viewer's own candidates."""

    citizen = forms.ChoiceField(label=_("For whom?"))
    nobody: Any = _("Choose …")

    def __init__(self, *args: Any, citizens: Sequence[Citizen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.citizens = {str(each.public_id): each for each in citizens}
        self.fields["citizen"].choices = [  # type: ignore[attr-defined]
            ("", self.nobody), *((key, each.full_name) for key, each in self.citizens.items())
        ]  # fmt: skip

    def clean_citizen(self) -> Citizen | None:
        """Return the citizen."""
        return self.citizens.get(self.cleaned_data["citizen"])


class ReserveForm(WithCitizen):
    """Reserving a place."""

    nobody = _("Our team – no person yet")

    citizen = forms.ChoiceField(label=_("For whom?"), required=False)
    what_for = LineField(
        label=_("What does the team need it for?"), max_length=120, required=False,
        help_text=_("Only when there is no person yet. No names: colleagues read it."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput())
    weekly_hours = HoursField(label=_("Hours a week"), min_value=1, max_value=37)
    held_until = forms.DateField(
        label=_("Held until and including"), widget=DateInput(),
        help_text=_("Then it lapses by itself. At most four weeks."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for what the team needs it for where nobody is chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "what_for" not in self.errors:
            if not cleaned.get("citizen") and not cleaned.get("what_for"):
                self.add_error("what_for", _("Say whom or what the place is reserved for."))
            elif cleaned.get("citizen"):
                cleaned["what_for"] = ""
        return cleaned


class NameForm(WithCitizen):
    """Whom a reserved place is for."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class GiveBackForm(forms.Form):
    """Why a reserved place is given back."""

    reason = LineField(
        label=_("Why is it given back?"), max_length=200, help_text=_("Nothing about health.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """Another place or another first day; what is moved keeps its length and hours."""

    place = forms.ChoiceField(label=_("Which place?"))
    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.public_id): each for each in places}
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.workplace.name} · {each.title}") for key, each in self.places.items()
        ]

    def clean_place(self) -> Place:
        """Return the place itself."""
        return self.places[self.cleaned_data["place"]]
