"""The filters above the list of companies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices import Industry, RelationStatus, SizeClass


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
    status = forms.ChoiceField(
        label=_("In the register"), required=False,
        choices=[
            ("active", _("Active")), ("ceased", _("Ceased")), ("any", _("Active and ceased")),
        ],
    )  # fmt: skip
