"""How long a work trial may last: LAB § 61 as a table, and what must never happen."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jobcenter.errors import Refused
from placements.rules import duration

MONDAY = date(2026, 9, 7)
SOMEONE = [
    *[(number, "") for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13)],
    (4, "obvious"),
    (6, "in_job"),
    (12, "jobparat"),
    (12, "aktivitetsparat"),
]
STARTS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("number", "flag", "weeks", "extended", "rule"),
    [
        (1, "", 4, None, "VP-DUR-A"),
        (2, "", 4, None, "VP-DUR-A"),
        (3, "", 13, 26, "VP-DUR-B"),
        (4, "", 4, None, "VP-DUR-A"),
        (4, "obvious", 4, None, "VP-DUR-A"),
        (5, "", 13, 26, "VP-DUR-B"),
        (6, "", 13, 26, "VP-DUR-B"),
        (6, "in_job", 13, 26, "VP-DUR-B"),
        (7, "", 13, 26, "VP-DUR-B"),
        (8, "", 13, 26, "VP-DUR-B"),
        (9, "", 13, 26, "VP-DUR-B"),
        (10, "", 13, 26, "VP-DUR-B"),
        (11, "", 13, 26, "VP-DUR-B"),
        (12, "jobparat", 4, None, "VP-DUR-A"),
        (12, "aktivitetsparat", 13, 26, "VP-DUR-B"),
        (13, "", 13, 26, "VP-DUR-B"),
    ],
)
def test_each_target_group_has_its_limit(
    number: int, flag: str, weeks: int, extended: int | None, rule: str
) -> None:
    limit = duration.max_weeks(number, flag, MONDAY)
    assert (limit.weeks, limit.weeks_with_extension, limit.rule_id) == (weeks, extended, rule)
    assert limit.legal_ref == "LAB § 61"
    assert limit.verified


@pytest.mark.parametrize(
    ("number", "flag", "starts_on", "code"),
    [
        (12, "", MONDAY, "target_group_flag_missing"),
        (14, "", MONDAY, "target_group_unknown"),
        (0, "", MONDAY, "target_group_unknown"),
        (1, "", date(2019, 12, 31), "target_group_unknown"),
    ],
)
def test_what_the_files_do_not_cover_is_refused(
    number: int, flag: str, starts_on: date, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        duration.max_weeks(number, flag, starts_on)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("number", "ends_on", "code"),
    [
        (3, date(2026, 12, 6), None),  # 13 weeks, the Sunday included
        (3, date(2026, 12, 7), "duration_needs_extension"),
        (1, date(2026, 10, 4), None),  # 4 weeks
        (1, date(2026, 10, 5), "duration_too_long"),
        (3, date(2026, 9, 6), "duration_ends_before_start"),
        (3, MONDAY, None),
    ],
)
def test_a_first_offer_ends_on_the_last_day_at_the_latest(
    number: int, ends_on: date, code: str | None
) -> None:
    if code is None:
        duration.check_can_start_for(MONDAY, ends_on, target_group_number=number)
        return
    with pytest.raises(Refused) as caught:
        duration.check_can_start_for(MONDAY, ends_on, target_group_number=number)
    assert caught.value.code == code


def test_the_refusal_names_the_paragraph_and_the_last_day() -> None:
    with pytest.raises(Refused, match=r"at most 4 weeks.*2026-10-04.*LAB § 61"):
        duration.check_can_start_for(MONDAY, date(2026, 12, 6), target_group_number=2)


def test_graduates_have_no_eight_weeks_of_their_own() -> None:
    """VP-DUR-DIM was a trial; it is kept as a record and never used, not even in its own time."""
    rows = {row.rule_id: row.in_use for row in duration.all_limits()}
    assert rows["VP-DUR-DIM"] is False
    assert rows["VP-DUR-HIST"] is False
    assert duration.max_weeks(1, "", date(2022, 1, 3)).weeks == 4
    assert {row.weeks for row in duration.all_limits() if row.in_use} == {4, 13}


FIRST_13 = date(2026, 12, 6)
FULL_26 = date(2027, 3, 7)


@pytest.mark.parametrize(
    ("number", "current", "new", "words", "expected"),
    [
        (3, FIRST_13, FULL_26, {"assessment": "Needs time"}, "VP-DUR-B"),
        (3, FIRST_13, FULL_26, {}, "extension_needs_assessment"),
        (3, FIRST_13, FULL_26, {"assessment": "  "}, "extension_needs_assessment"),
        (3, date(2026, 10, 4), FIRST_13, {}, "VP-DUR-B"),  # still within 13 weeks
        (3, FIRST_13, FIRST_13, {"assessment": "x"}, "extension_not_later"),
        (3, FIRST_13, date(2027, 3, 8), {"special_need": "x"}, "extension_first_to_limit"),
        (3, FULL_26, date(2027, 6, 6), {"special_need": "A quite special need"}, "VP-DUR-C"),
        (3, FULL_26, date(2027, 6, 6), {"assessment": "x"}, "extension_needs_special_need"),
        (3, FULL_26, date(2027, 6, 7), {"special_need": "x"}, "extension_too_long"),
        (3, date(2027, 6, 6), date(2027, 9, 5), {"special_need": "x"}, "VP-DUR-C"),
        (1, date(2026, 10, 4), date(2026, 10, 11), {"assessment": "x"}, "extension_none"),
        (1, date(2026, 9, 20), date(2026, 10, 4), {}, "VP-DUR-A"),
    ],
)
def test_extensions(
    number: int, current: date, new: date, words: dict[str, str], expected: str
) -> None:
    try:
        rule_id, _limit = duration.check_can_extend_to(
            new,
            first_starts_on=MONDAY,
            current_ends_on=current,
            target_group_number=number,
            **words,
        )
    except Refused as refusal:
        rule_id = refusal.code
    assert rule_id == expected


def test_deciding_a_special_need_early_warns_and_does_not_block() -> None:
    def codes(decided_on: date) -> list[str]:
        warned = duration.warnings_on_extension(
            decided_on=decided_on, current_ends_on=FULL_26, rule_id="VP-DUR-C"
        )
        return [each.code for each in warned]

    assert codes(date(2026, 12, 20)) == ["extension_decided_early"]
    assert codes(FULL_26 - timedelta(weeks=4)) == []


def test_a_second_offer_in_a_row_and_law_that_may_change_warn() -> None:
    limit = duration.max_weeks(3, "", date(2026, 11, 23))
    codes = [
        each.code
        for each in duration.warnings_on_offer(
            limit,
            date(2026, 11, 23),
            date(2027, 1, 15),
            same_workplace_ended_on=date(2026, 11, 20),
        )
    ]
    assert codes == ["offer_in_a_row", "law_may_change"]
    assert duration.warnings_on_offer(limit, MONDAY, FIRST_13) == ()


def test_days_can_be_counted_either_way() -> None:
    assert duration.end_of_weeks(MONDAY, 13) == date(2026, 12, 6)
    assert duration.end_of_weeks(MONDAY, 13, inclusive=False) == date(2026, 12, 7)
    assert duration.weeks_between(MONDAY, date(2026, 12, 6)) == 13
    assert duration.weeks_between(MONDAY, date(2026, 12, 7)) == 14


@given(who=st.sampled_from(SOMEONE), starts_on=STARTS, days=st.integers(-30, 800))
def test_a_first_offer_is_never_longer_than_the_law(
    who: tuple[int, str], starts_on: date, days: int
) -> None:
    number, flag = who
    ends_on = starts_on + timedelta(days=days)
    limit = duration.max_weeks(number, flag, starts_on)
    try:
        duration.check_can_start_for(starts_on, ends_on, target_group_number=number, flag=flag)
    except Refused:
        assert days < 0 or days + 1 > 7 * limit.weeks
    else:
        assert 0 < days + 1 <= 7 * limit.weeks


@given(
    who=st.sampled_from(SOMEONE),
    starts_on=STARTS,
    first=st.integers(0, 400),
    more=st.integers(1, 400),
    assessment=st.sampled_from(["", "Concrete"]),
    need=st.sampled_from(["", "Special"]),
)
def test_an_extension_never_passes_what_its_words_allow(
    who: tuple[int, str], starts_on: date, first: int, more: int, assessment: str, need: str
) -> None:
    number, flag = who
    current = starts_on + timedelta(days=first)
    new = current + timedelta(days=more)
    try:
        duration.check_can_extend_to(
            new,
            first_starts_on=starts_on,
            current_ends_on=current,
            target_group_number=number,
            flag=flag,
            assessment=assessment,
            special_need=need,
        )
    except Refused:
        assume(False)
    total = first + more + 1
    if number in {1, 2, 4} or flag == "jobparat":
        assert total <= 28
    elif not assessment and not need:
        assert total <= 91
    elif not need:
        assert total <= 182
    assert total <= 182 or more <= 91
