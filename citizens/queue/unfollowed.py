"""Candidates nobody follows: whom an import brought in, or whose colleague left; for leaders."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from citizens.choices import CitizenState
from citizens.models import CaseTeamMember, Citizen
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.clock import today
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

PAGE = 100
MOST_COUNTED = 1_000


def unfollowed(viewer: Viewer, day: date | None = None) -> QuerySet[Citizen]:
    """Return candidates under way in whose case team nobody is today, the oldest first."""
    team = CaseTeamMember.objects.on(day or today()).filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk")
    )
    return Citizen.objects.filter(
        ~Exists(team), jobcentre_id=viewer.jobcentre_id, state=CitizenState.ACTIVE
    ).order_by("pk")


def chosen(viewer: Viewer, ids: Sequence[UUID]) -> list[Citizen]:
    """Return those of the chosen that nobody follows still."""
    return list(unfollowed(viewer).filter(public_id__in=ids[:PAGE]))


def unfollowed_row(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return one row for all of them: who they are is not the leader's to know."""
    first = unfollowed(viewer, day).values_list("public_id", flat=True)[:MOST_COUNTED]
    ids = list(first)
    if not ids:
        return []
    url = reverse("citizens:unfollowed")
    shown = f"{MOST_COUNTED}+" if len(ids) == MOST_COUNTED else str(len(ids))
    title = ngettext(
        "%(number)s candidate is followed by nobody",
        "%(number)s candidates are followed by nobody",
        len(ids),
    ) % {"number": shown}
    return [
        QueueRow(
            severity="week", title=title, why=_("Choose who is to follow them."), url=url,
            actions=[Action(_("Choose"), url)], subject=ids[0],
            tag=Tag(_("nobody follows"), "warn"),
        )
    ]  # fmt: skip


UNFOLLOWED = QueueKind(
    code="citizens.queue.unfollowed",
    label=gettext_lazy("Followed by nobody"),
    order=71,
    find=unfollowed_row,
    waiting=unfollowed,
    can=(Can.GRANT_ACCESS,),
)
