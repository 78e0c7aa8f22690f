"""Who and what is paused today."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from followup.models import Pause
from jobcenter import clock


def open_pauses(jobcentre_id: int) -> QuerySet[Pause]:
    """Return the pauses that hold today."""
    return Pause.objects.filter(
        jobcentre_id=jobcentre_id, ended_at__isnull=True, until__gte=clock.today()
    )


def paused_subjects(jobcentre_id: int) -> set[UUID]:
    """Return the public ids about which nothing is told today."""
    paused = open_pauses(jobcentre_id).values_list("subject", flat=True)
    return {subject for subject in paused if subject}


def recipient_is_paused(jobcentre_id: int) -> Exists:
    """Return the condition, on messages, that their recipient is paused today."""
    return Exists(open_pauses(jobcentre_id).filter(recipient_key=OuterRef("recipient_key")))
