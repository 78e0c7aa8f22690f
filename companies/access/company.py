"""Every read by id: companies are for every member, what we know of them only for our own."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, QuerySet

from companies.choices.agreement import DOOR
from companies.choices.gathering import DOOR as GATHERING_DOOR
from companies.choices.need import DOOR as NEED_DOOR
from companies.models import (
    Agreement,
    AgreementSignature,
    Campaign,
    CampaignRow,
    Carving,
    Company,
    CompanyRelation,
    Contact,
    ContactPerson,
    Correction,
    Enquiry,
    Gathering,
    Invitation,
    Need,
    Network,
    NetworkMember,
    Newsletter,
    NewsletterConsent,
    PersonMerge,
    RetentionCase,
    RetentionStep,
    RetentionTalk,
    SharedAgreement,
    Workplace,
)
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

Row = TypeVar("Row", bound=Model)


def _reads_companies(viewer: Viewer) -> None:
    if not viewer.can(Can.READ_COMPANIES):
        raise NotYours


def _reads_or_opens(viewer: Viewer, door: str, public_id: UUID) -> None:
    """Let a colleague through, and who comes through the door to this very thing."""
    if viewer.subject is None:
        _reads_companies(viewer)
    elif viewer.kind != door or viewer.subject != public_id:
        raise NotYours


def _found(rows: QuerySet[Row]) -> Row:
    """Return the only row; NotYours if there is none."""
    row = rows.first()
    if row is None:
        raise NotYours
    return row


def _ours(viewer: Viewer, rows: QuerySet[Row], **wanted: Any) -> Row:
    """Return the row of the viewer's jobcentre; NotYours if there is none."""
    return _found(rows.filter(jobcentre_id=viewer.jobcentre_id, **wanted))


def company(viewer: Viewer, public_id: UUID) -> Company:
    """Return a company; the register's facts are the same for everyone who may read companies."""
    _reads_companies(viewer)
    return _found(Company.objects.filter(public_id=public_id))


def workplace(viewer: Viewer, public_id: UUID) -> Workplace:
    """Return a workplace with its company."""
    _reads_companies(viewer)
    return _found(Workplace.objects.select_related("company").filter(public_id=public_id))


def person(viewer: Viewer, public_id: UUID) -> ContactPerson:
    """Return a contact person of the viewer's jobcentre, with company and workplace."""
    _reads_companies(viewer)
    found = (
        ContactPerson.objects.select_related("company", "workplace")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    return found or _merged_into(viewer, public_id)


def _merged_into(viewer: Viewer, public_id: UUID) -> ContactPerson:
    """Return the person another was merged into: old links and timelines lead there."""
    merges = PersonMerge.objects.select_related("winner__company", "winner__workplace")
    return _ours(viewer, merges, loser_public_id=public_id, undone_at__isnull=True).winner


def contact(viewer: Viewer, public_id: UUID) -> Contact:
    """Return a contact of the viewer's jobcentre with everyone on it."""
    _reads_companies(viewer)
    rows = Contact.objects.select_related("company", "workplace", "person", "by", "next_step_owner")
    return _ours(viewer, rows, public_id=public_id)


def relation(viewer: Viewer, company_id: int) -> CompanyRelation | None:
    """Return the jobcentre's relation with a company, or None."""
    return (
        CompanyRelation.objects.select_related("owner", "deputy")
        .filter(jobcentre_id=viewer.jobcentre_id, company_id=company_id)
        .first()
    )


def enquiry(viewer: Viewer, public_id: UUID) -> Enquiry:
    """Return an enquiry of the viewer's jobcentre; through a door, the one it opens."""
    _reads_or_opens(viewer, "enquiry", public_id)
    rows = Enquiry.objects.select_related(
        "company", "workplace", "person", "owner", "offered_to", "meeting"
    )
    return _ours(viewer, rows, public_id=public_id)


def campaign(viewer: Viewer, public_id: UUID) -> Campaign:
    """Return a campaign of the viewer's jobcentre with its owner."""
    _reads_companies(viewer)
    return _ours(viewer, Campaign.objects.select_related("owner"), public_id=public_id)


def campaign_row(viewer: Viewer, public_id: UUID) -> CampaignRow:
    """Return a company's row of a campaign."""
    _reads_companies(viewer)
    rows = CampaignRow.objects.select_related("campaign", "company", "consultant")
    return _ours(viewer, rows, public_id=public_id)


def agreement(viewer: Viewer, public_id: UUID) -> Agreement:
    """Return an agreement of the viewer's jobcentre; through a door, the one it opens."""
    _reads_or_opens(viewer, DOOR, public_id)
    rows = Agreement.objects.select_related(
        "company", "their_signer", "our_signer", "responsible", "meeting", "previous"
    )
    shared = SharedAgreement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, agreement_id=OuterRef("pk")
    )
    return _ours(viewer, rows.annotate(is_shared=Exists(shared)), public_id=public_id)


def correction(viewer: Viewer, public_id: UUID) -> Correction:
    """Return what a company corrected, with whom it is about."""
    _reads_companies(viewer)
    rows = Correction.objects.select_related("company", "person", "told_by")
    return _ours(viewer, rows, public_id=public_id)


def scan(viewer: Viewer, public_id: UUID) -> AgreementSignature:
    """Return a signature with its scan: for those who write agreements or sign them."""
    if not (viewer.can(Can.WRITE_AGREEMENTS) or viewer.can(Can.SIGN_AGREEMENTS)):
        raise NotYours
    signatures = AgreementSignature.objects.select_related("scan", "text__agreement")
    return _ours(viewer, signatures, scan__public_id=public_id)


def gathering(viewer: Viewer, public_id: UUID) -> Gathering:
    """Return an event of the viewer's jobcentre."""
    _reads_companies(viewer)
    rows = Gathering.objects.select_related("responsible", "network")
    return _ours(viewer, rows, public_id=public_id)


def invitation(viewer: Viewer, public_id: UUID) -> Invitation:
    """Return an invitation of the viewer's jobcentre; through a door, the one it opens."""
    _reads_or_opens(viewer, GATHERING_DOOR, public_id)
    rows = Invitation.objects.select_related("gathering__responsible", "company", "person")
    return _ours(viewer, rows, public_id=public_id)


def need(viewer: Viewer, public_id: UUID) -> Need:
    """Return a need of the viewer's jobcentre with everyone on it."""
    _reads_companies(viewer)
    rows = Need.objects.select_related(
        "company", "workplace", "person", "contact", "enquiry", "carving", "owner", "entered_by"
    )
    return _ours(viewer, rows, public_id=public_id)


def needs_at_door(viewer: Viewer) -> ContactPerson:
    """Return who a needs door was made for, with the company; only while they work there."""
    if viewer.kind != NEED_DOOR or viewer.subject is None:
        raise NotYours
    people = ContactPerson.objects.select_related("company", "workplace")
    return _ours(viewer, people, public_id=viewer.subject, left_on__isnull=True)


def carving(viewer: Viewer, public_id: UUID) -> Carving:
    """Return a skilled job being taken apart, of the viewer's jobcentre."""
    _reads_companies(viewer)
    rows = Carving.objects.select_related("company", "workplace", "person")
    return _ours(viewer, rows, public_id=public_id)


def network(viewer: Viewer, public_id: UUID) -> Network:
    """Return a network of the viewer's jobcentre."""
    _reads_companies(viewer)
    rows = Network.objects.select_related("responsible", "parent")
    return _ours(viewer, rows, public_id=public_id)


def network_member(viewer: Viewer, public_id: UUID) -> NetworkMember:
    """Return a member of a network of the viewer's jobcentre."""
    _reads_companies(viewer)
    rows = NetworkMember.objects.select_related("network", "company", "person")
    return _ours(viewer, rows, public_id=public_id)


def newsletter(viewer: Viewer, public_id: UUID) -> Newsletter:
    """Return an issue of the jobcentre's newsletter."""
    _reads_companies(viewer)
    return _ours(viewer, Newsletter.objects.select_related("written_by"), public_id=public_id)


def newsletter_consent(viewer: Viewer, public_id: UUID) -> NewsletterConsent:
    """Return a person's consent to the newsletter."""
    _reads_companies(viewer)
    return _ours(viewer, NewsletterConsent.objects.select_related("person"), public_id=public_id)


def retention_case(viewer: Viewer, public_id: UUID) -> RetentionCase:
    """Return a case of those the viewer owns or belongs to; nobody else learns that it exists."""
    found = (
        RetentionCase.objects.of_member(viewer.membership_id)
        .select_related("company", "workplace", "owner")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id, erased_on__isnull=True)
        .first()
    )
    if found is None or viewer.membership_id is None or not viewer.can(Can.READ_CITIZENS):
        raise NotYours
    return found


Part = TypeVar("Part", RetentionTalk, RetentionStep)


def retention_part(viewer: Viewer, model: type[Part], public_id: UUID) -> Part:
    """Return a talk or a step of a case the viewer is with."""
    rows = model._default_manager.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
    found = rows.select_related("case").first()
    if found is None:
        raise NotYours
    found.case = retention_case(viewer, found.case.public_id)
    return found
