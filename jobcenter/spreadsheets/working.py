"""What a worker does with a long spreadsheet: batch by batch, and on after another one's death."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from jobcenter.clock import now
from jobcenter.models import Jobcentre
from jobcenter.spreadsheets.flow import RUNNING, Importer
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer

SILENT = timedelta(minutes=5)
GoOn = Callable[..., tuple[bool, Any]]


def work_through(kind: Importer, go_on: GoOn, jobcentre_id: int, sheet_id: int) -> None:
    """Take one import to the end of its present step, a batch and a commit at a time."""
    world: Any = None
    more = True
    while more:
        with acting_in(jobcentre_id):
            sheet = kind.sheets.objects.filter(jobcentre_id=jobcentre_id, pk=sheet_id).first()
            if sheet is None:
                return
        with acting_in(jobcentre_id, membership_id=sheet.undone_by_id or sheet.by_id):
            more, world = go_on(sheet, world, actor=Viewer.system(jobcentre_id))


def hand_over_silent(kind: Importer, give: Callable[[int, int], None]) -> int:
    """Give imports whose worker fell silent to another, and return how many."""
    number = 0
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            silent = kind.sheets.objects.filter(
                jobcentre_id=jobcentre_id, state__in=RUNNING, touched_at__lt=now() - SILENT
            ).values_list("pk", flat=True)
            for pk in silent.order_by("pk"):
                give(jobcentre_id, pk)
                number += 1
    return number
