"""“My day” says when the next newsletter is due: every second month, to who wrote the last."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices.network import LetterState
from companies.models import Newsletter
from companies.rules.newsletters import SHORTEST, next_due, sent_by_when_due
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.clock import COPENHAGEN, local_day
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def _last(viewer: Viewer) -> QuerySet[Newsletter]:
    """Return the last issue: for its writer, for all once they have left."""
    ours = Newsletter.objects.filter(jobcentre_id=viewer.jobcentre_id, state=LetterState.SENT)
    return ours.filter(
        ~Exists(ours.filter(sent_at__gt=OuterRef("sent_at"))),
        Q(written_by_id=viewer.membership_id) | Q(written_by__ended_on__isnull=False),
    )


def _due(viewer: Viewer, day: date) -> QuerySet[Newsletter]:
    """Return the last issue once the next is due."""
    return _last(viewer).filter(
        sent_at__lte=datetime.combine(sent_by_when_due(day), time.max, COPENHAGEN)
    )


def _nearly_due(viewer: Viewer, day: date) -> QuerySet[Newsletter]:
    """Return it some days early: how long two months are is for `_due` to say."""
    return _last(viewer).filter(sent_at__date__lte=day - SHORTEST)


def newsletter_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return that the next issue is due, with the draft that somebody has begun: one query."""
    drafts = Newsletter.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=LetterState.DRAFT
    ).order_by("-id")
    due = _due(viewer, day).annotate(draft=Subquery(drafts.values("public_id")[:1]))
    return [_row(each) for each in due.order_by("-id")[:1]]


def _row(last: Any) -> QueueRow:
    sent_on = local_day(last.sent_at)
    url = (
        reverse("companies:newsletter", args=[last.draft])
        if last.draft
        else reverse("companies:newsletter_new")
    )
    word = _("Finish the draft") if last.draft else _("Write it")
    why = _("The last one went out on %(day)s. One goes out every second month.")
    return QueueRow(
        severity="week", title=_("The newsletter"), why=why % {"day": say(sent_on, "j. F Y")},
        actions=[Action(word, url, primary=True)], subject=last.public_id,
        tag=Tag(_("due"), "info"), due_on=next_due(sent_on),
        url=reverse("companies:newsletters"),
    )  # fmt: skip


QUEUE = QueueKind(
    code="companies.newsletter",
    label=gettext_lazy("Newsletter"),
    order=76,
    find=newsletter_rows,
    waiting=_nearly_due,
    can=(Can.MANAGE_CAMPAIGNS,),
)
