"""What workers do for this room: mark what may no longer be read, and what ran out."""

from celery import shared_task

from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements.actions.catalogue import lapse_profiles
from placements.actions.reservations import lapse_reservations
from placements.actions.sharing import lapse_words


@shared_task
def lapse_words_everywhere() -> None:
    """Let approvals that ran out lapse, in every jobcentre. Reading ended with the day itself."""
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            lapse_words(actor=Viewer.system(jobcentre_id))
            lapse_profiles(actor=Viewer.system(jobcentre_id))


@shared_task
def lapse_reservations_everywhere() -> None:
    """Mark reservations of places that ran out. They hold nothing since midnight, marked or not."""
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            lapse_reservations(actor=Viewer.system(jobcentre_id))
