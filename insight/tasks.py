"""The nightly job: one task per jobcentre, each safe to run twice."""

from datetime import date

from celery import shared_task
from django.db import OperationalError

from insight import indicators
from insight.actions import compute_incrementally, compute_population
from insight.models import Reason
from insight.populations import Population
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer


@shared_task
def compute_every_jobcentre() -> int:
    """Queue a computation for every jobcentre and return how many."""
    ids = list(Jobcentre.objects.order_by("id").values_list("id", flat=True))
    for jobcentre_id in ids:
        compute_jobcentre.delay_on_commit(jobcentre_id)
    return len(ids)


@shared_task(
    autoretry_for=(OperationalError,), retry_backoff=30, max_retries=5, reject_on_worker_lost=True
)
def compute_jobcentre(jobcentre_id: int, reason: str = Reason.NIGHTLY) -> int:
    """Compute one jobcentre's figures up to today and return how many values changed."""
    with acting_in(jobcentre_id):
        return compute_incrementally(actor=Viewer.system(jobcentre_id), reason=reason).changed


@shared_task(autoretry_for=(OperationalError,), retry_backoff=30, max_retries=5)
def compute_past_of_population(
    jobcentre_id: int, code: str, key: str, group_ids: list[int], first: str
) -> int:
    """Compute the past of a population somebody has begun to follow."""
    indicator = indicators.find(code)
    if indicator is None:
        return 0
    with acting_in(jobcentre_id):
        return compute_population(
            Population(key, frozenset(group_ids)),
            date.fromisoformat(first),
            actor=Viewer.system(jobcentre_id),
            indicator=indicator,
        )
