"""Every write of the room: contacts, contact persons, relations."""

from companies.actions.contacts import (
    cancel_contact,
    finish_next_step,
    hold_contact,
    log_contact,
    plan_contact,
)
from companies.actions.people import add_person, edit_person, note_person_left
from companies.actions.relations import set_relation

__all__ = [
    "add_person",
    "cancel_contact",
    "edit_person",
    "finish_next_step",
    "hold_contact",
    "log_contact",
    "note_person_left",
    "plan_contact",
    "set_relation",
]
