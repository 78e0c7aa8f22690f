"""Forms of events: the event, whom to invite, an answer, who came, how it ended."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.actions.gatherings import GatheringFacts
from companies.choices.gathering import MOST_EACH, MOST_ROUNDS, MOST_SEATS, GatheringKind, Source
from companies.forms.campaigns import cvr_numbers_in
from companies.forms.fields import NOBODY, chosen
from companies.models import Gathering, Network
from jobcenter.clock import COPENHAGEN
from jobcenter.fields import LineField
from jobcenter.models import Membership

FIRST = {"from_time": "09:00", "to_time": "11:00", "capacity": 30, "rounds": 8, "round_minutes": 10}


class GatheringForm(forms.Form):
    """An event: what, why, where, when, for how many."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=GatheringKind.choices)
    title = LineField(label=gettext_lazy("Title"), max_length=120)
    purpose = LineField(label=gettext_lazy("Purpose"), max_length=300)
    place = LineField(label=gettext_lazy("Where"), max_length=200)
    on = forms.DateField(label=gettext_lazy("Day"))
    from_time = forms.TimeField(label=gettext_lazy("From"))
    to_time = forms.TimeField(label=gettext_lazy("Until"))
    capacity = forms.IntegerField(label=gettext_lazy("Seats"), min_value=1, max_value=MOST_SEATS)
    answer_by = forms.DateField(label=gettext_lazy("Answers until"), required=False)
    rounds = forms.IntegerField(
        label=gettext_lazy("Rounds"), required=False, min_value=1, max_value=MOST_ROUNDS
    )
    round_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes each"), required=False, min_value=3, max_value=60
    )
    text = forms.CharField(
        label=gettext_lazy("What the invitation says"), required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    network = forms.ChoiceField(label=gettext_lazy("Network"), required=False)
    responsible = forms.ChoiceField(label=gettext_lazy("Responsible colleague"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self, staff: list[Membership], networks: list[Network], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.staff, self.networks = staff, networks
        self.fields["network"].choices = [  # type: ignore[attr-defined]
            NOBODY, *((str(n.public_id), n.name) for n in networks),
        ]  # fmt: skip
        self.fields["responsible"].choices = [  # type: ignore[attr-defined]
            (str(m.public_id), m.name) for m in staff
        ]

    @classmethod
    def of(
        cls, staff: list[Membership], networks: list[Network], gathering: Gathering
    ) -> "GatheringForm":
        """Return the form filled with an event."""
        first = gathering.starts_at.astimezone(COPENHAGEN)
        last = gathering.ends_at.astimezone(COPENHAGEN)
        names = ("kind", "title", "purpose", "place", "capacity", "answer_by", "text", "version",
                 "rounds", "round_minutes")  # fmt: skip
        return cls(staff, networks, initial={
            **{name: getattr(gathering, name) for name in names},
            "on": first.date(), "from_time": f"{first:%H:%M}", "to_time": f"{last:%H:%M}",
            "responsible": str(gathering.responsible.public_id),
            "network": str(gathering.network.public_id) if gathering.network else "",
        })  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, answers come before it, and speed dating has rounds."""
        data = super().clean() or {}
        first, last = data.get("from_time"), data.get("to_time")
        if first and last and last <= first:
            self.add_error("to_time", _("It must end after it begins."))
        on, answer_by = data.get("on"), data.get("answer_by")
        if on and answer_by and answer_by > on:
            self.add_error("answer_by", _("That is after the event."))
        if data.get("kind") == GatheringKind.SPEED_DATING:
            for name in ("rounds", "round_minutes"):
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Speed dating needs this."))
        if data.get("kind") == GatheringKind.NETWORK and not data.get("network"):
            self.add_error("network", _("Choose the network that meets."))
        return data

    @property
    def facts(self) -> GatheringFacts:
        """The event as the action takes it."""
        data = self.cleaned_data
        names = ("kind", "title", "purpose", "place", "capacity", "answer_by", "text", "rounds",
                 "round_minutes")  # fmt: skip
        return GatheringFacts(
            **{name: data[name] for name in names},
            starts_at=datetime.combine(data["on"], data["from_time"], COPENHAGEN),
            ends_at=datetime.combine(data["on"], data["to_time"], COPENHAGEN),
            responsible=chosen(self.staff, data["responsible"]),
            network=chosen(self.networks, data["network"]),
        )


class InviteForm(forms.Form):
    """Where the companies to invite are taken from."""

    source = forms.ChoiceField(label=gettext_lazy("Whom"))
    numbers = forms.CharField(
        label=gettext_lazy("CVR numbers"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self, campaigns: list[tuple[str, str]], *args: Any, is_network: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            *(each for each in Source.choices if is_network or each[0] != Source.MEMBERS),
            *((code, _("the campaign “%(name)s”") % {"name": name}) for code, name in campaigns),
        ]

    def clean(self) -> dict[str, Any]:
        """Find the numbers."""
        data = super().clean() or {}
        data["found"] = cvr_numbers_in(data.get("numbers") or "")
        if data.get("source") == Source.NUMBERS and not data["found"] and not self.errors:
            self.add_error("numbers", _("There is no CVR number of eight digits in it."))
        return data


class AnswerForm(forms.Form):
    """Yes with how many, or no."""

    comes = forms.TypedChoiceField(
        label=gettext_lazy("Are you coming?"), widget=forms.RadioSelect,
        choices=[("ja", gettext_lazy("Yes, I am coming")), ("nej", gettext_lazy("No"))],
        coerce=lambda value: value == "ja",
    )  # fmt: skip
    seats = forms.IntegerField(
        label=gettext_lazy("How many are you?"), min_value=1, max_value=MOST_EACH, required=False
    )

    def clean_seats(self) -> int:
        """One if nothing is said."""
        return self.cleaned_data["seats"] or 1


class NoteForm(forms.Form):
    """How an event ended."""

    note = forms.CharField(
        label=gettext_lazy("What came of it"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class CallOffForm(forms.Form):
    """Why an event is called off: those who were invited read it."""

    note = forms.CharField(
        label=gettext_lazy("Why is it called off?"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
