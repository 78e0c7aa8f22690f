"""Forms of campaigns: criteria, plan, start, a company's row, closing, figures, panel."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies import criteria_kinds
from companies.choices import Industry, ObjectionKind, RelationStatus, Segment
from companies.choices.campaign import MOST_ROWS, Aim, ContactForm, Figure, Rank, Sector, Sharing
from companies.forms.fields import chosen
from companies.models import Campaign, IndustryFigure
from companies.queries.criteria import NONE, Criteria
from jobcenter.clock import today
from jobcenter.models import Membership

ALL = ("", gettext_lazy("All"))
_CVR = re.compile(r"(?<![0-9])(?:DK[ -]?)?([0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{2})(?![0-9])")


def cvr_numbers_in(text: str) -> list[str]:
    """Return the CVR numbers in pasted text or CSV, each once, in their order."""
    found = (match.replace(" ", "") for match in _CVR.findall(text))
    return list(dict.fromkeys(found))[:MOST_ROWS]


class CriteriaForm(forms.Form):
    """The criteria, named as in the address; shown only, the address is read by Criteria."""

    use_required_attribute = False

    branche = forms.MultipleChoiceField(
        label=gettext_lazy("Industries"), choices=Industry.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    koder = forms.CharField(label=gettext_lazy("Industry codes, or their beginnings"),
                            required=False, max_length=100)  # fmt: skip
    fra = forms.IntegerField(label=gettext_lazy("Employees from"), required=False, min_value=0)
    til = forms.IntegerField(label=gettext_lazy("Employees to"), required=False, min_value=0)
    sektor = forms.ChoiceField(label=gettext_lazy("Private or public"), required=False,
                               choices=[ALL, *Sector.choices])  # fmt: skip
    by = forms.CharField(label=gettext_lazy("Town or postcode"), required=False, max_length=100)
    omraade = forms.ChoiceField(
        label=gettext_lazy("Where"), required=False,
        choices=[("here", gettext_lazy("Our municipality")),
                 ("all", gettext_lazy("Everywhere we know them"))],
    )  # fmt: skip
    segment = forms.MultipleChoiceField(
        label=gettext_lazy("Segment"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[*((str(value), label) for value, label in Segment.choices),
                 (NONE, gettext_lazy("in no group"))],
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=gettext_lazy("Our relation"), required=False,
        choices=[ALL, ("with", gettext_lazy("with a relation")),
                 (NONE, gettext_lazy("without a relation")), ("mine", gettext_lazy("mine")),
                 *RelationStatus.choices],
    )  # fmt: skip
    kontakt = forms.ChoiceField(
        label=gettext_lazy("Contact"), required=False,
        choices=[ALL, ("never", gettext_lazy("never contacted")),
                 ("older", gettext_lazy("not for so many months")),
                 ("within", gettext_lazy("within so many months")),
                 ("in", gettext_lazy("contacted in the period")),
                 ("not_in", gettext_lazy("not contacted in the period"))],
    )  # fmt: skip
    maaneder = forms.IntegerField(label=gettext_lazy("Months"), required=False, min_value=1)
    kfra = forms.DateField(label=gettext_lazy("Period from"), required=False)
    ktil = forms.DateField(label=gettext_lazy("Period to"), required=False)
    indvending = forms.ChoiceField(
        label=gettext_lazy("Objections"), required=False,
        choices=[ALL, ("any", gettext_lazy("an open one")), (NONE, gettext_lazy("none open")),
                 *ObjectionKind.choices],
    )  # fmt: skip
    reklame = forms.ChoiceField(
        label=gettext_lazy("Advertising protection"), required=False,
        choices=[ALL, ("without", gettext_lazy("without protected ones")),
                 ("only", gettext_lazy("only protected ones"))],
    )  # fmt: skip
    forhold = forms.ChoiceField(
        label=gettext_lazy("Industries with"), required=False,
        choices=[ALL, (Figure.SHORTAGE, Figure.SHORTAGE.label),
                 (Figure.GROWTH, Figure.GROWTH.label)],
    )  # fmt: skip
    antal = forms.IntegerField(label=gettext_lazy("Only the first"), required=False, min_value=1)
    mest = forms.ChoiceField(label=gettext_lazy("with most"), required=False,
                             choices=[ALL, *Rank.choices])  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "f_%s", **kwargs})
        for code, kind in criteria_kinds.criteria.items():
            self.fields[code] = forms.ChoiceField(
                label=kind.label, required=False, choices=[ALL, *kind.choices]
            )
        for each in self.fields.values():
            each.required = True  # all may be left out, so that none needs to say so

    @classmethod
    def of(cls, criteria: Criteria) -> "CriteriaForm":
        """Return the form filled with criteria."""
        return cls(initial={
            "branche": list(criteria.industries), "koder": ", ".join(criteria.codes),
            "fra": criteria.least, "til": criteria.most, "sektor": criteria.sector,
            "by": criteria.town, "omraade": criteria.area, "segment": list(criteria.segments),
            "relation": criteria.relation, "kontakt": criteria.contact,
            "maaneder": criteria.months, "kfra": criteria.since, "ktil": criteria.until,
            "indvending": criteria.objection, "reklame": criteria.protection,
            "forhold": criteria.figure, "antal": criteria.first, "mest": criteria.rank,
            **dict(criteria.more),
        })  # fmt: skip

    @property
    def others(self) -> list[Any]:
        """The fields of rooms above."""
        return [self[code] for code in criteria_kinds.criteria]


class NumbersForm(forms.Form):
    """The CVR numbers of those who answered: pasted, or in a file."""

    numbers = forms.CharField(
        label=gettext_lazy("CVR numbers"), required=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("or a CSV file"), required=False)

    def clean_file(self) -> Any:
        """Refuse a file no survey needs."""
        file = self.cleaned_data["file"]
        if file and file.size > 2_000_000:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        """Find the numbers."""
        data = super().clean() or {}
        text = data.get("numbers") or ""
        if file := data.get("file"):
            text += "\n" + file.read().decode("utf-8", errors="replace")
        data["found"] = cvr_numbers_in(text)
        if not data["found"] and not self.errors:
            self.add_error("numbers", _("There is no CVR number of eight digits in it."))
        return data


class CampaignForm(forms.ModelForm):
    """What a campaign is for, and how companies are contacted."""

    owner = forms.ChoiceField(label=gettext_lazy("Owner"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    class Meta:
        model = Campaign
        fields = (
            "name", "purpose", "target_group", "contact_form", "starts_on", "ends_on",
            "aim", "aim_number", "script", "material", "letter_title", "letter_text",
        )  # fmt: skip
        widgets = {
            "script": forms.Textarea(attrs={"rows": 5}),
            "material": forms.Textarea(attrs={"rows": 3}),
            "letter_text": forms.Textarea(attrs={"rows": 9}),
        }

    def __init__(self, staff: list[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            (str(m.public_id), m.name) for m in staff
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """The campaign as the action takes it."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**data, "owner": chosen(self.staff, self.cleaned_data["owner"])}


class StartForm(forms.Form):
    """Who contacts the companies, and how they are shared out."""

    consultants = forms.MultipleChoiceField(
        label=gettext_lazy("Who contacts them"), widget=forms.CheckboxSelectMultiple
    )
    sharing = forms.ChoiceField(label=gettext_lazy("Share them out"), choices=Sharing.choices)
    everybody = forms.BooleanField(label=gettext_lazy("Yes, I mean every company"), required=False)

    def __init__(self, staff: list[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.fields["consultants"].choices = [  # type: ignore[attr-defined]
            (str(m.public_id), m.name) for m in staff
        ]

    @property
    def people(self) -> list[Membership]:
        """The colleagues chosen."""
        wanted = set(self.cleaned_data["consultants"])
        return [member for member in self.staff if str(member.public_id) in wanted]


class RowForm(forms.Form):
    """Why a company declined or is skipped."""

    state = forms.ChoiceField(
        choices=[("declined", ""), ("skipped", ""), ("todo", "")], widget=forms.HiddenInput
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        """A no needs a reason."""
        data = super().clean() or {}
        if data.get("state") != "todo" and not data.get("reason"):
            self.add_error("reason", _("Write why."))
        return data


class CloseForm(forms.Form):
    """What was learned."""

    note = forms.CharField(
        label=gettext_lazy("What we learned"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class SegmentChoiceForm(forms.Form):
    """Another segment than the suggested, and why."""

    segment = forms.TypedChoiceField(
        label=gettext_lazy("Segment"), choices=Segment.choices, coerce=int
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class FigureForm(forms.ModelForm):
    """A figure of an industry with its source."""

    class Meta:
        model = IndustryFigure
        fields = ("industry", "figure", "value", "source", "as_of")


class PanelForm(forms.Form):
    """A company for the panel, by its CVR number."""

    cvr = forms.CharField(label=gettext_lazy("CVR number"), max_length=11)

    def clean_cvr(self) -> str:
        """Return eight digits."""
        digits = re.sub(r"[^0-9]", "", self.cleaned_data["cvr"])
        if len(digits) != 8:
            raise forms.ValidationError(_("A CVR number has eight digits."))
        return digits


class MeetingForm(forms.Form):
    """The panel's next half-yearly meeting."""

    on = forms.DateField(label=gettext_lazy("Day"))
    time = forms.TimeField(label=gettext_lazy("Time"), initial="09:00")
    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=300)

    def clean_on(self) -> Any:
        """Refuse a day behind us."""
        on = self.cleaned_data["on"]
        if on < today():
            raise forms.ValidationError(_("Choose today or a later day."))
        return on


def contact_channel(form: str) -> str:
    """Return the channel a contact form begins with."""
    return {ContactForm.LETTER: "letter", ContactForm.PHONE: "phone"}.get(
        ContactForm(form), "meeting"
    )


AIMS = Aim
