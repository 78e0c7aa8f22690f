"""What every indicator is computed into."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cell:
    """A computed value: of the jobcentre, of a team, or of a population."""

    day: date
    numerator: int
    denominator: int | None = None
    team_id: int | None = None
    breakdown: str = ""
