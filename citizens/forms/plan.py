"""Forms of the plan: a goal, a step, and what becomes of them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from citizens.choices.plan import Doer, GoalState
from citizens.forms.person import to_choose
from citizens.models import CaseTeamMember, PlanStep
from jobcenter.fields import LineField
from jobcenter.models import Membership


class GoalForm(forms.Form):
    """A goal."""

    text = LineField(
        label=_("What is the goal?"), max_length=300,
        help_text=_("In the candidate's own words, and plain: the candidate reads it."),
    )  # fmt: skip
    target_on = forms.DateField(label=_("Reached by"), required=False)


class ChangeGoalForm(GoalForm):
    """What can change of an open goal."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseGoalForm(forms.Form):
    """How a goal ended."""

    to = forms.ChoiceField(label=_("What became of it?"), widget=forms.RadioSelect)
    reason = LineField(
        label=_("Why?"), max_length=300, required=False,
        help_text=_("Needed when the goal is given up. The candidate reads it."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = [(code, label) for code, label in GoalState.choices if code != GoalState.OPEN]
        self.fields["to"].choices = to_choose(ends)  # type: ignore[attr-defined]


class CallOffForm(forms.Form):
    """Why a step is called off."""

    reason = LineField(label=_("Why?"), max_length=300, help_text=_("The candidate reads it."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """A step: what, who, before which day."""

    text = LineField(
        label=_("What is to be done?"), max_length=300,
        help_text=_("One thing, in plain words. No diagnoses: the candidate and others read it."),
    )  # fmt: skip
    doer = forms.ChoiceField(label=_("Who does it?"))
    outside = LineField(
        label=_("Which department or organisation?"), max_length=120, required=False,
        help_text=_("Only when another department or organisation does it."),
    )  # fmt: skip
    follower = forms.ChoiceField(
        label=_("Who follows up?"), required=False,
        help_text=_("When the candidate or others do it. You, if you leave it empty."),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Done before"))
    proof = LineField(label=_("How do we see that it is done?"), max_length=200, required=False)

    def __init__(
        self, *args: Any, team: Iterable[CaseTeamMember], me: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, Membership] = {str(t.membership.public_id): t.membership for t in team}
        self.me = next((m for m in self.rows.values() if m.pk == me), None)
        names = [(code, member.name) for code, member in self.rows.items()]
        others = [(code, label) for code, label in Doer.choices if code != Doer.COLLEAGUE]
        self.fields["doer"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose …")), *to_choose(others), *names
        ]  # fmt: skip
        self.fields["follower"].choices = [("", _("Choose …")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return what the action takes: who does it, and which colleague it lies with."""
        facts: dict[str, Any] = super().clean() or {}
        doer = facts.get("doer", "")
        if doer in self.rows:
            facts["doer"], facts["owner"] = Doer.COLLEAGUE, self.rows[doer]
        elif doer:
            owner = self.rows.get(facts.get("follower", ""), self.me)
            if owner is None:
                self.add_error("follower", _("Choose who follows up."))
            facts["owner"] = owner
        return facts

    def facts(self) -> dict[str, Any]:
        """Return the arguments of the action."""
        names = ("text", "doer", "owner", "outside", "due_on", "proof", "version")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class ChangeStepForm(StepForm):
    """What can change of an open step."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def filled(step: PlanStep) -> dict[str, Any]:
        """Return what the form shows of a step."""
        owner = str(step.owner.public_id)
        is_colleague = step.doer == Doer.COLLEAGUE
        return {
            "text": step.text, "doer": owner if is_colleague else step.doer,
            "outside": step.outside, "follower": "" if is_colleague else owner,
            "due_on": step.due_on, "proof": step.proof, "version": step.version,
        }  # fmt: skip
