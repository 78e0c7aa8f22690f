"""Reads by id of agreements that several jobcentres are parties to."""

from uuid import UUID

from django.db.models import Q

from companies.access import _found, _ours, _reads_companies
from companies.choices.party import PartyState
from companies.models import PartyInvitation, SharedAgreement
from jobcenter.clock import today
from jobcenter.viewer import Viewer


def invitation(viewer: Viewer, public_id: UUID) -> PartyInvitation:
    """Return an invitation that we sent or got."""
    _reads_companies(viewer)
    rows = PartyInvitation.objects.select_related("jobcentre", "company", "answer")
    ours = Q(party_id=viewer.jobcentre_id) | Q(jobcentre_id=viewer.jobcentre_id)
    return _found(rows.filter(ours, public_id=public_id))


def invitation_to_us(viewer: Viewer, public_id: UUID) -> PartyInvitation:
    """Return an invitation another jobcentre sent us, with our answer."""
    _reads_companies(viewer)
    rows = PartyInvitation.objects.select_related("jobcentre", "company", "answer")
    return _found(rows.filter(party_id=viewer.jobcentre_id, public_id=public_id))


def invitation_by_us(viewer: Viewer, public_id: UUID) -> PartyInvitation:
    """Return an invitation we sent, with the answer as far as there is one."""
    _reads_companies(viewer)
    rows = PartyInvitation.objects.select_related("party", "shared__agreement", "answer")
    return _ours(viewer, rows, public_id=public_id)


def shared_agreement(viewer: Viewer, invitation: PartyInvitation) -> SharedAgreement:
    """Return what the lead published: for jobcentres that accepted, while they are invited and
    until the last day of their notice."""
    _reads_companies(viewer)
    rows = SharedAgreement.objects.select_related("jobcentre", "company")
    return _found(
        rows.filter(
            Q(answers__leaves_on__isnull=True) | Q(answers__leaves_on__gte=today()),
            pk=invitation.shared_id, answers__jobcentre_id=viewer.jobcentre_id,
            answers__state=PartyState.ACCEPTED, answers__invitation__withdrawn_at__isnull=True,
        ).exclude(jobcentre_id=viewer.jobcentre_id)
    )  # fmt: skip
