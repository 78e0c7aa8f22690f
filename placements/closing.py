"""Closes what went to the former address of a contact person: weekly links and clear words."""

from jobcenter.clock import now
from jobcenter.models import Door
from placements.access import MENTOR_DOOR
from placements.choices import State
from placements.choices.sharing import DOOR
from placements.models import Placement, SharingReader


def close_former_links(jobcentre_id: int, person_id: int) -> None:
    """Close the person's links, and let no clear word be read until the same person is confirmed.

    Also when the former address comes back: somebody may have had a link sent in between.
    """
    mentored = Placement.objects.filter(
        jobcentre_id=jobcentre_id, mentor_id=person_id, state=State.RUNNING
    )
    readers = SharingReader.objects.filter(jobcentre_id=jobcentre_id, person_id=person_id)
    for kind, subjects in ((MENTOR_DOOR, mentored), (DOOR, readers)):
        ids = list(subjects.order_by().values_list("public_id", flat=True))
        Door.objects.filter(kind=kind, subject__in=ids, revoked_at__isnull=True).update(
            revoked_at=now()
        )
    readers.exclude(known_as="").update(known_as="")
