"""Forms of the room: they read what was typed; actions and the database decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
)

from companies import rules
from companies.choices import (
    Channel,
    Industry,
    Language,
    Level,
    PersonRole,
    PreferredChannel,
    RelationStatus,
    Segment,
    SizeClass,
)
from companies.models import CompanyRelation, Contact, ContactPerson, Workplace
from companies.rules import NextStep
from jobcenter.clock import COPENHAGEN, now, today
from jobcenter.errors import Refused
from jobcenter.models import Membership
from jobcenter.views.errors import sentence

NOBODY = ("", "—")




def _chosen(rows: list[Any], public_id: str) -> Any:
    """Return the row of a public id among those that could be chosen, else None."""
    return next((row for row in rows if str(row.public_id) == public_id), None)


class PhoneField(forms.CharField):
    """A telephone number of possible length; whether it is assigned no list knows for long."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        """Return the number as +4598000001, or ''."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            number = parse(typed, "DK")
        except NumberParseException:
            number = None
        if number is None or not is_possible_number(number):
            raise forms.ValidationError(_("Write a telephone number, e.g. 98 00 00 01."))
        return format_number(number, PhoneNumberFormat.E164)


class FilterForm(forms.Form):
    """The filters of the list, named as in the address; nothing here is ever wrong."""

    q = forms.CharField(label=_("Name, CVR or P number"), max_length=100, required=False,
                        widget=forms.TextInput(attrs={"type": "search"}))  # fmt: skip
    by = forms.CharField(label=_("Town or postcode"), max_length=100, required=False)
    omraade = forms.ChoiceField(
        label=_("Area"), required=False,
        choices=[("here", _("Our municipality")), ("all", _("The whole country"))],
    )  # fmt: skip
    branche = forms.ChoiceField(
        label=_("Industry"), required=False, choices=[("", _("All industries")), *Industry.choices]
    )
    fra = forms.ChoiceField(
        label=_("Employees, at least"), required=False,
        choices=[("", _("any number")), *((v, v) for v in SizeClass.values if v)],
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=_("Our relation"), required=False,
        choices=[
            ("", _("All")),
            ("mine", _("Mine")),
            ("with", _("All we have a relation with")),
            ("none", _("Those we have none with")),
            *RelationStatus.choices,
        ],
    )  # fmt: skip
    status = forms.ChoiceField(
        label=_("In the register"), required=False,
        choices=[
            ("active", _("Active")), ("ceased", _("Ceased")), ("any", _("Active and ceased")),
        ],
    )  # fmt: skip


class PersonForm(forms.Form):
    """A contact person of one company."""

    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(label=_("Job title"), max_length=80, required=False)
    workplace = forms.ChoiceField(label=_("Workplace"), required=False)
    phone = PhoneField(label=_("Direct number"), required=False, max_length=30)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.EMPLOYEE)
    roles = forms.MultipleChoiceField(
        label=_("What does the person do?"), choices=PersonRole.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    union = forms.CharField(label=_("Union"), max_length=60, required=False)
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
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """The typed facts as the action takes them."""
        data = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        data["workplace"] = _chosen(self.workplaces, data["workplace"])
        return data


class LeftForm(forms.Form):
    """The day a contact person left."""

    on = forms.DateField(label=_("Left on"), initial=today)


class _StepFields(forms.Form):
    """The next step: what, when and who, all three or none."""

    next_step = forms.CharField(label=_("Next step"), max_length=300, required=False)
    next_step_on = forms.DateField(label=_("When"), required=False)
    next_step_owner = forms.ChoiceField(label=_("Who"), required=False)

    def offer_owners(self, staff: list[Membership], me: int | None) -> None:
        """Offer colleagues as owners, the viewer chosen."""
        self.staff = staff
        field = self.fields["next_step_owner"]
        field.choices = [(str(m.public_id), m.name) for m in staff]  # type: ignore[attr-defined]
        mine = next((str(m.public_id) for m in staff if m.pk == me), None)
        field.initial = mine

    def clean(self) -> dict[str, Any]:
        """Check that the step is whole, under the field that is missing."""
        data = super().clean() or {}
        owner = _chosen(self.staff, data.get("next_step_owner", ""))
        self.step: NextStep | None = None
        text, day = data.get("next_step", ""), data.get("next_step_on")
        try:
            if "next_step" not in self.errors and "next_step_on" not in self.errors:
                self.step = rules.whole_next_step(text, day, owner.pk if owner else None)
                rules.check_next_step(self.step, today())
        except Refused as problem:
            missing = "next_step" if not text else "next_step_on"
            if text and day and owner is None:
                missing = "next_step_owner"
            self.add_error(missing, sentence(problem))
        return data


def _moment(day: Any, clock: Any) -> datetime:
    return datetime.combine(day, clock, COPENHAGEN)


class ContactForm(_StepFields):
    """A contact with a company, planned or held; `held` asks for the outcome."""

    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices, widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("With whom"), required=False)
    day = forms.DateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    purpose = forms.CharField(
        label=_("Purpose"), max_length=300,
        widget=forms.TextInput(attrs={"list": "purposes", "autocomplete": "off"}),
    )  # fmt: skip
    outcome = forms.CharField(
        label=_("What came of it?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    workplace = forms.ChoiceField(label=_("Where"), required=False)
    others = forms.MultipleChoiceField(
        label=_("Others from the company"), required=False, widget=forms.CheckboxSelectMultiple
    )
    colleague = forms.ChoiceField(label=_("Colleague who takes part"), required=False)

    field_order = [
        "channel", "person", "day", "time", "purpose", "outcome", "next_step", "next_step_on",
        "next_step_owner", "workplace", "others", "colleague",
    ]  # fmt: skip

    def __init__(
        self,
        *args: Any,
        people: list[ContactPerson],
        workplaces: list[Workplace],
        staff: list[Membership],
        me: int | None,
        held: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = [person for person in people if person.left_on is None]
        self.workplaces = workplaces
        self.held = held
        self.offer_owners(staff, me)
        named = [(str(p.public_id), f"{p.name}, {p.title}" if p.title else p.name)
                 for p in self.people]  # fmt: skip
        self._offer("person", [("", _("Nobody in particular")), *named])
        self._offer("others", named)
        places = [(str(w.public_id), w.name) for w in workplaces]
        self._offer("workplace", [("", _("The whole company")), *places])
        rest = [(str(m.public_id), m.name) for m in staff if m.pk != me]
        self._offer("colleague", [NOBODY, *rest])
        present = now().astimezone(COPENHAGEN)
        self.fields["day"].initial = present.date
        if held:
            self.fields["time"].initial = present.replace(minute=present.minute // 5 * 5).time
        else:
            del self.fields["outcome"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check the moment: a held contact lies behind, a planned one ahead."""
        data = super().clean()
        if data.get("day") and data.get("time"):
            moment = _moment(data["day"], data["time"])
            check = rules.check_held_at if self.held else rules.check_planned_at
            try:
                check(moment, now())
            except Refused as problem:
                self.add_error("day", sentence(problem))
            self.moment = moment
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """Who, how and what for, as the action takes them."""
        data = self.cleaned_data
        others = [_chosen(self.people, each) for each in data["others"]]
        colleague = _chosen(self.staff, data["colleague"])
        return {
            "channel": data["channel"],
            "purpose": data["purpose"],
            "person": _chosen(self.people, data["person"]),
            "workplace": _chosen(self.workplaces, data["workplace"]),
            "others": [each for each in others if each],
            "colleagues": [colleague] if colleague else [],
        }


class HoldForm(_StepFields):
    """A planned contact that took place: when, the outcome, the next step."""

    day = forms.DateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    outcome = forms.CharField(
        label=_("What came of it?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    field_order = ["day", "time", "outcome", "next_step", "next_step_on", "next_step_owner"]

    def __init__(
        self, contact: Contact, *args: Any, staff: list[Membership], me: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(staff, me)
        planned = min(contact.planned_at or now(), now()).astimezone(COPENHAGEN)
        self.fields["day"].initial = planned.date
        self.fields["time"].initial = planned.time
        self.fields["version"].initial = contact.version

    def clean(self) -> dict[str, Any]:
        """Check that the moment lies behind."""
        data = super().clean()
        if data.get("day") and data.get("time"):
            self.moment = _moment(data["day"], data["time"])
            try:
                rules.check_held_at(self.moment, now())
            except Refused as problem:
                self.add_error("day", sentence(problem))
        return data


class CancelForm(forms.Form):
    """Why a planned contact is cancelled."""

    reason = forms.CharField(label=_("Why is it cancelled?"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class RelationForm(forms.Form):
    """The fixed contact, the deputy and where we stand."""

    owner = forms.ChoiceField(label=_("Fixed contact with us"))
    deputy = forms.ChoiceField(label=_("Deputy"), required=False)
    status = forms.ChoiceField(label=_("Where do we stand?"), choices=RelationStatus.choices)
    segment = forms.TypedChoiceField(
        label=_("Segment"), choices=[("", _("not chosen")), *Segment.choices], coerce=int,
        empty_value=None, required=False,
    )  # fmt: skip
    note = forms.CharField(label=_("Good to know"), max_length=500, required=False)
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
            "owner": _chosen(self.staff, data["owner"]),
            "deputy": _chosen(self.staff, data["deputy"]),
            "status": data["status"],
            "segment": data["segment"],
            "note": data["note"],
        }


def purposes() -> list[Any]:
    """Return purposes as they are often written, offered while typing."""
    return [
        _("Introduce what we can do for the company"),
        _("Hear about openings in the coming months"),
        _("Agree on a place for a work trial"),
        _("Follow up on a running placement"),
        _("Talk about a hire after the placement"),
        _("Keep an employee who is on sick leave"),
        _("Half-yearly meeting about our cooperation"),
    ]
