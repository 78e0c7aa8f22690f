"""Segments and sharing out as tables of cases, without a database."""

import pytest

from companies.forms.campaigns import cvr_numbers_in
from companies.rules.campaigns import (
    Addressee,
    check_can_start,
    check_row_move,
    left_out,
    share_out,
    weekly_share,
)
from companies.rules.segments import CompanyFacts, suggest
from jobcenter.errors import Refused

SEGMENTS = [
    # employees, low-skilled %, sickness %, openings, running, before, lately, status → segment
    ((None, None, None, 0, 0, 0, False, ""), 4),
    ((3, 50, None, 0, 0, 0, False, ""), 4),
    ((8, 50, None, 0, 0, 0, False, ""), 3),
    ((30, 35, None, 0, 0, 0, True, "possible"), 2),
    ((30, 35, 6.0, 0, 1, 0, True, "cooperating"), 1),
    ((250, 10, None, 0, 0, 0, False, ""), 3),
    ((250, 10, 5.0, 0, 0, 0, False, ""), 2),
    ((250, 10, 4.9, 0, 0, 0, False, ""), 3),
    ((12, 5, None, 2, 2, 0, True, "cooperating"), 1),
    ((12, 5, None, 0, 0, 4, True, "resting"), 3),
    ((250, 40, None, 1, 0, 0, True, "declined"), 2),
    ((40, 5, None, 0, 0, 0, False, "declined"), 4),
]


@pytest.mark.parametrize(("facts", "segment"), SEGMENTS)
def test_what_the_rules_suggest(facts, segment):
    found = suggest(CompanyFacts(*facts))
    assert found.segment == segment
    assert all(reason.message for reason in found.reasons)


def test_shares_go_to_the_fixed_contact_and_the_rest_evenly():
    given = share_out([1, 2, 3, 4, 5, 6], [70, 80], {1: 70, 2: 70, 3: 99})
    assert given[1] == given[2] == 70
    assert sorted(given.values()) == [70, 70, 70, 80, 80, 80]
    with pytest.raises(Refused):
        share_out([1], [], {})


@pytest.mark.parametrize(
    ("found", "everything", "confirmed", "refusal"),
    [(0, False, False, "nobody"), (0, True, True, "nobody"), (9, True, False, "everybody"),
     (9, True, True, ""), (9, False, False, "")],
)  # fmt: skip
def test_who_may_start(found, everything, confirmed, refusal):
    if not refusal:
        check_can_start(found, is_everything=everything, is_confirmed=confirmed, most=2000)
        return
    with pytest.raises(Refused) as refused:
        check_can_start(found, is_everything=everything, is_confirmed=confirmed, most=2000)
    assert refused.value.code == refusal


@pytest.mark.parametrize(
    ("before", "after", "reason", "is_fine"),
    [("todo", "declined", "ingen tid", True), ("todo", "declined", " ", False),
     ("todo", "contacted", "", False), ("skipped", "todo", "", True),
     ("contacted", "todo", "", False)],
)  # fmt: skip
def test_rows_move_by_the_table(before, after, reason, is_fine):
    if is_fine:
        check_row_move(before, after, reason)
    else:
        with pytest.raises(Refused):
            check_row_move(before, after, reason)


@pytest.mark.parametrize(
    ("who", "why"),
    [(Addressee(False, True, 4), ""), (Addressee(False, True, None), ""),
     (Addressee(True, True, 4), "protected"), (Addressee(False, False, 4), "ceased"),
     (Addressee(False, True, 1), "personal"), (Addressee(False, True, 2), "personal"),
     (Addressee(False, True, 3, True), "finished"),
     (Addressee(False, True, 3, False, False), "address")],
)  # fmt: skip
def test_who_is_left_out_of_a_letter(who, why):
    assert left_out(who) == why


def test_how_many_a_week():
    assert [weekly_share(10, days) for days in (14, 15, 7, 0, -5)] == [5, 4, 10, 10, 10]


def test_numbers_are_found_in_any_text():
    text = "navn;cvr\nA;99 00 00 01\nB;DK99000002\nC;123456789\n99000001\n1234567"
    assert cvr_numbers_in(text) == ["99000001", "99000002"]
