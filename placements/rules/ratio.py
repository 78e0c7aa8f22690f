"""The reasonableness ratio: how many subsidised people a workplace may have (BAB §§ 65 and 83).

Both sides are full-time equivalents (årsværk) since 2020, at the level of one P-number. Numbers
are rows of placements/law/ratio.toml; prose with the same examples is in docs/rules/ratio.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobcenter.errors import N_, Refused
from jobcenter.law import Provenance, Sentence, in_force, provenance_of, read_law

LAW = Path(__file__).parent.parent / "law"

FLOOR = "floor"
FRACTIONAL = "fractional"

ALLOWED = "allowed"
DOUBTFUL = "doubtful"
BREACH = "breach"

FULL_TIME_HOURS = Decimal(37)  # VP-HOURS: normal full time a week

ONE = Decimal(1)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Ratio:
    """The numbers of the ratio in one period."""

    divisor_below: int
    threshold: int
    divisor_above: int
    minimum: int
    averaging_months: int
    level: str
    mode: str
    provenance: Provenance


@dataclass(frozen=True)
class CountRule:
    """Whether people in nytteindsats are counted in one period."""

    count: bool
    provenance: Provenance


@dataclass(frozen=True)
class Occupied:
    """People who count against the ratio at the workplace, each in full-time equivalents.

    Groups 6 and 7 at their own employer, and group 11 in wage subsidy, are left out by the
    caller: they are neither tested nor counted (BAB §§ 65 and 83).
    """

    work_trial: Decimal = Decimal(0)
    wage_subsidy: Decimal = Decimal(0)
    icebreaker: Decimal = Decimal(0)
    integration: Decimal = Decimal(0)
    nytteindsats: Decimal = Decimal(0)

    def counted_on(self, day: date) -> Decimal:
        """Return the sum that counts on `day`."""
        rest = self.work_trial + self.wage_subsidy + self.icebreaker + self.integration
        return rest + (self.nytteindsats if counts_nytteindsats(day) else Decimal(0))


@dataclass(frozen=True)
class Assessment:
    """The answer: capacity, what is left before the planned person, and the verdict."""

    verdict: str
    capacity: Decimal
    used: Decimal
    planned: Decimal
    remaining: Decimal
    explanation: Sentence

    @property
    def is_allowed(self) -> bool:
        """Tell whether the planned person fits by the chosen way of rounding."""
        return self.verdict == ALLOWED


@lru_cache(maxsize=1)
def _law() -> dict[str, Any]:
    return read_law(LAW / "ratio.toml")


@lru_cache(maxsize=1)
def all_ratios() -> tuple[Ratio, ...]:
    """Return the ratios of every period."""
    return tuple(
        Ratio(
            divisor_below=row["divisor_below"],
            threshold=row["threshold"],
            divisor_above=row["divisor_above"],
            minimum=row["minimum"],
            averaging_months=row["averaging_months"],
            level=row["level"],
            mode=row["mode"],
            provenance=provenance_of(row, f"ratio {row['id']}"),
        )
        for row in _law()["ratio"]
    )


@lru_cache(maxsize=1)
def _count_rules() -> tuple[CountRule, ...]:
    return tuple(
        CountRule(row["count"], provenance_of(row, "count_nytteindsats"))
        for row in _law()["count_nytteindsats"]
    )


def ratio_on(day: date) -> Ratio:
    """Return the ratio in force on `day`; Refused before 2020, when heads were counted."""
    rows = in_force(all_ratios(), day)
    if not rows:
        raise Refused(
            "ratio_no_rule",
            N_("No rule on the ratio in full-time equivalents is known for %(day)s."),
            day=day,
        )
    return rows[0]


def counts_nytteindsats(day: date) -> bool:
    """Tell whether nytteindsats counts on `day`; uncertain from 2025, counted to be cautious."""
    rows = in_force(_count_rules(), day)
    return rows[0].count if rows else True


def mean_ordinary_fte(monthly_fte: Sequence[Decimal], on: date) -> Decimal:
    """Return the mean of the last months' ordinary full-time equivalents before the start.

    `monthly_fte` is oldest first and leaves out subsidised staff and staff under 18. The law
    wants four months (BAB § 65); fewer are refused rather than guessed.
    """
    months = ratio_on(on).averaging_months
    if len(monthly_fte) < months:
        raise Refused(
            "ratio_months_missing",
            N_(
                "The ratio needs the ordinary employees of the last %(months)s months; only "
                "%(known)s are known (BAB § 65)."
            ),
            months=months,
            known=len(monthly_fte),
        )
    chosen: Iterable[Decimal] = monthly_fte[-months:]
    return sum(chosen, Decimal(0)) / months


def capacity(ordinary_fte: Decimal, on: date, *, mode: str = "") -> Decimal:
    """Return how many full-time equivalents may be subsidised at a workplace of `ordinary_fte`.

    "floor" counts whole fives and whole tens, "fractional" counts parts of them too; never less
    than one person. The mode of the law file is used when none is given.
    """
    ratio = ratio_on(on)
    below = min(ordinary_fte, Decimal(ratio.threshold)) / ratio.divisor_below
    above = max(ordinary_fte - ratio.threshold, Decimal(0)) / ratio.divisor_above
    if (mode or ratio.mode) == FLOOR:
        below = below.to_integral_value(rounding=ROUND_FLOOR)
        above = above.to_integral_value(rounding=ROUND_FLOOR)
    return max(Decimal(ratio.minimum), below + above)


def fte_of(weekly_hours: Decimal) -> Decimal:
    """Return weekly hours as a full-time equivalent of 37 hours."""
    return weekly_hours / FULL_TIME_HOURS


def assess(
    ordinary_fte: Decimal, occupied: Occupied, planned_fte: Decimal, on: date, *, mode: str = ""
) -> Assessment:
    """Judge whether one more person of `planned_fte` fits, and say it in words.

    "allowed"; "doubtful" when only the fractional way of counting would allow it; "breach".
    """
    chosen = mode or ratio_on(on).mode
    room = capacity(ordinary_fte, on, mode=chosen)
    used = occupied.counted_on(on)
    remaining = room - used
    if planned_fte <= remaining:
        verdict, message = (
            ALLOWED,
            N_(
                "%(ordinary)s full-time equivalents → %(capacity)s places, %(remaining)s left "
                "(%(legal_ref)s)"
            ),
        )
    elif chosen == FLOOR and planned_fte <= capacity(ordinary_fte, on, mode=FRACTIONAL) - used:
        verdict, message = (
            DOUBTFUL,
            N_(
                "%(ordinary)s full-time equivalents → %(capacity)s places, %(remaining)s left. "
                "The placement needs %(planned)s and fits only if parts of a place count, which "
                "the text does not say (%(legal_ref)s)"
            ),
        )
    else:
        verdict, message = (
            BREACH,
            N_(
                "%(ordinary)s full-time equivalents → %(capacity)s places, %(remaining)s left. "
                "The placement needs %(planned)s (%(legal_ref)s)"
            ),
        )
    explanation = Sentence(
        f"ratio_{verdict}",
        message,
        {
            "ordinary": _shown(ordinary_fte),
            "capacity": _shown(room),
            "remaining": _shown(max(remaining, Decimal(0)), rounding=ROUND_FLOOR),
            "planned": _shown(planned_fte),
            "legal_ref": ratio_on(on).provenance.legal_ref,
        },
    )
    return Assessment(verdict, room, used, planned_fte, remaining, explanation)


def check_can_take(
    ordinary_fte: Decimal, occupied: Occupied, planned_fte: Decimal, on: date, *, mode: str = ""
) -> Assessment:
    """Refuse a person who does not fit; "doubtful" passes and is shown by the caller."""
    result = assess(ordinary_fte, occupied, planned_fte, on, mode=mode)
    if result.verdict == BREACH:
        raise Refused(
            result.explanation.code, result.explanation.message, **result.explanation.params
        )
    return result


def _shown(value: Decimal, *, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Return `value` with at most one decimal; what is left is rounded down by the caller."""
    short = value.quantize(TENTH, rounding=rounding)
    return short.quantize(ONE) if short == short.to_integral_value() else short
