"""Which free places come first for a candidate: by what both sides have said, nothing guessed.

Plain Python. What nobody has said counts neither for nor against: distance is not known of a
candidate, so it is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from placements.rules.catalogue import industries_of, stems_of

MOST = 5  # places named on the page

# What matters at work (codes of citizens/words.toml) → what a workplace says it can arrange.
ARRANGED: Mapping[str, str] = {
    "korte-dage": "few_hours",
    "senere": "flexible_hours",
    "pauser": "extra_breaks",
    "ikke-loeft": "light_work",
    "ro": "calm",
}
BY_TITLE, BY_TASKS, BY_INDUSTRY = 3, 2, 1


@dataclass(frozen=True)
class Wanted:
    """What is known of a candidate: fields of work, hours a week at most, what matters."""

    fields: tuple[str, ...] = ()
    hours: int | None = None
    matters: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is known that places can be compared with."""
        return bool(self.fields or self.hours or self.matters & set(ARRANGED))


@dataclass(frozen=True)
class Offered:
    """What is known of a free place: its words, the company's industry, hours, arrangements."""

    title: str
    tasks: str = ""
    industry: str = ""
    hours: float = 37
    arranges: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fit:
    """Why a place fits: the field and how it was found, the hours, what is arranged for."""

    field: str = ""
    how: int = 0
    arranged: tuple[str, ...] = ()
    hours: bool = False

    @property
    def rank(self) -> tuple[int, int, int]:
        """The higher the earlier: the field, then what is arranged, then hours."""
        return self.how, len(self.arranged), int(self.hours)

    def __bool__(self) -> bool:
        """Whether anything fits."""
        return any(self.rank)


def fit(wanted: Wanted, offered: Offered) -> Fit:
    """Return what of a candidate's known wishes a place meets.

    A field fits by the title of the place, by its tasks, or by the company's industry. Hours fit
    where the place asks for no more than the candidate can.
    """
    field, how = "", 0
    for each in wanted.fields:
        found = _how(each, offered)
        if found > how:
            field, how = each, found
    arranged = tuple(
        code for name, code in ARRANGED.items()
        if name in wanted.matters and code in offered.arranges
    )  # fmt: skip
    return Fit(field, how, arranged, wanted.hours is not None and offered.hours <= wanted.hours)


def _how(field: str, offered: Offered) -> int:
    for how, text in ((BY_TITLE, offered.title), (BY_TASKS, offered.tasks)):
        words = text.casefold()
        if any(stem in words for stem in stems_of(field)):
            return how
    return BY_INDUSTRY if offered.industry in industries_of(field) else 0
