"""What rooms above do to a need when a candidate of theirs is proposed, comes, or does not.

They ask who may, and hold what they know themselves locked; the need is always locked last. Who
fills a place is named by the public id of their row (`NeedFilling.source`), never as a person.
"""

from uuid import UUID

from companies.choices.need import OPEN_STATES
from companies.models import Need, NeedFilling
from companies.need_steps import (
    in_danish,
    put_in_place,
    save_need,
    take_out_of_place,
    tell_need,
)
from companies.rules import needs as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.viewer import Viewer


def _lock(need_id: int, actor: Viewer) -> Need:
    rows = Need.objects.filter(jobcentre_id=actor.jobcentre_id, pk=need_id)
    found = lock_then_read(rows, "company", "workplace")
    if found is None:
        raise NotYours
    return found


@action
def propose_for(need_id: int, *, actor: Viewer, known: int) -> bool:
    """Note one candidate more; `known` is how many the caller names, this one included.

    Candidates who were counted by hand before they were named are not counted twice. Returns
    whether the number rose.
    """
    need = _lock(need_id, actor)
    need.state = rules.check_need_move(need.state, "propose")
    is_counted = known > need.candidates
    need.candidates = max(need.candidates, known)
    need.first_candidate_on = need.first_candidate_on or today()
    save_need(need, "state", "candidates", "first_candidate_on")
    if is_counted:
        line = in_danish(N_("%(number)s more proposed, %(all)s in all"), number=1,
                         all=need.candidates)  # fmt: skip
        tell_need("companies.need_proposed", need, actor, line)
    return is_counted


@action
def withdraw_from(need_id: int, *, actor: Viewer) -> None:
    """Take back a candidate who was noted by mistake."""
    need = _lock(need_id, actor)
    if need.candidates <= need.filled:
        return
    need.candidates -= 1
    if not need.candidates:
        need.first_candidate_on = None
    if need.state in OPEN_STATES:
        need.state = rules.open_state(need.candidates)
    save_need(need, "state", "candidates", "first_candidate_on")


@action
def fill_for(need_id: int, *, actor: Viewer, by: int, source: UUID, how: str) -> NeedFilling:
    """Fill the next free place; refused with who filled the last one when there is none."""
    need = _lock(need_id, actor)
    fillings = list(
        NeedFilling.objects.select_related("by")
        .filter(jobcentre_id=actor.jobcentre_id, need=need)
        .order_by("created_at", "id")
    )
    if need.filled == need.number and fillings:
        raise Refused(
            "place_filled", N_("%(who)s has just filled this place. %(left)s left to fill."),
            who=fillings[-1].by.name, left=0,
        )  # fmt: skip
    rules.check_need_move(need.state, "fill")
    if any(each.source == source for each in fillings):
        raise Refused("source_used", N_("This placement fills a need already."))
    taken = {each.seat for each in fillings}
    seat = next(at for at in range(1, need.number + 1) if at not in taken)
    return put_in_place(
        need, seat, actor=actor, by=by, how=how, day=today(), source=source
    )  # fmt: skip


@action
def change_how(source: UUID, *, actor: Viewer, how: str) -> bool:
    """Say anew how a place is filled: a trial became a job. False where it fills none."""
    filling = NeedFilling.objects.filter(jobcentre_id=actor.jobcentre_id, source=source).first()
    if filling is None:
        return False
    need = _lock(filling.need_id, actor)
    filling.how = how
    filling.save(update_fields=["how"])
    tell_need("companies.need_filled", need, actor, in_danish(N_("the trial became a job")))
    return True


@action
def empty_for(source: UUID, *, actor: Viewer) -> bool:
    """Give a place back: who was to come never did. False where it fills none."""
    filling = NeedFilling.objects.filter(jobcentre_id=actor.jobcentre_id, source=source).first()
    if filling is None:
        return False
    take_out_of_place(_lock(filling.need_id, actor), filling.pk, actor=actor)
    return True
