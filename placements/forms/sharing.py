"""Forms of a clear word: what to tell, the text itself, the citizen's yes."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.models import ContactPerson
from jobcenter.clock import today
from placements.choices.sharing import ApprovedHow, WordForm
from placements.forms import DateInput
from placements.queries.sharing import Choice, label_of
from placements.rules import sharing as rules

HINTS = {
    "strengths": _("Begin here: what the candidate is good at."),
    "competences": _("What the candidate has learned and tried."),
    "at_work": _("What colleagues will notice. Never a diagnosis, never an illness."),
    "to_do": _("What makes it work: how, and who."),
}


class ReadersField(forms.MultipleChoiceField):
    """Those at the company who read it, by public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Who at the company reads it?"), widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose who at the company reads it.")}, **kwargs,
        )  # fmt: skip
        self.rows: dict[str, ContactPerson] = {}

    def offer(self, people: Iterable[ContactPerson]) -> None:
        """Offer these people."""
        self.rows = {str(each.public_id): each for each in people}
        self.choices = [
            (code, " · ".join(part for part in (each.name, each.title) if part))
            for code, each in self.rows.items()
        ]


class ReadersForm(forms.Form):
    """A form that says who reads it."""

    readers = ReadersField()

    @property
    def people(self) -> list[ContactPerson]:
        """Those who were ticked."""
        rows = self.fields["readers"].rows  # type: ignore[attr-defined]
        return [rows[code] for code in self.cleaned_data["readers"]]


class ChooseForm(ReadersForm):
    """What to begin with: who reads it, on which basis, which lines of the profile."""

    form = forms.ChoiceField(
        label=_("What is it for?"), choices=WordForm.choices, widget=forms.RadioSelect
    )
    lines = forms.MultipleChoiceField(
        label=_("What is told?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    basis = forms.ChoiceField(label=_("Legal basis"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, people: Any, choices: Iterable[Choice], purpose: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {each.code: each for each in choices}
        self.fields["readers"].offer(people)  # type: ignore[attr-defined]
        lines: Any = self.fields["lines"]
        if purpose:
            del self.fields["form"]
        form = rules.form_of(purpose) if purpose else "job"
        lines.choices = [
            (each.code, f"{label_of(each.section, form)}: {_short(each.text)}")
            for each in self.offered.values()
        ]
        bases = rules.bases_on(today())
        self.fields["basis"].choices = [  # type: ignore[attr-defined]
            (each.code, f"{_label(each)} ({each.provenance.legal_ref})") for each in bases
        ]
        self.fields["basis"].initial = bases[0].code if bases else None

    @property
    def chosen(self) -> list[Choice]:
        """What was ticked, in the order of the profile."""
        wanted = set(self.cleaned_data["lines"])
        return [each for code, each in self.offered.items() if code in wanted]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:159] + "…"


def _label(basis: rules.Basis) -> str:
    return basis.label_en if get_language() == "en" else basis.label_da


class TextForm(ReadersForm):
    """The text, section by section in the order of its form, and who reads it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, form: str, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].offer(people)  # type: ignore[attr-defined]
        for name in rules.FORMS[form]:
            self.fields[name] = forms.CharField(
                label=label_of(name, form), required=name in rules.NEEDED[form],
                help_text=HINTS.get(name, ""), widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": _("Write something here: it belongs in every text.")},
            )  # fmt: skip
        self.order_fields([*rules.FORMS[form], "readers", "version"])
        self.sections = [self[name] for name in rules.FORMS[form]]

    def clean(self) -> dict[str, Any]:
        """Say at which section a number or too long a text stands."""
        cleaned = super().clean() or {}
        for section in self.sections:
            text = cleaned.get(section.name, "")
            if rules.has_number(text):
                self.add_error(
                    section.name,
                    _("Something here looks like a citizen number. A company never gets it."),
                )
            elif len(rules.plain(text)) > rules.TEXT_MOST:
                self.add_error(
                    section.name,
                    _("Write at most %(most)s characters: it is read at work, on a telephone.")
                    % {"most": rules.TEXT_MOST},
                )
        return cleaned

    @property
    def texts(self) -> dict[str, str]:
        """The text by section."""
        return {name: self.cleaned_data.get(name, "") for name in rules.SECTIONS}


class ApproveForm(forms.Form):
    """The citizen's yes: how, until when."""

    how = forms.ChoiceField(label=_("How did the citizen say yes?"), widget=forms.RadioSelect)
    until = forms.DateField(label=_("It holds until and including"), widget=DateInput())
    is_free = forms.BooleanField(
        label=_("I have said that it is voluntary, and that the yes can be taken back any time"),
        error_messages={"required": _("Say it first: a yes counts only when it is free.")},
    )
    has_looked = forms.BooleanField(
        label=_("I have looked at the words above: they tell no diagnosis"),
        error_messages={"required": _("Look at the words above first.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, warned: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            (code, label) for code, label in ApprovedHow.choices if code != ApprovedHow.OWN
        ]
        if not warned:
            del self.fields["has_looked"]


class AskForm(forms.Form):
    """Before a text with words of diagnosis stands on the citizen's own page."""

    has_looked = forms.BooleanField(
        label=_("I have looked at the words above: they tell no diagnosis"),
        error_messages={"required": _("Look at the words above first.")},
    )


class WarningWordsForm(forms.Form):
    """The list of words, one a line."""

    words = forms.CharField(
        label=_("Words, one on each line"), required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("The beginning of a word is enough: “depress” finds “depression”."),
    )  # fmt: skip
