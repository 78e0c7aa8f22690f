"""What every table of the builder shares: the size, the day, and words to draw from."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models

from bench.loading import literal, words
from bench.sizes import Centre, Size
from companies.register.fictitious_words import FIRST, INDUSTRIES, SECOND, Industry
from jobcenter.sorting import danish_key

FIRST_NAMES = (
    "Anna", "Asta", "Bo", "Birgit", "Carsten", "Dorte", "Emil", "Fatima", "Gitte", "Hassan", "Ida",
    "Jens", "Karen", "Lars", "Maja", "Nadia", "Ole", "Peter", "Rikke", "Signe", "Tove", "Ulla",
    "Viggo", "Yasmin", "Zara", "Åge", "Ørsted", "Abdi", "Bjarne", "Camilla", "Dennis", "Eva",
    "Freja", "Gustav", "Helle", "Ivan", "Jytte", "Kurt", "Lene", "Mikkel",
)  # fmt: skip
TITLES = (
    "Lagermedhjælper", "Køkkenmedhjælper", "Butiksmedhjælper", "Pedelmedhjælper", "Chaufførhjælper",
    "Kontormedhjælper", "Rengøringshjælper", "Gartnermedhjælper", "Værkstedshjælper", "Pakkeri",
)  # fmt: skip
NUMBER = "6101901234"  # sealed in every citizen (day + 60: nobody's); one is found by it
YEARS = 5
DAYS = YEARS * 365 + 1


@dataclass
class World:
    """The size to build, the day it is built for, and its jobcentres."""

    size: Size
    today: date
    centres: list[Centre]
    password: str
    kept: dict[str, Any] = field(default_factory=dict)  # what was read once

    @property
    def day(self) -> str:
        """Today as SQL."""
        return f"DATE '{self.today}'"

    @property
    def monday(self) -> str:
        """This week's Monday as SQL."""
        return f"DATE '{self.today - timedelta(days=self.today.weekday())}'"


def rows(count: int) -> str:
    """Return the source of `count` rows: `i` from 0, `c` their jobcentre's numbers, `k` in it."""
    return (
        "FROM (SELECT i, bench.jc(i) AS j, bench.nr(i) AS k"
        f" FROM generate_series(0::bigint, {count - 1}) i OFFSET 0) r"
        " JOIN bench.centre c ON c.j = r.j"
    )


def pick(values: tuple[str, ...] | list[str], number: str) -> str:
    """Return the expression that draws one of `values` by a number."""
    return f"bench.pick({words(values)}, {number})"


def chance(salt: int, row: str = "r.i") -> str:
    """Return 24 bits of chance for the row."""
    return f"bench.h({row}, {salt})"


def table(model: type[models.Model]) -> str:
    """Return the quoted name of a model's table."""
    return f'"{model._meta.db_table}"'


# A person's name: forty first names and a thousand invented family names.
_FIRST_KEYS = [danish_key(name) for name in FIRST_NAMES]
_HALVES = [danish_key(half) for half in FIRST], [danish_key(half) for half in SECOND]


def first_name(row: str, salt: int) -> str:
    """Return the expression of a first name."""
    return pick(FIRST_NAMES, chance(salt, row))


def first_key(row: str, salt: int) -> str:
    """Return its sort key."""
    return pick(_FIRST_KEYS, chance(salt, row))


def last_name(row: str, salt: int) -> str:
    """Return the expression of a family name."""
    number = chance(salt + 1, row)
    return f"{pick(FIRST, number)} || {pick(SECOND, f'({number} / 64)')}"


def last_key(row: str, salt: int) -> str:
    """Return its sort key."""
    number = chance(salt + 1, row)
    return f"({pick(_HALVES[0], number)} || {pick(_HALVES[1], f'({number} / 64)')})"


# A company: two halves, its trade and its form. The trade follows from the number as well.
FORMS = (
    ("ApS", 80, "Anpartsselskab", "APS"),
    ("A/S", 60, "Aktieselskab", "A/S"),
    ("I/S", 30, "Interessentskab", "I/S"),
    ("", 10, "Enkeltmandsvirksomhed", "ENK"),
)
_FORM_OF = [0] * 8 + [1] * 3 + [2] + [3] * 8
_TRADES: list[Industry] = [industry for industry in INDUSTRIES for _ in range(industry.weight)]


def trade(index: str, attribute: str) -> str:
    """Return the expression of something about the company's industry."""
    return pick([str(getattr(each, attribute)) for each in _TRADES], chance(13, index))


def form(index: str, place: int) -> str:
    """Return the expression of something about the company's form."""
    return pick([str(FORMS[number][place]) for number in _FORM_OF], chance(14, index))


def company_name(index: str) -> str:
    """Return the expression of a company's name by its row."""
    number = chance(11, index)
    halves = f"{pick(FIRST, number)} || {pick(SECOND, f'({number} / 64)')}"
    return f"rtrim({halves} || ' ' || {trade(index, 'trade')} || ' ' || {form(index, 0)})"


def company_key(index: str) -> str:
    """Return its sort key."""
    number = chance(11, index)
    halves = f"{pick(_HALVES[0], number)} || {pick(_HALVES[1], f'({number} / 64)')}"
    trades = [danish_key(each.trade) for each in _TRADES]
    forms = [danish_key(FORMS[each][0]) for each in _FORM_OF]
    return (
        f"rtrim({halves} || ' ' || {pick(trades, chance(13, index))}"
        f" || ' ' || {pick(forms, chance(14, index))})"
    )


def towns(world: World) -> tuple[list[str], list[str]]:
    """Return four towns for each jobcentre and their keys; the same halves, differently joined."""
    names = []
    for centre in world.centres:
        for number in range(4):
            at = (centre.j * 4 + number) * 7
            names.append(f"{FIRST[at % len(FIRST)]}{SECOND[at // len(FIRST) % len(SECOND)]}")
    return names, [danish_key(name) for name in names]


def town(world: World, jobcentre: str, index: str, *, key: bool = False) -> str:
    """Return the expression of a town of the jobcentre."""
    values = towns(world)[1 if key else 0]
    return pick(values, f"(({jobcentre} - 1) * 4 + {chance(15, index)} % 4)")


def digits(number: str, width: int) -> str:
    """Return a number with zeros before it."""
    return f"lpad(({number})::text, {width}, '0')"


def text(value: object) -> str:
    """Return a value as SQL."""
    return literal(value)
