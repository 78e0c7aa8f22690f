"""Forms of plans, targets and notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.actions import TargetFacts
from actionplans.choices import WORKED_KINDS, Kind
from actionplans.models import ActionPlan, EffortTarget, TargetNote
from citizens.models import MatchGroup
from insight.indicators import all_indicators
from insight.populations import groups_of
from jobcenter.models import Membership
from jobcenter.permissions import OUTSIDERS
from jobcenter.viewer import Viewer


class PlanForm(forms.Form):
    """A new plan."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    title = forms.CharField(
        label=_("Title"), max_length=ActionPlan._meta.get_field("title").max_length
    )
    summary = forms.CharField(
        label=_("What the plan is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TargetForm(forms.Form):
    """A target; its population is ticked scheme by scheme."""

    text = forms.CharField(label=_("The target in a sentence"), max_length=300)
    reason = forms.CharField(
        label=_("Why"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    indicator = forms.ChoiceField(label=_("Figure"))
    target_value = forms.DecimalField(
        label=_("Target"), min_value=0, max_digits=9, decimal_places=1
    )
    deadline = forms.DateField(label=_("Deadline"), required=False)
    baseline_value = forms.DecimalField(
        label=_("Baseline"), min_value=0, max_digits=9, decimal_places=1, required=False
    )
    baseline_on = forms.DateField(label=_("Baseline on"), required=False)
    margin_percent = forms.IntegerField(
        label=_("Amber when it lacks at most"), min_value=0, max_value=50, initial=10
    )
    responsible = forms.ChoiceField(label=_("Responsible"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups_of(viewer.jobcentre_id)
        self.people = list(
            Membership.objects.active()
            .filter(jobcentre_id=viewer.jobcentre_id)
            .exclude(roles__contained_by=[str(role) for role in OUTSIDERS])
            .order_by("name", "id")
        )
        self._choices("kind", [(kind.value, kind.label) for kind in WORKED_KINDS])
        self._choices("indicator", [(i.code, i.name) for i in all_indicators()])
        self._choices(
            "responsible",
            [("", _("Choose …")), *((str(m.public_id), m.name) for m in self.people)],
        )
        by_scheme: dict[Any, list[MatchGroup]] = {}
        for group in self.groups:
            by_scheme.setdefault(group.scheme, []).append(group)
        self.scheme_fields = []
        for scheme, groups in by_scheme.items():
            name = f"groups_{scheme.pk}"
            self.fields[name] = forms.MultipleChoiceField(
                label=scheme.name,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(str(group.pk), group.name) for group in groups],
            )
            self.scheme_fields.append(name)

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def schemes(self) -> list[dict[str, Any]]:
        """Each scheme's ticks, and whether any is ticked."""
        return [
            {"field": self[name], "is_open": bool(self[name].value())}
            for name in self.scheme_fields
        ]

    def facts(self) -> TargetFacts:
        """Return what was written."""
        data = self.cleaned_data
        ticked = {int(pk) for name in self.scheme_fields for pk in data[name]}
        return TargetFacts(
            text=data["text"],
            reason=data["reason"],
            kind=data["kind"],
            indicator=data["indicator"],
            groups=[group for group in self.groups if group.pk in ticked],
            target_value=data["target_value"],
            deadline=data["deadline"],
            baseline_value=data["baseline_value"],
            baseline_on=data["baseline_on"],
            margin_percent=data["margin_percent"],
            responsible=next(m for m in self.people if str(m.public_id) == data["responsible"]),
        )


def initial_of(target: EffortTarget, groups: list[MatchGroup]) -> dict[str, Any]:
    """Return a target as the form begins with it."""
    ticked: dict[str, list[str]] = {}
    for group in groups:
        ticked.setdefault(f"groups_{group.scheme_id}", []).append(str(group.pk))
    return {
        **ticked,
        "text": target.text, "reason": target.reason, "kind": target.kind,
        "indicator": target.indicator, "target_value": target.target_value,
        "deadline": target.deadline, "baseline_value": target.baseline_value,
        "baseline_on": target.baseline_on, "margin_percent": target.margin_percent,
        "responsible": str(target.responsible.public_id), "version": target.version,
    }  # fmt: skip


def initial_of_new(viewer: Viewer, membership: Any) -> dict[str, Any]:
    """Return what a new target begins with: a floor, of candidates, for oneself."""
    return {"kind": Kind.FLOOR, "margin_percent": 10, "responsible": str(membership.public_id)}


class NoteForm(forms.Form):
    """A dated note."""

    text = forms.CharField(
        label=_("Note"),
        max_length=TargetNote._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
