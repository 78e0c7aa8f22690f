"""Forms of places and placements: choices come from the law, the workplace and the jobcentre."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from citizens.models import Citizen
from companies.models import ContactPerson, Need
from jobcenter.clock import today
from jobcenter.dates import say
from jobcenter.fields import HoursField
from jobcenter.models import Membership
from placements.choices import Rating, VisitChannel
from placements.models import Place, Placement
from placements.rules import conditions, states
from placements.rules.answering import WORKDAYS
from placements.rules.duration import end_of_weeks

WEEKS = (2, 4, 8, 13)
# A Monday to name the weekdays with.
A_MONDAY = date(2024, 1, 1)


def clean_line(value: str) -> str:
    """Return text without the character PostgreSQL cannot hold."""
    return value.replace("\x00", "")


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


def weekdays() -> list[tuple[int, str]]:
    """Return the ISO weekdays with short names in the page's language."""
    return [(day, say(A_MONDAY.replace(day=day), "D")) for day in range(1, 8)]


class PlaceForm(forms.Form):
    """Opening a place."""

    title = forms.CharField(
        label=_("What is the place called?"),
        max_length=120,
        help_text=_("As people say it there: “Warehouse, packing table”."),
    )
    tasks = forms.CharField(
        label=_("Tasks"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    weekly_hours = HoursField(
        label=_("Hours a week, at most"), min_value=1, max_value=37, initial=37
    )
    open_from = forms.DateField(label=_("Open from"), widget=DateInput())
    open_to = forms.DateField(label=_("Open until"), required=False, widget=DateInput())

    def clean_open_to(self) -> date | None:
        """Refuse a place that closes before it opens."""
        start, end = self.cleaned_data.get("open_from"), self.cleaned_data["open_to"]
        if start and end and end < start:
            raise forms.ValidationError(_("A place cannot close before it opens."))
        return end


class PlaceChangeForm(PlaceForm):
    """Changing a place that is open."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, place: Place) -> "PlaceChangeForm":
        """Return the form filled with a place as it is."""
        return cls(initial={name: getattr(place, name) for name in cls.base_fields})


class ReasonForm(forms.Form):
    """One sentence of why."""

    reason = forms.CharField(label=_("Why is it closed?"), max_length=300)


class PersonChoice(forms.ModelChoiceField):
    """A contact person of the company, with what they do."""

    def label_from_instance(self, obj: ContactPerson) -> str:
        """Name, title, and a word if they cannot be reached."""
        parts = [obj.name, obj.title]
        if not obj.email and not obj.phone:
            parts.append(str(_("no e-mail or telephone")))
        return " · ".join(part for part in parts if part)


def people_at(place: Place) -> Any:
    """Return the contact persons of the place's company who are still there, mentors first."""
    return (
        ContactPerson.objects.still_there()
        .filter(jobcentre_id=place.jobcentre_id, company_id=place.workplace.company_id)
        .order_by("name_key", "id")
    )


class ForNeed(forms.Form):
    """A form that can say which need of the company somebody is for, where it has any."""

    def __init__(self, *args: Any, needs: Sequence[Need] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = {str(each.public_id): each for each in needs}
        if not needs:
            return
        self.fields["need"] = forms.ChoiceField(
            label=_("Is it for something the company has asked for?"), required=False,
            widget=forms.RadioSelect, choices=[("", _("No")), *map(_need_in_words, needs)],
        )  # fmt: skip

    def clean_need(self) -> Need | None:
        """Return the need itself."""
        return self.needs.get(self.cleaned_data.get("need", ""))


def _need_in_words(need: Need) -> tuple[str, str]:
    said = _("%(title)s – %(left)s of %(number)s to fill") % {
        "title": need.title, "left": need.left, "number": need.number
    }  # fmt: skip
    return str(need.public_id), said


class PlanForm(ForNeed):
    """A new work trial: from when, how long, what for, with whom."""

    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    weeks = forms.TypedChoiceField(
        label=_("How long?"), coerce=int, widget=forms.RadioSelect,
    )  # fmt: skip
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput(),
        help_text=_("Leave it empty to use the weeks."),
    )  # fmt: skip
    weekly_hours = HoursField(label=_("Hours a week"), min_value=1, max_value=37)
    workdays = forms.TypedMultipleChoiceField(
        label=_("Days"), coerce=int, widget=forms.CheckboxSelectMultiple, initial=[*WORKDAYS]
    )
    purpose = forms.ChoiceField(label=_("Purpose"), widget=forms.RadioSelect)
    mentor = PersonChoice(
        label=_("Mentor at the company"), queryset=ContactPerson.objects.none(), required=False,
        empty_label=_("Not chosen yet"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, citizen: Citizen, place: Place, most_weeks: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        weeks = sorted({*(w for w in WEEKS if w < most_weeks), most_weeks})
        self.fields["weeks"].choices = [  # type: ignore[attr-defined]
            *((w, _("%(weeks)s weeks") % {"weeks": w}) for w in weeks),
            (0, _("Other, write the last day")),
        ]
        self.fields["workdays"].choices = weekdays()  # type: ignore[attr-defined]
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]
            (each.code, each.label_en if get_language() == "en" else each.label_da)
            for each in conditions.purposes_for(
                citizen.target_group.number, citizen.sub_flag, today()
            )
        ]
        self.fields["mentor"].queryset = people_at(place)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Work out the last day from the weeks where it is not written."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end, weeks = (cleaned.get(key) for key in ("starts_on", "ends_on", "weeks"))
        if start and not end and "ends_on" not in self.errors:
            if weeks:
                try:
                    cleaned["ends_on"] = end_of_weeks(start, weeks)
                except OverflowError:
                    self.add_error("starts_on", _("Check the year."))
            else:
                self.add_error("ends_on", _("Write the last day, or choose the weeks."))
        return cleaned


class FollowUpForm(forms.Form):
    """Mentor and consultant of a placement."""

    mentor = PersonChoice(
        label=_("Mentor"), queryset=ContactPerson.objects.none(), required=False,
        empty_label=_("Not chosen yet"),
    )  # fmt: skip
    consultant = forms.ModelChoiceField(
        label=_("Consultant"), queryset=Membership.objects.none(), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = people_at(placement.place)  # type: ignore[attr-defined]
        self.fields["consultant"].queryset = (  # type: ignore[attr-defined]
            Membership.objects.active()
            .with_role(*states.FOLLOW_UP)
            .filter(jobcentre_id=placement.jobcentre_id)
            .order_by("name", "id")
        )


class StopForm(ForNeed):
    """Interrupting or cancelling: reason, whose initiative, a note."""

    reason = forms.ChoiceField(label=_("Reason"))
    initiative = forms.ChoiceField(label=_("Whose initiative?"), required=False)
    last_day = forms.DateField(label=_("Last day there"), required=False, widget=DateInput())
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Facts only; nothing about health."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, move: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = states.INTERRUPT_REASONS if move == "interrupt" else states.CANCEL_REASONS
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose …")), *((code, _(text)) for code, text in labels.items())
        ]  # fmt: skip
        self.fields["initiative"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose …")), *((code, _(text)) for code, text in states.INITIATIVES.items())
        ]  # fmt: skip
        if move == "cancel":
            del self.fields["last_day"]
        if "need" in self.fields:
            self.fields["need"].help_text = _("Only when the company has hired the candidate.")


class ExtendForm(forms.Form):
    """Extending: until when, and the assessment behind it."""

    ends_on = forms.DateField(label=_("New last day"), widget=DateInput())
    assessment = forms.CharField(
        label=_("Concrete assessment"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why more time at this workplace brings the candidate closer to a job."),
    )  # fmt: skip
    special_need = forms.CharField(
        label=_("Quite special need"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only beyond 26 weeks."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class WeekForm(forms.Form):
    """The consultant writes the week's status on the mentor's behalf."""

    absent = forms.TypedMultipleChoiceField(
        label=_("Absent"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    rating = forms.ChoiceField(
        label=_("How is it going?"), choices=Rating.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Anything we should know?"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, days: tuple[date, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].choices = [  # type: ignore[attr-defined]
            (day.isoweekday(), say(day, "l j. F")) for day in days
        ]


class VisitForm(forms.Form):
    """A visit that was held, for everybody who was seen."""

    placements = forms.MultipleChoiceField(
        label=_("Whom did you see?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one candidate.")},
    )  # fmt: skip
    held_on = forms.DateField(label=_("When?"), widget=DateInput())
    channel = forms.ChoiceField(
        label=_("How?"), choices=VisitChannel.choices, widget=forms.RadioSelect,
        initial=VisitChannel.VISIT,
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PlanVisitForm(forms.Form):
    """The day of the next visit."""

    due_on = forms.DateField(label=_("Next visit"), widget=DateInput())
