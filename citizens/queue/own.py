"""What citizens say is wrong, on “my day” of the case team until somebody answers."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access.plan import of_my_cases
from citizens.models import OwnRemark
from citizens.rules.own import ANSWER_DAYS
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.calendar import add_working_days
from jobcenter.clock import local_day
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def waiting_remarks(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the remarks without an answer of those in whose case team the viewer is."""
    return of_my_cases(viewer, OwnRemark.objects.filter(answered_at__isnull=True), day=day)


_SHOWN = Shown(
    OwnRemark, lambda viewer, day: waiting_remarks(viewer, day).order_by("pk"),
    ("public_id", "told_at", "citizen__public_id", "citizen__first_name",
     "citizen__last_name"),
)  # fmt: skip


def remark_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, the oldest first; what was written stays on the page."""
    return [_row(each, viewer, day) for each in bring_one(viewer, day, _SHOWN, limit)]


def _row(each: Any, viewer: Viewer, day: date) -> QueueRow:
    due = add_working_days(local_day(each.told_at), ANSWER_DAYS)
    url = reverse("citizens:own", args=[each.citizen.public_id])
    return QueueRow(
        severity="now" if due <= day else "week",
        title=each.citizen.short_name,
        why=_("Says that something we have written is wrong. Answer by %(day)s.")
        % {"day": say(due, "j. F Y")},
        actions=[Action(_("Answer"), f"{url}#skrevet")],
        subject=each.public_id, tag=Tag(_("from the candidate"), "info"), due_on=due, url=url,
    )  # fmt: skip


REMARKS = QueueKind(
    code="citizens.own_remarks",
    label=gettext_lazy("Candidates who say that something is wrong"),
    order=58,
    find=remark_rows,
    waiting=waiting_remarks,
    can=(Can.WRITE_CITIZENS,),
    shown=_SHOWN,
    row=_row,
)  # fmt: skip
