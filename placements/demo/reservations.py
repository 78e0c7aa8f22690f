"""The demo's reservations: for candidates and for a team; one runs out, one was given back."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from jobcenter.calendar import monday_of
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements.actions import reservations as acts
from placements.choices import OPEN_STATES
from placements.models import Place, Placement, Reservation

HELD_DAYS = (4, 12, 1)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Fill one jobcentre, once."""
    if jobcentre.code != "0901" or Reservation.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    actor, day = Viewer.of(people["nora"]), today()
    first = monday_of(day) + timedelta(weeks=2)
    # Candidates whose time somewhere runs out: what comes next is reserved.
    running = Placement.objects.filter(
        jobcentre_id=jobcentre.pk, consultant=people["nora"], state__in=OPEN_STATES
    ).select_related("citizen")
    citizens = [(each.citizen, each.ends_on) for each in running.order_by("ends_on", "id")[:3]]
    free = list(Place.objects.filter(jobcentre_id=jobcentre.pk).free_on(first).order_by("-id")[:4])
    for number, ((citizen, ended), place) in enumerate(zip(citizens, free[:3], strict=False)):
        starts_on = max(first, monday_of(ended) + timedelta(weeks=1))
        acts.reserve_place(
            place, actor=actor, citizen=citizen, starts_on=starts_on,
            ends_on=starts_on + timedelta(weeks=8 + number, days=-3),
            weekly_hours=min(place.weekly_hours, Decimal(20)),
            held_until=day + timedelta(days=HELD_DAYS[number]),
        )  # fmt: skip
    if len(free) > 3:
        before = datetime.combine(day - timedelta(days=9), time(10), COPENHAGEN)
        with clock_at(min(before, now())):
            back = acts.reserve_place(
                free[3], actor=Viewer.of(people["tine"]), what_for="Holdet, der starter i januar",
                starts_on=first, ends_on=first + timedelta(weeks=13, days=-3),
                weekly_hours=Decimal(15), held_until=day + timedelta(days=3),
            )  # fmt: skip
            acts.give_back(
                back, actor=Viewer.of(people["tine"]), reason="Holdet begynder senere", version=1
            )
        acts.reserve_place(
            free[3], actor=Viewer.of(people["tine"]), what_for="Holdet, der starter i februar",
            starts_on=first + timedelta(weeks=8), ends_on=first + timedelta(weeks=16, days=-3),
            weekly_hours=Decimal(30), held_until=day + timedelta(days=20),
        )  # fmt: skip
