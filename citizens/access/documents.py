"""Who may see the files kept about a citizen: the case team, and at the door the citizen."""

from uuid import UUID

from django.db.models import QuerySet

from citizens.access.plan import of_my_cases
from citizens.models import Citizen, CitizenDocument
from jobcenter.errors import NotYours
from jobcenter.viewer import Viewer


def documents_visible_to(viewer: Viewer) -> QuerySet[CitizenDocument]:
    """Return the documents of those in whose case team the viewer is; a citizen's own for them.

    A file may tell of health: granted access is not enough.
    """
    documents = CitizenDocument.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if viewer.subject is not None and viewer.kind not in {"staff", "outsider"}:
        return documents.filter(citizen__public_id=viewer.subject)
    return of_my_cases(viewer, documents)


def documents_of(viewer: Viewer, citizen: Citizen) -> list[CitizenDocument]:
    """Return the citizen's documents, the newest first and those taken away last: one query.

    The content itself stays where it is.
    """
    rows = (
        documents_visible_to(viewer)
        .filter(citizen_id=citizen.pk)
        .defer("content_encrypted")
        .select_related("added_by", "removed_by")
        .order_by("-pk")
    )
    return sorted(rows, key=lambda row: row.removed_at is not None)


def get_document(viewer: Viewer, citizen: Citizen, public_id: UUID) -> CitizenDocument:
    """Return a kept document; NotYours for another's, one taken away, and outside the team."""
    found = (
        documents_visible_to(viewer)
        .filter(citizen_id=citizen.pk, public_id=public_id, removed_at__isnull=True)
        .select_related("citizen")
        .order_by()
        .first()
    )
    if found is None:
        raise NotYours
    return found
