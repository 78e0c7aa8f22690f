"""Contacts: logged, planned, held, cancelled, and their next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies import rules
from companies.actions.contacts import Raised
from companies.choices import Channel, ContactState, ObjectionKind
from companies.forms.fields import NOBODY, chosen
from companies.models import Contact, ContactPerson, Objection, Workplace
from companies.rules import NextStep
from jobcenter.clock import COPENHAGEN, now, today
from jobcenter.errors import Refused
from jobcenter.fields import LineField
from jobcenter.models import Membership
from jobcenter.views.errors import sentence


@dataclass(frozen=True)
class Around:
    """What a contact has besides its own row: who else took part, what was said against it."""

    people: Sequence[ContactPerson] = ()
    colleagues: Sequence[Membership] = ()
    objections: Sequence[Objection] = ()
    is_shared: bool = False


class _StepFields(forms.Form):
    """The next step: what, when and who, all three or none. `former` may lie behind us."""

    former: NextStep | None = None

    next_step = LineField(label=_("Next step"), max_length=300, required=False)
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
                if self.step != self.former:
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
    """A contact with a company, planned or held; `held` asks for the outcome.

    With `contact` it holds or corrects that one; the fields begin with what it says.
    """

    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices, widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("With whom"), required=False)
    day = forms.DateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    purpose = LineField(
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
    colleague_too = forms.ChoiceField(label=_("Another colleague"), required=False)
    share = forms.BooleanField(
        label=_("Share with other jobcentres that work with this company"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    field_order = [
        "channel", "person", "day", "time", "purpose", "outcome", "next_step", "next_step_on",
        "next_step_owner", "workplace", "others", "colleague", "colleague_too",
    ]  # fmt: skip

    def __init__(
        self,
        *args: Any,
        people: list[ContactPerson],
        workplaces: list[Workplace],
        staff: list[Membership],
        me: int | None,
        held: bool,
        contact: Contact | None = None,
        around: Around | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held, self.contact = held, contact
        around = around or Around()
        self.more_colleagues = list(around.colleagues[2:])  # the form has room for two
        kept = {contact.person_id if contact else None, *(p.pk for p in around.people)}
        self.people = [p for p in people if p.left_on is None or p.pk in kept]
        self.workplaces = workplaces
        place = contact.workplace if contact else None
        if place is not None and place not in workplaces:
            self.workplaces = [place, *workplaces]  # it has ceased since
        self.offer_owners(staff, me)
        self._offer_all(staff, contact.by_id if contact else me)
        self._ask_objections(around.objections)
        present = now().astimezone(COPENHAGEN)
        self.fields["day"].initial = present.date
        if held:
            self.fields["time"].initial = rules.as_logged(present).time
        else:
            del self.fields["outcome"], self.fields["share"]
        if contact is not None and held and contact.state == ContactState.PLANNED:
            self.fields["channel"].required = self.fields["purpose"].required = False
        if contact is not None:
            self._begin_with(contact, around)

    def _offer_all(self, staff: list[Membership], by: int | None) -> None:
        named = [(str(p.public_id), f"{p.name}, {p.title}" if p.title else p.name)
                 for p in self.people]  # fmt: skip
        self._offer("person", [("", _("Nobody in particular")), *named])
        self._offer("others", named)
        places = [(str(w.public_id), w.name) for w in self.workplaces]
        self._offer("workplace", [("", _("The whole company")), *places])
        rest = [(str(m.public_id), m.name) for m in staff if m.pk != by]
        self._offer("colleague", [NOBODY, *rest])
        self._offer("colleague_too", [NOBODY, *rest])

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _ask_objections(self, raised: Sequence[Any]) -> None:
        """Ask for the objections there are, and for two more; eight kinds exist."""
        if not self.held:
            self.objection_names: list[str] = []
            return
        rows = min(len(raised) + 2, len(ObjectionKind.values))
        if self.is_bound:
            typed = sum(1 for name in self.data if name.startswith("objection_"))
            rows = max(rows, min(typed, len(ObjectionKind.values)))
        self.objection_names = [str(number) for number in range(1, rows + 1)]
        for number, name in enumerate(self.objection_names):
            known = raised[number] if number < len(raised) else None
            self.fields[f"objection_{name}"] = forms.ChoiceField(
                label=_("What did they say against it?"), required=False,
                choices=[("", _("nothing")), *ObjectionKind.choices],
                initial=known.kind if known else "",
            )  # fmt: skip
            self.fields[f"answer_{name}"] = LineField(
                label=_("What did you answer?"), max_length=300, required=False,
                initial=known.answer if known else "",
            )  # fmt: skip
            self.fields[f"settled_{name}"] = forms.BooleanField(
                label=_("That settled it"), required=False,
                initial=known.is_settled if known else False,
            )  # fmt: skip

    @property
    def objection_rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each objection, for the page."""
        return [
            (self[f"objection_{n}"], self[f"answer_{n}"], self[f"settled_{n}"])
            for n in self.objection_names
        ]

    def _begin_with(self, contact: Contact, around: "Around") -> None:
        planned = contact.state == ContactState.PLANNED
        moment = contact.planned_at if planned else contact.held_at
        if planned and self.held:
            moment = min(contact.planned_at or now(), now())
        moment = (moment or now()).astimezone(COPENHAGEN)
        colleagues = [str(each.public_id) for each in around.colleagues]
        self.initial = {
            "channel": contact.channel,
            "person": str(contact.person.public_id) if contact.person else "",
            "workplace": str(contact.workplace.public_id) if contact.workplace else "",
            "day": moment.date(),
            "time": moment.time(),
            "purpose": contact.purpose,
            "outcome": contact.outcome,
            "next_step": contact.next_step,
            "next_step_on": contact.next_step_on,
            "others": [str(each.public_id) for each in around.people],
            "colleague": colleagues[0] if colleagues else "",
            "colleague_too": colleagues[1] if len(colleagues) > 1 else "",
            "share": around.is_shared,
            "version": contact.version,
        }
        owner = contact.next_step_owner
        if owner is not None:
            self.initial["next_step_owner"] = str(owner.public_id)
            self.former = NextStep(contact.next_step, contact.next_step_on, owner.pk)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        """Check the moment: a held contact lies behind, a planned one ahead."""
        data = super().clean()
        if data.get("day") and data.get("time"):
            self.moment = _moment(data["day"], data["time"])
            check = rules.check_held_at if self.held else rules.check_planned_at
            try:
                if self.moment != self._stored_moment():
                    check(self.moment, now())
                else:
                    self.moment = self._stored_moment(exact=True) or self.moment
            except Refused as problem:
                self.add_error("day", sentence(problem))
        self._check_objections(data)
        return data

    def _stored_moment(self, *, exact: bool = False) -> datetime | None:
        """Return the moment of the contact as the form shows it: to the minute."""
        contact = self.contact
        if contact is None:
            return None
        moment = contact.held_at if self.held else contact.planned_at
        if moment is None or exact:
            return moment
        return moment.replace(second=0, microsecond=0)

    def _check_objections(self, data: dict[str, Any]) -> None:
        seen = set()
        for name in self.objection_names:
            kind = data.get(f"objection_{name}", "")
            if not kind and data.get(f"answer_{name}"):
                self.add_error(f"objection_{name}", _("Choose what they said against it."))
            if kind and kind in seen:
                self.add_error(f"objection_{name}", _("That objection is there already."))
            seen.add(kind)

    @property
    def facts(self) -> dict[str, Any]:
        """Who, how and what for, as the action takes them."""
        data = self.cleaned_data
        others = [chosen(self.people, each) for each in data["others"]]
        colleagues = [chosen(self.staff, data[n]) for n in ("colleague", "colleague_too")]
        colleagues += self.more_colleagues
        return {
            "channel": data["channel"] or getattr(self.contact, "channel", ""),
            "purpose": data["purpose"] or getattr(self.contact, "purpose", ""),
            "person": chosen(self.people, data["person"]),
            "workplace": chosen(self.workplaces, data["workplace"]),
            "others": [each for each in others if each],
            "colleagues": [each for each in colleagues if each],
            "objections": [
                Raised(kind, data.get(f"answer_{n}", ""), bool(data.get(f"settled_{n}")))
                for n in self.objection_names
                if (kind := data.get(f"objection_{n}", ""))
            ],
            "is_shared": bool(data.get("share")),
        }


class CancelForm(forms.Form):
    """Why a planned contact is cancelled."""

    reason = LineField(label=_("Why is it cancelled?"), max_length=300)
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
