"""The case team lets a citizen choose among offers; the citizen chooses; the choice is taken up."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from citizens.access.release import releases_visible_to
from citizens.actions.checks import check_may_write, check_speaks, locked
from citizens.actions.offers import check_under_way, refer
from citizens.actions.plan import add_step
from citizens.actions.plan_voice import in_lines
from citizens.choices.plan import Doer, GoalOrigin, GoalState
from citizens.choices.range import LowerReason, OfferKind
from citizens.choices.release import ReleaseState
from citizens.models import Citizen, Offer, PlanGoal, ReleasedOffer
from citizens.plan_writing import log_plan, new_goal
from citizens.queries.range import look_at
from citizens.release_writing import close_release
from citizens.rules import plan as plan_rules
from citizens.rules import range as range_rules
from citizens.rules import release as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.calendar import add_working_days
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.lines import one_line
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


@action
def release_offer(
    citizen: Citizen, offer: Offer, *, actor: Viewer, until: date, note: str = ""
) -> ReleasedOffer:
    """Let a citizen choose an entry of the range until a day.

    Refused for what is closed or full, for support, which is granted, and twice at a time.
    """
    check_may_write(actor, citizen)
    if actor.membership_id is None:
        raise NotYours
    rules.check_until(until, today())
    present = locked(citizen)
    check_under_way(present)
    entry, _best = look_at(actor, present, offer.pk)
    if entry is None:
        raise NotYours
    if not entry.is_choice:
        raise Refused("release_kind", N_("Support is granted. It is no choice among the others."))
    if offer.kind == OfferKind.PLACE:  # which one is chosen later, where places are
        entry = replace(entry, free=None)
    range_rules.check_can_refer(entry)
    own = ReleasedOffer.objects.filter(
        jobcentre_id=present.jobcentre_id, citizen=present, state__in=rules.WAITING
    )
    rules.check_can_release(own.count())
    try:
        with transaction.atomic():
            row = ReleasedOffer.objects.create(
                jobcentre_id=present.jobcentre_id, citizen=present, offer=offer,
                note=one_line(note)[:300], released_by_id=actor.membership_id,
                released_on=today(), until=until,
            )  # fmt: skip
    except IntegrityError as error:
        if "releasedoffer_open_once" in str(error):
            raise Refused("release_twice", N_("The candidate can choose it already.")) from None
        raise
    log_plan("citizen.offer_released", actor, present)
    return row


@action
def revoke_release(
    row: ReleasedOffer, *, actor: Viewer, version: int, reason: str
) -> ReleasedOffer:
    """Take an offer back, also one that is chosen; the citizen reads why."""
    present = _present(row, actor, version)
    rules.check_can_move(present.state, ReleaseState.REVOKED)
    rules.check_says_why(reason)
    present.reason = one_line(reason)[:300]
    close_release(present, ReleaseState.REVOKED, actor, "reason")
    log_plan("citizen.offer_revoked", actor, present.citizen)
    return present


@action
def choose_offer(
    citizen: Citizen, release: UUID, *, actor: Viewer, through: str, words: str = ""
) -> ReleasedOffer:
    """Choose one of the released offers: by the citizen at the door, or beside our screen.

    What was chosen before and waits can be chosen again; the case team sees one choice.
    """
    check_speaks(actor, citizen, through)
    present = locked(citizen)
    check_under_way(present)
    mine = ReleasedOffer.objects.filter(jobcentre_id=present.jobcentre_id, citizen=present)
    row = lock_then_read(mine.filter(public_id=release), "offer")
    if row is None:
        raise NotYours
    rules.check_can_choose(row.state, row.until, today(), is_open=row.offer.is_open, free=row.free)
    for before in mine.filter(state=ReleaseState.CHOSEN).order_by("pk"):
        _choose(before, ReleaseState.OPEN)
    row.through, row.heard_by_id = through, actor.membership_id
    row.words = in_lines(words)
    row.chosen_at, row.answer_by = now(), add_working_days(today(), plan_rules.ANSWER_WITHIN)
    _choose(row, ReleaseState.CHOSEN)
    log_plan("citizen.offer_chosen", actor, present)
    return row


def _choose(row: ReleasedOffer, state: ReleaseState) -> None:
    if state == ReleaseState.OPEN:
        row.chosen_at = row.answer_by = row.heard_by_id = None
        row.through = row.words = ""
    row.state = state
    row.version += 1
    row.save(
        update_fields=["state", "chosen_at", "answer_by", "heard_by", "through", "words", "version"]
    )


@action
def take_up_choice(
    row: ReleasedOffer, *, actor: Viewer, version: int, goal: PlanGoal | None = None
) -> ReleasedOffer:
    """Turn a choice into a stay, or into a step of the plan where nobody is enrolled.

    The colleague who does it follows up. A step goes under `goal`, else under the oldest open one,
    else under a goal of its own. That the citizen wishes it is the reason for a lower choice.
    """
    if actor.membership_id is None:
        raise NotYours
    present = _present(row, actor, version)
    rules.check_can_move(present.state, ReleaseState.DONE)
    me = Membership.objects.get(jobcentre_id=actor.jobcentre_id, pk=actor.membership_id)
    citizen = present.citizen
    if present.offer.takes_stays:
        present.stay = refer(
            citizen, present.offer, actor=actor, owner=me, lower_reason=LowerReason.CITIZEN
        )
    else:
        if goal is not None and goal.citizen_id != citizen.pk:
            raise NotYours
        under = goal or _oldest_goal(citizen, present.offer.name)
        present.step = add_step(
            under, actor=actor, text=present.offer.name, doer=Doer.COLLEAGUE, owner=me,
            due_on=today() + rules.STEP_WITHIN,
        )  # fmt: skip
    close_release(present, ReleaseState.DONE, actor, "stay", "step")
    log_plan("citizen.offer_taken_up", actor, citizen)
    return present


def _oldest_goal(citizen: Citizen, name: str) -> PlanGoal:
    rows = PlanGoal.objects.filter(
        jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk, state=GoalState.OPEN
    )
    found = rows.order_by("pk").first()
    return found or new_goal(citizen, name, None, GoalOrigin.CITIZEN)


def _present(row: ReleasedOffer, actor: Viewer, version: int) -> ReleasedOffer:
    check_may_write(actor, row.citizen)
    locked(row.citizen)
    present = lock_then_read(releases_visible_to(actor).filter(pk=row.pk), "citizen", "offer")
    if present is None:
        raise NotYours
    if present.version != version:
        raise Stale
    return present
