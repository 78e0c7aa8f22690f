"""Forms of the range: an entry with its priorities, a referral, a stay's first and last day."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens import law
from citizens.choices.range import Help, LowerReason, OfferKind, PricePer, StayOutcome
from citizens.forms.person import to_choose
from citizens.forms.profile import OwnerField
from citizens.models import CaseTeamMember, Offer, OfferGroup, TargetGroup
from citizens.models.offers import LOWEST_PRIORITY
from jobcenter.fields import LineField

PRIORITIES = [("", "–"), *((str(n), str(n)) for n in range(1, LOWEST_PRIORITY + 1))]
# What some kinds don't have.
WITHOUT = {
    OfferKind.PLACE: ("help", "capacity", "most_weeks", "enrols_itself"),
    OfferKind.SUPPORT: ("capacity", "most_weeks", "enrols_itself"),
    OfferKind.JOB_CLUB: ("help",),
}


class OfferForm(forms.Form):
    """An entry of the range; the fields follow its kind."""

    name = LineField(label=pgettext_lazy("range", "Name"), max_length=100)
    help = forms.ChoiceField(
        label=_("Kind of support"), choices=partial(to_choose, Help.choices[1:], empty=True)
    )
    provider = LineField(label=_("Who runs it"), max_length=120, required=False)
    criteria = LineField(
        label=_("For whom it fits"), max_length=500, required=False,
        help_text=_("What must be true of the person, in plain words."),
    )  # fmt: skip
    price = forms.DecimalField(
        label=_("Price in kroner"), min_value=0, max_digits=9, decimal_places=2, required=False
    )
    price_per = forms.ChoiceField(
        label=_("The price is for"), choices=partial(to_choose, PricePer.choices), required=False
    )
    wait_days = forms.IntegerField(
        label=_("Usual wait in days"), min_value=0, max_value=730, required=False
    )
    capacity = forms.IntegerField(
        label=_("How many at a time"), min_value=0, max_value=5000, required=False,
        help_text=_("Leave it empty if there is no limit."),
    )  # fmt: skip
    most_weeks = forms.IntegerField(
        label=_("Longest stay in weeks"), min_value=1, max_value=104, required=False
    )
    enrols_itself = forms.BooleanField(
        label=_("Enrols everybody by itself on the day they are registered"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, offer: Offer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = list(
            TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET).order_by("number")
        )
        has = {}
        if offer is not None:
            rows = OfferGroup.objects.filter(jobcentre_id=offer.jobcentre_id, offer_id=offer.pk)
            has = dict(rows.values_list("target_group_id", "priority"))
        for target in self.targets:
            self.fields[f"group_{target.number}"] = forms.ChoiceField(
                label=str(target), choices=PRIORITIES, required=False,
                initial=str(has.get(target.pk, "")),
            )  # fmt: skip
        if offer is not None:
            for name in ("name", "help", "provider", "criteria", "price", "price_per", "wait_days",
                         "capacity", "most_weeks", "enrols_itself", "version"):  # fmt: skip
                self.fields[name].initial = getattr(offer, name)
            if offer.price is not None and offer.price == int(offer.price):
                self.fields["price"].initial = int(offer.price)
        for name in WITHOUT.get(OfferKind(kind), ("help", "enrols_itself")):
            del self.fields[name]
        if kind == OfferKind.JOB_CLUB:
            self.fields["most_weeks"].required = True

    def facts(self) -> dict[str, Any]:
        """Return what the actions take."""
        told = {
            name: value for name, value in self.cleaned_data.items()
            if not name.startswith("group_") and name != "version"
        }  # fmt: skip
        told["wait_days"] = told.get("wait_days") or 0
        told["priorities"] = {
            target: int(chosen)
            for target in self.targets
            if (chosen := self.cleaned_data.get(f"group_{target.number}"))
        }
        return told

    def plain_fields(self) -> list[forms.BoundField]:
        """The fields above the table of priorities."""
        return [each for each in self.visible_fields() if not each.name.startswith("group_")]

    def group_fields(self) -> list[forms.BoundField]:
        """The priority of each target group."""
        return [each for each in self.visible_fields() if each.name.startswith("group_")]


class ReferForm(forms.Form):
    """Who follows the stay, and why a lower choice is made."""

    lower_reason = forms.ChoiceField(
        label=_("Why not the higher choice?"),
        choices=partial(to_choose, LowerReason.choices, empty=True),
    )
    lower_text = LineField(
        label=_("The reason in a few words"), max_length=300, required=False,
        help_text=_("No diagnoses. Only the case team sees it; the reason above is counted."),
    )  # fmt: skip
    owner = OwnerField()

    def __init__(
        self, *args: Any, team: Iterable[CaseTeamMember], lower: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].label = _("Who follows the stay?")
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]
        if not lower:
            del self.fields["lower_reason"], self.fields["lower_text"]


class StartForm(forms.Form):
    """The first day of a stay."""

    started_on = forms.DateField(label=_("First day there"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndStayForm(forms.Form):
    """The last day of a stay and what it led to."""

    outcome = forms.ChoiceField(label=_("What did it lead to?"))
    ended_on = forms.DateField(label=pgettext_lazy("range", "Last day there"))
    outcome_text = LineField(label=_("In a few words"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, began: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [
            (code, label) for code, label in StayOutcome.choices
            if (code == StayOutcome.NEVER) != began
        ]  # fmt: skip
        self.fields["outcome"].choices = to_choose(codes, empty=True)  # type: ignore[attr-defined]
