"""What every action of the room asks first: may you, and is it all of this house."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import connection

from companies.models import Company, Contact, ContactPerson, PersonMerge, Workplace
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.models import Membership
from jobcenter.permissions import OUTSIDERS, Can
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


def can_be_in_charge(actor: Viewer, member: Membership | None) -> None:
    """Refuse to put somebody in charge who does not work here: gone, or of an outside provider."""
    of_this_house(actor, member)
    if member is None:
        return
    if member.ended_on is not None or set(member.roles) <= OUTSIDERS:
        raise Refused("member_gone", N_("%(name)s does not work here any more."), name=member.name)


def hold_people(actor: Viewer, *people: ContactPerson | None) -> list[ContactPerson | None]:
    """Return contact persons as what is written about them may name them until the end.

    Nobody can merge or remove them meanwhile. Who has just been merged into another is the other;
    who was removed is refused with a sentence. Call it before locking anything that points at
    them: a merge locks the people first, too.
    """
    of_this_house(actor, *people)
    asked = {person.pk: person for person in people if person is not None}
    there = {pk: asked[pk] for pk in _held(actor, list(asked))}
    for pk in sorted(asked.keys() - there.keys()):
        there[pk] = _merged_into(actor, asked[pk])
    return [there[person.pk] if person is not None else None for person in people]


def hold_person(actor: Viewer, person: ContactPerson | None) -> ContactPerson | None:
    """Return one contact person so; see `hold_people`."""
    return hold_people(actor, person)[0]


def _held(actor: Viewer, ids: Sequence[int]) -> list[int]:
    """Lock rows as a foreign key does and return the ids of those that are still there."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM companies_contactperson WHERE jobcentre_id = %s AND id = ANY(%s)"
            " ORDER BY id FOR KEY SHARE",
            [actor.jobcentre_id, list(ids)],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _merged_into(actor: Viewer, person: ContactPerson) -> ContactPerson:
    pk = person.pk
    while True:
        merge = (
            PersonMerge.objects.select_related("winner")
            .filter(jobcentre_id=actor.jobcentre_id, loser_id=pk, undone_at__isnull=True)
            .first()
        )
        if merge is None:
            raise Refused(
                "person_gone",
                N_("A colleague has just removed %(name)s from the contact persons. What you wrote "
                   "is still here: choose somebody else and save again."),
                name=person.name,
            )  # fmt: skip
        pk = merge.winner_id
        if _held(actor, [pk]):
            return merge.winner


def people_of_company(company: Company, *people: ContactPerson | None) -> None:
    """Refuse a contact person of another company."""
    for person in people:
        if person is not None and person.company_id != company.pk:
            raise Refused("person_elsewhere", N_("That person belongs to another company."))
