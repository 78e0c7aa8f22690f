"""Forms of company centres: the terms, places, other companies, the end."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens.forms.person import to_choose
from companies.models import Company, ContactPerson, Workplace
from jobcenter.clock import today
from jobcenter.fields import HoursField, LineField
from jobcenter.models import Membership
from jobcenter.permissions import Role
from placements.choices.centre import CentreModel
from placements.forms.placement import DateInput, PersonChoice
from placements.models import Centre, CentrePartner, Place
from placements.models.centre import TEXTS
from placements.rules import centre as rules

LABELS = {
    "arrangement": _("How is it arranged?"),
    "goals": _("Goals"),
    "for_whom": _("Whom is it for?"),
    "tasks": _("Tasks"),
    "introduction": _("How is somebody new received?"),
    "absence": _("What happens when somebody stays away?"),
    "activities": _("Learning and support together"),
    "follow_up": _("How do we follow up?"),
    "way_out": _("The way out to a job"),
}
HINTS = {
    "arrangement": _(
        "Virtual: which functions, and who follows whom. Side production: which department, and"
        " where people are lent for a day. Network or pool: who does what. Satellite: which"
        " customers host."
    ),
    "activities": _("What, who teaches, who pays and on which days."),
}


class CentreForm(forms.Form):
    """The terms of a centre; the people are those of the company and the jobcentre."""

    name = LineField(label=_("What is the centre called?"), max_length=120)
    model = forms.ChoiceField(
        label=pgettext_lazy("centre", "Model"), choices=partial(to_choose, CentreModel.choices),
        widget=forms.RadioSelect,
    )  # fmt: skip
    places_planned = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=rules.MOST_PLACES, initial=rules.LEAST_PLACES
    )
    starts_on = forms.DateField(label=_("From"), widget=DateInput())
    ends_on = forms.DateField(label=_("Until"), widget=DateInput())
    consultant = forms.ModelChoiceField(
        label=_("Common consultant"), queryset=Membership.objects.none()
    )
    mentor = PersonChoice(
        label=_("Common mentor"), queryset=ContactPerson.objects.none(), required=False,
        empty_label=_("Not chosen yet"),
    )  # fmt: skip
    mentor_hours = HoursField(
        label=_("The mentor's hours a week for it"), min_value=1, max_value=37, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, company: Company, jobcentre_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["consultant"].queryset = (
            Membership.objects.active()
            .with_role(Role.COMPANY_CONSULTANT, Role.JOB_CONSULTANT, Role.TEAM_LEADER)
            .filter(jobcentre_id=jobcentre_id)
            .order_by("name", "id")
        )
        fields["mentor"].queryset = (
            ContactPerson.objects.still_there()
            .filter(jobcentre_id=jobcentre_id, company_id=company.pk)
            .order_by("name", "id")
        )
        for name in TEXTS:
            fields[name] = forms.CharField(
                label=LABELS[name], help_text=HINTS.get(name, ""), max_length=2000, required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    @property
    def texts(self) -> list[Any]:
        """The clauses' fields in their order."""
        return [self[name] for name in TEXTS]

    def facts(self) -> dict[str, Any]:
        """What the action takes; a text is never None."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @classmethod
    def initial_of(cls, centre: Centre) -> dict[str, Any]:
        """Return a centre as the form's first values."""
        names = (*cls.base_fields, *TEXTS)
        return {name: getattr(centre, name) for name in names}


class PlacesForm(forms.Form):
    """Several places alike at one workplace of the centre's companies."""

    workplace = forms.ModelChoiceField(
        label=_("Workplace"), queryset=Workplace.objects.none(), empty_label=None
    )
    title = LineField(label=_("What are the places called?"), max_length=110)
    number = forms.IntegerField(label=_("How many?"), min_value=1, max_value=30, initial=1)
    tasks = forms.CharField(
        label=_("Tasks"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    weekly_hours = HoursField(
        label=_("Hours a week, at most"), min_value=1, max_value=37, initial=37
    )
    open_from = forms.DateField(label=_("Open from"), widget=DateInput(), initial=today)

    def __init__(self, centre: Centre, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = CentrePartner.objects.filter(
            jobcentre_id=centre.jobcentre_id, centre=centre, to_on__isnull=True
        ).values_list("company_id", flat=True)
        fields: dict[str, Any] = self.fields
        fields["workplace"].queryset = Workplace.objects.filter(
            company_id__in=[centre.company_id, *partners], ceased_on__isnull=True
        ).order_by("name", "id")
        fields["workplace"].label_from_instance = lambda row: f"{row.name}, {row.city}"


class PartnerForm(forms.Form):
    """Another company, by its CVR number."""

    cvr = forms.CharField(label=_("CVR number"), max_length=12)
    from_on = forms.DateField(label=_("Since"), widget=DateInput(), initial=today)
    tasks = LineField(label=_("What is done there?"), max_length=300, required=False)

    def clean_cvr(self) -> Company:
        """Find the company."""
        digits = "".join(filter(str.isdigit, self.cleaned_data["cvr"]))
        found = Company.objects.filter(cvr=digits).first() if len(digits) == 8 else None
        if found is None:
            raise forms.ValidationError(_("No company in the register has that CVR number."))
        return found


class EndForm(forms.Form):
    """Why a centre ends, and the version that was read."""

    reason = LineField(label=_("Why?"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


def standing_alone(centre: Centre) -> list[Place]:
    """Return open places of the company that belong to no centre: they can be taken in."""
    return list(
        Place.objects.open().filter(
            jobcentre_id=centre.jobcentre_id, centre__isnull=True,
            workplace__company_id=centre.company_id,
        ).select_related("workplace").order_by("sort_key", "id")[:20]
    )  # fmt: skip
