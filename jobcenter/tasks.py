"""What workers do for the frame: write files of lists, delete them after a day."""

from celery import shared_task

from jobcenter import export_actions
from jobcenter.models import Jobcentre


@shared_task
def write_export(jobcentre_id: int, export_id: int) -> None:
    """Write one file."""
    export_actions.write_export(jobcentre_id, export_id)


@shared_task
def tidy_exports() -> None:
    """Delete old files in every jobcentre, and write those that nobody took."""
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        for export_id in export_actions.tidy_exports(jobcentre_id):
            write_export.apply_async(args=(jobcentre_id, export_id), ignore_result=True)
