"""Forms of networks: what one is for, and who joins."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.actions.networks import NetworkFacts
from companies.choices.network import NetworkKind
from companies.forms.fields import NOBODY, chosen
from companies.models import Network
from jobcenter.fields import LineField
from jobcenter.models import Membership


class NetworkForm(forms.Form):
    """A network; of training also what is taught and how much."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of network"), choices=NetworkKind.choices)
    name = LineField(label=gettext_lazy("Name"), max_length=120)
    purpose = LineField(label=gettext_lazy("Purpose"), max_length=300)
    parent = forms.ChoiceField(label=gettext_lazy("Group of"), required=False)
    responsible = forms.ChoiceField(label=gettext_lazy("Responsible colleague"))
    content = forms.CharField(
        label=gettext_lazy("What is taught"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    hours = forms.IntegerField(
        label=gettext_lazy("Hours of training"), required=False, min_value=1, max_value=400
    )
    days_needed = forms.IntegerField(
        label=gettext_lazy("Days for the certificate"), required=False, min_value=1, max_value=60
    )
    results = forms.CharField(
        label=gettext_lazy("Results so far"), required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self, staff: list[Membership], parents: list[Network], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.staff, self.parents = staff, parents
        fields: dict[str, Any] = self.fields
        fields["responsible"].choices = [(str(m.public_id), m.name) for m in staff]
        fields["parent"].choices = [NOBODY, *((str(n.public_id), n.name) for n in parents)]

    @staticmethod
    def first_of(network: Network) -> dict[str, Any]:
        """Return the form's values of a network."""
        names = ("kind", "name", "purpose", "content", "hours", "days_needed", "results", "version")
        return {
            **{name: getattr(network, name) for name in names},
            "responsible": str(network.responsible.public_id),
            "parent": str(network.parent.public_id) if network.parent else "",
        }

    def clean(self) -> dict[str, Any]:
        """Training says how much it is."""
        data = super().clean() or {}
        if data.get("kind") == NetworkKind.TRAINING:
            for name in ("hours", "days_needed"):
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Training needs this."))
        return data

    @property
    def facts(self) -> NetworkFacts:
        """The network as the action takes it."""
        data = self.cleaned_data
        names = ("kind", "name", "purpose", "content", "hours", "days_needed", "results")
        return NetworkFacts(
            **{name: data[name] for name in names},
            responsible=chosen(self.staff, data["responsible"]),
            parent=chosen(self.parents, data["parent"]),
        )


class JoinForm(forms.Form):
    """A contact person who joins, by e-mail address."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of the contact person"))
