"""Every read by id: companies are for every member, what we know of them only for our own."""

from typing import TypeVar
from uuid import UUID

from companies.agreement_choices import DOOR
from companies.gathering_choices import DOOR as GATHERING_DOOR
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
    Workplace,
)
from companies.need_choices import DOOR as NEED_DOOR
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def _reads_companies(viewer: Viewer) -> None:
    if not viewer.can(Can.READ_COMPANIES):
        raise NotYours


def company(viewer: Viewer, public_id: UUID) -> Company:
    """Return a company; the register's facts are the same for everyone who may read companies."""
    _reads_companies(viewer)
    found = Company.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotYours
    return found


def workplace(viewer: Viewer, public_id: UUID) -> Workplace:
    """Return a workplace with its company."""
    _reads_companies(viewer)
    found = Workplace.objects.select_related("company").filter(public_id=public_id).first()
    if found is None:
        raise NotYours
    return found


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
    merge = (
        PersonMerge.objects.select_related("winner__company", "winner__workplace")
        .filter(jobcentre_id=viewer.jobcentre_id, loser_public_id=public_id, undone_at__isnull=True)
        .first()
    )
    if merge is None:
        raise NotYours
    return merge.winner


def contact(viewer: Viewer, public_id: UUID) -> Contact:
    """Return a contact of the viewer's jobcentre with everyone on it."""
    _reads_companies(viewer)
    found = (
        Contact.objects.select_related("company", "workplace", "person", "by", "next_step_owner")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def relation(viewer: Viewer, company_id: int) -> CompanyRelation | None:
    """Return the jobcentre's relation with a company, or None."""
    return (
        CompanyRelation.objects.select_related("owner", "deputy")
        .filter(jobcentre_id=viewer.jobcentre_id, company_id=company_id)
        .first()
    )


def enquiry(viewer: Viewer, public_id: UUID) -> Enquiry:
    """Return an enquiry of the viewer's jobcentre; through a door, the one it opens."""
    if viewer.subject is not None:
        if viewer.kind != "enquiry" or viewer.subject != public_id:
            raise NotYours
    else:
        _reads_companies(viewer)
    found = (
        Enquiry.objects.select_related(
            "company", "workplace", "person", "owner", "offered_to", "meeting"
        )
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def campaign(viewer: Viewer, public_id: UUID) -> Campaign:
    """Return a campaign of the viewer's jobcentre with its owner."""
    _reads_companies(viewer)
    found = (
        Campaign.objects.select_related("owner")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def campaign_row(viewer: Viewer, public_id: UUID) -> CampaignRow:
    """Return a company's row of a campaign."""
    _reads_companies(viewer)
    found = (
        CampaignRow.objects.select_related("campaign", "company", "consultant")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def agreement(viewer: Viewer, public_id: UUID) -> Agreement:
    """Return an agreement of the viewer's jobcentre; through a door, the one it opens."""
    if viewer.subject is not None:
        if viewer.kind != DOOR or viewer.subject != public_id:
            raise NotYours
    else:
        _reads_companies(viewer)
    found = (
        Agreement.objects.select_related(
            "company", "their_signer", "our_signer", "responsible", "meeting", "previous"
        )
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def correction(viewer: Viewer, public_id: UUID) -> Correction:
    """Return what a company corrected, with whom it is about."""
    _reads_companies(viewer)
    found = (
        Correction.objects.select_related("company", "person", "told_by")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def scan(viewer: Viewer, public_id: UUID) -> AgreementSignature:
    """Return a signature with its scan: for those who write agreements or sign them."""
    if not (viewer.can(Can.WRITE_AGREEMENTS) or viewer.can(Can.SIGN_AGREEMENTS)):
        raise NotYours
    found = (
        AgreementSignature.objects.select_related("scan", "text__agreement")
        .filter(jobcentre_id=viewer.jobcentre_id, scan__public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def gathering(viewer: Viewer, public_id: UUID) -> Gathering:
    """Return an event of the viewer's jobcentre."""
    _reads_companies(viewer)
    found = (
        Gathering.objects.select_related("responsible", "network")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def invitation(viewer: Viewer, public_id: UUID) -> Invitation:
    """Return an invitation of the viewer's jobcentre; through a door, the one it opens."""
    if viewer.subject is not None:
        if viewer.kind != GATHERING_DOOR or viewer.subject != public_id:
            raise NotYours
    else:
        _reads_companies(viewer)
    found = (
        Invitation.objects.select_related("gathering__responsible", "company", "person")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def need(viewer: Viewer, public_id: UUID) -> Need:
    """Return a need of the viewer's jobcentre with everyone on it."""
    _reads_companies(viewer)
    found = (
        Need.objects.select_related(
            "company", "workplace", "person", "contact", "enquiry", "carving", "owner", "entered_by"
        )
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def needs_at_door(viewer: Viewer) -> ContactPerson:
    """Return who a needs door was made for, with the company; only while they work there."""
    if viewer.kind != NEED_DOOR or viewer.subject is None:
        raise NotYours
    found = (
        ContactPerson.objects.select_related("company", "workplace")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=viewer.subject, left_on__isnull=True)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def carving(viewer: Viewer, public_id: UUID) -> Carving:
    """Return a skilled job being taken apart, of the viewer's jobcentre."""
    _reads_companies(viewer)
    found = (
        Carving.objects.select_related("company", "workplace", "person")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def network(viewer: Viewer, public_id: UUID) -> Network:
    """Return a network of the viewer's jobcentre."""
    _reads_companies(viewer)
    found = (
        Network.objects.select_related("responsible", "parent")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def network_member(viewer: Viewer, public_id: UUID) -> NetworkMember:
    """Return a member of a network of the viewer's jobcentre."""
    _reads_companies(viewer)
    found = (
        NetworkMember.objects.select_related("network", "company", "person")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def newsletter(viewer: Viewer, public_id: UUID) -> Newsletter:
    """Return an issue of the jobcentre's newsletter."""
    _reads_companies(viewer)
    found = (
        Newsletter.objects.select_related("written_by")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def newsletter_consent(viewer: Viewer, public_id: UUID) -> NewsletterConsent:
    """Return a person's consent to the newsletter."""
    _reads_companies(viewer)
    found = (
        NewsletterConsent.objects.select_related("person")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


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
