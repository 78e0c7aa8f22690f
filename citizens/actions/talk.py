"""Conversations: begun, filled in, finished by the case team; rated by the citizen, unseen."""

from collections.abc import Sequence
from datetime import date

from citizens.access.plan import of_my_cases
from citizens.actions.checks import check_may_write, locked
from citizens.actions.plan import add_step
from citizens.choices.plan import Doer, Through
from citizens.choices.talk import Signpost, WheelArea
from citizens.models import (
    Citizen,
    PlanGoal,
    PlanStep,
    Talk,
    TalkNote,
    TalkRating,
    WheelMark,
)
from citizens.plan_writing import log_plan
from citizens.rules import talk as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.lines import one_line
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


@action
def begin_talk(citizen: Citizen, *, actor: Viewer, focus: str = "") -> Talk:
    """Begin a conversation today."""
    check_may_write(actor, citizen)
    if actor.membership_id is None:
        raise NotYours
    present = locked(citizen)
    own = {"jobcentre_id": present.jobcentre_id, "citizen": present, "held_on": today()}
    if Talk.objects.filter(**own).count() >= rules.MOST_A_DAY:
        raise Refused("talks_full", N_("There are three conversations today already. Use one."))
    talk = Talk.objects.create(**own, held_by_id=actor.membership_id, focus=one_line(focus)[:200])
    log_plan("citizen.talk_begun", actor, present)
    return talk


@action
def write_talk(
    talk: Talk, *, actor: Viewer, version: int, focus: str, motivation: int | None, why: str = ""
) -> Talk:
    """Write focus and motivation. Stale if somebody was faster."""
    rules.check_motivation(motivation, why)
    present = _open(talk, actor)
    if present.version != version:
        raise Stale
    present.focus, present.motivation = one_line(focus)[:200], motivation
    present.why = one_line(why)[:300]
    present.version += 1
    present.save(update_fields=["focus", "motivation", "why", "version"])
    return present


@action
def add_note(talk: Talk, *, actor: Viewer, signpost: str, text: str) -> TalkNote:
    """Write a small note at a signpost."""
    if signpost not in Signpost.values:
        raise Refused("signpost", N_("Choose where in the conversation the note belongs."))
    present = _open(talk, actor)
    if actor.membership_id is None:
        raise NotYours
    text = one_line(text)[: rules.LONGEST_NOTE]
    rows = TalkNote.objects.filter(jobcentre_id=present.jobcentre_id, talk_id=present.pk)
    rules.check_note(text, rows.count())
    return TalkNote.objects.create(
        jobcentre_id=present.jobcentre_id, talk=present, signpost=signpost, text=text,
        written_at=now(), written_by_id=actor.membership_id,
    )  # fmt: skip


@action
def mark_wheel(talk: Talk, *, actor: Viewer, marks: dict[str, int]) -> None:
    """Write the wheel of life anew: the parts that were talked about."""
    rules.check_wheel(marks, WheelArea.values)
    present = _open(talk, actor)
    WheelMark.objects.filter(jobcentre_id=present.jobcentre_id, talk_id=present.pk).delete()
    WheelMark.objects.bulk_create(
        WheelMark(jobcentre_id=present.jobcentre_id, talk=present, area=area, mark=mark)
        for area, mark in marks.items()
    )


@action
def agree_next_step(
    talk: Talk,
    *,
    actor: Viewer,
    goal: PlanGoal,
    text: str,
    proof: str,
    due_on: date,
    owner: Membership,
    doer: str = Doer.CITIZEN,
) -> PlanStep:
    """Agree on the next step, which becomes a step of the plan."""
    if not proof.strip():
        raise Refused("smart_proof", N_("Write how you both see that it is done."))
    present = _open(talk, actor)
    if goal.citizen_id != present.citizen_id:
        raise NotYours
    step = add_step(
        goal, actor=actor, text=text, doer=doer, owner=owner, due_on=due_on, proof=proof
    )
    present.next_step = step
    present.version += 1
    present.save(update_fields=["next_step", "version"])
    return step


@action
def finish_talk(talk: Talk, *, actor: Viewer) -> Talk:
    """Finish a conversation: from now on the citizen can answer the three questions."""
    present = _open(talk, actor)
    present.finished_at = now()
    present.version += 1
    present.save(update_fields=["finished_at", "version"])
    log_plan("citizen.talk_finished", actor, present.citizen)
    return present


@action
def rate_talk(talk: Talk, *, actor: Viewer, through: str, answers: Sequence[int]) -> None:
    """Keep the citizen's three answers, once, without whose they are or when they were given.

    By the citizen at the door, or on a colleague's screen, who cannot read them afterwards.
    """
    rules.check_answers(answers)
    if talk.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if through == Through.SCREEN:
        check_may_write(actor, talk.citizen)
    elif actor.kind != "citizen" or actor.subject != talk.citizen.public_id:
        raise NotYours
    rated = Talk.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=talk.pk, finished_at__isnull=False, is_rated=False
    ).update(is_rated=True)
    if not rated:
        raise Refused("talk_rated", N_("The questions are answered already. Thank you."))
    heard, decided, knows = answers
    TalkRating.objects.create(
        jobcentre_id=actor.jobcentre_id, quarter=rules.quarter_of(talk.held_on),
        team_id=talk.held_by.team_id, heard=heard, decided=decided, knows=knows,
    )  # fmt: skip


def _open(talk: Talk, actor: Viewer) -> Talk:
    check_may_write(actor, talk.citizen)
    locked(talk.citizen)
    rows = of_my_cases(actor, Talk.objects.filter(pk=talk.pk))
    present = lock_then_read(rows, "citizen", "held_by")
    if present is None:
        raise NotYours
    rules.check_can_change(present.finished_at is not None)
    return present  # type: ignore[no-any-return]
