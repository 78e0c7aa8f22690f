"""The filters above the list of companies."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices import Industry, RelationStatus, Segment, SizeClass
from jobcenter.models import Membership


class FilterForm(forms.Form):
    """The filters of the list, named as in the address; nothing here is ever wrong."""

    q = forms.CharField(label=_("Name, CVR or P number"), max_length=100, required=False,
                        widget=forms.TextInput(attrs={"type": "search"}))  # fmt: skip
    by = forms.CharField(label=_("Town or postcode"), max_length=100, required=False)
    omraade = forms.ChoiceField(
        label=_("Area"), required=False,
        choices=[("here", _("Our municipality")), ("all", _("The whole country"))],
    )  # fmt: skip
    branche = forms.ChoiceField(
        label=_("Industry"), required=False, choices=[("", _("All industries")), *Industry.choices]
    )
    fra = forms.ChoiceField(
        label=_("Employees, at least"), required=False,
        choices=[("", _("any number")), *((v, v) for v in SizeClass.values if v)],
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=_("Our relation"), required=False,
        choices=[
            ("", _("All")),
            ("mine", _("Mine")),
            ("with", _("All we have a relation with")),
            ("none", _("Those we have none with")),
            *RelationStatus.choices,
        ],
    )  # fmt: skip
    ansvarlig = forms.ChoiceField(label=_("Fixed contact"), required=False)
    segment = forms.ChoiceField(
        label=_("Segment"), required=False,
        choices=[("", _("All")), *Segment.choices, ("none", _("in no group"))],
    )  # fmt: skip
    kontakt = forms.ChoiceField(
        label=_("Last contact"), required=False,
        choices=[
            ("", _("whenever")),
            ("30", _("within 30 days")),
            ("90", _("within 90 days")),
            ("365", _("within a year")),
            ("-90", _("not for 90 days")),
            ("-365", _("not for a year")),
            ("never", _("never")),
        ],
    )  # fmt: skip
    skridt = forms.ChoiceField(
        label=_("Next step"), required=False,
        choices=[
            ("", _("with or without")),
            ("late", _("overdue")),
            ("week", _("within a week")),
            ("any", _("there is one")),
            ("none", _("there is none")),
        ],
    )  # fmt: skip
    status = forms.ChoiceField(
        label=_("In the register"), required=False,
        choices=[
            ("active", _("Active")), ("ceased", _("Ceased")), ("any", _("Active and ceased")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, staff: Sequence[Membership] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ansvarlig"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            ("none", _("nobody")),
            *((str(each.public_id), each.name) for each in staff if each.ended_on is None),
        ]
