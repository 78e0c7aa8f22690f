"""Contact persons and the relation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices import (
    REPRESENTATIVES,
    Language,
    Level,
    PersonRole,
    PreferredChannel,
    RelationStatus,
    Segment,
)
from companies.forms.fields import NOBODY, PhoneField, chosen
from companies.models import CompanyRelation, ContactPerson, Workplace
from jobcenter.clock import today
from jobcenter.fields import LineField
from jobcenter.models import Membership


class PersonForm(forms.Form):
    """A contact person of one company."""

    name = LineField(label=_("Name"), max_length=120)
    title = LineField(label=_("Job title"), max_length=80, required=False)
    workplace = forms.ChoiceField(label=_("Workplace"), required=False)
    phone = PhoneField(label=_("Direct number"), required=False, max_length=30)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.EMPLOYEE)
    roles = forms.MultipleChoiceField(
        label=_("What does the person do?"), choices=PersonRole.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    may_receive_mail = forms.BooleanField(
        label=_("Has agreed to mail from us: campaigns and offers"), required=False
    )
    union = LineField(label=_("Union"), max_length=60, required=False)
    trade = LineField(label=_("Trade"), max_length=60, required=False)
    absent_from = forms.DateField(label=_("Absent from"), required=False)
    absent_to = forms.DateField(label=_("Absent until"), required=False)
    preferred_channel = forms.ChoiceField(
        label=_("Would rather hear from us by"), choices=PreferredChannel.choices,
        initial=PreferredChannel.ANY,
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of our messages"), choices=Language.choices, initial=Language.DANISH
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, workplaces: list[Workplace], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workplaces = workplaces
        field = self.fields["workplace"]
        field.choices = [("", _("The whole company"))] + [  # type: ignore[attr-defined]
            (str(w.public_id), f"{w.name}, {w.address}" if w.address else w.name)
            for w in workplaces
        ]

    @classmethod
    def of(cls, person: ContactPerson, workplaces: list[Workplace]) -> "PersonForm":
        """Return the form filled with a person."""
        names = [name for name in cls.base_fields if name != "workplace"]
        initial = {name: getattr(person, name) for name in names}
        initial["workplace"] = str(person.workplace.public_id) if person.workplace else ""
        initial["phone"] = str(person.phone or "")
        return cls(workplaces, initial=initial)

    def clean(self) -> dict[str, Any]:
        """A contact person we cannot reach is no contact: a number or an address."""
        data = super().clean() or {}
        is_mentor = PersonRole.MENTOR in data.get("roles", [])
        if is_mentor and not (data.get("email") or data.get("phone")) and not self.errors:
            self.add_error(
                "email", _("A mentor gets a weekly link: write an e-mail or a telephone number.")
            )
        speaks = set(REPRESENTATIVES) & set(data.get("roles", []))
        if speaks - {PersonRole.JOINT_SHOP_STEWARD} and not data.get("trade"):
            self.add_error("trade", _("Write the trade: the law asks the one of the trade."))
        first, last = data.get("absent_from"), data.get("absent_to")
        if bool(first) != bool(last) and not {"absent_from", "absent_to"} & set(self.errors):
            self.add_error(
                "absent_to" if first else "absent_from", _("An absence needs both days.")
            )
        elif first and last and last < first:
            self.add_error("absent_to", _("The last day must not lie before the first."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """The typed facts as the action takes them."""
        data = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        data["workplace"] = chosen(self.workplaces, data["workplace"])
        return data


class LeftForm(forms.Form):
    """The day a contact person left."""

    on = forms.DateField(label=_("Left on"), initial=today)


class RelationForm(forms.Form):
    """The fixed contact, the deputy and where we stand."""

    owner = forms.ChoiceField(label=_("Fixed contact with us"))
    deputy = forms.ChoiceField(label=_("Deputy"), required=False)
    status = forms.ChoiceField(label=_("Where do we stand?"), choices=RelationStatus.choices)
    segment = forms.TypedChoiceField(
        label=_("Segment"), choices=[("", _("not chosen")), *Segment.choices], coerce=int,
        empty_value=None, required=False,
    )  # fmt: skip
    note = LineField(label=_("Good to know"), max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, staff: list[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        named = [(str(m.public_id), m.name) for m in staff]
        self.fields["owner"].choices = named  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [NOBODY, *named]  # type: ignore[attr-defined]

    @classmethod
    def of(
        cls, relation: CompanyRelation | None, staff: list[Membership], me: int | None
    ) -> "RelationForm":
        """Return the form filled with the relation, or with the viewer as its first owner."""
        if relation is None:
            mine = next((str(m.public_id) for m in staff if m.pk == me), "")
            return cls(staff, initial={"owner": mine, "status": "possible", "version": 0})
        return cls(
            staff,
            initial={
                "owner": str(relation.owner.public_id),
                "deputy": str(relation.deputy.public_id) if relation.deputy else "",
                "status": relation.status,
                "segment": relation.segment or "",
                "note": relation.note,
                "version": relation.version,
            },
        )

    def clean(self) -> dict[str, Any]:
        """The deputy is another person."""
        data = super().clean() or {}
        if data.get("deputy") and data.get("deputy") == data.get("owner"):
            self.add_error("deputy", _("The deputy must be another than the fixed contact."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """The relation as the action takes it."""
        data = self.cleaned_data
        return {
            "owner": chosen(self.staff, data["owner"]),
            "deputy": chosen(self.staff, data["deputy"]),
            "status": data["status"],
            "segment": data["segment"],
            "note": data["note"],
        }
