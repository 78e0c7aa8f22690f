"""Needs as they are typed by staff and by companies, their moves, and the tasks of a job."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.actions.needs import JobFacts, Listed, NeedFacts, TaskFacts
from companies.choices import Consideration, SpokenLanguage
from companies.choices.need import (
    BY_COMPANY,
    CLOSINGS,
    MOST_PEOPLE,
    MOST_TASKS,
    FilledBy,
    NeedClosing,
    NeedKind,
    WhoCould,
)
from companies.forms.fields import NOBODY, chosen
from companies.models import Carving, ContactPerson, Need, Workplace
from companies.rules import needs as rules
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.fields import HoursField, LineField
from jobcenter.models import Membership
from jobcenter.views.errors import sentence

CHOOSE = ("", _("Choose"))


class NeedHoursField(HoursField):
    """Hours a week of a need; a Danish comma is understood."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=Decimal("0.5"), max_value=Decimal(60), max_digits=3, localize=True, **kwargs
        )


class CompanyNeedForm(forms.Form):
    """What a company itself tells of a need: a minute, nothing about anybody in it."""

    title = LineField(label=_("What do you need?"), max_length=120)
    kind = forms.ChoiceField(
        label=_("What kind?"), widget=forms.RadioSelect, initial=NeedKind.JOB,
        choices=[(each.value, each.label) for each in (NeedKind.JOB, NeedKind.PLACE)],
    )  # fmt: skip
    tasks = forms.CharField(
        label=_("Tasks"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    number = forms.IntegerField(
        label=_("How many people?"), min_value=1, max_value=MOST_PEOPLE, initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    weekly_hours = NeedHoursField(label=_("Hours a week"), required=False)
    starts_on = forms.DateField(label=_("From when?"))
    requirements = forms.CharField(
        label=_("What must they be able to?"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    considerations = forms.MultipleChoiceField(
        label=_("What can be arranged for?"), choices=Consideration.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Which languages will do?"), choices=SpokenLanguage.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Check the days as the action would."""
        data = super().clean() or {}
        if data.get("starts_on") and data.get("number"):
            try:
                rules.check_need(rules.Asked(data["number"], data["starts_on"]), today())
            except Refused as problem:
                self.add_error("starts_on", sentence(problem))
        return data

    @property
    def facts(self) -> NeedFacts:
        """The need as the action takes it."""
        return NeedFacts(**{name: self.cleaned_data[name] for name in CompanyNeedForm.base_fields})


class NeedForm(CompanyNeedForm):
    """A need as staff types it: also where, with whom, and what a job order says."""

    workplace = forms.ChoiceField(label=_("Workplace"), required=False)
    person = forms.ChoiceField(label=_("Contact person"), required=False)
    weeks = forms.IntegerField(label=_("For how many weeks?"), min_value=1, max_value=260,
                               required=False)  # fmt: skip
    deadline_on = forms.DateField(label=_("Apply by"), required=False)
    most_candidates = forms.IntegerField(label=_("Candidates at most"), min_value=1,
                                         max_value=200, required=False)  # fmt: skip
    is_standing = forms.BooleanField(label=_("They look for people all the time"), required=False)
    is_public = forms.BooleanField(label=_("It may be shown to everybody"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self,
        *args: Any,
        people: list[ContactPerson],
        workplaces: list[Workplace],
        is_carved: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.workplaces, self.is_carved = people, workplaces, is_carved
        self.fields["title"].label = _("What do they need?")
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            NOBODY, *((str(each.public_id), each.name) for each in people)
        ]  # fmt: skip
        self.fields["workplace"].choices = [  # type: ignore[attr-defined]
            NOBODY, *((str(each.public_id), f"{each.name}, {each.address}") for each in workplaces)
        ]  # fmt: skip
        if is_carved:
            del self.fields["kind"]

    @property
    def facts(self) -> NeedFacts:
        """The need as the action takes it."""
        data = self.cleaned_data
        names = [name for name in self.fields if name not in {"version", "person", "workplace"}]
        told = {name: data[name] for name in names}
        if self.is_carved:
            told["kind"] = NeedKind.CARVED
        return NeedFacts(
            **told, person=chosen(self.people, data["person"]),
            workplace=chosen(self.workplaces, data["workplace"]),
        )  # fmt: skip


def values_of(need: Need) -> dict[str, Any]:
    """Return a need as its form begins with it."""
    names = [name for name in NeedForm.base_fields if name not in {"person", "workplace"}]
    values = {name: getattr(need, name) for name in names}
    for name in ("person", "workplace"):
        row = getattr(need, name)
        values[name] = str(row.public_id) if row else ""
    return values


class ProposeForm(forms.Form):
    """How many candidates more were proposed."""

    number = forms.IntegerField(
        label=_("How many more?"), min_value=1, max_value=50, initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class FillForm(forms.Form):
    """What became of the place one looks at."""

    seat = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_PEOPLE)
    how = forms.ChoiceField(label=_("What became of it?"), choices=[CHOOSE, *FilledBy.choices])


class CloseNeedForm(forms.Form):
    """Why it is closed without being filled."""

    reason = forms.ChoiceField(
        label=pgettext_lazy("need", "Why?"), choices=CLOSINGS, widget=forms.RadioSelect
    )
    note = LineField(label=_("Note"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Check that another reason says which."""
        data = super().clean() or {}
        try:
            rules.check_closing(data.get("reason", ""), data.get("note", ""))
        except Refused as problem:
            self.add_error("note", sentence(problem))
        return data


class CompanyCloseForm(forms.Form):
    """Why a company no longer looks."""

    reason = forms.ChoiceField(
        choices=[(each.value, NeedClosing(each).label) for each in BY_COMPANY]
    )


class GiveNeedForm(forms.Form):
    """Which colleague gets it."""

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


class LinkForm(forms.Form):
    """Who at the company gets the personal link."""

    person = forms.ChoiceField(label=_("Contact person"))

    def __init__(self, *args: Any, people: list[ContactPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = [each for each in people if each.email]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            CHOOSE, *((str(each.public_id), each.name) for each in self.people)
        ]  # fmt: skip


class TaskForm(forms.Form):
    """One task of a job; an empty row is none."""

    text = LineField(label=_("Task"), max_length=160, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes a week"), min_value=1, max_value=3600, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    who = forms.ChoiceField(
        label=_("Who could do it?"), choices=WhoCould.choices, required=False,
        initial=WhoCould.SKILLED,
    )  # fmt: skip
    is_lifted = forms.BooleanField(label=_("Lift it"), required=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the row."""
        data = getattr(self, "cleaned_data", {})
        return not data.get("text") and not data.get("minutes")

    def clean(self) -> dict[str, Any]:
        """Check that a row is whole, and that what is lifted can be."""
        data = super().clean() or {}
        if not data.get("text") and not data.get("minutes") and not self.errors:
            return data
        if not data.get("text"):
            self.add_error("text", _("Write what the task is."))
        if not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Write how many minutes a week."))
        if data.get("is_lifted") and data.get("who") == WhoCould.SKILLED:
            self.add_error("who", _("What only the skilled person can do cannot be lifted."))
        return data


class CarvingForm(forms.Form):
    """A skilled job with its tasks, twelve rows at most."""

    job_title = LineField(label=_("The skilled job"), max_length=120)
    weekly_hours = NeedHoursField(label=_("Hours a week"), initial=37)
    workplace = forms.ChoiceField(label=_("Workplace"), required=False)
    person = forms.ChoiceField(label=_("Whom did you talk to?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self,
        *args: Any,
        people: list[ContactPerson],
        workplaces: list[Workplace],
        tasks: list[dict[str, Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.workplaces = people, workplaces
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            NOBODY, *((str(each.public_id), each.name) for each in people)
        ]  # fmt: skip
        self.fields["workplace"].choices = [  # type: ignore[attr-defined]
            NOBODY, *((str(each.public_id), f"{each.name}, {each.address}") for each in workplaces)
        ]  # fmt: skip
        told = tasks or []
        self.tasks = [
            TaskForm(
                self.data if self.is_bound else None, prefix=f"t{at}",
                initial=told[at] if at < len(told) else None,
            )
            for at in range(MOST_TASKS)
        ]  # fmt: skip

    @property
    def is_long(self) -> bool:
        """Whether something stands in the last six rows."""
        return any(str(row["text"].value() or "") or row.errors for row in self.tasks[6:])

    def is_valid(self) -> bool:
        """Whether the job and every row are right, together too."""
        rows = [each.is_valid() for each in self.tasks]
        if not (super().is_valid() and all(rows)):
            return False
        try:
            rules.check_tasks(
                [rules.Task(each.minutes, each.who, each.is_lifted) for each in self.facts.tasks],
                self.cleaned_data["weekly_hours"],
            )
        except Refused as problem:
            self.add_error("weekly_hours", sentence(problem))
            return False
        return True

    @property
    def facts(self) -> Listed:
        """The job and its tasks as the action takes them."""
        data = self.cleaned_data
        return Listed(
            JobFacts(
                data["job_title"], data["weekly_hours"],
                chosen(self.workplaces, data["workplace"]), chosen(self.people, data["person"]),
            ),
            [
                TaskFacts(
                    row.cleaned_data["text"], row.cleaned_data["minutes"],
                    row.cleaned_data["who"] or WhoCould.SKILLED, row.cleaned_data["is_lifted"],
                )
                for row in self.tasks
                if not row.is_empty
            ],
        )  # fmt: skip


def carving_values(carving: Carving) -> dict[str, Any]:
    """Return a carving as its form begins with it."""
    return {
        "job_title": carving.job_title, "weekly_hours": carving.weekly_hours,
        "workplace": str(carving.workplace.public_id) if carving.workplace else "",
        "person": str(carving.person.public_id) if carving.person else "",
        "version": carving.version,
    }  # fmt: skip
