"""What the range of offers counts of placements: free places, and what ended ones led to."""

from datetime import timedelta

from jobcenter.clock import clock_at, today
from placements import actions
from placements.offered import count_free, places
from tests.placements.factories import a_citizen, a_place, at, running


def test_places_are_free_unless_held_and_an_extended_placement_ends_once(nora, acting):
    empty, closed = a_place(nora), a_place(nora)
    a_place(nora, open_from=today() + timedelta(days=1))
    first = running(nora, weeks_ago=11)
    other = running(nora, weeks_ago=11, place=closed)
    citizen = a_citizen(nora)
    with acting(nora) as viewer:
        told = places(viewer, citizen, today())
        assert (told.free, told.ended, told.moved_on) == (1, 0, 0), f"only {empty} is free"
        assert count_free(viewer, today()) == 1
        longer = actions.extend_placement(
            first, actor=viewer, ends_on=first.ends_on + timedelta(weeks=4), assessment="Godt."
        )
    with clock_at(at(longer.starts_on)), acting(nora) as viewer:
        actions.start_placement(longer, actor=viewer)
        actions.end_placement(other, actor=viewer)
        told = places(viewer, citizen, today())
        assert (told.ended, told.moved_on) == (1, 0), "the extended one goes on"
        assert told.free == 3
    with clock_at(at(longer.ends_on + timedelta(days=1))), acting(nora) as viewer:
        longer.refresh_from_db()
        actions.end_placement(longer, actor=viewer)
        assert places(viewer, citizen, today()).ended == 2, "and counts once"
