"""Target groups and match schemes: the files say what the law says, and what nobody has read."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from citizens import law
from jobcenter.errors import Refused
from jobcenter.law import LawFileError, provenance_of, read_law

DAY = date(2026, 11, 22)
ROOT = Path(__file__).parent.parent.parent


def test_thirteen_groups_are_in_force_today() -> None:
    assert [each.number for each in law.target_groups(DAY)] == list(range(1, 14))


@pytest.mark.parametrize(
    ("number", "flag", "expected"),
    [
        *[(number, "", "A") for number in (1, 2, 4)],
        *[(number, "", "B") for number in (3, 5, 6, 7, 8, 9, 10, 11, 13)],
        (4, "obvious", "A"),
        (6, "in_job", "B"),
        (12, "jobparat", "A"),
        (12, "aktivitetsparat", "B"),
        (3, "aktivitetsparat", "B"),
    ],
)
def test_class_of_work_trial(number: int, flag: str, expected: str) -> None:
    assert law.trial_class(number, flag, DAY) == expected


@pytest.mark.parametrize(
    ("number", "flag", "code"),
    [
        (12, "", "target_group_flag_missing"),
        (12, "in_job", "target_group_flag_missing"),
        (1, "jobparat", "target_group_flag_unknown"),
        (99, "", "target_group_unknown"),
    ],
)
def test_flags_that_do_not_fit_are_refused(number: int, flag: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        law.check_can_carry_flag(number, flag, DAY)
    assert caught.value.code == code


def test_groups_8_and_10_take_nobody_new_from_february_2026() -> None:
    closed = [each.number for each in law.target_groups(DAY) if not each.is_open_to_new(DAY)]
    assert closed == [8, 10]
    before = date(2026, 1, 31)
    assert all(each.is_open_to_new(before) for each in law.target_groups(before))


def test_the_name_of_group_4_follows_the_benefit() -> None:
    group = law.target_group(4, DAY)
    assert "uddannelseshjælp" in group.label("da", date(2025, 6, 30))
    assert "uddannelseshjælp" not in group.label("da", date(2025, 7, 1))
    assert group.label("en", DAY) == "Under 30 without education, ready for education"


def test_the_draft_of_2027_is_five_inactive_unverified_groups() -> None:
    draft = [each for each in law.all_target_groups() if each.ruleset == law.DRAFT_RULESET]
    assert [each.number for each in draft] == [1, 2, 3, 4, 5]
    assert not any(each.active or each.provenance.verified for each in draft)
    assert all("draft" in each.label("en", DAY) for each in draft)
    assert all(each.active for each in law.target_groups(date(2027, 2, 1)))


def test_only_the_young_are_called_obviously_ready() -> None:
    assert [each.number for each in law.target_groups(DAY) if law.OBVIOUS in each.flags] == [4]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2010, 4, 19), "match-5"),
        (date(2010, 4, 20), "match-3"),
        (date(2013, 12, 31), "match-3"),
        (date(2014, 1, 1), "visitation-2014"),
        (date(2019, 12, 31), "visitation-2014"),
        (date(2020, 1, 1), "lab-6"),
        (DAY, "lab-6"),
    ],
)
def test_the_scheme_in_force(day: date, code: str) -> None:
    scheme = law.scheme_in_force(day)
    assert scheme is not None
    assert scheme.code == code


def test_active_schemes_follow_each_other_without_a_gap() -> None:
    active = [each.provenance for each in law.match_schemes() if each.active]
    for earlier, later in pairwise(active):
        assert earlier.valid_to is not None
        assert later.valid_from == earlier.valid_to + timedelta(days=1)


def test_unread_names_say_so() -> None:
    schemes = {each.code: each for each in law.match_schemes()}
    assert not any(group.verified for group in schemes["match-5"].groups)
    assert schemes["match-5"].provenance.unverified_because
    assert len(schemes["2027-udkast"].groups) == 5
    assert not schemes["2027-udkast"].active


def test_every_row_of_every_law_file_has_its_source() -> None:
    files = [*ROOT.glob("citizens/law/*.toml"), *ROOT.glob("placements/law/*.toml")]
    assert len(files) >= 5
    for path in files:
        for name, part in read_law(path).items():
            rows = part if isinstance(part, list) else [part]
            for row in rows:
                if name in {"groups", "flags", "rulesets", "words", "advice", "fields"}:
                    continue  # dated by their rule set, or words of the house and no law
                provenance_of(row, f"{path.name} {name}")


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ({"valid_from": DAY, "verified": False, "unverified_because": "x"}, "legal_ref"),
        ({"legal_ref": "LAB", "valid_from": DAY, "verified": True}, "names the day"),
        ({"legal_ref": "LAB", "valid_from": DAY, "verified": False}, "why it is unverified"),
        (
            {
                "legal_ref": "LAB",
                "valid_from": DAY,
                "valid_to": date(2020, 1, 1),
                "verified": False,
                "unverified_because": "x",
            },
            "ends before it begins",
        ),
    ],
)
def test_a_row_without_its_source_is_an_error(row: dict[str, object], missing: str) -> None:
    with pytest.raises(LawFileError, match=missing):
        provenance_of(row, "test")
