"""The range's report: counted right, small groups hidden so that nobody can reckon them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from citizens.actions.offers import end_stay, refer, start_stay
from citizens.models import OfferStay, TargetGroup
from citizens.queries.report import report
from citizens.queries.report_counts import counted_here, counted_there
from citizens.rules import report as rules
from citizens.rules.report import Spell
from jobcenter.clock import clock_at, now, today
from jobcenter.models import Membership
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_range import an_offer

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]
TABLES = st.dictionaries(
    st.tuples(st.integers(1, 5), st.sampled_from("abcd")), st.integers(0, 12), max_size=20
)


@given(TABLES)
def test_no_hidden_number_can_be_reckoned_from_its_line(cells: dict[Any, int]) -> None:
    table = rules.with_totals(cells)
    hidden = rules.hidden_in(table, table)
    assert all(key in hidden for key, number in table.items() if 0 < number < rules.SMALL)
    for axis in (0, 1):
        for name in {key[axis] for key in table}:
            line = [key for key in table if key[axis] == name]
            gone = [key for key in line if key in hidden]
            could_be_more = [key for key in line if key not in hidden and table[key] > 0]
            assert len(gone) != 1 or not could_be_more, (line, gone)


def test_a_table_with_one_small_cell_hides_more() -> None:
    table = rules.with_totals({(1, "a"): 3, (1, "b"): 20, (2, "a"): 9, (2, "b"): 30})
    hidden = rules.hidden_in(table, table)
    assert {(1, "a"), (1, "b"), (2, "a"), (2, "b")} == hidden
    table = rules.with_totals({(1, "a"): 5, (2, "a"): 9})
    assert rules.hidden_in(table, table) == set()
    # ten referrals of four persons are four persons
    assert (1, "a") in rules.hidden_in({(1, "a"): 10}, {(1, "a"): 4})


@pytest.mark.parametrize(
    ("spells", "moves"),
    [
        ([("project", False)], []),
        ([("project", True)], [("project", "job")]),
        ([("project", False), ("place", True)], [("project", "place"), ("place", "job")]),
        ([("place", True), ("place", False)], [("place", "job")]),
        ([("place", False), ("project", False)], [("place", "project")]),
    ],
)
def test_moves(spells: list[tuple[str, bool]], moves: list[Any]) -> None:
    line = [
        Spell(1, 3, date(2026, month, 1), kind, job)
        for month, (kind, job) in enumerate(spells, start=1)
    ]
    assert rules.moves_of(line) == [(1, 3, move) for move in moves]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [(date(2026, 11, 22), date(2025, 11, 1), date(2026, 10, 31)),
     (date(2026, 1, 1), date(2025, 1, 1), date(2025, 12, 31)),
     (date(2024, 3, 31), date(2023, 3, 1), date(2024, 2, 29))],
)  # fmt: skip
def test_twelve_whole_months(day: date, first: date, last: date) -> None:
    assert rules.twelve_months(day) == (first, last)


def test_shares_reasons_and_movement(nora: Membership, ole: Membership, acting: Acting) -> None:
    high, low = an_offer(ole, capacity=None), an_offer(ole, name="Lavere", priority=2)
    for _number in range(6):
        citizen = make_citizen(nora)
        with acting(nora) as viewer:
            stay = refer(citizen, high, actor=viewer, owner=nora)
            start_stay(stay, actor=viewer, version=1, started_on=today())
            end_stay(stay, actor=viewer, version=2, outcome="job", ended_on=today())
    other = make_citizen(nora)
    with acting(nora) as viewer:
        refer(other, low, actor=viewer, owner=nora, lower_reason="wait")
        found = report(viewer, today(), today())
    [row] = found.spread.rows
    told = dict(row.cells)
    # one went lower: hidden, and what would give it away with it
    assert None in told.values()
    assert found.spread.anything_hidden
    assert dict(found.reasons.rows[0].cells) == {"Lavere valg": None}
    assert "6" in str([number for _name, number in found.movement.rows[0].cells])


def test_groups_of_five_are_shown_and_placements_are_in_it(
    nora: Membership, ole: Membership, acting: Acting
) -> None:
    offer = an_offer(ole, capacity=None)
    for _number in range(5):
        citizen = make_citizen(nora)
        with acting(nora) as viewer:
            refer(citizen, offer, actor=viewer, owner=nora)
    with acting(nora) as viewer:
        found = report(viewer, today(), today())
        [row] = found.spread.rows
        assert (row.share, row.cells[0][1], row.cells[-1][1]) == (100, 5, 5)
        assert not found.spread.anything_hidden


def test_the_database_counts_as_row_by_row(
    nora: Membership, ole: Membership, acting: Acting
) -> None:
    """Unless one person may be behind five referrals: then it leaves it to the rows."""
    offers = [an_offer(ole, name=f"Tilbud {each}", capacity=None) for each in range(6)]
    numbers = {group.pk: group.number for group in TargetGroup.objects.all()}

    def both() -> tuple[Any, Any]:
        with acting(nora) as viewer:
            day = today()
            return (
                counted_there(viewer, day, day, {3: "1"}, numbers),
                counted_here(viewer, day, day, {3: "1"}),
            )

    there, here = both()
    assert there is not None
    assert there.spread.cells == here.spread.cells == {}
    for number in range(12):
        citizen = make_citizen(nora)
        with acting(nora) as viewer:
            for offer in offers[:2]:
                stay = refer(citizen, offer, actor=viewer, owner=nora)
                start_stay(stay, actor=viewer, version=1, started_on=today())
                if number % 2:
                    end_stay(stay, actor=viewer, version=2, outcome="job", ended_on=today())
    there, here = both()
    for table in ("spread", "reasons", "movement"):
        one, other = getattr(there, table), getattr(here, table)
        assert one.cells == other.cells
        assert {key: min(number, rules.SMALL) for key, number in one.people.items()} == {
            key: min(number, rules.SMALL) for key, number in other.people.items()
        }
    assert there.movement.cells
    with acting(nora) as viewer:
        OfferStay.objects.exclude(citizen=citizen).delete()
        for offer in offers[1:]:
            refer(citizen, offer, actor=viewer, owner=nora)
    there, here = both()
    assert there is None
    assert max(here.spread.cells.values()) >= rules.SMALL > max(here.spread.people.values())


def test_the_page_is_for_leaders_and_can_be_taken_out(
    nora: Membership, mads: Membership, ole: Membership, client_as: ClientAs, acting: Acting
) -> None:
    url = reverse("citizens:range_report")
    assert client_as(nora).get(url).status_code == 403
    offer = an_offer(ole, capacity=None)
    client = client_as(mads)
    assert client.get(url).status_code == 200
    before = queries_of(client, url)
    for _number in range(5):
        citizen = make_citizen(nora)
        with acting(nora) as viewer:
            refer(citizen, offer, actor=viewer, owner=nora)
    with acting(nora):
        assert OfferStay.objects.count() == 5
    with clock_at(now().replace(year=now().year + 1)):
        year = str(today().year - 1)
        page = client.get(url, {"aar": year})
        assert "3 Aktivitetsparat" in page.content.decode()
        text = client.get(url, {"aar": year, "fil": "csv"}).content.decode("utf-8-sig")
        assert ";5" in text
        assert "Kim" not in text
    assert queries_of(client, url) == before <= MOST_QUERIES
    assert client.get(url, {"aar": "1812"}).status_code == 200
