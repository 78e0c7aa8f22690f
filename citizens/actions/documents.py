"""Keeping a file about a citizen, and taking it away."""

from citizens.actions.checks import check_may_write, locked
from citizens.choices import DocumentKind
from citizens.models import Citizen, CitizenDocument
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.lines import one_line
from jobcenter.uploads import check_file, sealed
from jobcenter.viewer import Viewer

CONTENT_PURPOSE = "citizens.CitizenDocument.content"
MOST_DOCUMENTS = 100


@action
def add_document(
    citizen: Citizen, *, actor: Viewer, kind: str, title: str, content: bytes
) -> CitizenDocument:
    """Keep a file of at most 10 MB: PDF, JPEG or PNG, told by its content.

    Refused without a title, for another kind of file, and beyond a hundred kept.
    """
    check_may_write(actor, citizen)
    if actor.membership_id is None or kind not in DocumentKind.values:
        raise NotYours
    title = one_line(title)[:120]
    if not title:
        raise Refused("document_untitled", N_("Write what the document is."))
    content_type = check_file(content)
    present = locked(citizen)
    kept = CitizenDocument.objects.filter(
        jobcentre_id=present.jobcentre_id, citizen=present, removed_at__isnull=True
    )
    if kept.count() >= MOST_DOCUMENTS:
        raise Refused(
            "documents_full", N_("A hundred documents are kept already. Take one away first.")
        )
    document = CitizenDocument.objects.create(
        jobcentre_id=present.jobcentre_id,
        citizen=present,
        kind=kind,
        title=title,
        content_encrypted=sealed(content, purpose=CONTENT_PURPOSE),
        content_type=content_type,
        size=len(content),
        added_by_id=actor.membership_id,
    )
    log_event(
        "citizen.document_added", actor=actor, citizen_id=present.pk, subject=present.public_id
    )
    return document


@action
def remove_document(document: CitizenDocument, *, actor: Viewer) -> CitizenDocument:
    """Take a document away: its content is gone for good, that it was here stays."""
    check_may_write(actor, document.citizen)
    locked(document.citizen)
    taken = CitizenDocument.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=document.pk, removed_at__isnull=True
    ).update(content_encrypted=None, removed_at=now(), removed_by_id=actor.membership_id)
    if not taken:
        raise Refused("document_gone", N_("The document was taken away already."))
    document.refresh_from_db(fields=["removed_at", "removed_by", "content_encrypted"])
    log_event(
        "citizen.document_removed", actor=actor, citizen_id=document.citizen_id,
        subject=document.citizen.public_id,
    )  # fmt: skip
    return document
