"""What every action of the room asks first: may you, and is it all of this house."""

from django.core.exceptions import PermissionDenied

from companies.models import Company, Contact, ContactPerson, Workplace
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def may_write(actor: Viewer) -> None:
    """Refuse who may not log contacts; scheduled work may."""
    if actor.kind != "system" and not actor.can(Can.LOG_CONTACT):
        raise PermissionDenied


def of_this_house(actor: Viewer, *rows: Membership | ContactPerson | Contact | None) -> None:
    """Refuse rows of another jobcentre; the composite keys would too, with less of a sentence."""
    for row in rows:
        if row is not None and row.jobcentre_id != actor.jobcentre_id:
            raise NotYours


def of_company(company: Company, workplace: Workplace | None) -> None:
    """Refuse a workplace of another company."""
    if workplace is not None and workplace.company_id != company.pk:
        raise Refused("workplace_elsewhere", N_("That workplace belongs to another company."))


def people_of_company(company: Company, *people: ContactPerson | None) -> None:
    """Refuse a contact person of another company."""
    for person in people:
        if person is not None and person.company_id != company.pk:
            raise Refused("person_elsewhere", N_("That person belongs to another company."))
