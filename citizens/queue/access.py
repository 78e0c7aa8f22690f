"""What this room puts on “my day”: colleagues who wait for an answer about access."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import pseudonym, requests_to_decide
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.clock import local_day
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def request_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the requests for access the viewer may answer, the oldest first."""
    waiting = (
        requests_to_decide(viewer)
        .select_related("citizen", "membership")
        .order_by("asked_at", "pk")[:limit]
    )
    rows = []
    for request in waiting:
        url = reverse("citizens:decide", args=[request.public_id])
        asked_on = local_day(request.asked_at)
        who = _("Citizen %(letters)s") % {"letters": pseudonym(request.citizen.public_id)}
        rows.append(
            QueueRow(
                severity="now" if (day - asked_on).days >= 1 else "week",
                title=f"{request.membership.name} · {who}",
                why=request.reason,
                actions=[Action(_("Answer"), url)],
                subject=request.public_id,
                tag=Tag(_("Asks for access"), "info"),
                url=url,
            )
        )
    return rows


REQUESTS = QueueKind(
    code="citizens.access_requests",
    label=gettext_lazy("Requests for access"),
    order=70,
    find=request_rows,
    waiting=requests_to_decide,
    can=(Can.GRANT_ACCESS,),
)
