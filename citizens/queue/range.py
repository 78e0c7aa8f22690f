"""What the range puts on “my day”: what lasts too long, is not used, or waits."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access.offers import frame_requests_to_answer, team_rows
from citizens.choices.range import OPEN_STAYS, FrameState, StayState
from citizens.models import Barrier, FrameRequest, OfferStay, SupportGrant
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

# Enrolled this long without a first day, or unused this long: somebody should ask.
SILENT = timedelta(days=28)
CITIZEN = ("citizen__public_id", "citizen__first_name", "citizen__last_name")


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


_STAYS = Shown(
    OfferStay,
    lambda viewer, day: stays_waiting(viewer, day).order_by("latest_on", "referred_on", "pk"),
    ("public_id", "state", "referred_on", "latest_on", "offer__name", *CITIZEN),
)  # fmt: skip


def stay_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the stays that need the viewer, the longest overdue first: one query."""
    return [_row(stay, day) for stay in bring_one(viewer, day, _STAYS, limit)]


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
    shown=_STAYS,
    row=lambda stay, viewer, day: _row(stay, day),
)


def support_waiting(viewer: Viewer, day: date) -> QuerySet[SupportGrant]:
    """Return the support the viewer sees to that is past its last day, or unused for four weeks."""
    silent = Q(last_use_on__lt=day - SILENT) | Q(last_use_on__isnull=True, from_on__lt=day - SILENT)
    return SupportGrant.objects.filter(
        Q(until_on__lt=day) | silent,
        Exists(team_rows(viewer, day).filter(citizen_id=OuterRef("citizen_id"))),
        jobcentre_id=viewer.jobcentre_id,
        owner_id=viewer.membership_id,
        ended_on__isnull=True,
    )


_SUPPORT = Shown(
    SupportGrant,
    lambda viewer, day: support_waiting(viewer, day).order_by("until_on", "pk"),
    ("public_id", "until_on", "last_use_on", "from_on", "offer__name", *CITIZEN),
)  # fmt: skip


def support_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the support that needs the viewer, the longest over first: one query."""
    return [_support_row(grant, day) for grant in bring_one(viewer, day, _SUPPORT, limit)]


def _support_row(grant: Any, day: date) -> QueueRow:
    key = [grant.citizen.public_id, grant.public_id]
    page = reverse("citizens:support_grant", args=key)
    end = Action(_("End it"), reverse("citizens:end_grant", args=key))
    is_over = grant.until_on < day
    if is_over:
        why = _("The last day was %(day)s, and what it led to is not written.") % {
            "day": say(grant.until_on, "j. F Y")
        }
        tag = Tag(_("past its last day"), "bad")
    elif grant.last_use_on:
        why = _("Nothing used since %(day)s.") % {"day": say(grant.last_use_on, "j. F Y")}
        tag = Tag(_("not used"), "warn")
    else:
        why = _("Nothing used since it began %(day)s.") % {"day": say(grant.from_on, "j. F Y")}
        tag = Tag(_("not used"), "warn")
    return QueueRow(
        severity="now" if is_over else "week",
        title=f"{grant.citizen.short_name} · {grant.offer.name}",
        why=why, actions=[end] if is_over else [Action(_("Write use"), page), end],
        subject=grant.citizen.public_id, tag=tag, url=page, due_on=grant.until_on,
        key=str(grant.public_id),
    )  # fmt: skip


SUPPORT = QueueKind(
    code="citizens.support",
    label=gettext_lazy("Support to follow up"),
    order=31,
    find=support_rows,
    waiting=support_waiting,
    can=(Can.WRITE_CITIZENS,),
    shown=_SUPPORT,
    row=lambda grant, viewer, day: _support_row(grant, day),
)


def frames_waiting(viewer: Viewer, day: date) -> QuerySet[FrameRequest]:
    """Return questions for a larger frame the viewer may answer, and own answers not seen."""
    mine = Q(membership_id=viewer.membership_id, decided_at__isnull=False, seen_at__isnull=True)
    rows = FrameRequest.objects.filter(jobcentre_id=viewer.jobcentre_id)
    return rows.filter(mine | Q(pk__in=frame_requests_to_answer(viewer).order_by().values("pk")))


_FRAMES = Shown(
    FrameRequest,
    lambda viewer, day: frames_waiting(viewer, day).order_by("asked_at", "pk"),
    ("public_id", "membership_id", "state", "answer", "reason", "membership__name",
     "decided_by__name"),
)  # fmt: skip


def frame_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the questions and answers about frames: one query."""
    return [_frame_row(row, viewer) for row in bring_one(viewer, day, _FRAMES, limit)]


def _frame_row(row: Any, viewer: Viewer) -> QueueRow:
    page = reverse("citizens:frames")
    if row.membership_id == viewer.membership_id:
        said_yes = row.state == FrameState.GRANTED
        seen = reverse("citizens:frame_seen", args=[row.public_id])
        return QueueRow(
            severity="week",
            title=_("%(name)s answered about your frame") % {"name": row.decided_by.name},
            why=row.answer or (_("Your frame is larger now.") if said_yes else ""),
            actions=[Action(_("I have seen it"), seen, method="post")],
            subject=row.public_id, url=page,
            tag=Tag(FrameState(row.state).label, "ok" if said_yes else "warn"),
        )  # fmt: skip
    answer = reverse("citizens:answer_frame", args=[row.public_id])
    return QueueRow(
        severity="now",
        title=_("%(name)s asks for a larger frame") % {"name": row.membership.name},
        why=row.reason, actions=[Action(_("Answer"), answer, primary=True)],
        subject=row.public_id, url=answer, tag=Tag(_("waits for you"), "info"),
    )  # fmt: skip


FRAMES = QueueKind(
    code="citizens.frames",
    label=gettext_lazy("Frames for support"),
    order=71,
    find=frame_rows,
    waiting=frames_waiting,
    can=(Can.WRITE_CITIZENS, Can.SET_FRAMES),
    shown=_FRAMES,
    row=lambda row, viewer, day: _frame_row(row, viewer),
)  # fmt: skip


# A barrier is shown this long before its day.
AHEAD = timedelta(days=7)


def barriers_waiting(viewer: Viewer, day: date) -> QuerySet[Barrier]:
    """Return the viewer's open barriers whose day has come or is a week off at most."""
    return Barrier.objects.filter(
        Exists(team_rows(viewer, day).filter(citizen_id=OuterRef("citizen_id"))),
        jobcentre_id=viewer.jobcentre_id,
        owner_id=viewer.membership_id,
        lifted_on__isnull=True,
        due_on__lte=day + AHEAD,
    )


_BARRIERS = Shown(
    Barrier,
    lambda viewer, day: barriers_waiting(viewer, day).order_by("due_on", "pk"),
    ("public_id", "due_on", "word__name_da", "word__name_en", *CITIZEN),
)  # fmt: skip


def barrier_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the barriers to clear, the most overdue first: one query."""
    return [_barrier_row(row, day) for row in bring_one(viewer, day, _BARRIERS, limit)]


def _barrier_row(row: Any, day: date) -> QueueRow:
    key = [row.citizen.public_id, row.public_id]
    late = row.due_on < day
    return QueueRow(
        severity="now" if late else "week",
        title=f"{row.citizen.short_name}: {row.word.name}",
        why=_("A barrier to be cleared by %(day)s.") % {"day": say(row.due_on, "j. F Y")},
        actions=[
            Action(_("Cleared"), reverse("citizens:lift_barrier", args=key), primary=True),
            Action(_("The board"), reverse("citizens:board")),
        ],
        subject=row.citizen.public_id,
        tag=Tag(_("overdue"), "bad") if late else Tag(_("soon"), "warn"),
        due_on=row.due_on,
        url=reverse("citizens:page", args=[row.citizen.public_id]) + "#barrierer",
        key=str(row.public_id),
    )


BARRIERS = QueueKind(
    code="citizens.barriers_due",
    label=gettext_lazy("Barriers to clear"),
    order=32,
    find=barrier_rows,
    waiting=barriers_waiting,
    can=(Can.WRITE_CITIZENS,),
    shown=_BARRIERS,
    row=lambda barrier, viewer, day: _barrier_row(barrier, day),
)
