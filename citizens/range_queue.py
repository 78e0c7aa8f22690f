"""What the range puts on “my day”: stays that last too long, or that never began."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access_offers import team_rows
from citizens.models import OfferStay
from citizens.range_choices import OPEN_STAYS, StayState
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

# Enrolled this long without a first day: somebody should ask.
SILENT = timedelta(days=28)


def stays_waiting(viewer: Viewer, day: date) -> QuerySet[OfferStay]:
    """Return the viewer's stays past their longest, or enrolled for four weeks without a day."""
    late = Q(latest_on__lt=day) | Q(state=StayState.ENROLLED, referred_on__lt=day - SILENT)
    return OfferStay.objects.filter(
        late,
        Exists(team_rows(viewer, day).filter(citizen_id=OuterRef("citizen_id"))),
        jobcentre_id=viewer.jobcentre_id,
        owner_id=viewer.membership_id,
        state__in=OPEN_STAYS,
    )


def stay_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the stays that need the viewer, the longest overdue first: one query."""
    rows = stays_waiting(viewer, day).select_related("citizen", "offer")
    return [_row(stay, day) for stay in rows.order_by("latest_on", "referred_on", "pk")[:limit]]


def _row(stay: Any, day: date) -> QueueRow:
    page = reverse("citizens:support", args=[stay.citizen.public_id])
    end = reverse("citizens:end_stay", args=[stay.citizen.public_id, stay.public_id])
    actions = [Action(_("Has ended"), end, primary=True)]
    if stay.state == StayState.ENROLLED:
        start = reverse("citizens:start_stay", args=[stay.citizen.public_id, stay.public_id])
        actions = [Action(_("Has begun"), start, primary=True), Action(_("Has ended"), end)]
        why = _("Enrolled %(day)s, and no first day is written.") % {
            "day": say(stay.referred_on, "j. F Y")
        }
        tag = Tag(_("not begun"), "warn")
    else:
        why = _("The longest stay passed %(day)s. Write what it led to, and what comes next.") % {
            "day": say(stay.latest_on, "j. F Y")
        }
        tag = Tag(_("too long"), "bad")
    is_now = stay.state == StayState.STARTED and (day - stay.latest_on).days >= 7
    return QueueRow(
        severity="now" if is_now else "week",
        title=f"{stay.citizen.short_name} · {stay.offer.name}",
        why=why, actions=actions, subject=stay.citizen.public_id, tag=tag, url=page,
        due_on=stay.latest_on, key=str(stay.public_id),
    )  # fmt: skip


STAYS = QueueKind(
    code="citizens.stays",
    label=gettext_lazy("Stays in offers to follow up"),
    order=30,
    find=stay_rows,
    waiting=stays_waiting,
    can=(Can.WRITE_CITIZENS,),
)
