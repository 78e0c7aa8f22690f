"""Two people at once: the last place, the same candidate, the same week."""

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from jobcenter.clock import now
from jobcenter.errors import Refused
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements import actions
from placements.models import CheckIn, Placement
from tests.placements.factories import a_citizen, a_place, mentor_of, planned, running

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], Any]) -> list[str]:
    """Run the works in threads that begin together; return "done" or the refusal's code."""
    barrier = threading.Barrier(len(works))
    said = []

    def run(work: Callable[[], Any]) -> None:
        try:
            barrier.wait(5)
            work()
            said.append("done")
        except Refused as error:
            said.append(error.code)
        except Exception as error:  # noqa: BLE001  a deadlock would be one
            said.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(said)


def as_member(member, act: Callable[[Viewer], Any]) -> Callable[[], Any]:
    def work() -> Any:
        with acting_in(member.jobcentre_id, membership_id=member.pk):
            return act(Viewer.of(member))

    return work


def test_two_agree_on_the_last_place(nora):
    place = a_place(nora)
    drafts = [planned(nora, place=place) for _ in range(2)]
    said = at_once(
        *(
            as_member(nora, lambda viewer, d=draft: actions.agree_placement(d, actor=viewer))
            for draft in drafts
        )
    )
    assert said == ["done", "place_taken"]
    with acting_in(nora.jobcentre_id):
        assert Placement.objects.filter(state="agreed").count() == 1


def test_two_plan_for_the_same_candidate(nora):
    citizen, places = a_citizen(nora), [a_place(nora), a_place(nora)]
    today = now().date()

    def plan(place):
        return lambda viewer: actions.plan_placement(
            citizen, place, actor=viewer, starts_on=today, ends_on=today + timedelta(days=20),
            weekly_hours=Decimal(20), purpose="training",
        )  # fmt: skip

    assert at_once(*(as_member(nora, plan(place)) for place in places)) == [
        "done",
        "second_placement",
    ]


def test_two_answer_the_same_week(nora):
    placement = running(nora, weeks_ago=2)
    week = placement.weeks[0].week_starts_on

    def answer(rating):
        def work():
            with acting_in(placement.jobcentre_id):
                actions.record_check_in(
                    placement, actor=mentor_of(placement), week_starts_on=week, rating=rating
                )

        return work

    said = at_once(answer("good"), answer("good"))
    assert said == ["done", "done"]
    with acting_in(placement.jobcentre_id):
        assert CheckIn.objects.filter(placement=placement).count() == 1
