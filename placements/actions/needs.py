"""Placements that are for a need of their company: proposed, then filled, then a job or nothing.

The need follows by itself: a draft is a candidate proposed, an agreed one fills a place, one
that is cancelled gives it back, and a hire makes a job of it. Nobody types any of it.
"""

from companies.actions import need_sources as needs
from companies.actions.checks import may_write
from companies.choices.need import FilledBy
from companies.models import Need, NeedFilling
from jobcenter.actions import action
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions.shared import lock_placement, log_placement
from placements.choices import State
from placements.models import DateOutcome, NeedCandidate, Placement, SpeedDate

HIRED = "hired_here"


def first_of_chain(placement: Placement) -> Placement:
    """Return the placement that this one, through extensions, goes on from."""
    if placement.extension_of_id is None:
        return placement
    rows = Placement.objects.filter(
        jobcentre_id=placement.jobcentre_id, citizen_id=placement.citizen_id,
        place_id=placement.place_id, chain_starts_on=placement.chain_starts_on,
        extension_of__isnull=True,
    ).exclude(state=State.CANCELLED)  # fmt: skip
    return rows.select_related("place__workplace").order_by("id").first() or placement


def link_of(placement: Placement) -> NeedCandidate | None:
    """Return what a placement or the chain it extends is for."""
    return (
        NeedCandidate.objects.select_related("placement", "need")
        .filter(jobcentre_id=placement.jobcentre_id, placement=first_of_chain(placement))
        .first()
    )


@action
def use_for_need(placement: Placement, need: Need, *, actor: Viewer) -> NeedCandidate:
    """Let a placement be for a need of its company; one that is agreed or runs fills a place.

    Of two colleagues who fill the last place one wins, the other is told who.
    """
    access.require_over(actor, placement)
    may_write(actor)
    placement = lock_placement(actor, placement)
    if placement.state == State.CANCELLED and placement.end_reason != HIRED:
        raise Refused("need_for_cancelled", N_("It came to nothing: it cannot fill a need."))
    if need.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if need.company_id != placement.place.workplace.company_id:
        raise Refused("need_elsewhere", N_("That is a need of another company."))
    first = first_of_chain(placement)
    if NeedCandidate.objects.filter(jobcentre_id=actor.jobcentre_id, placement=first).exists():
        raise Refused("need_twice", N_("This placement is for a need already."))
    assert actor.membership_id is not None  # noqa: S101  capability implies a membership
    known = NeedCandidate.objects.filter(jobcentre_id=actor.jobcentre_id, need=need).count()
    is_counted = needs.propose_for(need.pk, actor=actor, known=known + 1)
    link = NeedCandidate.objects.create(
        jobcentre_id=actor.jobcentre_id, placement=first, need=need, by_id=actor.membership_id,
        is_counted=is_counted,
    )  # fmt: skip
    if placement.state != State.DRAFT:
        _fill(link, placement, actor)
    log_placement("for_need", placement, actor, need.title)
    return link


@action
def unuse_for_need(placement: Placement, *, actor: Viewer) -> None:
    """Take it back: it is not for the need. A place that it filled is free again."""
    access.require_over(actor, placement)
    may_write(actor)
    placement = lock_placement(actor, placement)
    link = link_of(placement)
    if link is None:
        raise Refused("need_gone", N_("A colleague has just taken it back."))
    needs.empty_for(link.placement.public_id, actor=actor)
    if link.is_counted:
        needs.withdraw_from(link.need_id, actor=actor)
    link.delete()
    log_placement("not_for_need", placement, actor, link.need.title)


def _fill(link: NeedCandidate, placement: Placement, actor: Viewer) -> None:
    how = FilledBy.JOB if placement.end_reason == HIRED else FilledBy.TRIAL
    _make_way(link, placement, actor)
    needs.fill_for(
        link.need_id, actor=actor, by=link.by_id, source=link.placement.public_id, how=how
    )


def _make_way(link: NeedCandidate, placement: Placement, actor: Viewer) -> None:
    """Give back the place that the same person filled at a speed dating: nobody fills two."""
    filled = NeedFilling.objects.filter(
        jobcentre_id=placement.jobcentre_id, need_id=link.need_id, source__isnull=False
    )
    agreed = SpeedDate.objects.filter(
        jobcentre_id=placement.jobcentre_id, candidate__citizen_id=placement.citizen_id,
        outcome=DateOutcome.JOB, public_id__in=filled.values("source"),
    )  # fmt: skip
    for source in agreed.order_by("pk").values_list("public_id", flat=True):
        needs.empty_for(source, actor=actor)


def fill_when_agreed(placement: Placement, actor: Viewer) -> None:
    """An agreed placement fills its need. Who comes too late is agreed all the same.

    The placement's page says who was first: another's place is no reason to stop this one.
    """
    link = link_of(placement)
    if link is not None:
        _fill_if_free(link, placement, actor)


def follow_stop(placement: Placement, actor: Viewer, need: Need | None) -> None:
    """A hire makes a job of the place it filled; what never began gives its place back.

    `need`: which one a hire fills, of a placement that was for none.
    """
    if need is not None and placement.end_reason == HIRED and link_of(placement) is None:
        use_for_need(placement, need, actor=actor)
        return
    link = link_of(placement)
    if link is None:
        return
    if placement.state == State.CANCELLED and link.placement_id != placement.pk:
        return  # an extension that comes to nothing: the first of the chain says what became of it
    if placement.end_reason == HIRED:
        if not needs.change_how(link.placement.public_id, actor=actor, how=FilledBy.JOB):
            _fill_if_free(link, placement, actor)
    elif placement.state == State.CANCELLED:
        needs.empty_for(link.placement.public_id, actor=actor)


def _fill_if_free(link: NeedCandidate, placement: Placement, actor: Viewer) -> None:
    try:
        _fill(link, placement, actor)
    except Refused:
        return
