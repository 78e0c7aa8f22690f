"""Forms of partnership agreements: the draft with its goals, signing, ending, the template."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.actions.agreements import AgreementFacts, GoalFacts
from companies.choices.agreement import Area, GoalKind, Rhythm, Side
from companies.forms.fields import NOBODY, chosen
from companies.rules import agreements as rules
from jobcenter.clock import local_day, today
from jobcenter.errors import Refused
from jobcenter.fields import LineField
from jobcenter.views.errors import sentence

MORE_GOALS = 3  # empty rows below those written
CLAUSE = "clause_"


class GoalForm(forms.Form):
    """One goal; a row without kind is none."""

    side = forms.ChoiceField(label=_("Who promises"), choices=Side.choices)
    kind = forms.ChoiceField(label=_("What"), required=False, choices=[NOBODY, *GoalKind.choices])
    number = forms.DecimalField(
        label=_("Number"), required=False, max_digits=7, decimal_places=1, localize=True
    )
    due_on = forms.DateField(label=_("At the latest"), required=False)
    text = LineField(label=_("In words"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A goal with a kind needs a day, and what its kind needs."""
        data = super().clean() or {}
        if not data.get("kind"):
            if data.get("number") or data.get("text"):
                self.add_error("kind", _("Choose what is promised."))
            return data
        if not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Choose a day."))
        if data["kind"] in {"milestone", "other"} and not data.get("text"):
            self.add_error("text", _("Write in words what is promised."))
        return data

    def facts(self) -> GoalFacts | None:
        """The goal as the action takes it; None for an empty row."""
        data = self.cleaned_data
        if not data.get("kind"):
            return None
        return GoalFacts(data["side"], data["kind"], data["due_on"], data["number"], data["text"])


class AgreementForm(forms.Form):
    """The draft of an agreement; people, meetings and clauses are given with it."""

    purpose = LineField(label=_("Purpose"), max_length=200)
    starts_on = forms.DateField(label=_("From"))
    ends_on = forms.DateField(label=_("Until"))
    areas = forms.MultipleChoiceField(
        label=_("Areas"), choices=Area.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    meeting = forms.ChoiceField(label=_("Agreed at the meeting"), required=False)
    no_meeting_reason = LineField(
        label=_("Or: why there was no meeting"), max_length=300, required=False
    )
    rhythm = forms.TypedChoiceField(
        label=_("We meet about it"), choices=Rhythm.choices, coerce=int, initial=Rhythm.QUARTERLY
    )
    their_signer = forms.ChoiceField(label=_("Signs for the company"), required=False)
    our_signer = forms.ChoiceField(label=_("Signs for us"), required=False)
    responsible = forms.ChoiceField(label=_("Responsible colleague"))
    other_parties = forms.CharField(
        label=_("Other jobcentres that take part"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self, world: dict[str, list[Any]], clauses: list[dict[str, str]], data: Any = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.world, self.wanted = world, clauses
        fields: dict[str, Any] = self.fields
        fields["their_signer"].choices = _choices(world["people"])
        fields["our_signer"].choices = _choices(world["managers"])
        fields["responsible"].choices = _choices(world["staff"])
        fields["meeting"].choices = [
            NOBODY,
            *((str(m.public_id), f"{local_day(m.held_at):%d.%m.%Y} · {m.purpose}")
              for m in world["meetings"]),
        ]  # fmt: skip
        for clause in clauses:
            fields[CLAUSE + clause["code"]] = forms.CharField(
                label=clause["title"], required=False, max_length=4000, initial=clause["text"],
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip
        number = len(kwargs.get("initial", {}).get("goals", ()))
        if data is not None:
            number = sum(1 for name in data if name.startswith("g") and name.endswith("-side"))
        else:
            number = min(number + MORE_GOALS, rules.MOST_GOALS)
        goals = list(kwargs.get("initial", {}).get("goals", ()))
        self.goals = [
            GoalForm(
                data, prefix=f"g{at}", auto_id=f"{self.auto_id or 'id_%s'}",
                initial=goals[at] if at < len(goals) else {"side": _usual_side(at)},
            )
            for at in range(min(number, rules.MOST_GOALS))
        ]  # fmt: skip

    @property
    def clause_fields(self) -> list[Any]:
        """The clauses' fields, in the template's order."""
        return [self[CLAUSE + clause["code"]] for clause in self.wanted]

    def is_valid(self) -> bool:
        """The draft and every goal of it."""
        goals = [goal.is_valid() for goal in self.goals]
        if not super().is_valid() or not all(goals):
            return False
        return self._goals_fit()

    def _goals_fit(self) -> bool:
        fits = True
        for form in self.goals:
            goal = form.facts()
            if goal is None:
                continue
            try:
                rules.check_goal(
                    goal.side, goal.kind, goal.number, goal.due_on, self.cleaned_data["ends_on"]
                )
            except Refused as problem:
                name = {"goal_of_other_side": "kind", "goal_after_end": "due_on"}
                form.add_error(name.get(problem.code, "number"), sentence(problem))
                fits = False
        return fits

    def clean(self) -> dict[str, Any]:
        """An agreement ends after it begins."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("The agreement must end after it begins."))
        return data

    @property
    def facts(self) -> AgreementFacts:
        """The draft as the action takes it."""
        data, world = self.cleaned_data, self.world
        return AgreementFacts(
            purpose=data["purpose"], starts_on=data["starts_on"], ends_on=data["ends_on"],
            areas=data["areas"], rhythm=data["rhythm"],
            responsible=chosen(world["staff"], data["responsible"]),
            their_signer=chosen(world["people"], data["their_signer"]),
            our_signer=chosen(world["managers"], data["our_signer"]),
            meeting=chosen(world["meetings"], data["meeting"]),
            no_meeting_reason=data["no_meeting_reason"],
            other_parties=[line for line in data["other_parties"].splitlines() if line.strip()],
            clauses=[
                {**clause, "text": data[CLAUSE + clause["code"]]} for clause in self.wanted
            ],
            goals=[goal for form in self.goals if (goal := form.facts()) is not None],
        )  # fmt: skip


def first_values(viewer_membership: Any, managers: list[Any], facts: AgreementFacts | None) -> Any:
    """Return what a new draft's form begins with: a year from today, or a renewal's facts."""
    if facts is None:
        day = today()
        return {
            "starts_on": day, "ends_on": day + timedelta(days=364), "version": 0,
            "responsible": str(viewer_membership.public_id) if viewer_membership else "",
            "our_signer": str(managers[0].public_id) if len(managers) == 1 else "",
        }  # fmt: skip
    return values_of(facts, version=0)


def values_of(facts: Any, *, version: int, goals: Any = None) -> dict[str, Any]:
    """Return the form's values of an agreement or of facts."""

    def key(row: Any) -> str:
        return str(row.public_id) if row is not None else ""

    names = ("purpose", "starts_on", "ends_on", "areas", "rhythm", "no_meeting_reason")
    return {
        **{name: getattr(facts, name) for name in names},
        "other_parties": "\n".join(facts.other_parties),
        "their_signer": key(facts.their_signer), "our_signer": key(facts.our_signer),
        "responsible": key(facts.responsible), "meeting": key(facts.meeting),
        "version": version,
        "goals": [
            {name: getattr(goal, name) for name in ("side", "kind", "number", "due_on", "text")}
            for goal in (facts.goals if goals is None else goals)
        ],
    }  # fmt: skip


def _usual_side(at: int) -> str:
    return Side.COMPANY if at < MORE_GOALS - 1 else Side.JOBCENTRE


def _choices(rows: list[Any]) -> list[tuple[str, str]]:
    return [NOBODY, *((str(row.public_id), row.name) for row in rows)]


class ReasonForm(forms.Form):
    """Why an agreement ends early."""

    reason = LineField(label=_("Why does it end?"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class SignForm(forms.Form):
    """Who signs for the company, and that the text was read."""

    name = LineField(label=_("Your name"), max_length=120)
    title = LineField(label=_("Your title"), max_length=80, required=False)
    agrees = forms.BooleanField(
        label=_("I have read the agreement and sign it for the company"),
        error_messages={"required": _("Tick here to sign.")},
    )
    text_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ScanForm(forms.Form):
    """A signed page, scanned."""

    side = forms.ChoiceField(label=_("Who signed"), choices=Side.choices)
    name = LineField(label=_("Name of who signed"), max_length=120)
    file = forms.FileField(label=_("The scan"), max_length=200)


class EvaluationForm(forms.Form):
    """Three questions about a year."""

    rating = forms.TypedChoiceField(
        label=_("How well does the cooperation work?"), coerce=int, widget=forms.RadioSelect,
        choices=[(4, _("4 – very well")), (3, _("3 – well")), (2, _("2 – not so well")),
                 (1, _("1 – badly"))],
    )  # fmt: skip
    goes_well = LineField(label=_("What goes well?"), max_length=500, required=False)
    do_better = LineField(label=_("What could be better?"), max_length=500, required=False)


class TemplateForm(forms.Form):
    """The jobcentre's clauses: a title and a text each; one without a title goes."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, clauses: list[dict[str, str]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        codes = [clause["code"] for clause in clauses]
        spare = next(f"own{at}" for at in range(1, 50) if f"own{at}" not in codes)
        self.codes = [*codes, spare]
        for clause in [*clauses, {"code": spare, "title": "", "text": ""}]:
            self.fields[f"title_{clause['code']}"] = LineField(
                label=_("Title of the clause"), max_length=120, required=False,
                initial=clause["title"],
            )  # fmt: skip
            self.fields[f"text_{clause['code']}"] = forms.CharField(
                label=_("Text"), max_length=4000, required=False, initial=clause["text"],
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Title and text of each clause, as bound fields."""
        return [(self[f"title_{code}"], self[f"text_{code}"]) for code in self.codes]

    @property
    def clauses(self) -> list[dict[str, str]]:
        """The clauses as the action takes them."""
        data = self.cleaned_data
        return [
            {"code": code, "title": data[f"title_{code}"], "text": data[f"text_{code}"]}
            for code in self.codes
        ]
