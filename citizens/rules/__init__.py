"""What may be written about a citizen: groups, periods, access; dates are passed in."""

from datetime import date, timedelta

from citizens import law
from jobcenter.errors import N_, Refused

LONGEST_ACCESS = timedelta(days=92)
OLDEST = 120  # years: beyond it a birth date is a slip of the finger


def check_can_be_born(born: date | None, today: date) -> None:
    """Refuse a person without a birth date, or with one ahead or more than 120 years ago."""
    if born is None:
        raise Refused(
            "birth_date_missing",
            N_("Write the birth date: without a number it tells people of one name apart."),
        )
    if born > today:
        raise Refused("birth_date_ahead", N_("The birth date lies in the future."))
    if born.year < today.year - OLDEST:
        raise Refused("birth_date_long_ago", N_("That birth date is too long ago."))


def check_can_enter_target_group(ruleset: str, number: int, flag: str, day: date) -> None:
    """Refuse a target group that is a draft, closed to new citizens or wrongly divided."""
    group = law.target_group(number, day)
    if group.ruleset != ruleset:
        raise Refused("target_group_draft", N_("The target group is a draft and not in use."))
    if not group.is_open_to_new(day):
        raise Refused(
            "target_group_closed",
            N_("Nobody new can enter target group %(number)s since %(day)s (L1750)."),
            number=number,
            day=group.closed_to_new_from,
        )
    law.check_can_carry_flag(number, flag, day)


def check_can_follow(from_on: date, latest_from: date | None, today: date) -> None:
    """Refuse a change that begins in the future or before the one it follows."""
    if from_on > today:
        raise Refused("from_future", N_("The change can't begin in the future."))
    if latest_from is not None and from_on < latest_from:
        raise Refused(
            "from_before_present",
            N_("The present group began on %(day)s. The new one can't begin before that."),
            day=latest_from,
        )


def check_can_use_scheme(scheme: law.Scheme, day: date, *, kept_open: bool) -> None:
    """Refuse a scheme that is a draft, follows the target group, or didn't hold that day.

    A jobcentre may keep an old scheme open beside the newer ones: then its end doesn't count.
    """
    if not scheme.active:
        raise Refused("scheme_draft", N_("The scheme is a draft and not in use."))
    if scheme.code == law.CURRENT_RULESET:
        raise Refused(
            "scheme_follows", N_("That group follows the target group. Change the target group.")
        )
    period = scheme.provenance
    too_early = day < period.valid_from
    if too_early or (not kept_open and not period.holds_on(day)):
        raise Refused(
            "scheme_not_valid",
            N_("The scheme was not in force on %(day)s, and it is not kept open here."),
            day=day,
        )


FEWEST_GROUPS, MOST_GROUPS = 2, 20


def check_scheme_named(name_da: str, name_en: str, groups: list[tuple[str, str]]) -> None:
    """Refuse a way of grouping without names, with one group only, or with a group twice."""
    if not (name_da and name_en):
        raise Refused("scheme_unnamed", N_("Write the name in Danish and in English."))
    if not all(da and en for da, en in groups):
        raise Refused(
            "groups_unequal", N_("Write as many groups in English as in Danish, in one order.")
        )
    if not FEWEST_GROUPS <= len(groups) <= MOST_GROUPS:
        raise Refused("groups_number", N_("Write two to twenty groups, one a line."))
    if any(len({pair[side].casefold() for pair in groups}) < len(groups) for side in (0, 1)):
        raise Refused("groups_twice", N_("A group is there twice."))


def check_can_grant(until: date, today: date) -> None:
    """Refuse access that ends before it begins or lasts more than three months."""
    if until < today:
        raise Refused("access_past", N_("The last day of access has passed."))
    if until > today + LONGEST_ACCESS:
        raise Refused(
            "access_too_long",
            N_("Access lasts three months at most. After that it can be asked for again."),
        )


def check_has_reason(reason: str) -> None:
    """Refuse an empty reason, or one of a word or two."""
    if len(reason.strip()) < 10:
        raise Refused(
            "reason_missing", N_("Write a sentence about why. The citizen can ask to read it.")
        )


def check_years(from_year: int | None, to_year: int | None, this_year: int) -> None:
    """Refuse years of a course or a job that run backwards or lie ahead."""
    if from_year is not None and from_year > this_year:
        raise Refused("year_ahead", N_("It can't begin in the future."))
    if from_year is not None and to_year is not None and to_year < from_year:
        raise Refused("years_backwards", N_("The last year is before the first."))


def check_day_of_barrier(day: date, opened_on: date | None, today: date) -> None:
    """Refuse a day ahead, or a barrier lifted before it was opened."""
    if day > today:
        raise Refused("barrier_ahead", N_("The day can't be in the future."))
    if opened_on is not None and day < opened_on:
        raise Refused(
            "barrier_backwards",
            N_("The barrier was opened on %(day)s. It can't be cleared before that."),
            day=opened_on,
        )


def check_says_how(how: str) -> None:
    """Refuse a barrier lifted without a word of how: others can learn from it."""
    if len(how.strip()) < 3:
        raise Refused("barrier_how", N_("Write in a few words how the barrier was cleared."))


def check_due(due_on: date | None, before: date | None, today: date) -> None:
    """Refuse a new day to be cleared by that has passed; one that stood there may have."""
    if due_on is not None and due_on != before and due_on < today:
        raise Refused("barrier_due", N_("Choose a day that is still to come."))
