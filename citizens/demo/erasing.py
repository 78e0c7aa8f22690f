"""The demo's erasures: last month's certificate, and one preview that waits."""

from datetime import timedelta

from citizens.actions.erasing import approve_erasure, propose_erasure
from citizens.models.erasing import ErasureCount, ErasureRun, ErasureState
from jobcenter.clock import clock_at, now
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

AGO = timedelta(days=31)
# What the certificate tells, by kind: found and erased, held back. Figures of the demo only.
ERASED = {"citizens": (14, 1), "looks": (2_381, 0), "requests": (9, 0), "messages": (412, 0)}


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Leave a certificate of a month ago, and propose anew."""
    if jobcentre.code != "0901" or ErasureRun.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    actor = Viewer.of(people["ole"])
    with clock_at(now() - AGO):
        run = propose_erasure(actor=Viewer.system(jobcentre.pk))
        run = approve_erasure(run, actor=actor)
        run.state, run.started_at, run.finished_at = ErasureState.DONE, now(), now()
        run.save(update_fields=["state", "started_at", "finished_at"])
        for kind, (erased, held) in ERASED.items():
            ErasureCount.objects.filter(jobcentre_id=jobcentre.pk, run=run, kind=kind).update(
                found=erased, erased=erased, held=held
            )
    propose_erasure(actor=Viewer.system(jobcentre.pk))
