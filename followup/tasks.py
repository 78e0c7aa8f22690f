"""What workers do: fan out by jobcentre, sweep one, send one's messages.

Tasks take ids, are safe to run twice and at once, and hold no state of their own: what a lost task
would have done, the next one of the timetable does.
"""

from celery import shared_task

from followup import sending, sweep
from followup.hints import hint
from jobcenter.models import Jobcentre


def _ids() -> list[int]:
    return list(Jobcentre.objects.order_by("id").values_list("id", flat=True))


@shared_task
def sweep_every_jobcentre() -> None:
    """Ask for a sweep of each jobcentre."""
    for jobcentre_id in _ids():
        hint(sweep_jobcentre, jobcentre_id)


@shared_task
def send_waiting() -> None:
    """Ask for the sending of what waits in each jobcentre."""
    for jobcentre_id in _ids():
        hint(send_in_jobcentre, jobcentre_id)


@shared_task
def sweep_jobcentre(jobcentre_id: int) -> None:
    """Sweep one jobcentre, then ask for its messages to be sent."""
    sweep.sweep(jobcentre_id)
    hint(send_in_jobcentre, jobcentre_id)


@shared_task
def send_in_jobcentre(jobcentre_id: int) -> None:
    """Send what may leave one jobcentre now."""
    sending.send_waiting(jobcentre_id)
