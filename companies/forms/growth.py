"""Forms of growth programmes."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices.agreement import Side
from companies.choices.growth import GrowthMeetingKind
from companies.forms.fields import chosen
from companies.models import GrowthCompany
from jobcenter.clock import today
from jobcenter.fields import LineField
from jobcenter.models import Membership


class ProgrammeForm(forms.Form):
    """A new programme."""

    name = LineField(label=_("Name of the programme"), max_length=100)
    partner = LineField(label=_("Who chose the companies?"), max_length=120)
    chosen_by = LineField(label=_("How were they chosen?"), max_length=300)
    starts_on = forms.DateField(label=_("From"), initial=today)
    ends_on = forms.DateField(label=_("Until"), initial=lambda: today() + timedelta(days=364))
    owner = forms.ChoiceField(label=_("Responsible colleague"))

    def __init__(self, staff: list[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        owner: Any = self.fields["owner"]
        owner.choices = [(str(m.public_id), m.name) for m in staff]

    @property
    def facts(self) -> dict[str, Any]:
        """The programme as the action takes it."""
        return {
            **self.cleaned_data, "owner": chosen(self.staff, self.cleaned_data["owner"]),
        }  # fmt: skip


class TakeInForm(forms.Form):
    """A company the partner chose."""

    cvr = forms.RegexField(
        r"^\s*\d{8}\s*$", label=_("CVR number"), max_length=12,
        error_messages={"invalid": _("A CVR number has eight digits.")},
    )  # fmt: skip
    developer = LineField(label=_("Business developer"), max_length=120, required=False)


class MeetingForm(forms.Form):
    """A camp, or sparring with one."""

    kind = forms.ChoiceField(label=_("What was it?"), choices=GrowthMeetingKind.choices)
    held_on = forms.DateField(label=_("Day"), initial=today)
    topic = LineField(label=_("What was it about?"), max_length=200)
    members = forms.MultipleChoiceField(
        label=_("Who came?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who came.")},
    )  # fmt: skip

    def __init__(self, cohort: list[GrowthCompany], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        members: Any = self.fields["members"]
        members.choices = [(str(m.public_id), m.company.name) for m in cohort]

    @property
    def facts(self) -> dict[str, Any]:
        """The meeting as the action takes it."""
        who = [chosen(self.cohort, each) for each in self.cleaned_data["members"]]
        return {**self.cleaned_data, "members": who}


class CommitForm(forms.Form):
    """A commitment of one side."""

    side = forms.ChoiceField(label=_("Who promises"), choices=Side.choices)
    text = LineField(label=_("What is promised?"), max_length=300)
    due_on = forms.DateField(label=_("At the latest"))
