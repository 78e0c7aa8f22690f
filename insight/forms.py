"""The filter of the manager's page: it lives in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from insight.series import WEEKS_BETWEEN
from jobcenter.models import Team


class FilterForm(forms.Form):
    """Team and period."""

    hold = forms.ChoiceField(label=_("Team"), required=False)
    periode = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hold"].choices = [  # type: ignore[attr-defined]
            ("", _("All teams")),
            *((str(team.public_id), team.name) for team in teams),
        ]
        self.fields["periode"].choices = [  # type: ignore[attr-defined]
            (str(months), ngettext("%d month", "%d months", months) % months)
            for months in WEEKS_BETWEEN
        ]
