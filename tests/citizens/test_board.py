"""The board of open barriers: of my case teams alone, by function, overdue first."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.actions import add_team_member, change_barrier, lift_barrier
from citizens.models import Barrier, Citizen
from citizens.queries.board import ALL, MINE, TEAM, board
from citizens.queue.range import barrier_rows
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import Refused
from jobcenter.models import AccessLog, Membership
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import a_barrier, grant

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


def test_a_day_to_be_cleared_by(kim: Citizen, nora: Membership, acting: Acting) -> None:
    day = today() + timedelta(days=3)
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            a_barrier(kim, viewer, nora, due_on=today() - timedelta(days=1))
        assert refused.value.code == "barrier_due"
        barrier = a_barrier(kim, viewer, nora, due_on=day)
        with clock_at(now() + timedelta(days=5)):
            # an overdue day may stay as it is
            change_barrier(barrier, actor=viewer, version=1, text="Ny", owner=nora, due_on=day)
            with pytest.raises(Refused):
                change_barrier(
                    barrier, actor=viewer, version=2, text="Ny", owner=nora,
                    due_on=day + timedelta(days=1),
                )  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Barrier.objects.update(due_on=today() - timedelta(days=9))


def test_the_board_is_by_function_and_overdue_first(
    kim: Citizen, nora: Membership, bente: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        add_team_member(kim, actor=viewer, membership=bente, function="case_worker")
        a_barrier(kim, viewer, nora)
        a_barrier(kim, viewer, nora, word="sprog", due_on=today() + timedelta(days=1))
        a_barrier(kim, viewer, bente, word="bolig", due_on=today() + timedelta(days=30))
        with clock_at(now() + timedelta(days=2)):
            columns, has_more = board(viewer, ALL)
            assert [(len(c.rows), c.overdue) for c in columns] == [(2, 1), (1, 0)]
            assert columns[0].rows[0].is_late
            assert not has_more
            assert len(board(viewer, MINE)[0]) == 1
            assert len(board(viewer, TEAM)[0]) == 2
            [row] = barrier_rows(viewer, today(), 9)
            assert row.severity == "now"
            lift_barrier(columns[0].rows[0], actor=viewer, version=1, how="Sprogkursus")
            assert barrier_rows(viewer, today(), 9) == []


def test_only_my_case_teams(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, mads: Membership,
    sol: Membership, client_as: ClientAs, acting: Acting,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        a_barrier(kim, viewer, nora, text="Rykkere fylder", due_on=today())
    grant(kim, bente, tine)
    url = reverse("citizens:board")
    for who in (bente, tine, sol):
        for whose in ("mine", "team", "alle", "x"):
            page = client_as(who).get(url, {"hos": whose})
            assert page.status_code == 200
            assert "Rykkere" not in page.content.decode()
        with acting(who) as viewer:
            assert barrier_rows(viewer, today(), 9) == []
    assert client_as(mads).get(url).status_code == 403
    page = client_as(nora).get(url)
    assert "Rykkere fylder" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    with acting(nora):
        looks = AccessLog.objects.filter(purpose="citizen.board")
        assert list(looks.values_list("citizen", flat=True)) == [kim.public_id]


def test_the_board_costs_the_same_with_more_rows(
    kim: Citizen, nora: Membership, client_as: ClientAs, acting: Acting
) -> None:
    with acting(nora) as viewer:
        a_barrier(kim, viewer, nora)
    client, url = client_as(nora), reverse("citizens:board")
    client.get(url)
    before = queries_of(client, url)
    for _number in range(5):
        citizen = make_citizen(nora)
        with acting(nora) as viewer:
            a_barrier(citizen, viewer, nora, due_on=today())
    assert queries_of(client, url) == before <= MOST_QUERIES
