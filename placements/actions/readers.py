"""A reader whose address has changed since the citizen's yes: the case team says who it is."""

from django.core.exceptions import PermissionDenied

from jobcenter.actions import action, lock_then_read
from jobcenter.doors import revoke_doors
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.viewer import Viewer
from placements.actions.sharing import may_write
from placements.choices.sharing import DOOR, WordState
from placements.models import SharingReader, known_by


@action
def confirm_reader(reader: SharingReader, *, actor: Viewer, seen: str) -> None:
    """Say that a reader is the person the citizen said yes to; links sent before stay closed.

    `seen` is `known_by` of who stood on the page: refused if they have changed once more.
    """
    rows = SharingReader.objects.filter(jobcentre_id=actor.jobcentre_id, pk=reader.pk)
    found = lock_then_read(rows.order_by(), "person", "sharing__company")
    if found is None:
        raise NotYours
    if not may_write(actor, found.sharing.citizen_id):
        raise PermissionDenied
    if found.sharing.state not in {WordState.APPROVED, WordState.SENT}:
        raise Refused("not_shared", N_("Nothing is shared any more."))
    if known_by(found.person) != seen:
        raise Refused("reader_moved", N_("The reader was changed meanwhile. Look once more."))
    if found.is_same:
        return
    found.known_as = seen
    found.save(update_fields=["known_as"])
    revoke_doors(DOOR, found.public_id)
    log_event(
        "placements.word_reader", actor=actor, text=found.sharing.company.name,
        citizen_id=found.sharing.citizen_id, subject=found.sharing.public_id,
    )  # fmt: skip
