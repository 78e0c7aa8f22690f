"""Forms of retention cases."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.actions.retention import SITUATION_MOST, CaseFacts
from companies.actions.retention_work import AGREED_MOST
from companies.choices.offer import Profession
from companies.choices.retention import AtTable, Outcome
from companies.forms.fields import NOBODY, chosen
from companies.models import PunchCard, RetentionCase, Workplace
from companies.rules import retention as rules
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.fields import LineField
from jobcenter.models import Membership
from jobcenter.views.errors import sentence

CHOOSE = ("", _("Choose"))


class WeekHours(forms.DecimalField):
    """Hours a week with at most two decimals; a Danish comma is understood."""

    def __init__(self, least: str = "0", **kwargs: Any) -> None:
        super().__init__(min_value=Decimal(least), max_value=rules.HOURS_MOST, max_digits=4,
                         decimal_places=2, localize=True, **kwargs)  # fmt: skip


class CaseForm(forms.Form):
    """What a case says."""

    label = LineField(label=_("Initials or a working name"), max_length=60)
    weekly_hours = WeekHours("1", label=_("Hours a week in the job"), initial=Decimal(37))
    first_absence_on = forms.DateField(label=_("First day of absence"), required=False)
    workplace = forms.ChoiceField(label=_("Workplace"), required=False)
    situation = forms.CharField(
        label=_("What is it about at work?"), max_length=SITUATION_MOST, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    municipality = LineField(label=_("Municipality of residence"), max_length=80, required=False)
    municipality_code = forms.CharField(
        label=_("Municipality code"), required=False, max_length=4,
        validators=[RegexValidator(r"^\d{4}$", _("A municipality code has four digits."))],
    )  # fmt: skip
    told_whom = LineField(label=_("Who there was told?"), max_length=120, required=False)
    told_on = forms.DateField(label=_("Told on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, workplaces: list[Workplace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workplaces = workplaces
        self.fields["workplace"].choices = [  # type: ignore[attr-defined]
            NOBODY, *((str(each.public_id), f"{each.name}, {each.address}") for each in workplaces)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say beside the field what the rules would refuse."""
        data = super().clean() or {}
        for name, check in (
            ("label", rules.check_label),
            ("first_absence_on", lambda day: rules.check_first_day(day, today())),
        ):
            if name in data:
                try:
                    check(data[name])
                except Refused as problem:
                    self.add_error(name, sentence(problem))
        told = data.get("told_on")
        if told and told > today():
            self.add_error("told_on", _("The day lies ahead: note it when it has happened."))
        return data

    @property
    def facts(self) -> CaseFacts:
        """The case as the action takes it."""
        data = dict(self.cleaned_data)
        data.pop("version", None)
        return CaseFacts(**{**data, "workplace": chosen(self.workplaces, data["workplace"])})


def values_of(case: RetentionCase) -> dict[str, Any]:
    """Return a case as its form begins with it."""
    names = ("label", "weekly_hours", "first_absence_on", "situation", "municipality",
             "municipality_code", "told_whom", "told_on", "version")  # fmt: skip
    return {
        **{name: getattr(case, name) for name in names},
        "workplace": str(case.workplace.public_id) if case.workplace else "",
    }


class PlanTalkForm(forms.Form):
    """When we sit down."""

    on = forms.DateField(label=_("Day of the talk"))


class HoldTalkForm(forms.Form):
    """What came of a talk."""

    held_on = forms.DateField(label=_("Held on"), initial=today)
    present = forms.MultipleChoiceField(
        label=_("Who sat at the table?"), choices=AtTable.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick who sat at the table.")},
    )  # fmt: skip
    agreed = forms.CharField(
        label=_("What was agreed?"), max_length=AGREED_MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip


class StepForm(forms.Form):
    """A step of the plan."""

    starts_on = forms.DateField(label=_("From"))
    hours = WeekHours(label=_("Hours a week"))
    note = LineField(label=_("What is arranged meanwhile?"), max_length=200, required=False)


class Section56Form(forms.Form):
    """A § 56 agreement."""

    asked_on = forms.DateField(label=_("Asked for on"), required=False)
    starts_on = forms.DateField(label=pgettext_lazy("retention", "Granted from"), required=False)
    ends_on = forms.DateField(label=pgettext_lazy("retention", "Granted until"), required=False)


class ReasonForm(forms.Form):
    """Why a case goes back."""

    reason = forms.CharField(
        label=pgettext_lazy("retention", "Why?"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class CloseCaseForm(ReasonForm):
    """What a case came to."""

    outcome = forms.ChoiceField(
        label=_("What did it come to?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    field_order = ("outcome", "reason")


class ColleagueForm(forms.Form):
    """A colleague who works with people."""

    to = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, staff: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            CHOOSE, *((str(each.public_id), each.name) for each in staff)
        ]  # fmt: skip

    @property
    def colleague(self) -> Membership:
        """The chosen colleague."""
        return chosen(self.staff, self.cleaned_data["to"])


class PunchForm(forms.Form):
    """One punch of a card."""

    card = forms.ChoiceField(label=_("Card"))
    profession = forms.ChoiceField(label=_("Who came?"), choices=Profession.choices)

    def __init__(self, *args: Any, cards: list[PunchCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cards = cards
        self.fields["card"].choices = [  # type: ignore[attr-defined]
            (str(each.public_id), _("%(left)s left, until %(day)s")
             % {"left": each.balance, "day": f"{each.ends_on:%d.%m.%Y}"})
            for each in cards
        ]  # fmt: skip

    @property
    def chosen_card(self) -> PunchCard:
        """The chosen card."""
        return chosen(self.cards, self.cleaned_data["card"])
