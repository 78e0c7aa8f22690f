"""The operations page: is everything running?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from followup.operations import latest_kinds, read_operations
from jobcenter import registries
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.SEE_OPERATIONS)
@require_GET
def operations(request: Request) -> HttpResponse:
    """Sweeps, outbox and alarms of the jobcentre, and what rooms above add."""
    state = read_operations(request.viewer)
    return render(
        request,
        "followup/operations.html",
        {
            "state": state,
            "waiting": state.counts["waiting"] + state.counts["sending"],
            "failed": state.counts["failed"] + state.counts["bounced"],
            "open_reminders": latest_kinds(request.viewer.jobcentre_id),
            "slot": registries.render_slot("operations.main", request),
            "aside": registries.render_slot("operations.aside", request),
        },
    )
