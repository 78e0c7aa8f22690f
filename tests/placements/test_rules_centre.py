"""Centres by rule: places, what each model needs, which way a state moves."""

from datetime import date

import pytest

from jobcenter.errors import Refused
from placements.rules import centre as rules


@pytest.mark.parametrize(("number", "code"), [(3, "centre_small"), (1, "centre_small"),
                                              (201, "centre_large")])  # fmt: skip
def test_a_centre_has_four_places_or_more(number, code):
    with pytest.raises(Refused) as refused:
        rules.check_planned_places(number)
    assert refused.value.code == code


@pytest.mark.parametrize("number", [4, 8, 200])
def test_four_places_are_enough(number):
    rules.check_planned_places(number)


@pytest.mark.parametrize(
    ("model", "partners", "lacks"),
    [
        (rules.VIRTUAL, 0, []),
        (rules.SIDE, 0, []),
        (rules.NETWORK, 0, ["partners"]),
        (rules.NETWORK, 1, []),
        (rules.POOL, 1, ["partners"]),
        (rules.POOL, 2, []),
        (rules.SATELLITE, 0, ["partners"]),
        (rules.SATELLITE, 1, []),
    ],
)
def test_other_companies_by_model(model, partners, lacks):
    whole = {"places": 4, "is_signed": True, "has_mentor": True, "arrangement": "I lageret"}
    assert rules.lacking(model, partners=partners, **whole) == lacks


def test_what_is_lacking_comes_in_the_order_it_is_mended():
    lacks = rules.lacking(
        rules.NETWORK, partners=0, places=3, is_signed=False, has_mentor=False, arrangement=" "
    )
    assert lacks == ["arrangement", "mentor", "partners", "places", "contract"]


def test_only_a_satellite_is_followed_by_the_agency():
    ours = {model for model, needs in rules.NEEDS.items() if needs.is_followed_by_us}
    assert set(rules.NEEDS) - ours == {rules.SATELLITE}


@pytest.mark.parametrize(
    ("state", "move", "reason", "code"),
    [
        ("running", "start", "", "centre_running"),
        ("ended", "start", "", "centre_ended"),
        ("draft", "end", "Flytter", "centre_draft"),
        ("running", "cancel", "Flytter", "centre_running"),
        ("running", "end", " .", "centre_reason"),
        ("draft", "cancel", "", "centre_reason"),
    ],
)
def test_moves_that_are_refused(state, move, reason, code):
    with pytest.raises(Refused) as refused:
        rules.check_centre_move(state, move, reason)
    assert refused.value.code == code


def test_moves():
    assert rules.check_centre_move("draft", "start") == "running"
    assert rules.check_centre_move("running", "end", "Flytter") == "ended"
    assert rules.check_centre_move("draft", "cancel", "Fortrød") == "cancelled"


def test_a_centre_ends_after_it_begins():
    with pytest.raises(Refused):
        rules.check_period(date(2026, 3, 1), date(2026, 3, 1))
