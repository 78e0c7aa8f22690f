"""Forms of the company's own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices.enquiry import EnquirySubject
from companies.forms.fields import PhoneField
from companies.models import ContactPerson
from jobcenter.fields import LineField


class CorrectForm(forms.Form):
    """Name, title, number and address of one person at the company."""

    name = LineField(label=_("Name"), max_length=120)
    title = LineField(label=_("Job title"), max_length=80, required=False)
    phone = PhoneField(label=_("Direct number"), required=False, max_length=30)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)

    @classmethod
    def of(cls, person: ContactPerson, waiting: dict[str, str]) -> "CorrectForm":
        """Return the form filled with a person, or with what waits already."""
        known = {name: getattr(person, name) for name in cls.base_fields}
        return cls(initial={**known, "phone": str(person.phone or ""), **waiting})

    def clean(self) -> dict[str, Any]:
        """Somebody nobody can reach is no contact."""
        data = super().clean() or {}
        if not self.errors and not (data.get("phone") or data.get("email")):
            self.add_error("phone", _("Write a number or an e-mail address."))
        return data


class WriteForm(forms.Form):
    """A line to us."""

    subject = forms.ChoiceField(label=_("What is it about?"), choices=EnquirySubject.choices)
    text = forms.CharField(
        label=_("Tell us"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AskForm(forms.Form):
    """Where the code is to go."""

    email = forms.EmailField(label=_("Your e-mail at work"), max_length=254)


class CodeForm(forms.Form):
    """The code of the mail."""

    email = forms.EmailField(widget=forms.HiddenInput, max_length=254)
    code = forms.CharField(
        label=_("The code"), max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class DeclineForm(forms.Form):
    """Why a correction is not taken over."""

    reason = LineField(label=_("Why not? The company reads it."), max_length=300)
