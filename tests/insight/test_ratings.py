"""Answers after conversations: groups of five or more, and nothing by subtraction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from citizens.models import TalkRating
from citizens.rules.talk import quarters_shown
from insight.ratings import ratings_of
from jobcenter.clock import today
from jobcenter.models import Jobcentre, Membership, Team
from jobcenter.viewer import Viewer

Acting = Callable[[Any], AbstractContextManager[Viewer]]


def answered(jobcentre: Jobcentre, team: Team | None, number: int, **over: Any) -> None:
    """Keep a number of answers of one group, all alike."""
    facts = {"quarter": quarters_shown(today(), 1)[0], "heard": 4, "decided": 2, "knows": 3} | over
    TalkRating.objects.bulk_create(
        TalkRating(jobcentre=jobcentre, team=team, **facts) for _ in range(number)
    )


def test_a_quarter_is_shown_when_nobody_can_answer_any_more() -> None:
    assert quarters_shown(date(2026, 11, 22), 2) == [date(2026, 7, 1), date(2026, 4, 1)]
    assert quarters_shown(date(2026, 10, 31), 1) == [date(2026, 4, 1)]
    assert quarters_shown(date(2026, 11, 1), 1) == [date(2026, 7, 1)]


def test_small_groups_and_what_betrays_them_are_hidden(
    north: Jobcentre, south: Jobcentre, mads: Membership, acting: Acting
) -> None:
    with acting(mads) as viewer:
        teams = [Team.objects.create(jobcentre=north, name=f"Hold {at}") for at in range(3)]
        for team, number in zip(teams, (3, 6, 9), strict=True):
            answered(north, team, number)
        answered(north, teams[2], 5, quarter=today(), heard=1)  # this quarter: not yet
        shown = ratings_of(viewer)
        assert shown["number"] == 18
        assert shown["whole"] == [100, 0, 100]
        assert [(row.name, row.shares) for row in shown["teams"]] == [
            ("Hold 0", None), ("Hold 1", None), ("Hold 2", [100, 0, 100]),
        ]  # fmt: skip
    with acting(south) as viewer:
        assert ratings_of(viewer)["number"] == 0


def test_leaders_read_it(
    north: Jobcentre, mads: Membership, nora: Membership, sol: Membership, acting: Acting,
    client_as: Callable[[Membership], Client],
) -> None:  # fmt: skip
    with acting(mads):
        answered(north, None, 4)
    url = reverse("insight:ratings")
    assert "Stadig for få svar" in client_as(mads).get(url).content.decode()
    with acting(mads):
        answered(north, None, 3)
    assert "100" in client_as(mads).get(url).content.decode()
    assert client_as(nora).get(url).status_code == 403
