"""Placements that have been started, as the sums read them: plain rows, no objects."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models.functions import Least

from placements.choices import State
from placements.models import Placement

# A draft, an agreed or a cancelled placement never put anyone at a company.
STARTED = [State.RUNNING, State.ENDED, State.INTERRUPTED]


class Started(NamedTuple):
    """A started placement: its days, who follows it, where it is."""

    placement_id: int
    starts_on: date
    last_day: date
    team_id: int | None
    workplace_id: int


def started_between(
    jobcentre_id: int, first: date, last: date, *, team_id: int | None = None
) -> list[Started]:
    """Return the started placements with a day from `first` to `last`, in the order of their ids.

    Read along the index on state and last agreed day; a placement never outlives that day.
    """
    found = Placement.objects.filter(
        jobcentre_id=jobcentre_id, state__in=STARTED, ends_on__gte=first, starts_on__lte=last
    )
    if team_id is not None:
        found = found.filter(consultant__team_id=team_id)
    rows = found.order_by("id").values_list(
        "id",
        "starts_on",
        Least("ended_on", "ends_on"),
        "consultant__team_id",
        "place__workplace_id",
    )
    return [row for row in map(Started._make, rows) if row.last_day >= first]


class Rolling:
    """Counts that hold for a number of days from the day they are made, by team and in all."""

    def __init__(self, first: date, last: date, *, days: int) -> None:
        self.first, self.last, self.days = first, last, days
        self.made: dict[tuple[int | None, date], list[int]] = {}

    def add(self, team_id: int | None, day: date, *, done: bool) -> None:
        """Count one that is decided on `day`, for its team and for the jobcentre."""
        for team in {None, team_id}:
            count = self.made.setdefault((team, day), [0, 0])
            count[0] += done
            count[1] += 1

    def sums(self) -> list[tuple[date, int | None, int, int]]:
        """Return (day, team, done, of) for every day and team with anything to measure."""
        sums: dict[tuple[date, int | None], list[int]] = {}
        for (team, decided), (done, of) in self.made.items():
            for offset in range(self.days):
                day = decided + timedelta(days=offset)
                if self.first <= day <= self.last:
                    total = sums.setdefault((day, team), [0, 0])
                    total[0] += done
                    total[1] += of
        return [(day, team, done, of) for (day, team), (done, of) in sums.items()]
