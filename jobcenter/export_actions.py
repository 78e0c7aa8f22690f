"""Asking for a file, writing it, fetching it, and deleting it after a day."""

import logging
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language
from kombu.exceptions import OperationalError

from jobcenter import exports
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import NotYours
from jobcenter.events import log_event
from jobcenter.lists import ListKind, column_codes, kinds
from jobcenter.models import Export
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer

logger = logging.getLogger("bro.exports")
State = Export.State
STUCK = timedelta(minutes=30)  # a worker that said nothing for so long was killed
LISTED = 30

# What rooms above do when a file is ready: tell whoever asked. Called in the tenant's transaction.
when_ready: list[Callable[[Export], None]] = []


@action
def ask_export(kind: ListKind, query: QueryDict, form: str, *, actor: Viewer) -> Export:
    """Let a worker write a file; the same one that is already being written is not begun twice."""
    if actor.membership_id is None or not kind.allows(actor):
        raise NotYours
    kept = kind.kept(query).urlencode()[:1000]
    columns = [code for code in column_codes(query) if code in {c.code for c in kind.columns}]
    same = Export.objects.filter(
        jobcentre_id=actor.jobcentre_id, by_id=actor.membership_id, list_code=kind.code,
        query=kept, columns=columns, format=form, state__in=[State.WAITING, State.RUNNING],
    ).order_by("-id").first()  # fmt: skip
    if same is not None:
        return same
    asked = Export.objects.create(
        jobcentre_id=actor.jobcentre_id, by_id=actor.membership_id, list_code=kind.code,
        query=kept, columns=columns, format=form, language=(get_language() or "da")[:2],
        expires_at=now() + exports.KEPT,
    )  # fmt: skip
    log_event("jobcenter.export_asked", actor=actor, subject=asked.public_id, text=kind.code)
    _hint(asked)
    return asked


def _hint(asked: Export) -> None:
    """Publish the task after the commit; if the queue is away, the timetable finds the row."""
    from jobcenter.tasks import write_export

    def publish() -> None:
        try:
            write_export.apply_async(args=(asked.jobcentre_id, asked.pk), ignore_result=True)
        except (OperationalError, OSError):
            logger.warning("The queue is away; a file waits for the timetable.")

    transaction.on_commit(publish)


def own_exports(viewer: Viewer) -> list[Export]:
    """Return the newest files of the person."""
    return list(
        Export.objects.filter(jobcentre_id=viewer.jobcentre_id, by_id=viewer.membership_id)
        .exclude(by_id=None)
        .order_by("-created_at", "-id")[:LISTED]
    )


def own_export(viewer: Viewer, public_id: UUID) -> Export:
    """Return a file of the person's own; nobody else's exists."""
    found = Export.objects.filter(
        jobcentre_id=viewer.jobcentre_id, by_id=viewer.membership_id, public_id=public_id
    ).first()
    if found is None or viewer.membership_id is None:
        raise NotYours
    return found


@action
def fetch_export(export: Export, *, actor: Viewer) -> Path:
    """Return the path of a file that is ready, and note that it was fetched."""
    found = own_export(actor, export.public_id)
    path = exports.folder() / found.file_name
    if found.state != State.READY or found.expires_at <= now() or not path.is_file():
        raise NotYours
    Export.objects.filter(jobcentre_id=actor.jobcentre_id, pk=found.pk).update(fetched_at=now())
    log_event(
        "jobcenter.export_fetched", actor=actor, subject=found.public_id, text=found.list_code
    )
    return path


def write_export(jobcentre_id: int, export_id: int) -> bool:
    """Write one file if nobody else is at it; safe to run twice. Runs in a worker."""
    with acting_in(jobcentre_id):
        claimed = Export.objects.filter(
            Q(state=State.WAITING) | Q(state=State.RUNNING, started_at__lt=now() - STUCK),
            jobcentre_id=jobcentre_id, pk=export_id,
        ).update(state=State.RUNNING, started_at=now(), rows_done=0)  # fmt: skip
    if not claimed:
        return False
    with acting_in(jobcentre_id):
        export = Export.objects.select_related("by").get(jobcentre_id=jobcentre_id, pk=export_id)
        kind, viewer = kinds.get(export.list_code), Viewer.of(export.by)
    name = exports.random_name(export.format)
    path = exports.folder() / name
    try:
        if kind is None or not kind.allows(viewer) or export.by.ended_on is not None:
            raise NotYours
        number = _write(export, kind, viewer, path)
    except BaseException:
        path.unlink(missing_ok=True)
        with acting_in(jobcentre_id):
            Export.objects.filter(jobcentre_id=jobcentre_id, pk=export_id).update(
                state=State.FAILED, finished_at=now()
            )
        raise
    with acting_in(jobcentre_id, membership_id=export.by_id):
        Export.objects.filter(jobcentre_id=jobcentre_id, pk=export_id).update(
            state=State.READY,
            finished_at=now(),
            file_name=name,
            size=path.stat().st_size,
            rows_done=number,
        )
        export.refresh_from_db()
        for tell in when_ready:
            tell(export)
    return True


def _write(export: Export, kind: ListKind, viewer: Viewer, path: Path) -> int:
    """Write the rows and return how many; progress goes by a connection of its own."""
    query = QueryDict(export.query)
    columns = exports.file_columns(kind, export.columns)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    progress = _Progress(export)
    try:
        with (
            os.fdopen(handle, "wb") as file,
            acting_in(viewer.jobcentre_id, membership_id=viewer.membership_id),
            exports.in_language(export.language),
        ):
            rows = exports.counted(kind.rows(viewer, query), progress)
            exports.write(file, kind, export.format, columns, rows)
    finally:
        progress.close()
    return progress.number


class _Progress:
    """Notes how many rows are written, beside the transaction that reads them."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.other = connection.copy()
        self.number = 0

    def __call__(self, number: int) -> None:
        self.number = number
        with transaction_of(self.other), self.other.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('bro.jobcentre', %s, true)", [str(self.export.jobcentre_id)]
            )
            cursor.execute(
                "UPDATE jobcenter_export SET rows_done = %s WHERE jobcentre_id = %s AND id = %s",
                [number, self.export.jobcentre_id, self.export.pk],
            )

    def close(self) -> None:
        """Give the connection back."""
        self.other.close()


class transaction_of:  # noqa: N801  reads as a word
    """A transaction of a connection that Django does not know."""

    def __init__(self, other: object) -> None:
        self.other = other

    def __enter__(self) -> None:
        self.other.set_autocommit(False)  # type: ignore[attr-defined]

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None:
            self.other.commit()  # type: ignore[attr-defined]
        else:
            self.other.rollback()  # type: ignore[attr-defined]
        self.other.set_autocommit(True)  # type: ignore[attr-defined]


def tidy_exports(jobcentre_id: int) -> list[int]:
    """Delete files that are a day old; return the ids of those that still wait for a worker."""
    with acting_in(jobcentre_id):
        mine = Export.objects.filter(jobcentre_id=jobcentre_id)
        old = mine.filter(expires_at__lte=now()).exclude(state__in=[State.FAILED, State.EXPIRED])
        for name in old.exclude(file_name="").values_list("file_name", flat=True).order_by("id"):
            (exports.folder() / name).unlink(missing_ok=True)
        old.update(state=State.EXPIRED, query="")
        waiting = mine.filter(
            Q(state=State.WAITING, created_at__lt=now() - timedelta(seconds=30))
            | Q(state=State.RUNNING, started_at__lt=now() - STUCK)
        )
        return list(waiting.order_by("id").values_list("pk", flat=True)[:20])
