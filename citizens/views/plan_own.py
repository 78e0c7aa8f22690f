"""The plan on the citizen's own page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from citizens.choices.plan import GoalState, Through
from citizens.choices.release import ReleaseState
from citizens.models import Citizen, PlanGoal, PlanVoice, ReleasedOffer
from citizens.own.door import Own, own_view
from citizens.plan_reading import Reading, read_plan
from citizens.rules.own import DOOR, IDLE
from jobcenter.clock import today
from jobcenter.permissions import allow
from jobcenter.viewer import Viewer


@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
@own_view
def plan(request: HttpRequest, own: Own) -> HttpResponse:
    """The plan, and what the citizen says of it."""
    reading = Reading(
        viewer=own.viewer, citizen=own.citizen, house=own.house, through=Through.OWN,
        here=reverse("own:plan"), template="citizens/plan/read_own.html", with_csrf=True,
        frame={"own": own, "idle_seconds": int(IDLE.total_seconds())},
    )  # fmt: skip
    return read_plan(request, reading)


def line(viewer: Viewer, citizen: Citizen) -> str:
    """Return what the own page says of the plan: how many goals, and an answer not read."""
    own = {"jobcentre_id": viewer.jobcentre_id, "citizen_id": citizen.pk}
    goals = PlanGoal.objects.filter(**own, state=GoalState.OPEN).count()
    if ReleasedOffer.objects.filter(**own, state=ReleaseState.OPEN, until__gte=today()).exists():
        return _("There is something for you to choose.")
    if not goals:
        return _("No plan yet. You can begin it.")
    told = ngettext("One goal.", "%(goals)s goals.", goals) % {"goals": goals}
    if PlanVoice.objects.filter(**own, answered_at__isnull=False).exists():
        told += " " + _("We have answered you.")
    return told
