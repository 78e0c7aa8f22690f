"""When a target is green, amber or red, and why: plain numbers and dates in, a verdict out.

Green: the target is held today. Amber: not held, but the trend gets there by the deadline, or
what lacks is within the margin. Red: neither; or the deadline has passed and a floor is broken
by more than the margin. The reason is always given, and never a light without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobcenter.errors import N_, Refused

FLOOR = "floor"
NUMBER = "number"
RELATIVE = "relative"
TWO_FIGURES = "two_figures"
MILESTONE = "milestone"

GREEN = "green"
AMBER = "amber"
RED = "red"
NONE = "none"


@dataclass(frozen=True)
class Verdict:
    """A light and its reason, a msgid without parameters."""

    light: str
    reason: str


def light(
    value: float | None,
    *,
    target: float,
    deadline: date | None,
    today: date,
    margin_percent: int,
    expected_at_deadline: float | None = None,
    higher_is_better: bool = True,
) -> Verdict:
    """Return the light of a target with a number.

    `margin_percent` is how far from the target still counts as close; `expected_at_deadline`
    is the middle of the forecast, None when there is none.
    """
    if value is None:
        return Verdict(NONE, N_("There is no value yet."))
    if reached(value, target, higher_is_better=higher_is_better):
        return Verdict(GREEN, N_("The target is held today."))
    over = deadline is not None and today > deadline
    close = lack(value, target, higher_is_better=higher_is_better) <= margin_percent
    if over:
        if close:
            return Verdict(AMBER, N_("The deadline has passed and the target is nearly held."))
        return Verdict(RED, N_("The deadline has passed and the target is not held."))
    if expected_at_deadline is not None and reached(
        expected_at_deadline, target, higher_is_better=higher_is_better
    ):
        return Verdict(AMBER, N_("At the present pace the target is held by the deadline."))
    if close:
        return Verdict(AMBER, N_("Close to the target, but the pace does not reach it."))
    return Verdict(RED, N_("At the present pace the target is not reached by the deadline."))


def reached(value: float, target: float, *, higher_is_better: bool = True) -> bool:
    """Tell whether a value holds the target."""
    return value >= target if higher_is_better else value <= target


def lack(value: float, target: float, *, higher_is_better: bool = True) -> float:
    """Return how much lacks in percent of the target; 0 when it is held."""
    missing = target - value if higher_is_better else value - target
    if missing <= 0:
        return 0.0
    return 100 * missing / target if target else 100.0


def rise(baseline: float | None, target: float) -> int | None:
    """Return the change from baseline to target in whole percent; None without a baseline.

    136 → 200 is +47, as in "at all times at least 200 persons … (+47 %)".
    """
    if not baseline:
        return None
    return round(100 * (target - baseline) / baseline)


def weeks_below(
    values: Sequence[float | None], target: float, *, higher_is_better: bool = True
) -> tuple[int, int]:
    """Return how many of the known weekly values broke the floor since it was first held.

    (0, 0) when it was never held: a floor cannot be broken before it is laid.
    """
    known = [value for value in values if value is not None]
    first = next(
        (
            n
            for n, value in enumerate(known)
            if reached(value, target, higher_is_better=higher_is_better)
        ),
        None,
    )
    if first is None:
        return 0, 0
    since = known[first:]
    return sum(
        not reached(value, target, higher_is_better=higher_is_better) for value in since
    ), len(since)


def check_target(
    *,
    kind: str,
    indicator: str,
    target: float | None,
    baseline: float | None,
    baseline_on: date | None,
    deadline: date | None,
) -> None:
    """Refuse a target whose parts do not fit together."""
    if kind != MILESTONE and not indicator:
        raise Refused("target_needs_indicator", N_("Choose the figure that the target follows."))
    if kind in {FLOOR, NUMBER, TWO_FIGURES} and (target is None or target <= 0):
        raise Refused("target_needs_number", N_("Write a target above 0."))
    if kind != FLOOR and deadline is None:
        raise Refused("target_needs_deadline", N_("Write the deadline."))
    if kind == RELATIVE and not baseline:
        raise Refused("target_needs_baseline", N_("A relative target needs a baseline above 0."))
    if (baseline is None) != (baseline_on is None):
        raise Refused("baseline_needs_day", N_("A baseline has both a value and a day."))
    if deadline and baseline_on and deadline <= baseline_on:
        raise Refused("deadline_before_start", N_("The deadline must be after the baseline's day."))
