"""Forms of the profile and of barriers; words come from the pick lists."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from citizens.choices import LanguageLevel, ProfileKind
from citizens.forms.person import to_choose
from citizens.models import CaseTeamMember
from citizens.models.profile import EARLIEST_YEAR
from citizens.words import Word
from jobcenter.fields import LineField
from jobcenter.models import Membership


class WordField(forms.ChoiceField):
    """A word of one of the pick lists, by its code."""

    def offer(self, words: Iterable[Word]) -> None:
        """Offer these words."""
        self.choices = [("", _("Choose …")), *((word.code, word.name) for word in words)]


class OwnerField(forms.ChoiceField):
    """Somebody of the case team."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Who sees to it?"), **kwargs)
        self.rows: dict[str, Membership] = {}

    def offer(self, team: Iterable[CaseTeamMember]) -> None:
        """Offer the case team."""
        self.rows = {str(each.membership.public_id): each.membership for each in team}
        self.choices = [("", _("Choose …")), *((code, m.name) for code, m in self.rows.items())]

    def clean(self, value: Any) -> Any:
        """Return the colleague."""
        return self.rows[super().clean(value)]


class LineForm(forms.Form):
    """One line of the profile: which fields there are follows its kind."""

    word = WordField(label=_("From the list"), required=False)
    text = LineField(label=_("In your own words"), max_length=300, required=False)
    place = LineField(label=_("Where"), max_length=120, required=False)
    from_year = forms.IntegerField(
        label=_("From year"), min_value=EARLIEST_YEAR, max_value=2100, required=False
    )
    to_year = forms.IntegerField(
        label=_("To year"), min_value=EARLIEST_YEAR, max_value=2100, required=False
    )
    level = forms.ChoiceField(
        label=_("How well?"), choices=partial(to_choose, LanguageLevel.choices), required=False
    )

    def __init__(self, *args: Any, kind: str, words: Iterable[Word], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].offer(words)  # type: ignore[attr-defined]
        if kind not in (ProfileKind.EDUCATION, ProfileKind.WORK):
            for name in ("place", "from_year", "to_year"):
                del self.fields[name]
        if kind != ProfileKind.LANGUAGE:
            del self.fields["level"]


class BarrierForm(forms.Form):
    """A barrier to open."""

    word = WordField(label=_("What is in the way?"))
    text = LineField(
        label=_("In a few words"), max_length=300, required=False,
        help_text=_("What it means for work – no diagnoses. Only the case team sees it."),
    )  # fmt: skip
    owner = OwnerField()
    opened_on = forms.DateField(
        label=_("Since"), required=False, help_text=_("Today if you leave it empty.")
    )
    due_on = forms.DateField(label=_("To be cleared by"), required=False)

    def __init__(
        self,
        *args: Any,
        words: Iterable[Word],
        team: Iterable[CaseTeamMember],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].offer(words)  # type: ignore[attr-defined]
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]


class ChangeBarrierForm(forms.Form):
    """What can change of an open barrier."""

    text = LineField(
        label=_("In a few words"), max_length=300, required=False,
        help_text=_("What it means for work – no diagnoses. Only the case team sees it."),
    )  # fmt: skip
    owner = OwnerField()
    due_on = forms.DateField(label=_("To be cleared by"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, team: Iterable[CaseTeamMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]


class LiftForm(forms.Form):
    """How a barrier was lifted."""

    how = LineField(
        label=_("How was it cleared?"), max_length=300,
        help_text=_("For example: a quiet workplace, a debt adviser, a bus card."),
    )  # fmt: skip
    lifted_on = forms.DateField(
        label=_("Cleared on"), required=False, help_text=_("Today if you leave it empty.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
