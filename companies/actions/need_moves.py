"""Moves of a need: candidates proposed, a place filled, renewed, closed, opened again, lapsed."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import translation

from companies.actions.checks import may_write
from companies.choices.need import BY_COMPANY, DOOR, FilledBy, NeedClosing, NeedState
from companies.models import Need, NeedFilling, NeedRound
from companies.need_steps import (
    answer_round,
    in_danish,
    lock_need,
    may_tell,
    of_staff,
    put_in_place,
    save_need,
    take_out_of_place,
    tell_need,
)
from companies.rules import needs as rules
from companies.rules.enquiries import one_line
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, Refused
from jobcenter.viewer import Viewer


@action
def propose_candidates(need: Need, *, actor: Viewer, number: int = 1) -> Need:
    """Note that so many candidates more were proposed to the company. Who they are stays out."""
    may_write(actor)
    need = lock_need(need, actor)
    state = rules.check_need_move(need.state, "propose")
    if not 1 <= number <= 50:
        raise Refused("candidates_number", N_("Write how many: from 1 to 50."))
    need.state = state
    need.candidates += number
    need.first_candidate_on = need.first_candidate_on or today()
    save_need(need, "state", "candidates", "first_candidate_on")
    line = in_danish(N_("%(number)s more proposed, %(all)s in all"), number=number,
                     all=need.candidates)  # fmt: skip
    tell_need("companies.need_proposed", need, actor, line)
    return need


@action
def fill_need(
    need: Need,
    *,
    actor: Viewer,
    seat: int,
    how: str,
    filled_on: date | None = None,
    source: UUID | None = None,
) -> NeedFilling:
    """Fill one place. Of two colleagues who fill the same place one wins, the other is told who.

    `seat` is the place that was free when the colleague looked. The last place fills the need.
    """
    may_write(actor)
    need = lock_need(need, actor)
    taken = (
        NeedFilling.objects.select_related("by")
        .filter(jobcentre_id=actor.jobcentre_id, need=need, seat=seat)
        .first()
    )
    if taken is not None:
        raise Refused(
            "place_filled", N_("%(who)s has just filled this place. %(left)s left to fill."),
            who=taken.by.name, left=need.left,
        )  # fmt: skip
    rules.check_need_move(need.state, "fill")
    if not 1 <= seat <= need.number or how not in FilledBy.values:
        raise Refused("place_unknown", N_("Choose what became of it."))
    if (
        source is not None
        and NeedFilling.objects.filter(jobcentre_id=actor.jobcentre_id, source=source).exists()
    ):
        raise Refused("source_used", N_("This placement fills a need already."))
    return put_in_place(
        need, seat, actor=actor, by=of_staff(actor), how=how, day=filled_on or today(),
        source=source,
    )  # fmt: skip


@action
def empty_place(filling: NeedFilling, *, actor: Viewer) -> Need:
    """Take a filling back: the person never came, or it was a mistake. The place is free again."""
    may_write(actor)
    need = lock_need(filling.need, actor)
    rules.check_need_move(need.state, "empty")
    return take_out_of_place(need, filling.pk, actor=actor)


@action
def renew_need(need: Need, *, actor: Viewer, answered: bool = True) -> Need:
    """Note that it still stands: the questions begin anew. `answered`: the company said so."""
    may_tell(actor, need.company_id)
    need = lock_need(need, actor)
    rules.check_need_move(need.state, "renew")
    if answered:
        answer_round(need, "still")
    need.renewed_on = rules.runs_from(today(), need.starts_on)
    need.lapses_on = rules.lapses_on(need.renewed_on)
    save_need(need, "renewed_on", "lapses_on")
    tell_need("companies.need_renewed", need, actor)
    return need


@action
def close_need(need: Need, *, actor: Viewer, reason: str, note: str = "") -> Need:
    """Close it with why. The company itself can say that it is gone or filled by itself."""
    may_tell(actor, need.company_id)
    need = lock_need(need, actor)
    state = rules.check_need_move(need.state, "close")
    if actor.kind == DOOR and reason not in BY_COMPANY:
        raise Refused("need_closing_unknown", N_("Choose why."))
    if reason not in NeedClosing.values or reason == NeedClosing.LAPSED:
        raise Refused("need_closing_unknown", N_("Choose why."))
    rules.check_closing(reason, note)
    if reason in BY_COMPANY:
        answer_round(need, "gone")
    _close(need, state, reason, one_line(note, 300))
    with translation.override(settings.LANGUAGE_CODE):
        why = str(NeedClosing(reason).label)
    tell_need("companies.need_closed", need, actor, why)
    return need


def _close(need: Need, state: str, reason: str, note: str) -> None:
    need.state, need.closing, need.closing_note, need.closed_on = state, reason, note, today()
    save_need(need, "state", "closing", "closing_note", "closed_on")


@action
def reopen_need(need: Need, *, actor: Viewer) -> Need:
    """Open a closed need again; the questions begin anew."""
    may_write(actor)
    need = lock_need(need, actor)
    rules.check_need_move(need.state, "reopen")
    need.state = rules.open_state(need.candidates)
    need.closing, need.closing_note, need.closed_on = "", "", None
    need.renewed_on = rules.runs_from(today(), need.starts_on)
    need.lapses_on = rules.lapses_on(need.renewed_on)
    save_need(need, "state", "closing", "closing_note", "closed_on", "renewed_on", "lapses_on")
    tell_need("companies.need_reopened", need, actor)
    return need


@action
def note_asked(need: Need, *, actor: Viewer, step: int) -> None:
    """Note that the company is being asked for the `step`-th time since the last renewal."""
    row, is_new = NeedRound.objects.get_or_create(
        jobcentre_id=actor.jobcentre_id, need=need, began_on=need.renewed_on,
        defaults={"company_id": need.company_id, "asked": step + 1, "asked_on": today()},
    )  # fmt: skip
    if not is_new and row.asked < step + 1:
        row.asked, row.asked_on = step + 1, today()
        row.save(update_fields=["asked", "asked_on"])


@action
def lapse_needs(*, actor: Viewer) -> int:
    """Close what nobody has said still stands, and return how many; for the nightly task."""
    may_write(actor)
    due = (
        Need.objects.open()
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .filter(jobcentre_id=actor.jobcentre_id, lapses_on__lte=today())
        .order_by("id")
    )
    number = 0
    for need in due:
        _close(need, NeedState.CLOSED, NeedClosing.LAPSED, "")
        tell_need("companies.need_lapsed", need, actor)
        number += 1
    return number
