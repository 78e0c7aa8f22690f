"""Forms of mentor pay: what a contract says from a Monday on, and why a list is sent back."""

from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens.forms.person import to_choose
from jobcenter.fields import HoursField, LineField
from placements.choices.pay import Training
from placements.forms.mentoring import KronerField
from placements.forms.placement import DateInput
from placements.models import CentrePay

HOURLY = ("hour", "first_places", "first_hours", "more_places", "more_hours")


class PayForm(forms.Form):
    """Prices from a Monday on, in the four ways that combine; an empty field is not agreed."""

    valid_from = forms.DateField(
        label=_("From which Monday?"), widget=DateInput(),
        help_text=_("Weeks that were listed before get the difference on the next list."),
    )  # fmt: skip
    week = KronerField(
        label=_("Kroner for each candidate and started week"), max_digits=9, required=False
    )
    tasks = LineField(
        label=_("Which of the mentor's tasks does it pay for?"), max_length=300, required=False,
        help_text=_("The amount varies with them: a competence assessment, a written report."),
    )  # fmt: skip
    by_attendance = forms.BooleanField(
        label=_("Only weeks in which the mentor's status says that the candidate came"),
        required=False,
    )
    hour = KronerField(
        label=_("Kroner for each bought-free hour"), max_digits=7, required=False,
        help_text=_("Usually 170 to 250 kr."),
    )  # fmt: skip
    first_places = forms.IntegerField(
        label=_("From how many places?"), min_value=1, max_value=1000, required=False
    )
    first_hours = HoursField(
        label=_("Hours a week"), min_value=0, max_digits=4, required=False,
        help_text=_("Usually 10 for 4 places."),
    )  # fmt: skip
    more_places = forms.IntegerField(
        label=_("More hours from how many places?"), min_value=1, max_value=1000, required=False
    )
    more_hours = HoursField(
        label=_("Hours a week then"), min_value=0, max_digits=4, required=False,
        help_text=_("Usually 15 for 8 places."),
    )  # fmt: skip
    start = KronerField(
        label=_("Kroner for establishing and starting, once"), max_digits=9, required=False
    )
    training = forms.ChoiceField(
        label=_("Training and network for mentors"), choices=partial(to_choose, Training.choices),
        initial=Training.NONE,
    )  # fmt: skip
    source = LineField(
        label=_("Where is it agreed?"), max_length=300,
        help_text=_("The contract's section, or the day of the meeting. No names."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields in the order of the four ways."""
        return [
            (_("1. A fixed amount"), [self[name] for name in ("week", "tasks", "by_attendance")]),
            (_("2. Bought-free hours"), [self[name] for name in HOURLY]),
            (_("3. Training and network"), [self["training"]]),
            (_("4. Start"), [self["start"]]),
        ]

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        said = self.cleaned_data
        steps = [
            (said[f"{name}_places"], said[f"{name}_hours"])
            for name in ("first", "more")
            if said[f"{name}_places"] and said[f"{name}_hours"]
        ]
        return {
            "valid_from": said["valid_from"], "week_ore": said["week"] or 0,
            "tasks": said["tasks"], "by_attendance": said["by_attendance"],
            "hour_ore": said["hour"] or 0, "steps": tuple(steps), "start_ore": said["start"] or 0,
            "training": said["training"], "source": said["source"], "seen": said["seen"],
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse half of a step: places without hours."""
        said = super().clean() or {}
        for name in ("first", "more"):
            places, hours = said.get(f"{name}_places"), said.get(f"{name}_hours")
            if bool(places) != bool(hours) and f"{name}_hours" not in self.errors:
                self.add_error(f"{name}_hours", _("Write both the places and the hours."))
        return said


def as_it_is(row: CentrePay | None) -> dict[str, Any]:
    """Return the fields of terms that hold, to go on from."""
    if row is None:
        return {"first_places": None, "training": Training.NONE}
    return {
        "week": Decimal(row.week_ore) / 100 if row.week_ore else None, "tasks": row.tasks,
        "by_attendance": row.by_attendance,
        "hour": Decimal(row.hour_ore) / 100 if row.hour_ore else None,
        "first_places": row.first_places, "first_hours": row.first_hours,
        "more_places": row.more_places, "more_hours": row.more_hours,
        "start": Decimal(row.start_ore) / 100 if row.start_ore else None,
        "training": row.training,
    }  # fmt: skip


class BackForm(forms.Form):
    """Why a list is sent back."""

    reason = LineField(
        label=pgettext_lazy("pay", "What is wrong?"), max_length=300,
        help_text=_("Name the week. No names of candidates."),
    )  # fmt: skip
