"""Contacts: logged, planned, held, cancelled, and their next step."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies import rules
from companies.choices import Channel
from companies.forms.fields import NOBODY, chosen
from companies.models import Contact, ContactPerson, Workplace
from companies.rules import NextStep
from jobcenter.clock import COPENHAGEN, now, today
from jobcenter.errors import Refused
from jobcenter.models import Membership
from jobcenter.views.errors import sentence


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
        owner = chosen(self.staff, data.get("next_step_owner", ""))
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
        others = [chosen(self.people, each) for each in data["others"]]
        colleague = chosen(self.staff, data["colleague"])
        return {
            "channel": data["channel"],
            "purpose": data["purpose"],
            "person": chosen(self.people, data["person"]),
            "workplace": chosen(self.workplaces, data["workplace"]),
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
