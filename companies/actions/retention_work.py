"""What is written in a retention case: talks, steps of the plan, a punch of the card."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from companies.actions.punches import spend_punches
from companies.actions.retention import acting, held, keep, tell
from companies.choices.retention import AtTable, CaseState
from companies.models import PunchCard, PunchUse, RetentionCase, RetentionStep, RetentionTalk
from companies.models.retention import sealed
from companies.rules import retention as rules
from companies.rules.enquiries import one_line, plain_text
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.viewer import Viewer

AGREED_MOST = 3000


@action
def plan_talk(case: RetentionCase, on: date, *, actor: Viewer) -> RetentionTalk:
    """Plan the next round-table talk; one at a time."""
    found = held(case, actor)
    if on < today():
        raise Refused("talk_behind", N_("The day lies behind us."))
    try:
        with transaction.atomic():
            talk = RetentionTalk.objects.create(
                jobcentre_id=actor.jobcentre_id, case=found, planned_on=on,
                by_id=acting(actor),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("talk_planned", N_("A talk is planned already.")) from None
    keep(found, actor=actor)
    tell("talk", found, actor)
    return talk


def _talk(talk: RetentionTalk, found: RetentionCase, actor: Viewer) -> RetentionTalk:
    row = found.talks.filter(jobcentre_id=actor.jobcentre_id, pk=talk.pk).first()
    if row is None:
        raise NotYours
    if row.held_on is not None:
        raise Refused("talk_held", N_("The talk is noted as held already."))
    return row


@action
def hold_talk(
    talk: RetentionTalk, *, actor: Viewer, held_on: date, present: Sequence[str], agreed: str
) -> RetentionTalk:
    """Note what was agreed and who sat there, by role."""
    found = held(talk.case, actor)
    row = _talk(talk, found, actor)
    rules.check_talk_day(held_on, today())
    words = plain_text(agreed, AGREED_MOST)
    if not words or not present or not set(present) <= set(AtTable.values):
        raise Refused("talk_empty", N_("Write who sat at the table and what was agreed."))
    row.held_on, row.present = held_on, [each for each in AtTable.values if each in present]
    row.agreed_encrypted = sealed(words, RetentionTalk.AGREED)
    row.save()
    if found.state == CaseState.OPENED:
        found.state = CaseState.TALKED
    keep(found, actor=actor)
    tell("talk", found, actor)
    return row


@action
def drop_talk(talk: RetentionTalk, *, actor: Viewer) -> None:
    """Take back a planned talk."""
    found = held(talk.case, actor)
    _talk(talk, found, actor).delete()
    keep(found, actor=actor)
    tell("talk", found, actor)


@action
def add_step(
    case: RetentionCase, *, actor: Viewer, starts_on: date, hours: Decimal, note: str = ""
) -> RetentionStep:
    """Write a step of the plan: from that day on, so many hours a week."""
    found = held(case, actor)
    rules.check_step(starts_on, hours, usual=found.weekly_hours, first=found.first_absence_on)
    try:
        with transaction.atomic():
            step = RetentionStep.objects.create(
                jobcentre_id=actor.jobcentre_id, case=found, starts_on=starts_on, hours=hours,
                note_encrypted=sealed(one_line(note, 200), RetentionStep.NOTE),
                by_id=acting(actor),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("step_once", N_("The plan has a step on that day already.")) from None
    keep(found, actor=actor)
    tell("plan", found, actor)
    return step


def _step(step: RetentionStep, found: RetentionCase, actor: Viewer) -> RetentionStep:
    row = found.steps.filter(jobcentre_id=actor.jobcentre_id, pk=step.pk).first()
    if row is None:
        raise NotYours
    if row.done_on is not None:
        raise Refused("step_done", N_("The step is seen to already."))
    return row


@action
def finish_step(step: RetentionStep, *, actor: Viewer) -> None:
    """Note that the hours are as the step says."""
    found = held(step.case, actor)
    row = _step(step, found, actor)
    if row.starts_on > today():
        raise Refused("step_ahead", N_("The step lies ahead."))
    row.done_on = today()
    row.save(update_fields=["done_on"])
    keep(found, actor=actor)
    tell("plan", found, actor)


@action
def drop_step(step: RetentionStep, *, actor: Viewer) -> None:
    """Take a step out of the plan that has not come about."""
    found = held(step.case, actor)
    _step(step, found, actor).delete()
    keep(found, actor=actor)
    tell("plan", found, actor)


@action
def punch_for(case: RetentionCase, card: PunchCard, *, actor: Viewer, profession: str) -> PunchUse:
    """Spend a punch of the company's card. The card says “round-table talk” and nothing else."""
    found = held(case, actor)
    if card.company_id != found.company_id:
        raise NotYours
    return spend_punches(card, 1, actor=actor, profession=profession,
                         what_for=_("Round-table talk"))  # fmt: skip
