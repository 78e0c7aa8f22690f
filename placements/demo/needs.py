"""Two of the demo's placements that are for needs of their companies, and one that is offered."""

from companies.models import Need
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements import actions
from placements.choices import State
from placements.models import NeedCandidate, Placement


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Let running placements fill open needs of their companies; does nothing the second time."""
    if "nora" not in people or NeedCandidate.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    actor = Viewer.of(people["nora"])
    needs = {
        need.company_id: need
        for need in Need.objects.open().filter(jobcentre_id=jobcentre.pk).order_by("-number", "-id")
    }
    rows = Placement.objects.filter(
        jobcentre_id=jobcentre.pk, consultant=people["nora"],
        state__in=[State.RUNNING, State.AGREED, State.DRAFT],
        place__workplace__company_id__in=needs,
    )  # fmt: skip
    used: set[int] = set()
    for placement in rows.select_related("place__workplace").order_by("state", "id"):
        company_id = placement.place.workplace.company_id
        if company_id in used or len(used) == 3:
            continue
        used.add(company_id)
        actions.use_for_need(placement, needs[company_id], actor=actor)
