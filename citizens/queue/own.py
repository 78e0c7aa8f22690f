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
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.calendar import add_working_days
from jobcenter.clock import local_day
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def waiting_remarks(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the remarks without an answer of those in whose case team the viewer is."""
    return of_my_cases(viewer, OwnRemark.objects.filter(answered_at__isnull=True), day=day)


def remark_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, the oldest first; what was written stays on the page."""
    found = waiting_remarks(viewer, day).select_related("citizen").order_by("pk")[:limit]
    rows = []
    for each in found:
        due = add_working_days(local_day(each.told_at), ANSWER_DAYS)
        url = reverse("citizens:own", args=[each.citizen.public_id])
        rows.append(
            QueueRow(
                severity="now" if due <= day else "week",
                title=each.citizen.short_name,
                why=_("Says that something we have written is wrong. Answer by %(day)s.")
                % {"day": say(due, "j. F Y")},
                actions=[Action(_("Answer"), f"{url}#skrevet")],
                subject=each.public_id, tag=Tag(_("from the candidate"), "info"), due_on=due,
                url=url,
            )
        )  # fmt: skip
    return rows


REMARKS = QueueKind(
    code="citizens.own_remarks",
    label=gettext_lazy("Candidates who say that something is wrong"),
    order=58,
    find=remark_rows,
    waiting=waiting_remarks,
    can=(Can.WRITE_CITIZENS,),
)
