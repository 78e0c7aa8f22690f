"""Reservations: held by the database, lapsing by themselves, used by a placement, given back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jobcenter.clock import clock_at, today
from jobcenter.errors import NotYours, Refused, Stale
from placements import actions
from placements.actions import reservations as acts
from placements.models import Place, Placement, Reservation
from placements.tasks import lapse_reservations_everywhere
from tests.placements.factories import MONDAY, a_citizen, a_place, agreed, at, planned
from tests.placements.reserving import reserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


def refused(work, *args, **facts) -> Refused:
    with pytest.raises(Refused) as error:
        work(*args, **facts)
    return error.value


def test_a_reserved_place_is_nobody_elses(nora, tine):
    first = reserved(nora)
    error = refused(reserved, tine, place=first.place)
    assert error.code == "place_taken"
    assert error.params["who"] == nora.name
    assert error.params["day"] == first.ends_on + timedelta(days=1)
    assert refused(planned, tine, place=first.place, starts_on=first.starts_on).code == (
        "place_taken"
    )


def test_two_of_fifteen_hours_share_a_place(nora):
    place = a_place(nora)
    for _ in range(2):
        agreed(nora, place=place, weekly_hours=Decimal(15))
    assert refused(planned, nora, place=place, weekly_hours=Decimal(15)).code == "place_taken"
    assert planned(nora, place=place, weekly_hours=Decimal(7)).state == "draft"


def test_the_reservation_is_used_by_the_placement_of_its_citizen(nora, acting):
    mine = reserved(nora)
    placement = agreed(nora, citizen=mine.citizen, place=mine.place, starts_on=mine.starts_on)
    with acting(nora):
        mine.refresh_from_db()
    assert (mine.state, mine.placement_id) == ("used", placement.pk)


def test_it_lapses_by_itself_and_is_in_nobodys_way(nora, acting):
    first = reserved(nora, held_until=today())
    with clock_at(at(today() + timedelta(days=1), 0, 1)):
        with acting(nora):
            assert Place.objects.free_on(first.starts_on).filter(pk=first.place_id).exists()
            assert first.state == "held"  # nobody has marked it yet
        second = reserved(nora, place=first.place, starts_on=first.starts_on)
        with acting(nora):
            first.refresh_from_db()
        assert (first.state, second.state) == ("lapsed", "held")


def test_the_nightly_task_marks_what_ran_out(nora, sol, acting):
    first, other = reserved(nora, held_until=today()), reserved(sol, held_until=today())
    with clock_at(at(today() + timedelta(days=1), 3)):
        lapse_reservations_everywhere()
        lapse_reservations_everywhere()
    for member, row in ((nora, first), (sol, other)):
        with acting(member):
            row.refresh_from_db()
        assert (row.state, row.version) == ("lapsed", 2)


def test_it_ends_with_the_case(nora, acting):
    from citizens.actions import end_citizen

    mine = reserved(nora)
    with acting(nora) as viewer:
        end_citizen(mine.citizen, actor=viewer, reason="Begynder på social- og sundhedsskolen")
        mine.refresh_from_db()
    assert mine.state == "lapsed"


def test_given_back_with_a_reason_the_place_is_free(nora, acting):
    mine = reserved(nora)
    with acting(nora) as viewer:
        assert refused(acts.give_back, mine, actor=viewer, reason=" ").code == "reason_missing"
        acts.give_back(mine, actor=viewer, reason="Fik arbejde")
        assert refused(acts.give_back, mine, actor=viewer, reason="x").code == "reservation_over"
    assert reserved(nora, place=mine.place).state == "held"


def test_for_a_team_and_then_for_a_person(nora, acting):
    mine = reserved(nora, what_for="Unge på vej i lære")
    person = a_citizen(nora)
    with acting(nora) as viewer:
        with pytest.raises(Stale):
            acts.name_person(mine, person, actor=viewer, version=9)
        named = acts.name_person(mine, person, actor=viewer, version=mine.version)
        assert named.citizen_id == person.pk
        again = refused(acts.name_person, named, person, actor=viewer, version=named.version)
    assert again.code == "reserved_named"


def test_moved_to_another_place_and_week(nora, acting):
    mine, other = reserved(nora), a_place(nora)
    later = mine.starts_on + timedelta(weeks=2)
    with acting(nora) as viewer:
        moved = acts.move_reservation(
            mine, other, actor=viewer, starts_on=later, version=mine.version
        )
    assert (moved.place_id, moved.starts_on) == (other.pk, later)
    assert moved.ends_on - moved.starts_on == mine.ends_on - mine.starts_on
    assert reserved(nora, place=mine.place).state == "held"
    assert refused(reserved, nora, place=other, starts_on=later).code == "place_taken"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"what_for": "  "}, "reserved_for"),
        ({"what_for": "Til 010190-1234"}, "reserved_number"),
        ({"weekly_hours": Decimal(38)}, "hours_above_full_time"),
        ({"held_until": MONDAY - timedelta(days=1)}, "held_until_past"),
        ({"ends_on": MONDAY}, "reserved_backwards"),
    ],
)
def test_bad_input_is_refused(nora, facts, code):
    assert refused(reserved, nora, **facts).code == code


def test_a_reader_another_team_and_another_jobcentre_are_refused(nora, mads, sol, carl, acting):
    mine = reserved(nora)
    with acting(mads) as viewer, pytest.raises(PermissionDenied):
        acts.give_back(mine, actor=viewer, reason="x")
    with acting(sol) as viewer, pytest.raises(NotYours):
        acts.give_back(mine, actor=viewer, reason="x")
    with pytest.raises(PermissionDenied):  # not in the case team
        reserved(carl, place=mine.place, citizen=mine.citizen)


def test_a_place_is_not_closed_or_made_smaller_while_reserved(nora, acting):
    mine = reserved(nora)
    with acting(nora) as viewer:
        error = refused(actions.close_place, mine.place, actor=viewer, reason="Flytter")
        assert (error.code, error.params["who"]) == ("place_in_use", nora.name)
        facts = {"title": "x", "open_from": mine.place.open_from, "version": 1}
        error = refused(
            actions.edit_place, mine.place, actor=viewer, weekly_hours=Decimal(24), **facts
        )
        assert error.code == "place_hours_promised"
        with (
            pytest.raises(IntegrityError, match="placement_place_not_overbooked"),
            transaction.atomic(),
        ):
            Place.objects.filter(pk=mine.place_id).update(weekly_hours=24)


def test_the_database_adds_up_hours_behind_the_actions(nora, acting):
    held = reserved(nora, weekly_hours=Decimal(20))
    draft = planned(nora, starts_on=held.starts_on, weekly_hours=Decimal(20))
    small = planned(nora, starts_on=held.starts_on, weekly_hours=Decimal(17))
    with acting(nora):
        with (
            pytest.raises(IntegrityError, match="placement_place_not_overbooked"),
            transaction.atomic(),
        ):
            Placement.objects.filter(pk=draft.pk).update(place=held.place, state="agreed")
        Placement.objects.filter(pk=small.pk).update(place=held.place, state="agreed")
        with (
            pytest.raises(IntegrityError, match="placement_place_not_overbooked"),
            transaction.atomic(),
        ):
            Reservation.objects.filter(pk=held.pk).update(weekly_hours=21)
        Reservation.objects.filter(pk=held.pk).update(weekly_hours=19)
        with pytest.raises(IntegrityError), transaction.atomic():  # several rows at once
            Reservation.objects.bulk_create(
                Reservation(
                    jobcentre_id=nora.jobcentre_id, place=draft.place, team_id=nora.team_id,
                    what_for="Hold", starts_on=MONDAY, ends_on=MONDAY, weekly_hours=20,
                    held_until=MONDAY, reserved_by=nora,
                )
                for _ in range(2)
            )  # fmt: skip


def test_the_lists_know_of_shared_and_reserved_places(nora, acting):
    whole, shared, taken = a_place(nora), a_place(nora), a_place(nora)
    agreed(nora, place=shared, weekly_hours=Decimal(15))
    reserved(nora, place=taken, starts_on=today(), weekly_hours=Decimal(35))
    with acting(nora):
        free = Place.objects.order_by("pk")
        assert [*free.free_on(today())] == [whole]
        assert [*free.free_on(today(), 20)] == [whole, shared]
        assert [*free.free_on(today(), 23)] == [whole]


def test_nothing_is_logged_when_it_is_rolled_back(nora, acting):
    from jobcenter.models import Event

    mine, person = reserved(nora), a_citizen(nora)
    with acting(nora):
        before = Event.objects.count()
    refused(reserved, nora, place=mine.place, citizen=person)
    with acting(nora):
        assert Event.objects.count() == before


def test_who_leaves_hands_reservations_over(nora, tine, acting):
    from jobcenter.handover import handover_kinds

    mine = reserved(nora)
    kind = handover_kinds["placements.reservations"]
    with acting(tine) as viewer:
        [row] = kind.find(viewer, nora.pk, 10)
        assert row.key == mine.public_id
        assert kind.hand_over(viewer, nora.pk, tine, None, set()) == 1
        mine.refresh_from_db()
    assert mine.reserved_by_id == tine.pk
