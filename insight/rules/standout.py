"""What stands out this week, in words that can be checked: never "performance is declining".

Compared is the present value with that of four weeks before. A share stands out when it moved
at least ten points, a number when it moved at least a tenth and three people; both sides must
be about at least five. A team's own movement wins over the jobcentre's, which it is part of, unless
every team's stands out the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from insight.rules.suppression import SMALL
from jobcenter.errors import N_

POINTS = 10
TENTH = 0.10
PEOPLE = 3
MISSING_WORTH_NAMING = 5
MOST_OF_THEM = 0.6

WORSE = "worse"
BETTER = "better"


@dataclass(frozen=True)
class Reading:
    """A figure at two moments; a share has denominators, a number has none."""

    numerator: int
    denominator: int | None
    before_numerator: int
    before_denominator: int | None

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share in percent."""
        return self.denominator is not None

    @property
    def now(self) -> int:
        """The present value, a share in whole percent."""
        return percent(self.numerator, self.denominator)

    @property
    def before(self) -> int:
        """The value four weeks before."""
        return percent(self.before_numerator, self.before_denominator)

    @property
    def change(self) -> int:
        """How much it moved: points of a share, people of a number."""
        return self.now - self.before

    @property
    def is_large_enough(self) -> bool:
        """Whether both sides are about at least five."""
        if self.is_share:
            return min(self.denominator or 0, self.before_denominator or 0) >= SMALL
        return max(self.numerator, self.before_numerator) >= SMALL

    @property
    def stands_out(self) -> bool:
        """Whether the movement is worth a sentence."""
        if not self.is_large_enough:
            return False
        if self.is_share:
            return abs(self.change) >= POINTS
        return abs(self.change) >= max(PEOPLE, TENTH * self.before)


@dataclass(frozen=True)
class Finding:
    """One thing that stands out: `message` is a msgid filled from `params` when translated.

    `team` is None when it holds for the jobcentre. `weight` orders findings, heaviest first.
    """

    indicator: str
    kind: str
    team: int | None
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    weight: float = 0.0

    @property
    def is_worse(self) -> bool:
        """Whether something needs doing."""
        return self.kind == WORSE


def percent(numerator: int, denominator: int | None) -> int:
    """Return a share in whole percent, halves up; a number without denominator as it is."""
    if denominator is None:
        return numerator
    return (200 * numerator + denominator) // (2 * denominator) if denominator else 0


SENTENCES = {
    (True, True, False): N_("%(name)s fell from %(before)s to %(now)s %% in team %(team)s."),
    (True, True, True): N_("%(name)s fell from %(before)s to %(now)s %% in all teams together."),
    (True, False, False): N_("%(name)s rose from %(before)s to %(now)s %% in team %(team)s."),
    (True, False, True): N_("%(name)s rose from %(before)s to %(now)s %% in all teams together."),
    (False, True, False): N_("%(name)s fell from %(before)s to %(now)s in team %(team)s."),
    (False, True, True): N_("%(name)s fell from %(before)s to %(now)s in all teams together."),
    (False, False, False): N_("%(name)s rose from %(before)s to %(now)s in team %(team)s."),
    (False, False, True): N_("%(name)s rose from %(before)s to %(now)s in all teams together."),
}


def findings(
    indicator: str,
    *,
    higher_is_better: bool,
    whole: Reading | None,
    teams: Mapping[int, Reading],
) -> list[Finding]:
    """Return what stands out for one indicator; `teams` are those that may be shown."""
    moved = {team: reading for team, reading in teams.items() if reading.stands_out}
    same_way = len({reading.change > 0 for reading in moved.values()}) == 1
    all_of_them = same_way and len(moved) == len(teams) > 1
    if whole is not None and whole.stands_out and (not moved or all_of_them):
        return [_finding(indicator, higher_is_better, None, whole)]
    return [
        _finding(indicator, higher_is_better, team, reading)
        for team, reading in sorted(moved.items(), key=lambda pair: -abs(pair[1].change))
    ]


def _finding(indicator: str, higher_is_better: bool, team: int | None, reading: Reading) -> Finding:
    fell = reading.change < 0
    size = reading.denominator if reading.is_share else reading.before_numerator
    relative = (
        abs(reading.change) / 100 if reading.is_share else abs(reading.change) / max(size or 1, 1)
    )
    return Finding(
        indicator=indicator,
        kind=WORSE if fell == higher_is_better else BETTER,
        team=team,
        message=SENTENCES[reading.is_share, fell, team is None],
        params={"before": reading.before, "now": reading.now},
        weight=relative * (size or 1),
    )


def heaviest(found: Sequence[Finding], most: int = 2) -> list[Finding]:
    """Return the heaviest findings: what got worse first; what got better only if nothing did."""
    worse = sorted((f for f in found if f.is_worse), key=lambda f: -f.weight)
    better = sorted((f for f in found if not f.is_worse), key=lambda f: -f.weight)
    return (worse or better[:1])[:most]


@dataclass(frozen=True)
class Concentration:
    """Most of what is missing lies in a few places."""

    part: int
    of: int
    where: tuple[int, ...]


def concentration(missing: Mapping[int, int], most: int = 2) -> Concentration | None:
    """Return the one or two places that hold most of what is missing; None if it is spread.

    `missing` counts by place. Five must be missing in all, at more places than are named, and
    the named ones hold at least six in ten.
    """
    of = sum(missing.values())
    if of < MISSING_WORTH_NAMING:
        return None
    largest = sorted(missing.items(), key=lambda pair: (-pair[1], pair[0]))
    for number in range(1, most + 1):
        named = largest[:number]
        part = sum(count for _, count in named)
        if part / of >= MOST_OF_THEM and len(missing) > number:
            return Concentration(part, of, tuple(place for place, _ in named))
    return None
