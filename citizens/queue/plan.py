"""What plans put on “my day”, remind of, hand over, and show on the citizen's page."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from citizens.access import pseudonym
from citizens.access.plan import of_my_cases
from citizens.actions.plan import take_over_step
from citizens.choices.plan import Doer, GoalState, VoiceKind
from citizens.models import Citizen, PlanGoal, PlanStep, PlanVoice
from citizens.parts import Card
from citizens.rules.plan import OPEN_STEPS
from followup.brought import Shown, bring_one
from followup.kinds import Candidate, Link, Recipient, ReminderKind, Text
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.handover import HandoverKind, HandoverRow
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

LATE = "citizens.plan_step_late"
CITIZEN = ("citizen__public_id", "citizen__first_name", "citizen__last_name")
SHOWN_ON_PAGE = 4  # goals on the card
FORGOTTEN = timedelta(days=90)  # older than this nobody is written to; my day still shows it


def late_steps(viewer: Viewer, day: date) -> QuerySet[PlanStep]:
    """Return the viewer's steps whose day has passed, of those in whose case team they are."""
    mine = PlanStep.objects.filter(
        owner_id=viewer.membership_id or 0, state__in=OPEN_STEPS, due_on__lt=day
    )
    return of_my_cases(viewer, mine, day=day)


_LATE = Shown(
    PlanStep,
    lambda viewer, day: late_steps(viewer, day).order_by("due_on", "id"),
    ("public_id", "doer", "outside", "due_on", "text", *CITIZEN),
)  # fmt: skip


def late_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, the longest overdue first."""
    return [_late_row(step, viewer, day) for step in bring_one(viewer, day, _LATE, limit)]


def _late_row(step: PlanStep, viewer: Viewer, day: date) -> QueueRow:
    url = reverse("citizens:plan", args=[step.citizen.public_id])
    if step.doer == Doer.CITIZEN:
        who = _("The candidate does it; you follow up.")
    elif step.doer == Doer.OUTSIDE:
        who = _("%(name)s does it; you follow up.") % {"name": step.outside}
    else:
        who = _("It is yours.")
    return QueueRow(
        severity="now" if step.due_on < day - timedelta(days=7) else "week",
        title=f"{step.citizen.short_name}: {step.text}",
        why=_("Should be done before %(day)s.") % {"day": say(step.due_on, "j. F Y")} + f" {who}",
        actions=[Action(_("Open the plan"), url)],
        subject=step.public_id,
        tag=Tag(_("overdue"), "bad"),
        due_on=step.due_on,
        url=url,
    )


QUEUE = QueueKind(
    code=LATE,
    label=gettext_lazy("Steps of plans whose day has passed"),
    order=45,
    find=late_rows,
    waiting=late_steps,
    can=(Can.READ_CITIZENS,),
    shown=_LATE,
    row=_late_row,
)


def waiting_voices(viewer: Viewer, day: date) -> QuerySet[PlanVoice]:
    """Return what citizens of the viewer's cases said and nobody has answered."""
    rows = PlanVoice.objects.filter(answer_by__isnull=False, answered_at__isnull=True)
    return of_my_cases(viewer, rows, day=day)


_VOICES = Shown(
    PlanVoice,
    lambda viewer, day: waiting_voices(viewer, day).order_by("answer_by", "id"),
    ("public_id", "kind", "text", "answer_by", *CITIZEN),
)  # fmt: skip


def voice_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, the first promised on top."""
    return [_voice_row(voice, viewer, day) for voice in bring_one(viewer, day, _VOICES, limit)]


def _voice_row(voice: PlanVoice, viewer: Viewer, day: date) -> QueueRow:
    titles = {
        VoiceKind.DISAGREE: _("%(name)s disagrees with the plan"),
        VoiceKind.GOAL: _("%(name)s has an own goal"),
        VoiceKind.WISH: _("%(name)s has a wish"),
    }
    args = [voice.citizen.public_id, voice.public_id]
    assert voice.answer_by is not None  # noqa: S101  only such are found
    promised = _("Answer before %(day)s.") % {"day": say(voice.answer_by, "j. F")}
    return QueueRow(
        severity="now" if voice.answer_by <= day else "week",
        title=titles[VoiceKind(voice.kind)] % {"name": voice.citizen.short_name},
        why=f"“{Truncator(voice.text).chars(160)}” {promised}",
        actions=[Action(_("Answer"), reverse("citizens:answer_voice", args=args))],
        subject=voice.public_id,
        tag=Tag(_("waits for an answer"), "warn"),
        due_on=voice.answer_by,
        url=reverse("citizens:plan", args=[voice.citizen.public_id]),
    )


VOICES = QueueKind(
    code="citizens.plan_voices",
    label=gettext_lazy("From candidates about their plans"),
    order=44,
    find=voice_rows,
    waiting=waiting_voices,
    can=(Can.WRITE_CITIZENS,),
    shown=_VOICES,
    row=_voice_row,
)


class LateStep(ReminderKind):
    """Tells a colleague, the day after, that a step of a plan should have been done."""

    code = LATE
    label = gettext_lazy("step of a plan whose day has passed")
    names_people = False

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return the overdue steps, each to the colleague it lies with: one query."""
        rows = (
            PlanStep.objects.filter(
                jobcentre_id=jobcentre_id, state__in=OPEN_STEPS, due_on__lt=today,
                due_on__gte=today - FORGOTTEN, owner__ended_on__isnull=True,
            )
            .order_by("due_on", "id")
            # Plain columns, and each colleague once: there are a hundred steps to one of them.
            .values_list(
                "public_id", "due_on", "owner__public_id", "owner__name", "owner__email",
                "owner__user__email", "owner__user__language",
            )
        )  # fmt: skip
        owners: dict[UUID, Recipient] = {}
        for step, due_on, owner, name, email, login, language in rows:
            if owner not in owners:
                owners[owner] = Recipient(
                    kind="membership", public_id=owner, name=name, email=email or login,
                    language=language,
                )  # fmt: skip
            yield Candidate(
                subject=step,
                occurrence=due_on.isoformat(),
                due_on=due_on + timedelta(days=1),
                recipient=owners[owner],
            )

    def text(self, reminder: Any, jobcentre: Any) -> Text | None:
        """Write the text: neither whom nor what it is about; nothing if it is done meanwhile."""
        step = (
            PlanStep.objects.filter(
                jobcentre_id=jobcentre.pk, public_id=reminder.subject, state__in=OPEN_STEPS
            )
            .select_related("citizen")
            .order_by()
            .first()
        )
        if step is None:
            return None
        url = settings.BASE_URL.rstrip("/") + reverse(
            "citizens:plan", args=[step.citizen.public_id]
        )
        return Text(
            title=_("A step of a plan should have been done"),
            lines=[
                _("It was due before %(day)s. Write that it is done, or choose a new day.")
                % {"day": say(step.due_on, "j. F Y")}
            ],
            link=Link(_("Open the plan"), url, is_private=False),
        )


def _rows(viewer: Viewer, member: int) -> Any:
    return PlanStep.objects.filter(
        jobcentre_id=viewer.jobcentre_id, owner_id=member, state__in=OPEN_STEPS
    )


def find_open(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    """Return a colleague's open steps, the nearest day first: never what or for whom."""
    rows = _rows(viewer, member).select_related("citizen").order_by("due_on", "id")
    return [
        HandoverRow(
            row.public_id,
            _("Citizen %(letters)s") % {"letters": pseudonym(row.citizen.public_id)},
            url=reverse("citizens:page", args=[row.citizen.public_id]),
            due_on=row.due_on,
        )
        for row in rows[:limit]
    ]


def give_open(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    """Give a colleague's open steps to another."""
    rows = _rows(actor, from_id).select_related("citizen")
    rows = rows.filter(public_id__in=only) if only is not None else rows
    number = 0
    for step in rows.exclude(public_id__in=leave).order_by("citizen_id", "id"):
        take_over_step(step, to, actor=actor)
        number += 1
    return number


HANDOVER = HandoverKind(
    code="citizens.plan_steps",
    label=gettext_lazy("Open steps of candidates' plans"),
    order=14,
    find=find_open,
    rows=_rows,
    hand_over=give_open,
    is_urgent=True,
)


def card_rows(viewer: Viewer) -> Any:
    """Return the open goals with the number of their open steps: for the case team."""
    goals = of_my_cases(viewer, PlanGoal.objects.filter(state=GoalState.OPEN))
    return ArraySubquery(
        goals.filter(citizen_id=OuterRef("pk"))
        .order_by("id")
        .values(json=JSONObject(text=F("text"), origin=F("origin")))[: SHOWN_ON_PAGE + 1]
    )


def card(viewer: Viewer, citizen: Citizen, found: Any) -> Card | None:
    """Return the plan's card on the citizen's page; none where no goal is open."""
    if not found:
        return None
    lines = [each["text"] for each in found[:SHOWN_ON_PAGE]]
    if len(found) > SHOWN_ON_PAGE:
        lines.append(_("… and more"))
    return Card(
        title=ngettext("The goal", "The goals", len(found)),
        lines=lines,
        url=reverse("citizens:plan", args=[citizen.public_id]),
        link_label=_("Open the plan"),
    )


def register() -> None:
    """Fill the registries."""
    from citizens import events
    from citizens.demo import plan as demo_plan
    from citizens.demo import release as demo_release
    from citizens.demo import talks as demo_talks
    from citizens.mails import plan as mails_plan
    from citizens.mails.waiting import VoiceWaits
    from citizens.navigation import tab
    from citizens.own.parts import own_part
    from citizens.parts import part
    from citizens.queue import release as work_release
    from citizens.views import plan_own
    from followup.kinds import register as register_reminder
    from followup.kinds import register_message
    from followup.queue import register_queue
    from jobcenter import registries
    from jobcenter.handover import handover_kind

    tab("plan", pgettext_lazy("citizen", "Plan"), "citizens:plan", order=20, team_only=True)
    tab("talks", gettext_lazy("Conversations"), "citizens:talks", order=22, team_only=True)
    part("plan", rows=card_rows, tell=card, order=20)
    own_part("plan", gettext_lazy("My plan"), url_name="own:plan", tell=plan_own.line, order=10)
    register_queue(QUEUE)
    register_queue(VOICES)
    register_queue(work_release.CHOICES)
    register_message(mails_plan.PlanLink())
    register_reminder(LateStep())
    register_reminder(VoiceWaits())
    handover_kind(HANDOVER)
    registries.demo(23, demo_plan.build)
    registries.demo(24, demo_talks.build)
    registries.demo(57, demo_release.build)
    for code, label in events.PLAN.items():
        registries.event_kind(code, label, group="plan")
