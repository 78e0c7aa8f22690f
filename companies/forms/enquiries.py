"""Enquiries: typed during a call, answered, handed over, closed; and the public form."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies import rules
from companies.choices import Channel, Language
from companies.choices.enquiry import Closing, EnquiryChannel, EnquirySubject, MeetingOffer
from companies.forms.fields import PhoneField, chosen
from companies.models import ContactPerson, Workplace
from jobcenter.clock import COPENHAGEN, now
from jobcenter.errors import Refused
from jobcenter.models import Membership
from jobcenter.views.errors import sentence

CHOOSE = ("", _("Choose"))
FAR = [Channel.VISIT, Channel.MEETING, Channel.VIDEO, Channel.PHONE]


class EnquiryForm(forms.Form):
    """An enquiry as it is typed while somebody waits on the line."""

    channel = forms.ChoiceField(
        label=_("Came in by"), widget=forms.RadioSelect, initial=EnquiryChannel.PHONE,
        choices=[(c.value, c.label) for c in (EnquiryChannel.PHONE, EnquiryChannel.WALK_IN,
                                              EnquiryChannel.MAIL)],
    )  # fmt: skip
    name = forms.CharField(
        label=_("Who asks"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    company_typed = forms.CharField(
        label=_("Company as told"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    subject = forms.ChoiceField(label=_("Subject"), choices=[CHOOSE, *EnquirySubject.choices])
    text = forms.CharField(
        label=_("What is asked?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(
        label=_("Language of our messages"), choices=Language.choices, required=False
    )
    workplace = forms.ChoiceField(label=_("Workplace"), required=False)
    mine = forms.BooleanField(label=_("I take it myself"), required=False, initial=True)
    answered = forms.BooleanField(label=_("Answered during the talk"), required=False)
    answer = forms.CharField(
        label=_("What did you answer?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, knows_company: bool, workplaces: Sequence[Workplace] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.knows_company = knows_company
        self.workplaces = [each for each in workplaces if each.is_active]
        if len(self.workplaces) < 2:
            del self.fields["workplace"]
            return
        self.fields["workplace"].choices = [("", _("The whole company"))] + [  # type: ignore[attr-defined]
            (str(each.public_id), f"{each.name}, {each.city}") for each in self.workplaces
        ]

    @property
    def chosen_workplace(self) -> Workplace | None:
        """The workplace it is about; None for the whole company, or one of one."""
        wanted = self.cleaned_data.get("workplace", "")
        return next((each for each in self.workplaces if str(each.public_id) == wanted), None)

    def clean(self) -> dict[str, Any]:
        """Check that it is known who asks, and that an answer says what it was."""
        data = super().clean() or {}
        told = any(data.get(each) for each in ("name", "phone", "email", "company_typed"))
        if not told and not self.knows_company and "email" not in self.errors:
            self.add_error("name", _("Write who asks: a name, a number or a company."))
        if data.get("answered"):
            data["mine"] = True
            if not data.get("answer"):
                self.add_error("answer", _("Write what you answered."))
        return data


class AnswerForm(forms.Form):
    """An answer: sent by e-mail, or given by phone and logged."""

    how = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    waits = forms.BooleanField(label=_("Now we wait for the company"), required=False)

    def __init__(self, *args: Any, has_mail: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [("mail", _("Send an e-mail"))] if has_mail else []
        ways.append(("phone", _("I have rung or met them")))
        self.fields["how"].choices = ways  # type: ignore[attr-defined]
        self.fields["how"].initial = ways[0][0]


class NoteForm(forms.Form):
    """A note for colleagues."""

    text = forms.CharField(
        label=_("Note for colleagues"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OfferForm(forms.Form):
    """Whom to hand it over to."""

    to = forms.ChoiceField(label=_("Colleague"))
    note = forms.CharField(
        label=_("What should they know?"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, staff: list[Membership], me: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.fields["to"].choices = [CHOOSE] + [  # type: ignore[attr-defined]
            (str(m.public_id), m.name) for m in staff if m.pk != me
        ]

    @property
    def colleague(self) -> Membership:
        """The chosen colleague."""
        return chosen(self.staff, self.cleaned_data["to"])


class DeclineForm(forms.Form):
    """Why a hand-over is declined."""

    reason = forms.CharField(label=_("Why not?"), max_length=300)


class MeetingForm(forms.Form):
    """What the company said to a meeting, and when it is."""

    reply = forms.ChoiceField(
        label=_("What did they say?"), choices=MeetingOffer.choices, widget=forms.RadioSelect,
        initial=MeetingOffer.PLANNED,
    )  # fmt: skip
    channel = forms.ChoiceField(
        label=_("How"), choices=[(c.value, c.label) for c in FAR], initial=Channel.VISIT
    )
    day = forms.DateField(label=_("Day"), required=False)
    time = forms.TimeField(
        label=_("Time"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    planned_at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Check that a planned meeting has a time that lies ahead."""
        data = super().clean() or {}
        if data.get("reply") != MeetingOffer.PLANNED:
            return data
        for name in ("day", "time"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Write when the meeting is."))
        if data.get("day") and data.get("time"):
            self.planned_at = datetime.combine(data["day"], data["time"], COPENHAGEN)
            try:
                rules.check_planned_at(self.planned_at, now())
            except Refused as problem:
                self.add_error("day", sentence(problem))
        return data


class CloseForm(forms.Form):
    """How it ended."""

    reason = forms.ChoiceField(
        label=_("How did it end?"), choices=Closing.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Where to, or why"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Check that “not for us” says where to, and “no help” why."""
        data = super().clean() or {}
        try:
            rules.enquiries.check_closing(data.get("reason", ""), data.get("note", ""))
        except Refused as problem:
            self.add_error("note", sentence(problem))
        return data


class ConnectForm(forms.Form):
    """Which company, workplace and person it is, and what it is about."""

    subject = forms.ChoiceField(label=_("Subject"), choices=EnquirySubject.choices)
    person = forms.ChoiceField(label=_("Contact person"), required=False)
    workplace = forms.ChoiceField(label=_("Workplace"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, people: list[ContactPerson], workplaces: list[Workplace], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = [each for each in people if each.left_on is None]
        self.workplaces = workplaces
        self.fields["person"].choices = [("", _("Nobody in particular"))] + [  # type: ignore[attr-defined]
            (str(p.public_id), p.name) for p in self.people
        ]
        self.fields["workplace"].choices = [("", _("The whole company"))] + [  # type: ignore[attr-defined]
            (str(w.public_id), w.name) for w in workplaces
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """The chosen rows."""
        data = self.cleaned_data
        return {
            "subject": data["subject"],
            "person": chosen(self.people, data["person"]),
            "workplace": chosen(self.workplaces, data["workplace"]),
        }


class PublicForm(forms.Form):
    """What a company writes without a login."""

    name = forms.CharField(
        label=_("Your name"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    company = forms.CharField(
        label=_("Company name or CVR number"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip
    phone = PhoneField(
        label=_("Phone"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    subject = forms.ChoiceField(
        label=_("What is it about?"), choices=[CHOOSE, *EnquirySubject.choices]
    )
    text = forms.CharField(
        label=_("How can we help?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean(self) -> dict[str, Any]:
        """Check that we can answer at all."""
        data = super().clean() or {}
        told = data.get("phone") or data.get("email")
        if not told and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Write a phone number or an e-mail address to answer."))
        return data


class SettingsForm(forms.Form):
    """The entrance's opening hours and what it promises."""

    entrance_opens = forms.TimeField(
        label=_("Opens"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    entrance_closes = forms.TimeField(
        label=_("Closes"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    answer_hours = forms.IntegerField(
        label=_("Answered within"), min_value=1, max_value=80,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    entrance_phone = PhoneField(label=_("Phone of the entrance"), max_length=30, required=False)
    entrance_email = forms.EmailField(
        label=_("E-mail of the entrance"), max_length=254, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Check that it closes after it opens."""
        data = super().clean() or {}
        opens, closes = data.get("entrance_opens"), data.get("entrance_closes")
        if opens and closes and closes <= opens:
            self.add_error("entrance_closes", _("It must close later than it opens."))
        return data
