"""The range kept, and citizens referred to it: enrolled, started, ended."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from citizens.access import in_case_team_of
from citizens.actions.checks import check_may_write, locked
from citizens.choices import CitizenState
from citizens.choices.range import OPEN_STAYS, LowerReason, OfferKind, StayOutcome, StayState
from citizens.models import Citizen, Offer, OfferGroup, OfferStay, TargetGroup
from citizens.queries.range import look_at
from citizens.rules import range as range_rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.lines import one_line
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

FIELDS = (
    "help", "name", "provider", "criteria", "price", "price_per", "wait_days", "capacity",
    "most_weeks", "enrols_itself",
)  # fmt: skip
_SENTENCES = {
    "offer_name_once": ("offer_name", N_("There is one with that name already.")),
    "offer_not_overbooked": ("offer_capacity", N_("More people are in it than that.")),
    "offer_job_club_13_weeks": (
        "offer_weeks", N_("A job club lasts three months (13 weeks) at most."),
    ),
    "offer_weeks_1_to_104": ("offer_weeks", N_("A stay is between 1 and 104 weeks.")),
    "offer_priced_whole": (
        "offer_price", N_("Write a price of nought or more, and what it buys."),
    ),
    "offer_help_of_support": ("offer_help", N_("Choose what kind of support it is.")),
    "offer_job_club_enrols": ("offer_enrols", N_("Only a job club enrols by itself.")),
    "offer_named": ("offer_name", N_("Give it a name.")),
}  # fmt: skip


def _save(offer: Offer, **kwargs: Any) -> None:
    """Save an entry; what the database refuses comes back as a sentence."""
    try:
        with transaction.atomic():
            offer.save(**kwargs)
    except IntegrityError as error:
        for name, (code, sentence) in _SENTENCES.items():
            if name in str(error):
                raise Refused(code, sentence) from None
        raise


def _keep_groups(offer: Offer, priorities: dict[TargetGroup, int]) -> None:
    OfferGroup.objects.filter(jobcentre_id=offer.jobcentre_id, offer_id=offer.pk).delete()
    OfferGroup.objects.bulk_create(
        OfferGroup(
            jobcentre_id=offer.jobcentre_id, offer=offer, target_group=group, priority=priority
        )
        for group, priority in priorities.items()
    )


def _fitting(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the kind doesn't have, so that nothing hidden is kept."""
    kept = {name: value for name, value in fields.items() if name in FIELDS}
    if kind != OfferKind.SUPPORT:
        kept["help"] = ""
    if kind != OfferKind.JOB_CLUB:
        kept["enrols_itself"] = False
    if kind in (OfferKind.PLACE, OfferKind.SUPPORT):
        kept["capacity"] = kept["most_weeks"] = None
    if kept.get("price") is None:
        kept["price_per"] = ""
    return kept


@action
def add_offer(
    *, actor: Viewer, kind: str, priorities: dict[TargetGroup, int], **fields: Any
) -> Offer:
    """Add an entry to the range: what it is, for which target groups and how high in each."""
    if not actor.can(Can.KEEP_RANGE):
        raise PermissionDenied
    if kind not in OfferKind.values:
        raise Refused("offer_kind", N_("Choose what kind of offer it is."))
    offer = Offer(jobcentre_id=actor.jobcentre_id, kind=kind, **_fitting(kind, fields))
    _save(offer, force_insert=True)
    _keep_groups(offer, priorities)
    return offer


@action
def change_offer(
    offer: Offer,
    *,
    actor: Viewer,
    version: int,
    priorities: dict[TargetGroup, int],
    **fields: Any,
) -> Offer:
    """Change an entry. Stale if a colleague was faster; fewer places than people is refused."""
    present = _kept(offer, actor, version)
    for name, value in _fitting(present.kind, fields).items():
        setattr(present, name, value)
    present.version += 1
    _save(present, update_fields=[*FIELDS, "version"])
    _keep_groups(present, priorities)
    return present


@action
def open_offer(offer: Offer, *, actor: Viewer, version: int, is_open: bool) -> Offer:
    """Close an entry to newcomers, or open it again; who is there stays."""
    present = _kept(offer, actor, version)
    if present.is_open != is_open:
        present.is_open = is_open
        present.version += 1
        present.save(update_fields=["is_open", "version"])
    return present


def _kept(offer: Offer, actor: Viewer, version: int) -> Offer:
    if not actor.can(Can.KEEP_RANGE):
        raise PermissionDenied
    present = lock_then_read(Offer.objects.filter(jobcentre_id=actor.jobcentre_id, pk=offer.pk))
    if present is None:
        raise NotYours
    if present.version != version:
        raise Stale
    return present


@action
def refer(
    citizen: Citizen,
    offer: Offer,
    *,
    actor: Viewer,
    owner: Membership,
    lower_reason: str = "",
    lower_text: str = "",
) -> OfferStay:
    """Enrol a citizen in an offer with room; a choice below the highest open one has a reason.

    Refused when it was closed or filled meanwhile, and for support and places, which are granted
    and chosen elsewhere.
    """
    check_may_write(actor, citizen)
    present = locked(citizen)
    check_under_way(present)
    if not offer.takes_stays:
        raise Refused("offer_no_stay", N_("Nobody is enrolled in that kind of offer."))
    if not in_case_team_of(owner, present.pk):
        raise Refused("stay_owner", N_("Only somebody in the case team can follow the stay."))
    # who waits here sees the places that are left
    if lock_then_read(Offer.objects.filter(jobcentre_id=actor.jobcentre_id, pk=offer.pk)) is None:
        raise NotYours
    entry, best = look_at(actor, present, offer.pk)
    if entry is None:
        raise NotYours
    range_rules.check_can_refer(entry)
    lower = range_rules.is_lower(entry.priority, best)
    if not lower or lower_reason not in LowerReason.values:
        lower_reason = ""
    lower_text = one_line(lower_text)[:300] if lower else ""
    range_rules.check_reason(
        lower=lower, code=lower_reason, text=lower_text, other=LowerReason.OTHER
    )
    _take(offer, 1)
    stay = OfferStay.objects.create(
        jobcentre_id=present.jobcentre_id,
        citizen=present,
        offer=offer,
        target_group=present.target_group,
        priority=entry.priority,
        best_priority=best,
        lower_reason=lower_reason,
        lower_text=lower_text,
        owner=owner,
        referred_on=today(),
    )
    _log("citizen.referred", actor, present)
    return stay


@action
def enrol_by_itself(citizen: Citizen, *, actor: Viewer) -> None:
    """Enrol a citizen just registered in the job clubs that do so, where there is room."""
    rows = Offer.objects.filter(
        jobcentre_id=citizen.jobcentre_id,
        enrols_itself=True,
        is_open=True,
        groups__target_group_id=citizen.target_group_id,
    ).annotate(priority=F("groups__priority"))
    day = today()
    for offer in rows.order_by("pk"):
        if not _try_to_take(offer):
            continue
        OfferStay.objects.create(
            jobcentre_id=citizen.jobcentre_id,
            citizen=citizen,
            offer=offer,
            target_group=citizen.target_group,
            priority=offer.priority,
            by_itself=True,
            owner_id=actor.membership_id,
            state=StayState.STARTED,
            referred_on=day,
            started_on=day,
            latest_on=range_rules.latest_day(day, offer.most_weeks),
        )
        _log("citizen.referred", actor, citizen)


@action
def start_stay(stay: OfferStay, *, actor: Viewer, version: int, started_on: date) -> OfferStay:
    """Write the first day; the last one follows from how long a stay may be."""
    present = _open_stay(stay, actor, version)
    if present.state != StayState.ENROLLED:
        raise Refused("stay_started", N_("The stay has begun already."))
    range_rules.check_day_of_stay(started_on, present.referred_on, today())
    present.state = StayState.STARTED
    present.started_on = started_on
    present.latest_on = range_rules.latest_day(started_on, present.offer.most_weeks)
    present.version += 1
    present.save(update_fields=["state", "started_on", "latest_on", "version"])
    _log("citizen.stay_started", actor, present.citizen)
    return present


@action
def end_stay(
    stay: OfferStay,
    *,
    actor: Viewer,
    version: int,
    outcome: str,
    ended_on: date,
    outcome_text: str = "",
) -> OfferStay:
    """Write the last day and what the stay led to; the place is free at once."""
    present = _open_stay(stay, actor, version)
    began = present.state == StayState.STARTED
    if outcome not in StayOutcome.values or began == (outcome == StayOutcome.NEVER):
        raise Refused(
            "stay_outcome",
            N_("Choose what the stay led to.") if began
            else N_("It never began. Write the first day if it did."),
        )  # fmt: skip
    range_rules.check_day_of_stay(ended_on, present.started_on or present.referred_on, today())
    _end(present, outcome, ended_on, one_line(outcome_text)[:300])
    _log("citizen.stay_ended", actor, present.citizen)
    return present


def end_open_stays(citizen: Citizen) -> None:
    """End what a citizen is in, when the work with them ends: places don't stay taken.

    For the action that ends it, inside its transaction.
    """
    day = today()
    rows = OfferStay.objects.filter(
        jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk, state__in=OPEN_STAYS
    )
    for stay in rows.select_related("offer").order_by("offer_id"):
        never = stay.state == StayState.ENROLLED
        _end(stay, StayOutcome.NEVER if never else StayOutcome.STOPPED, day, "")


def _end(stay: OfferStay, outcome: str, day: date, text: str) -> None:
    stay.state = StayState.ENDED
    stay.outcome, stay.outcome_text, stay.ended_on = outcome, text, day
    stay.version += 1
    stay.save(update_fields=["state", "outcome", "outcome_text", "ended_on", "version"])
    _take(stay.offer, -1)


def _take(offer: Offer, number: int) -> None:
    """Count a place taken or free again; the database refuses one more than there are."""
    if not _try_to_take(offer, number):
        raise Refused("offer_full", N_("There is no free place in the offer. Choose another one."))


def _try_to_take(offer: Offer, number: int = 1) -> bool:
    rows = Offer.objects.filter(jobcentre_id=offer.jobcentre_id, pk=offer.pk)
    try:
        with transaction.atomic():
            rows.update(taken=F("taken") + number)
    except IntegrityError as error:
        if "offer_not_overbooked" in str(error):
            return False
        raise
    return True


def check_under_way(citizen: Citizen) -> None:
    """Refuse what is new for a citizen the work with whom has ended."""
    if citizen.state != CitizenState.ACTIVE:
        raise Refused(
            "citizen_ended_now",
            N_("The work with the citizen has ended. Take it up again first."),
        )


def _open_stay(stay: OfferStay, actor: Viewer, version: int) -> OfferStay:
    check_may_write(actor, stay.citizen)
    locked(stay.citizen)
    rows = OfferStay.objects.filter(jobcentre_id=actor.jobcentre_id, pk=stay.pk)
    present = lock_then_read(rows, "citizen", "offer", "owner")
    if present is None:
        raise NotYours
    if present.version != version:
        raise Stale
    if present.state == StayState.ENDED:
        raise Refused("stay_over", N_("The stay has ended already."))
    return present


def _log(kind: str, actor: Viewer, citizen: Citizen) -> None:
    log_event(kind, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
