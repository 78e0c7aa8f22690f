"""Forms of the room: they read what was typed; actions and the database decide."""

from companies.forms.contacts import CancelForm, ContactForm, HoldForm, purposes
from companies.forms.listing import FilterForm
from companies.forms.people import LeftForm, PersonForm, RelationForm

__all__ = [
    "CancelForm",
    "ContactForm",
    "FilterForm",
    "HoldForm",
    "LeftForm",
    "PersonForm",
    "RelationForm",
    "purposes",
]
