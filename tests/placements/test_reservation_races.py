"""A hundred at once on one place, a thousand on a hundred: as many get it as there is room for."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connections

from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.tenancy import acting_in
from placements import actions
from placements.actions.reservations import reserve_place
from placements.models import Place, Reservation
from tests.placements.factories import a_place, a_workplace, planned
from tests.placements.reserving import reserved
from tests.placements.test_races import as_member, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def ask(place, hours):
    def work(viewer):
        return reserve_place(
            place, actor=viewer, what_for="Holdet", starts_on=today(), weekly_hours=hours,
            ends_on=today() + timedelta(days=60), held_until=today() + timedelta(days=9),
        )  # fmt: skip

    return work


def test_a_hundred_at_once_want_one_place(nora, tine):
    place = a_place(nora)
    works = [as_member((nora, tine)[n % 2], ask(place, Decimal(37))) for n in range(100)]
    assert Counter(at_once(*works)) == {"done": 1, "place_taken": 99}


def test_a_reservation_and_an_agreement_at_once(nora):
    place = a_place(nora)
    draft = planned(nora, place=place)
    said = at_once(
        as_member(nora, lambda viewer: actions.agree_placement(draft, actor=viewer)),
        as_member(nora, ask(place, Decimal(20))),
    )
    assert said == ["done", "place_taken"]


def test_two_moves_over_cross_do_not_kill_each_other(nora):
    from placements.actions.reservations import move_reservation

    here, there = reserved(nora), reserved(nora)

    def go(row, place):
        return lambda viewer: move_reservation(
            row, place, actor=viewer, starts_on=row.starts_on, version=row.version
        )

    said = at_once(as_member(nora, go(here, there.place)), as_member(nora, go(there, here.place)))
    assert said == ["place_taken", "place_taken"]


def test_a_thousand_on_a_hundred_places(nora):
    """Two of fifteen hours fit on each: two hundred get one, nobody is lost, none overbooked."""
    workplace = a_workplace()
    places = [a_place(nora, workplace) for _ in range(100)]
    said: Counter[str] = Counter()
    together = threading.Lock()

    def one(number: int) -> None:
        try:
            as_member(nora, ask(places[number % 100], Decimal(15)))()
            answer = "done"
        except Refused as error:
            answer = error.code
        with together:
            said[answer] += 1

    def many(first: int) -> None:
        try:
            for number in range(first, 1000, 20):
                one(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        for each in [pool.submit(many, first) for first in range(20)]:
            each.result()
    assert said == {"done": 200, "place_taken": 800}
    with acting_in(nora.jobcentre_id, membership_id=nora.pk):
        held = Counter(Reservation.objects.order_by().values_list("place_id", flat=True))
        assert set(held.values()) == {2}
        assert len(held) == Place.objects.count() == 100
