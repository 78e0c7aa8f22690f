"""Many sign up in the same moment for too few seats."""

import pytest

from companies.actions import gathering_answers as answers
from companies.choices.gathering import DOOR
from companies.models import Gathering, Invitation
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.gatherings import invited, plan
from tests.placements.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_exactly_capacity_get_in_and_the_others_wait(carl, north, acting) -> None:
    with acting(carl) as viewer:
        gathering = plan(carl, capacity=3)
        rows = invited(gathering, viewer, 8)

    def by_link(row: Invitation):
        def work() -> None:
            with acting_in(north):
                door = Viewer(north.pk, kind=DOOR, subject=row.public_id)
                answers.answer(row, actor=door, comes=True)

        return work

    assert at_once(*(by_link(row) for row in rows)) == ["done"] * 8
    with acting(carl):
        states = sorted(Invitation.objects.filter(jobcentre=north).values_list("state", flat=True))
        assert states == ["coming"] * 3 + ["waiting"] * 5
        assert Gathering.objects.get(jobcentre=north).taken == 3


def test_a_seat_given_back_while_others_ask(carl, north, acting) -> None:
    with acting(carl) as viewer:
        gathering = plan(carl, capacity=2)
        rows = invited(gathering, viewer, 6)
        for row in rows[:2]:
            answers.answer(row, actor=viewer, comes=True)

    def say(row: Invitation, comes: bool):
        def work() -> None:
            with acting_in(north):
                answers.answer(
                    row, actor=Viewer(north.pk, kind=DOOR, subject=row.public_id), comes=comes
                )

        return work

    said = at_once(say(rows[0], False), say(rows[1], False), *(say(r, True) for r in rows[2:]))
    assert said == ["done"] * 6
    with acting(carl):
        assert Gathering.objects.get(jobcentre=north).taken == 2
        assert Invitation.objects.filter(jobcentre=north, state="coming").count() == 2
