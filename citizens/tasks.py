"""What workers do for this room: go on with long imports, and forget what they held."""

from celery import shared_task
from django.db import OperationalError

from citizens.actions.erasing import propose_erasure
from citizens.actions.imports import IMPORT, forget_old_files, go_on
from citizens.models.erasing import OPEN, ErasureRun
from followup.hints import hint
from jobcenter.models import Jobcentre
from jobcenter.spreadsheets.working import hand_over_silent, work_through
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer


@shared_task(
    autoretry_for=(OperationalError,), retry_backoff=10, max_retries=5, reject_on_worker_lost=True
)
def go_on_with_file(jobcentre_id: int, sheet_id: int) -> None:
    """Take one import to the end of its present step, a batch and a commit at a time."""
    work_through(IMPORT, go_on, jobcentre_id, sheet_id)


@shared_task
def go_on_with_silent_files() -> int:
    """Hand imports whose worker fell silent to another, and return how many."""
    return hand_over_silent(
        IMPORT, lambda jobcentre_id, pk: hint(go_on_with_file, jobcentre_id, pk)
    )


@shared_task
def forget_old_imports() -> int:
    """Delete what old imports held, in every jobcentre; return how many imports."""
    number = 0
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            number += forget_old_files(actor=Viewer.system(jobcentre_id))
    return number


@shared_task
def propose_erasures() -> int:
    """Propose an erasure in every jobcentre where none waits; return how many. Erases nothing."""
    number = 0
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            if ErasureRun.objects.filter(jobcentre_id=jobcentre_id, state__in=OPEN).exists():
                continue
            propose_erasure(actor=Viewer.system(jobcentre_id))
            number += 1
    return number
