"""Conditions of a work trial besides its length: purpose, hours, last employer, employees.

Numbers and paragraphs are rows of placements/law/conditions.toml; prose with the same examples
is in docs/rules/last-employer.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from citizens import law as target_groups
from jobcenter.errors import N_, Refused
from jobcenter.law import LawFileError, Provenance, Sentence, provenance_of, read_law
from placements.rules.duration import weeks_between

LAW = Path(__file__).parent.parent / "law"

REPRESENTATIVES = {
    "shop_steward_p": N_("Shop steward of the trade at the workplace"),
    "shop_steward_cvr": N_("Shop steward of the trade in the company"),
    "joint_steward_cvr": N_("Joint shop steward of the company"),
    "employee_p": N_("Employee representative of the trade at the workplace"),
}


@dataclass(frozen=True)
class Purpose:
    """What the agreement says the trial is for (BAB § 60)."""

    code: str
    label_da: str
    label_en: str
    only_groups: tuple[int, ...]
    only_flags: tuple[str, ...]
    provenance: Provenance

    def fits(self, number: int, flag: str) -> bool:
        """Tell whether the purpose is open to the target group and flag."""
        return (not self.only_groups or number in self.only_groups) and (
            not self.only_flags or flag in self.only_flags
        )


@lru_cache(maxsize=1)
def _law() -> Mapping[str, Any]:
    law = read_law(LAW / "conditions.toml")
    for name, rows in law.items():
        for row in rows:
            provenance_of(row, f"{name} {row.get('id', row.get('code'))}")
    return law


def _row(name: str, on: date) -> Mapping[str, Any]:
    for row in _law()[name]:
        if provenance_of(row, name).holds_on(on):
            found: Mapping[str, Any] = row
            return found
    raise LawFileError(f"conditions.toml has no '{name}' for {on}")


@lru_cache(maxsize=1)
def all_purposes() -> tuple[Purpose, ...]:
    """Return the purposes in the order of the law file."""
    return tuple(
        Purpose(
            code=row["code"],
            label_da=row["label_da"],
            label_en=row["label_en"],
            only_groups=tuple(row.get("only_groups", ())),
            only_flags=tuple(row.get("only_flags", ())),
            provenance=provenance_of(row, f"purpose {row['code']}"),
        )
        for row in _law()["purposes"]
    )


def purposes_for(number: int, flag: str, on: date) -> tuple[Purpose, ...]:
    """Return the purposes open to the target group on the day `on`."""
    return tuple(
        each for each in all_purposes() if each.provenance.holds_on(on) and each.fits(number, flag)
    )


def check_purpose_fits(code: str, *, target_group_number: int, flag: str, on: date) -> Purpose:
    """Refuse a purpose the law does not know for the target group on the day `on`."""
    for each in purposes_for(target_group_number, flag, on):
        if each.code == code:
            return each
    if any(each.code == code for each in all_purposes()):
        raise Refused(
            "purpose_not_for_group",
            N_("That purpose is not open to target group %(number)s (BAB § 60)."),
            number=target_group_number,
        )
    raise Refused("purpose_missing", N_("Choose the purpose of the work trial (BAB § 60)."))


def check_weekly_hours(
    hours: Decimal, on: date, *, normal_hours_of_workplace: Decimal | None = None
) -> None:
    """Refuse weekly hours of 0 or less, above full time, or above the workplace's own week."""
    if hours <= 0:
        raise Refused("hours_not_positive", N_("The weekly hours must be more than 0."))
    law = _row("hours", on)
    full_time = Decimal(law["max_weekly_hours"])
    if hours > full_time:
        raise Refused(
            "hours_above_full_time",
            N_("A work trial is at most %(max)s hours a week (BAB § 60)."),
            max=full_time,
        )
    if normal_hours_of_workplace is not None and hours > normal_hours_of_workplace:
        raise Refused(
            "hours_above_workplace",
            N_(
                "The workplace's normal week is %(max)s hours; a work trial stays within it "
                "(BAB § 60)."
            ),
            max=normal_hours_of_workplace,
        )


@dataclass(frozen=True)
class LastEmployer:
    """What is known when the workplace is where the person was last employed."""

    new_function: bool = False
    difference: str = ""
    person_agrees: bool = False


def check_last_employer(
    on: date, *, target_group_number: int, flag: str = "", last_employer: LastEmployer | None
) -> str:
    """Refuse a trial at the last employer where BAB § 61 does; return the rule id that was used.

    `last_employer` is None when the person was last employed elsewhere ("" is returned). Class A
    is blocked (A). Others need a new job function, with the difference written down (B). Groups
    6 and 7 without a job who agree may have the same function (C); with their job still there
    they return gradually in it (VP-MIX-67, LAB § 59).
    """
    if last_employer is None:
        return ""
    trial_class = target_groups.trial_class(target_group_number, flag, on)
    if trial_class == "A":
        raise Refused(
            "last_employer_blocked",
            N_(
                "The person was last employed here; target group %(number)s cannot have a work "
                "trial at the last employer (BAB § 61)."
            ),
            number=target_group_number,
        )
    sick_listed = target_group_number in _row_by_id("last_employer", "VP-LASTEMP-C")["groups"]
    if sick_listed and flag == target_groups.IN_JOB:
        return "VP-MIX-67"
    if sick_listed and last_employer.person_agrees:
        return "VP-LASTEMP-C"
    if not last_employer.new_function:
        raise Refused(
            "last_employer_same_function",
            N_(
                "The person was last employed here; a work trial must be in a new job function "
                "(BAB § 61)."
            ),
        )
    if not last_employer.difference.strip():
        raise Refused(
            "last_employer_difference_missing",
            N_(
                "Write in the agreement how the function differs from the one the person had "
                "(BAB § 61)."
            ),
        )
    return "VP-LASTEMP-B"


def _row_by_id(name: str, rule_id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(row for row in _law()[name] if row["id"] == rule_id)
    return found


@dataclass(frozen=True)
class Statement:
    """The written statement of the employer and the employees' representative (BAB § 64)."""

    employer_signed: bool = False
    representative_signed: bool = False
    condition_met: bool | None = None


def needs_employee_statement(
    starts_on: date, ends_on: date, *, target_group_number: int, at_own_workplace: bool = False
) -> bool:
    """Tell whether a trial of this length must be discussed with the employees first.

    True above 13 weeks counted from the first day of the chain, except for groups 6 and 7 at
    their own workplace (LAB § 63).
    """
    law = _row("employee_statement", starts_on)
    exempt = at_own_workplace and target_group_number in law["exempt_groups_at_own_workplace"]
    longer: bool = weeks_between(starts_on, ends_on) > law["longer_than_weeks"]
    return longer and not exempt


def check_employee_statement(
    starts_on: date,
    ends_on: date,
    statement: Statement | None,
    *,
    target_group_number: int,
    at_own_workplace: bool = False,
) -> None:
    """Refuse a trial of more than 13 weeks without the statement of both sides."""
    needed = needs_employee_statement(
        starts_on,
        ends_on,
        target_group_number=target_group_number,
        at_own_workplace=at_own_workplace,
    )
    if not needed:
        return
    if statement is None or not statement.employer_signed or not statement.representative_signed:
        raise Refused(
            "employee_statement_missing",
            N_(
                "A work trial of more than %(weeks)s weeks must be discussed with the employees' "
                "representative first; the employer and the representative both sign (LAB § 63)."
            ),
            weeks=_row("employee_statement", starts_on)["longer_than_weeks"],
        )
    if not statement.condition_met:
        raise Refused(
            "employee_statement_negative",
            N_("The statement must say that the condition is met (BAB § 64)."),
        )


def representative_order(on: date) -> tuple[str, ...]:
    """Return the codes of who may sign for the employees, first choice first (BAB § 65)."""
    return tuple(_row("representatives", on)["order"])


def next_representative_may_sign(on: date, working_days_away: int) -> bool:
    """Tell whether the next in order may sign, because the one before is away long enough."""
    limit: int = _row("representatives", on)["away_working_days"]
    return working_days_away > limit


def decision_due_on(ends_on: date) -> date:
    """Return the last day to decide what follows: two weeks before the end (RSL § 7 a)."""
    weeks: int = _row("decision_before_end", ends_on)["weeks"]
    return ends_on - timedelta(weeks=weeks)


def warning_on_decision(ends_on: date, today: date) -> Sentence | None:
    """Say that the decision on what follows is due, or overdue, and by when."""
    due = decision_due_on(ends_on)
    if today < due:
        return None
    return Sentence(
        "decision_due",
        N_("What follows after %(ends_on)s should have been decided by %(due)s (RSL § 7 a).")
        if today > due
        else N_("What follows after %(ends_on)s must be decided today, %(due)s (RSL § 7 a)."),
        {"ends_on": ends_on, "due": due},
    )
