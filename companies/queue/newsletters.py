"""“My day” says when the next newsletter is due: every second month, to who wrote the last."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices.network import LetterState
from companies.models import Newsletter
from companies.rules.newsletters import SHORTEST, next_due, sent_by_when_due
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.clock import local_day
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


def _nearly_due(viewer: Viewer, day: date) -> QuerySet[Newsletter]:
    """Return it some days early: how long two months are is for `_row` to say."""
    return _last(viewer).filter(sent_at__date__lte=day - SHORTEST)


def newsletter_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return that the next issue is due, with the draft that somebody has begun: one query."""
    rows = [_row(each, viewer, day) for each in bring_one(viewer, day, _SHOWN, 1)]
    return [row for row in rows if row is not None]


def _with_draft(viewer: Viewer, day: date) -> QuerySet[Newsletter]:
    drafts = Newsletter.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=LetterState.DRAFT
    ).order_by("-id")
    issues = _nearly_due(viewer, day).annotate(draft=Subquery(drafts.values("public_id")[:1]))
    return issues.order_by("-id")[:1]


_SHOWN = Shown(Newsletter, _with_draft, ("public_id", "sent_at", "draft"))


def _row(last: Any, viewer: Viewer, day: date) -> QueueRow | None:
    sent_on = local_day(last.sent_at)
    if sent_on > sent_by_when_due(day):
        return None
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
    shown=_SHOWN,
    row=_row,
)
