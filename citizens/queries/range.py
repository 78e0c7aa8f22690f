"""What can be offered, in the order of a citizen's target group, with room and effect so far."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from citizens.choices.range import MOVED_ON, OPEN_STAYS, OfferKind, StayState
from citizens.models import Citizen, Offer, OfferGroup, OfferStay, ReleasedOffer
from citizens.range_sources import Places, places_for
from citizens.rules import range as range_rules
from citizens.rules.range import Entry
from citizens.rules.release import WAITING
from jobcenter.clock import today
from jobcenter.viewer import Viewer

# Effect is counted over two years: long enough for figures, short enough to be about today.
EFFECT_DAYS = 730
MOST = 200


@dataclass(frozen=True)
class Choice:
    """An entry of the range for one citizen: `free` None is no limit."""

    offer: Offer
    entry: Entry
    ended: int
    best: int | None = None

    @property
    def free(self) -> int | None:
        """How many more it takes today."""
        return self.entry.free

    @property
    def effect(self) -> int | None:
        """Share (per cent) of those who ended that moved on; None for fewer than five."""
        return range_rules.effect(self.ended, self.offer.moved_on)  # type: ignore[attr-defined]

    @property
    def is_lower(self) -> bool:
        """Whether choosing it needs a reason."""
        return range_rules.is_lower(self.entry.priority, self.best)


def _effect(since: date) -> Subquery:
    stays = OfferStay.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"),
        offer_id=OuterRef("pk"),
        state=StayState.ENDED,
        started_on__isnull=False,
        ended_on__gte=since,
    )
    told = stays.order_by().values("offer_id").annotate(
        told=JSONObject(n=Count(Value(1)), good=Count(Value(1), filter=Q(outcome__in=MOVED_ON)))
    )  # fmt: skip
    return Subquery(told.values("told"))


def range_of(viewer: Viewer, citizen: Citizen) -> QuerySet[Offer]:
    """Return every entry with the citizen's priority (None: not for the group) and effect."""
    groups = OfferGroup.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"),
        offer_id=OuterRef("pk"),
        target_group_id=citizen.target_group_id,
    )
    there = OfferStay.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"),
        offer_id=OuterRef("pk"),
        citizen_id=citizen.pk,
        state__in=OPEN_STAYS,
    )
    released = ReleasedOffer.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"),
        offer_id=OuterRef("pk"),
        citizen_id=citizen.pk,
        state__in=WAITING,
    )
    return (
        Offer.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .annotate(
            priority=Subquery(groups.values("priority")[:1]),
            is_there=Exists(there),
            is_released=Exists(released),
        )
        .order_by(F("priority").asc(nulls_last=True), "name_key", "pk")
    )


def entry_of(offer: Any, places: Places) -> Entry:
    """Return an annotated entry as the rules see it."""
    return Entry(
        id=offer.pk,
        priority=offer.priority,
        free=places.free if offer.kind == OfferKind.PLACE else offer.free,
        is_open=offer.is_open,
        is_choice=offer.kind != OfferKind.SUPPORT,
        is_there=offer.is_there,
    )


def choices_for(viewer: Viewer, citizen: Citizen, places: Places) -> list[Choice]:
    """Return what can be offered a citizen, by priority, closed entries left out: one query."""
    since = today() - timedelta(days=EFFECT_DAYS)
    rows = list(range_of(viewer, citizen).filter(is_open=True).annotate(told=_effect(since))[:MOST])
    entries = {row.pk: entry_of(row, places) for row in rows}
    best = range_rules.highest_open(entries.values())
    found = []
    for row in rows:
        told = row.told or {"n": 0, "good": 0}
        if row.kind == OfferKind.PLACE:
            told = {"n": places.ended, "good": places.moved_on}
        row.moved_on = told["good"]  # type: ignore[attr-defined]
        found.append(Choice(row, entries[row.pk], told["n"], best))
    return found


def look_at(viewer: Viewer, citizen: Citizen, offer_id: int) -> tuple[Entry | None, int | None]:
    """Return one entry as it stands now, and the highest priority that is open: two queries.

    For actions, which hold the entry's lock.
    """
    places = places_for(viewer, citizen, today())
    entries = {row.pk: entry_of(row, places) for row in range_of(viewer, citizen)}
    return entries.get(offer_id), range_rules.highest_open(entries.values())


def stays_of(viewer: Viewer, citizen: Citizen) -> list[OfferStay]:
    """Return a citizen's stays, open ones first: one query."""
    rows = (
        OfferStay.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
        .select_related("offer", "owner")
        .order_by(F("ended_on").desc(nulls_first=True), "-referred_on", "-pk")
    )
    return list(rows[:MOST])


def listed(jobcentre_id: int) -> QuerySet[Offer]:
    """Return the whole range with for how many target groups each entry is, open ones first."""
    return (
        Offer.objects.filter(jobcentre_id=jobcentre_id)
        .annotate(for_groups=Count("groups"))
        .order_by("-is_open", "kind", "name_key", "pk")
    )
