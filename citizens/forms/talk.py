"""Forms of a conversation: its tools, notes, and the three questions afterwards."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens.choices.plan import Doer
from citizens.choices.talk import Signpost, WheelArea
from citizens.models import CaseTeamMember, PlanGoal
from citizens.rules.talk import LONGEST_NOTE, MOTIVATION, WHEEL
from jobcenter.fields import LineField
from jobcenter.models import Membership


class TalkForm(forms.Form):
    """Focus and motivation."""

    focus = LineField(
        label=_("What is the talk about?"), max_length=200, required=False,
        help_text=_("One change the candidate wants, in the candidate's own words."),
    )  # fmt: skip
    motivation = forms.TypedChoiceField(
        label=_("How much do you want it, from 0 to 10?"), coerce=int, empty_value=None,
        required=False, choices=[("", "–"), *((n, str(n)) for n in MOTIVATION)],
        help_text=_("0 is not at all, 10 is more than anything. The candidate chooses."),
    )  # fmt: skip
    why = LineField(
        label=_("Why not a lower number?"), max_length=300, required=False,
        help_text=_("The candidate's own reasons. No diagnoses."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """A small note."""

    signpost = forms.ChoiceField(label=_("Where in the conversation?"), choices=Signpost.choices)
    text = LineField(
        label=_("Note"), max_length=LONGEST_NOTE,
        help_text=_("At most 300 signs. Not: diagnoses, what others told about themselves, or"
                    " guesses. The candidate may ask to read it."),
    )  # fmt: skip


class WheelForm(forms.Form):
    """A number for each part of life that was talked about."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in WheelArea.choices:
            self.fields[code] = forms.TypedChoiceField(
                label=capfirst(str(label)), coerce=int, empty_value=None, required=False,
                choices=[("", "–"), *((n, str(n)) for n in WHEEL)],
            )  # fmt: skip

    def marks(self) -> dict[str, int]:
        """Return the numbers that were chosen."""
        return {code: mark for code, mark in self.cleaned_data.items() if mark is not None}


class SmartForm(forms.Form):
    """A next step that is specific, measurable, chosen, realistic, and has a day."""

    goal = forms.ChoiceField(label=_("Which goal is it a step towards?"))
    text = LineField(
        label=_("What exactly?"), max_length=300,
        help_text=_("One small thing, so plain that both see the same."),
    )  # fmt: skip
    proof = LineField(label=_("How do you both see that it is done?"), max_length=200)
    doer = forms.ChoiceField(label=_("Who does it?"))
    sure = forms.TypedChoiceField(
        label=_("How sure is the candidate to do it, from 0 to 10?"), coerce=int,
        choices=[(n, str(n)) for n in MOTIVATION], initial=8,
        help_text=_("Under 7: make the step smaller. The number is not kept."),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Done before"))

    def __init__(
        self,
        *args: Any,
        goals: Iterable[PlanGoal],
        team: Iterable[CaseTeamMember],
        me: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {str(goal.public_id): goal for goal in goals}
        self.rows: dict[str, Membership] = {str(t.membership.public_id): t.membership for t in team}
        self.me = next((m for m in self.rows.values() if m.pk == me), None)
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            (code, goal.text) for code, goal in self.goals.items()
        ]
        self.fields["doer"].choices = [  # type: ignore[attr-defined]
            (Doer.CITIZEN.value, capfirst(str(Doer.CITIZEN.label))),
            *((code, member.name) for code, member in self.rows.items()),
        ]

    def clean_sure(self) -> int:
        """Refuse a step the candidate does not believe in."""
        sure = int(self.cleaned_data["sure"])
        if sure < 7:
            raise forms.ValidationError(
                _("Make the step smaller, until the candidate is at 7 or more.")
            )
        return sure

    def clean(self) -> dict[str, Any]:
        """Return the rows that were chosen."""
        facts: dict[str, Any] = super().clean() or {}
        doer = facts.get("doer", "")
        facts["owner"] = self.rows.get(doer, self.me)
        facts["doer"] = Doer.COLLEAGUE if doer in self.rows else Doer.CITIZEN
        if facts["owner"] is None:
            self.add_error("doer", _("Choose somebody in the case team."))
        return facts

    def facts(self) -> dict[str, Any]:
        """Return the arguments of the action."""
        facts = {name: self.cleaned_data[name] for name in ("text", "proof", "owner", "doer")}
        return {
            **facts,
            "due_on": self.cleaned_data["due_on"],
            "goal": self.goals[self.cleaned_data["goal"]],
        }


SCALE = [
    (4, pgettext_lazy("feedback", "Yes, completely")),
    (3, pgettext_lazy("feedback", "Mostly")),
    (2, pgettext_lazy("feedback", "A little")),
    (1, pgettext_lazy("feedback", "No, not at all")),
]


class RatingForm(forms.Form):
    """The three questions to the citizen."""

    heard = forms.TypedChoiceField(
        label=_("Did we listen to you?"), choices=SCALE, coerce=int, widget=forms.RadioSelect
    )
    decided = forms.TypedChoiceField(
        label=_("Did you have a say in what was decided?"), choices=SCALE, coerce=int,
        widget=forms.RadioSelect,
    )  # fmt: skip
    knows = forms.TypedChoiceField(
        label=_("Do you know what happens next?"), choices=SCALE, coerce=int,
        widget=forms.RadioSelect,
    )  # fmt: skip
    talk = forms.UUIDField(widget=forms.HiddenInput)

    def answers(self) -> list[int]:
        """Return the three answers in their order."""
        return [self.cleaned_data[name] for name in ("heard", "decided", "knows")]
