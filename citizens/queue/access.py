"""What this room puts on “my day”: colleagues who wait for an answer about access."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import pseudonym, requests_to_decide
from citizens.models import AccessRequest
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.clock import local_day
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

_SHOWN = Shown(
    AccessRequest,
    lambda viewer, day: requests_to_decide(viewer, day).order_by("asked_at", "pk"),
    ("public_id", "asked_at", "reason", "membership__name", "citizen__public_id"),
)  # fmt: skip


def request_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the requests for access the viewer may answer, the oldest first."""
    return [_row(request, viewer, day) for request in bring_one(viewer, day, _SHOWN, limit)]


def _row(request: AccessRequest, viewer: Viewer, day: date) -> QueueRow:
    url = reverse("citizens:decide", args=[request.public_id])
    asked_on = local_day(request.asked_at)
    who = _("Citizen %(letters)s") % {"letters": pseudonym(request.citizen.public_id)}
    return QueueRow(
        severity="now" if (day - asked_on).days >= 1 else "week",
        title=f"{request.membership.name} · {who}",
        why=request.reason,
        actions=[Action(_("Answer"), url)],
        subject=request.public_id,
        tag=Tag(_("Asks for access"), "info"),
        url=url,
    )


REQUESTS = QueueKind(
    code="citizens.access_requests",
    label=gettext_lazy("Requests for access"),
    order=70,
    find=request_rows,
    waiting=requests_to_decide,
    can=(Can.GRANT_ACCESS,),
    shown=_SHOWN,
    row=_row,
)
