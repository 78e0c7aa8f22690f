"""Every write of the room: contacts, contact persons, relations."""

from companies.actions.contacts import (
    cancel_contact,
    edit_contact,
    finish_next_step,
    hold_contact,
    log_contact,
    plan_contact,
)
from companies.actions.enquiries import (
    EnquiryFacts,
    add_to_enquiry,
    connect_enquiry,
    note_enquiry,
    receive_enquiry,
    set_entrance,
)
from companies.actions.enquiry_moves import (
    accept_enquiry,
    answer_enquiry,
    close_enquiry,
    decline_enquiry,
    offer_enquiry,
    offer_meeting,
    take_enquiry,
    withdraw_offer,
)
from companies.actions.people import add_person, edit_person, note_person_back, note_person_left
from companies.actions.presence import (
    share_contact,
    withdraw_contact,
)
from companies.actions.profiles import write_profile
from companies.actions.relations import set_relation

__all__ = [
    "EnquiryFacts",
    "accept_enquiry",
    "add_person",
    "add_to_enquiry",
    "answer_enquiry",
    "cancel_contact",
    "close_enquiry",
    "connect_enquiry",
    "decline_enquiry",
    "edit_contact",
    "edit_person",
    "finish_next_step",
    "hold_contact",
    "log_contact",
    "note_enquiry",
    "note_person_back",
    "note_person_left",
    "offer_enquiry",
    "offer_meeting",
    "plan_contact",
    "receive_enquiry",
    "set_entrance",
    "set_relation",
    "share_contact",
    "take_enquiry",
    "withdraw_contact",
    "withdraw_offer",
    "write_profile",
]
