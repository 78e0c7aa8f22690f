"""Who reads what we ask people to write: every field has a reader, or it should not be asked for.

A reader is a place in this repository that mentions the field; a test opens each and looks.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Reader:
    """Where a field is read: a page, a list, an export, a rule; `path` mentions the field."""

    label: Any
    path: str


PAGE = Reader(_("the company's page"), "templates/companies/_person.html")
FORM = Reader(_("search for duplicates and merging"), "companies/actions/merging.py")
ALIKE = Reader(_("likely duplicates"), "companies/queries/likeness.py")
LETTERS = Reader(_("messages to the mentor"), "placements/mails/weeks.py")
COMPANY = Reader(_("the company's page"), "templates/companies/company.html")
LISTING = Reader(_("the list of companies"), "companies/queries/listing.py")
PRESENT = Reader(_("what is going on with the company"), "companies/queries/present.py")
DAY = Reader(_("My day"), "companies/queue/work.py")
LOG = Reader(_("the contact's page"), "templates/companies/contact.html")
RELATION = Reader(_("the company's page"), "companies/queries/present.py")

PEOPLE = Reader(_("representatives in the law's order"), "companies/models/people.py")
CAMPAIGN = Reader(_("letters and mail of campaigns"), "companies/queries/letters.py")
PROFILE = Reader(_("the workplace's page"), "templates/companies/_profile_facts.html")

# Model → field → its readers. What stands here without a reader is shown on top of the page.
READERS: dict[str, dict[str, tuple[Reader, ...]]] = {
    "ContactPerson": {
        "title": (PAGE,),
        "level": (PAGE,),
        "roles": (PAGE, FORM),
        "phone": (PAGE, ALIKE, LETTERS),
        "email": (PAGE, ALIKE, LETTERS),
        "language": (PAGE, LETTERS),
        "preferred_channel": (PAGE, LETTERS),
        "may_receive_mail": (CAMPAIGN,),
        "union": (PAGE,),
        "trade": (PAGE,),
        "absent_from": (PEOPLE,),
        "absent_to": (PEOPLE,),
        "workplace": (RELATION,),
        "left_on": (RELATION,),
    },
    "Contact": {
        "workplace": (LOG,),
        "person": (LOG, PRESENT),
        "outcome": (LOG, PRESENT),
        "cancel_reason": (PRESENT,),
        "next_step": (PRESENT, DAY),
        "next_step_on": (PRESENT, DAY),
    },
    "CompanyRelation": {
        "deputy": (RELATION,),
        "segment": (RELATION, LISTING),
        "note": (RELATION,),
    },
    "WorkplaceProfile": {
        "kinds": (PROFILE,),
        "considerations": (PROFILE,),
        "languages": (PROFILE,),
        "choosing": (PROFILE,),
        "lead_days": (PROFILE,),
        "note": (PROFILE,),
    },
}
