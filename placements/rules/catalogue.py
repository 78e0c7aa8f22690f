"""The candidate catalogue: coarse facts, how many have to be alike, what fits a company's needs.

Plain Python; prose with the same examples is in docs/rules/catalogue.md, words in
placements/law/catalogue.toml.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobcenter.errors import N_, Refused
from jobcenter.law import read_law

LAW = Path(__file__).parent.parent / "law" / "catalogue.toml"

# How many profiles have to be alike in everything that is shown of them (DOMAIN §6: under five is
# hidden in anything that leaves the team).
ALIKE = 5
TEXT_MOST = 200
COMPETENCES_MOST = 3
MOST_DAYS = 183  # half a year, then the candidate is asked again: the house's rule
REQUEST_DAYS = 30  # a company's question that nobody has answered lapses
OPEN_MOST = 10  # questions of one company that wait
SHOWN_MOST = 40  # of one page

AGES = ((18, "u30"), (30, "30"), (40, "40"), (50, "50"), (60, "60"))
HOURS = ((10, "10"), (20, "20"), (30, "30"), (37, "37"))

DRAFT, SHOWN, WITHDRAWN, LAPSED = "draft", "shown", "withdrawn", "lapsed"
MOVES: Mapping[str, tuple[frozenset[str], str]] = {
    "agree": (frozenset({DRAFT}), SHOWN),
    "withdraw": (frozenset({DRAFT, SHOWN}), WITHDRAWN),
    "lapse": (frozenset({DRAFT, SHOWN}), LAPSED),
}
ASKED, YES, NO, GONE = "asked", "yes", "no", "gone"
ANSWERS: Mapping[str, tuple[frozenset[str], str]] = {
    "accept": (frozenset({ASKED}), YES),
    "decline": (frozenset({ASKED}), NO),
    "lapse": (frozenset({ASKED}), GONE),
}


def age_band(born: date | None, day: date) -> str:
    """Return the band of ten years somebody is in on a day: “u30”, “30” … “60”; "" unknown."""
    if born is None:
        return ""
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    found = ""
    for start, code in AGES:
        if age >= start:
            found = code
    return found


def move(name: str, state: str) -> str:
    """Return the state a move of a profile leads to, or refuse it."""
    sources, target = MOVES[name]
    if state not in sources:
        raise Refused("profile_moved", N_("The profile is not in the catalogue any more."))
    return target


def answer(name: str, state: str) -> str:
    """Return the state an answer to a company's question leads to, or refuse it."""
    sources, target = ANSWERS[name]
    if state not in sources:
        raise Refused("request_answered", N_("The company has had an answer already."))
    return target


def check_until(until: date, day: date) -> None:
    """Refuse a consent that has run out, or holds for too long."""
    if until < day:
        raise Refused("until_passed", N_("Choose a day that has not passed."))
    if until > day + timedelta(days=MOST_DAYS):
        raise Refused(
            "until_late", N_("An approval holds for half a year at most. Then ask again.")
        )


@dataclass(frozen=True)
class Facts:
    """What is shown of one profile; what is hidden to keep people alike is empty."""

    key: int
    area: str
    field: str
    age: str = ""
    hours: str = ""
    competences: tuple[str, ...] = ()


def alike(profiles: Iterable[Facts], least: int = ALIKE) -> dict[int, Facts]:
    """Return what may be shown, by key: each as one of `least` or more that look the same.

    First age and hours are shown where enough share area, field, age and hours. The others are
    compared without hours, then without age and hours; those that are alone even then are left
    out. Each round counts only who is left, so that what is hidden tells nothing. A competence is
    shown where `least` of the same group have it.
    """
    rest = list(profiles)
    shown: dict[int, Facts] = {}
    for hidden in ({}, {"hours": ""}, {"hours": "", "age": ""}):
        coarse = [(each, replace(each, competences=(), key=0, **hidden)) for each in rest]
        groups = Counter(group for _each, group in coarse)
        rest = [each for each, group in coarse if groups[group] < least]
        members: dict[Facts, list[Facts]] = {}
        for each, group in coarse:
            if groups[group] >= least:
                members.setdefault(group, []).append(each)
        for group, mine in members.items():
            common = Counter(word for each in mine for word in set(each.competences))
            for each in mine:
                kept = tuple(word for word in each.competences if common[word] >= least)
                shown[each.key] = replace(group, key=each.key, competences=kept)
    return shown


@dataclass(frozen=True)
class Wanted:
    """An open need of a company, as far as the catalogue looks at it."""

    title: str
    words: str
    hours: float | None


def fit(facts: Facts, needs: Sequence[Wanted], industry: str) -> tuple[int, str]:
    """Return how well a profile fits a company (0 to 4), and the need it fits best.

    3 where the words of a need belong to the field of work, one more where its hours are within
    reach; 1 where only the company's industry does.
    """
    best = (1, "") if industry in industries_of(facts.field) else (0, "")
    for need in needs:
        if not any(stem in need.words.casefold() for stem in stems_of(facts.field)):
            continue
        most = int(facts.hours) if facts.hours else 37
        score = 4 if need.hours is None or need.hours <= most else 3
        if score > best[0]:
            best = (score, need.title)
    return best


@lru_cache(maxsize=1)
def _law() -> Mapping[str, Any]:
    return read_law(LAW)


def stems_of(field: str) -> tuple[str, ...]:
    """Return the beginnings of words in needs that belong to a field of work."""
    return tuple(_law()["fields"].get(field, {}).get("words", ()))


def industries_of(field: str) -> tuple[str, ...]:
    """Return the sections of industries that belong to a field of work."""
    return tuple(_law()["fields"].get(field, {}).get("industries", ()))


def fields_known() -> tuple[str, ...]:
    """Return the fields of work the catalogue knows: codes of citizens/words.toml."""
    return tuple(_law()["fields"])


def check_competences(competences: Collection[str]) -> None:
    """Refuse more competences than stay anonymous."""
    if len(competences) > COMPETENCES_MOST:
        raise Refused(
            "competences_many", N_("Choose at most %(most)s competences."), most=COMPETENCES_MOST
        )
