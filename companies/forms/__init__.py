"""Forms of the room: they read what was typed; actions and the database decide."""

from companies.forms.contacts import Around, CancelForm, ContactForm, purposes
from companies.forms.listing import FilterForm
from companies.forms.people import LeftForm, PersonForm, RelationForm
from companies.forms.profile import ProfileForm

__all__ = [
    "Around",
    "CancelForm",
    "ContactForm",
    "FilterForm",
    "LeftForm",
    "PersonForm",
    "ProfileForm",
    "RelationForm",
    "purposes",
]
