"""Carries out what was approved, as the owner of the database: small batches, short locks.

Each batch is a transaction of its own, so that others wait for none; a run that was stopped goes on
where it was, for what is erased is no longer found.
"""

import time

from django.db import OperationalError, connection, transaction

from citizens.erasing.kinds import BY_CODE
from citizens.models.erasing import ErasureCount, ErasureRun, ErasureState
from jobcenter.clock import now
from jobcenter.tenancy import acting_in

PATIENCE = "2s"
TRIES = 20


def carry_out(run: ErasureRun) -> None:
    """Erase what an approved run names, and make it its own certificate."""
    with acting_in(run.jobcentre_id):
        run = ErasureRun.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
        if run.state not in (ErasureState.APPROVED, ErasureState.RUNNING):
            return
        run.state, run.started_at = ErasureState.RUNNING, run.started_at or now()
        run.save(update_fields=["state", "started_at"])
        counts = list(run.counts.filter(jobcentre_id=run.jobcentre_id))
    for count in counts:
        while one_batch(run, count):
            pass
    with acting_in(run.jobcentre_id):
        run.state, run.finished_at = ErasureState.DONE, now()
        run.save(update_fields=["state", "finished_at"])


def one_batch(run: ErasureRun, count: ErasureCount) -> bool:
    """Erase one batch; wait and try again where somebody works on one of the rows."""
    kind = BY_CODE[count.kind]
    for _try in range(TRIES):
        try:
            with acting_in(run.jobcentre_id):
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
                rows = kind.rows(run.jobcentre_id, count.before).order_by("pk")
                rows = rows.select_for_update(of=("self",))  # nobody reopens one meanwhile
                ids = list(rows.values_list("pk", flat=True)[: kind.batch])
                # held back, or reopened, while this waited for the lock: read once more
                ids = list(
                    kind.rows(run.jobcentre_id, count.before)
                    .filter(pk__in=ids)
                    .order_by("pk")
                    .values_list("pk", flat=True)
                )
                if not ids:
                    return False
                with transaction.atomic():
                    count.erased += kind.erase(run.jobcentre_id, ids)
                count.save(update_fields=["erased"])
                return True
        except OperationalError:
            count.refresh_from_db()
            time.sleep(1)
    raise OperationalError("A row stays locked; run it again later.")
