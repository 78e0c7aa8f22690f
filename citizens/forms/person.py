"""Forms of the citizens' pages; what may be chosen comes from the law on that day."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from citizens import law
from citizens.choices import Benefit, Function, Language, RevealReason, SubFlag
from citizens.models import MatchGroup, MatchScheme, TargetGroup
from jobcenter import cpr
from jobcenter.errors import Refused
from jobcenter.models import Membership
from jobcenter.views.errors import sentence

LONG_TEXT = 4000


def to_choose(choices: Iterable[tuple[Any, Any]], *, empty: bool = False) -> list[tuple[Any, str]]:
    """Return choices as a form shows them: with a capital letter, and "Choose …" first."""
    shown = [(code, capfirst(str(label))) for code, label in choices]
    return [("", str(_("Choose …"))), *shown] if empty else shown


class CprField(forms.CharField):
    """A citizen number; the error never repeats it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, label=_("Citizen number (CPR)"), **kwargs)
        self.widget.attrs.update(
            inputmode="numeric", autocomplete="off", spellcheck="false", maxlength="11"
        )

    def clean(self, value: Any) -> str:
        """Return the number as typed once it reads as one."""
        text: str = super().clean(value)
        if not text and not self.required:
            return ""
        try:
            cpr.parse(text)
        except Refused as error:
            raise forms.ValidationError(sentence(error), code=error.code) from None
        return text


class TargetField(forms.ChoiceField):
    """Target group and division in one choice, so that no wrong pair can be made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Target group"), **kwargs)
        self.rows: dict[str, tuple[TargetGroup, str]] = {}

    def offer(self, day: date) -> None:
        """Offer the groups that are open to new citizens on `day`."""
        rows = {(row.ruleset, row.number): row for row in TargetGroup.objects.filter(active=True)}
        choices: list[tuple[str, Any]] = [("", _("Choose …"))]
        for group in law.target_groups(day):
            row = rows.get((group.ruleset, group.number))
            if row is None or not group.is_open_to_new(day):
                continue
            flags = group.flags if group.needs_flag else (law.NO_FLAG, *group.flags)
            for flag in flags:
                code = f"{group.number}:{flag}"
                self.rows[code] = (row, flag)
                label = f"{row} – {SubFlag(flag).label}" if flag else str(row)
                choices.append((code, label))
        self.choices = choices

    def clean(self, value: Any) -> Any:
        """Return the row and the division."""
        return self.rows[super().clean(value)]


class MatchField(forms.ChoiceField):
    """A group of one scheme."""

    def __init__(self, scheme: MatchScheme, groups: Iterable[MatchGroup], **kwargs: Any) -> None:
        self.rows = {group.code: group for group in groups}
        choices = [("", _("Choose …")), *((g.code, g.name) for g in self.rows.values())]
        super().__init__(label=scheme.name, choices=choices, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the group, or None."""
        return self.rows.get(super().clean(value))


class FromField(forms.DateField):
    """The first day something holds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("From"), **kwargs)


class PersonFields(forms.Form):
    """What a citizen can tell about themselves."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    phone = PhoneNumberField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    language = forms.ChoiceField(
        label=_("Reads best"), choices=partial(to_choose, Language.choices), initial="da"
    )
    is_address_protected = forms.BooleanField(
        label=_("Protected name and address"),
        help_text=_("Phone and e-mail are then shown to the case team alone, never in a file."),
        required=False,
    )
    wishes = forms.CharField(
        label=_("Wishes, in own words"),
        help_text=_("Where do you see yourself in five years?"),
        required=False,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    considerations = forms.CharField(
        label=_("Considerations at work"),
        help_text=_("What matters at a workplace and what to do – no diagnoses."),
        required=False,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RegisterForm(PersonFields):
    """A new citizen, with target group and a match group of each open scheme."""

    cpr = CprField(
        help_text=_("Ten digits. Kept encrypted and never shown in lists."), required=False
    )
    birth_date = forms.DateField(
        label=_("Birth date"), help_text=_("Only if the number is not known."), required=False
    )
    is_somebody_else = forms.BooleanField(label=_("It is somebody else: register"), required=False)
    target = TargetField()
    from_on = FromField(required=False, help_text=_("Today if you leave it empty."))
    benefit = forms.ChoiceField(
        label=_("Lives on"), required=False, choices=partial(to_choose, Benefit.choices, empty=True)
    )

    def __init__(
        self,
        *args: Any,
        day: date,
        schemes: dict[MatchScheme, list[MatchGroup]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].offer(day)  # type: ignore[attr-defined]
        self.match_names = []
        for scheme, groups in schemes.items():
            name = f"match_{scheme.code}"
            self.fields[name] = MatchField(scheme, groups, required=False)
            self.match_names.append(name)
        first = ["cpr", "birth_date", "first_name", "last_name"]
        self.order_fields([*first, *(name for name in self.fields if name not in first)])

    def clean(self) -> dict[str, Any]:
        """Ask for the number, or for the birth date where there is none."""
        cleaned = super().clean() or self.cleaned_data
        if "cpr" in cleaned and not cleaned["cpr"] and not self.data.get("birth_date"):
            self.add_error(
                "cpr", _("Write the number – or the birth date below, if it is not known.")
            )
        return cleaned

    def match_fields(self) -> list[forms.BoundField]:
        """The fields of the open schemes."""
        return [self[name] for name in self.match_names]

    def facts(self) -> dict[str, Any]:
        """Return what `register_citizen` takes."""
        facts = dict(self.cleaned_data)
        target_group, sub_flag = facts.pop("target")
        groups = [facts.pop(name) for name in self.match_names]
        return {
            **facts,
            "target_group": target_group,
            "sub_flag": sub_flag,
            "match_groups": tuple(group for group in groups if group),
        }


class EditForm(PersonFields):
    """What is known of a citizen, as of a version."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TargetForm(forms.Form):
    """Another target group."""

    target = TargetField()
    from_on = FromField(required=False, help_text=_("Today if you leave it empty."))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].offer(day)  # type: ignore[attr-defined]


class MatchForm(forms.Form):
    """Another match group of one scheme."""

    from_on = FromField(required=False, help_text=_("Today if you leave it empty."))

    def __init__(
        self, *args: Any, scheme: MatchScheme, groups: list[MatchGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"] = MatchField(scheme, groups)
        self.order_fields(["group", "from_on"])


class BenefitForm(forms.Form):
    """Another benefit."""

    benefit = forms.ChoiceField(
        label=_("Lives on"), choices=partial(to_choose, Benefit.choices, empty=True)
    )
    from_on = FromField(required=False, help_text=_("Today if you leave it empty."))


class RevealForm(forms.Form):
    """Why the whole number is needed."""

    reason = forms.ChoiceField(
        label=_("What do you need it for?"),
        choices=partial(to_choose, RevealReason.choices),
        widget=forms.RadioSelect,
    )


class TeamForm(forms.Form):
    """A colleague and what they do for the citizen."""

    membership = forms.ChoiceField(label=_("Colleague"))
    function = forms.ChoiceField(label=_("Does what"), choices=partial(to_choose, Function.choices))

    def __init__(self, *args: Any, colleagues: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(each.public_id): each for each in colleagues}
        self.fields["membership"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose …")),
            *((code, f"{each.name}, {each.roles_in_words}") for code, each in self.rows.items()),
        ]

    def clean_membership(self) -> Membership:
        """Return the colleague."""
        return self.rows[self.cleaned_data["membership"]]


class ReasonForm(forms.Form):
    """A sentence about why."""

    reason = forms.CharField(
        label=_("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecisionForm(forms.Form):
    """The answer to a request for access."""

    until = forms.DateField(label=_("Access to and including"), required=False)
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("Needed if you say no. The one who asked will read it."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NumberForm(forms.Form):
    """A citizen number to look up."""

    cpr = CprField()
