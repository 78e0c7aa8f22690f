"""Forms of mentor orders: the order, a decision, hours given, the money of a year."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens.forms.person import to_choose
from citizens.models import TargetGroup
from jobcenter.fields import HoursField, LineField
from placements.choices.mentoring import Evidence, Frequency, MentorKind, MentorOutcome, Parallel
from placements.forms import DateInput
from placements.models import MentorTarget, Placement

WEEK, ALL = "week", "all"


class KronerField(forms.DecimalField):
    """An amount in kroner; its value is øre."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimal_places=2, min_value=0, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return øre."""
        kroner = super().clean(value)
        return None if kroner is None else int(kroner * 100)

    def prepare_value(self, value: Any) -> Any:
        """Return 250 for what is stored as 250.00."""
        if isinstance(value, Decimal) and value == value.to_integral_value():
            return int(value)
        return value


class QuarterField(forms.DecimalField):
    """Hours in quarters; whole hours are shown without them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimal_places=2, min_value=0, **kwargs)
        self.widget.attrs["step"] = "0.25"

    def prepare_value(self, value: Any) -> Any:
        """Return 2 for what is stored as 2.00."""
        return value.normalize() if isinstance(value, Decimal) and value < 10 else value


class OrderForm(forms.Form):
    """Which mentor, for what, how much and how long."""

    kind = forms.ChoiceField(
        label=_("What kind of mentor?"), choices=partial(to_choose, MentorKind.choices),
        widget=forms.RadioSelect,
    )  # fmt: skip
    mentor_name = LineField(
        label=_("Who is the mentor?"), max_length=120,
        help_text=_("A person, or the provider."),
    )  # fmt: skip
    placement = forms.ChoiceField(label=_("Beside which placement?"), required=False)
    goal = forms.CharField(
        label=_("What is the goal?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the candidate can do on their own when the mentor leaves. No diagnoses."),
    )  # fmt: skip
    from_on = forms.DateField(label=pgettext_lazy("mentor", "First day"), widget=DateInput())
    to_on = forms.DateField(label=pgettext_lazy("mentor", "Last day"), widget=DateInput())
    hours = QuarterField(label=pgettext_lazy("mentor", "Hours"), max_digits=6)
    hours_per = forms.ChoiceField(
        label=_("The hours are"), widget=forms.RadioSelect, initial=WEEK,
        choices=[(WEEK, pgettext_lazy("mentor", "each week")),
                 (ALL, pgettext_lazy("mentor", "in all"))],
    )  # fmt: skip
    frequency = forms.ChoiceField(
        label=_("How often do they meet?"), choices=partial(to_choose, Frequency.choices)
    )
    rate = KronerField(
        label=_("Price of an hour in kroner"), max_digits=7,
        help_text=_("What the employer is repaid, or the provider takes. 0 for a volunteer."),
    )  # fmt: skip
    parallel = forms.ChoiceField(
        label=_("Does the candidate have support by § 85?"),
        choices=partial(to_choose, Parallel.choices), widget=forms.RadioSelect,
    )  # fmt: skip
    parallel_note = LineField(
        label=_("Who does what?"), max_length=300, required=False,
        help_text=_("Where there is both: what the mentor does, and what the other one does."),
    )  # fmt: skip

    def __init__(self, *args: Any, placements: Iterable[Placement] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(each.public_id): each for each in placements}
        if self.rows:
            self.fields["placement"].choices = [  # type: ignore[attr-defined]
                ("", pgettext_lazy("mentor", "none")),
                *((code, f"{each.place.workplace.name} · {each.place.title}")
                  for code, each in self.rows.items()),
            ]  # fmt: skip
        else:
            del self.fields["placement"]

    def clean_goal(self) -> str:
        """Refuse what the database cannot hold."""
        return str(self.cleaned_data["goal"]).replace("\x00", "")

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        said = dict(self.cleaned_data)
        hours, per = said.pop("hours"), said.pop("hours_per")
        said["weekly_hours" if per == WEEK else "hours"] = hours
        said["rate_ore"] = said.pop("rate")
        said["placement"] = self.rows.get(said.get("placement", ""))
        return said


class WhyForm(forms.Form):
    """Why an order is refused or cancelled."""

    reason = LineField(
        label=_("What is the reason?"), max_length=300,
        help_text=_("The case team reads it. No diagnoses."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    """The last day, and what it led to."""

    ended_on = forms.DateField(label=pgettext_lazy("mentor", "Last day"), widget=DateInput())
    outcome = forms.ChoiceField(
        label=_("Was the goal reached?"), widget=forms.RadioSelect,
        choices=partial(to_choose, MentorOutcome.choices),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class EntryForm(forms.Form):
    """Hours that were given over some days, and what shows it."""

    from_on = forms.DateField(label=_("From and including"), widget=DateInput())
    to_on = forms.DateField(label=_("Until and including"), widget=DateInput())
    hours = QuarterField(
        label=pgettext_lazy("mentor", "Hours"), max_digits=5,
        help_text=_("Only hours face to face or in talk with the candidate count."),
    )  # fmt: skip
    by = LineField(label=_("By whom?"), max_length=120)
    what = LineField(
        label=_("What was done?"), max_length=300, help_text=_("In a line. No diagnoses.")
    )
    evidence = forms.ChoiceField(
        label=_("What shows it?"), choices=partial(to_choose, Evidence.choices),
        widget=forms.RadioSelect,
    )  # fmt: skip


class BudgetForm(forms.Form):
    """The money of a year, and what is planned for each target group."""

    amount = KronerField(label=_("Budget for mentors in kroner"), max_digits=12)
    limit = KronerField(
        label=_("A colleague may approve alone up to, in kroner an order"), max_digits=10,
        help_text=_("Above it, and where the money does not reach, a leader decides."),
    )  # fmt: skip
    full_time_persons = HoursField(
        label=_("Full-time persons that the ceiling counts"), required=False, min_value=0,
        max_digits=7,
        help_text=_("Leave it empty if you do not know: then no ceiling is reckoned."),
    )  # fmt: skip
    other = KronerField(
        label=_("Other spending under the ceiling, in kroner"), max_digits=12, required=False,
        help_text=_("Partnership agreements, courses and the rest that the ceiling covers."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, groups: Iterable[TargetGroup], planned: Iterable[MentorTarget],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.groups = list(groups)
        have = {each.target_group_id: each for each in planned}
        for group in self.groups:
            row = have.get(group.pk)
            for name, label in (("persons", _("Planned persons")), ("hours", _("Planned hours"))):
                self.fields[f"{name}_{group.number}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=1_000_000, required=False,
                    initial=getattr(row, name, None) or None,
                )  # fmt: skip

    def money_fields(self) -> list[forms.BoundField]:
        """The fields above the table."""
        return [self[name] for name in ("amount", "limit", "full_time_persons", "other")]

    def group_rows(self) -> list[tuple[TargetGroup, forms.BoundField, forms.BoundField]]:
        """Each target group with its two fields."""
        return [
            (group, self[f"persons_{group.number}"], self[f"hours_{group.number}"])
            for group in self.groups
        ]

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        said = self.cleaned_data
        return {
            "amount_ore": said["amount"], "limit_ore": said["limit"],
            "full_time_persons": said["full_time_persons"], "other_ore": said["other"] or 0,
            "version": said["version"],
            "planned": {
                group: (said[f"persons_{group.number}"] or 0, said[f"hours_{group.number}"] or 0)
                for group in self.groups
            },
        }  # fmt: skip
