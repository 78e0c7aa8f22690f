"""Queries that the ORM turns into SQL once a process: afterwards only their values change.

A page's query with a dozen annotations costs the ORM 5 to 20 ms of processor time each time it is
composed, more than PostgreSQL needs to answer it. The SQL is the same for everybody, so it is kept.

    @compiled
    def _people(*, jobcentre: int, company: int) -> QuerySet[ContactPerson]:
        return ContactPerson.objects.filter(jobcentre_id=jobcentre, company_id=company)

    _people(jobcentre=viewer.jobcentre_id, company=company.pk)  # a list

Keyword-only parameters are the values (int, str, date, datetime, UUID); positional ones are the
shape: a sort, a filter that is set or not. A value with a default may be left unused by a shape.

A `Word` is what somebody typed: other text may stand round it, and it may stand as sorting has it
(`danish_key`). How long it is, and which letters it has, must make no difference.

The function is called twice a shape, with two sets of stand-ins for the values, and what it makes
of them is compared: a value that it reckons with, or that decides what the query looks like, is
refused at once (days may be added to a date), and so is asking for the time; `clock.on_day(day)`
lets the functions it asks take one of its values for today. It sees no request and no viewer –
`asker` is one who is nobody – so nothing of one reader can be kept for the next.
"""

import copy
import inspect
import logging
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet
from django.utils.translation import get_language

from jobcenter.clock import without_clock
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

logger = logging.getLogger("bro.compiled")
Row = TypeVar("Row")
SHAPES_MOST = 200  # of one query: more means that a value was given as a shape


class Word(str):
    """A word somebody typed, of letters alone: a query may put it between other text."""

    __slots__ = ()


_LETTERS = ("\u0531", "\u0544")  # Armenian: nobody's, and sorting leaves them as they are

# Two stand-ins a kind and place: values that no query holds by itself and every column takes.
_YEARS = (1042, 8642)  # a query that looks different before and after now gives itself away
_STAND_INS: dict[type, Callable[[int, int], Any]] = {
    int: lambda series, place: 1_987_654_000 + 100 * series + place,
    str: lambda series, place: f"\u2042{series}:{place}\u2042",
    date: lambda series, place: _Day(_YEARS[series], 3, 1 + place),
    datetime: lambda series, place: _Moment(_YEARS[series], 3, 1 + place, tzinfo=UTC),
    UUID: lambda series, place: UUID(int=0xB00 + 100 * series + place),
    Word: lambda series, place: Word(
        chr(ord(_LETTERS[series]) + place) * (30 - 2 * place - series)
    ),  # one that is given before another is longer
}


class _Day(date):
    """A stand-in for a day that knows what was added to it."""

    base: date
    offset = timedelta()

    def __add__(self, more: timedelta) -> "_Day":
        moved = super().__add__(more)
        moved.base, moved.offset = getattr(self, "base", self), self.offset + more
        return moved

    def __sub__(self, less: Any) -> Any:
        return self + -less if isinstance(less, timedelta) else super().__sub__(less)


class _Moment(datetime):
    """A stand-in for a moment that knows what was added to it."""

    base: datetime
    offset = timedelta()

    def __add__(self, more: timedelta) -> "_Moment":
        moved = super().__add__(more)
        moved.base, moved.offset = getattr(self, "base", self), self.offset + more
        return moved

    def __sub__(self, less: Any) -> Any:
        return self + -less if isinstance(less, timedelta) else super().__sub__(less)


class _Unknown(frozenset[str]):
    """The roles of somebody who is nobody: whoever asks is refused."""

    def _refuse(self, *_other: Any) -> Any:
        raise TypeError("A compiled query is the same for all: give the roles as a shape.")

    __and__ = __rand__ = __or__ = __contains__ = __iter__ = __len__ = _refuse
    __le__ = __lt__ = __ge__ = __gt__ = isdisjoint = _refuse


def asker(
    jobcentre: int,
    membership: int | None = None,
    team: int | None = None,
    roles: frozenset[str] | None = None,
    kind: str = "compiled",
) -> Viewer:
    """Return who asks, for functions that compose queries for a viewer.

    Roles and the viewer's kind are of the shape.
    """
    return Viewer(
        jobcentre_id=jobcentre, kind=kind, membership_id=membership, team_id=team,
        roles=_Unknown() if roles is None else roles,
    )  # fmt: skip


_Parts = tuple[tuple[str, str], ...]  # what it is ("text", "word", "sorted"), and text or name


@dataclass(frozen=True)
class _Text:
    """What is kept of a query: its SQL, and at which places which value stands."""

    rows: QuerySet[Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, str, Callable[[Any], Any] | None], ...]  # and what is made of it
    texts: tuple[tuple[int, "_Parts"], ...]  # what stands round words, and the words


class Compiled(Generic[Row]):
    """A query composed once for each of its shapes; see the module."""

    def __init__(self, compose: Callable[..., Any]) -> None:
        if compose.__closure__:
            raise TypeError("A compiled query is a plain function: it must not keep a viewer.")
        self.compose = compose
        self.__doc__ = compose.__doc__
        wanted = inspect.signature(compose, eval_str=True).parameters.values()
        self.optional = {each.name for each in wanted if each.default is not each.empty}
        self.kinds = {
            each.name: each.annotation for each in wanted if each.kind is each.KEYWORD_ONLY
        }
        if unknown := [name for name, kind in self.kinds.items() if kind not in _STAND_INS]:
            raise TypeError(f"A compiled query cannot take {', '.join(unknown)}.")
        self.words = [name for name, kind in self.kinds.items() if kind is Word]
        self._texts: dict[Hashable, _Text] = {}

    def __call__(self, *shape: Hashable, **values: Any) -> list[Row]:
        """Return the rows for these values. One query, prefetches apart."""
        text, params = self._filled(shape, values)
        rows = text.rows.all()
        compiler = copy.copy(text.compiler)
        compiler.connection = connections[rows.db]
        compiler.as_sql = lambda *args, **kwargs: (text.sql, tuple(params))
        rows.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        return list(rows)

    def first(self, *shape: Hashable, **values: Any) -> Row | None:
        """Return the first row; the query itself says which, and how many there can be."""
        return next(iter(self(*shape, **values)), None)

    def statement(self, *shape: Hashable, **values: Any) -> tuple[str, list[Any]]:
        """Return SQL and parameters, to stand in another statement."""
        text, params = self._filled(shape, values)
        return text.sql, params

    def _filled(self, shape: Sequence[Hashable], values: dict[str, Any]) -> tuple[_Text, list[Any]]:
        key = (get_language(), *shape)
        text = self._texts.get(key) or self._keep(key, shape)
        if values.keys() != self.kinds.keys():
            raise TypeError(f"Give each of {', '.join(self.kinds)}.")
        params = list(text.params)
        for place, name, make in text.places:
            value = values[name]
            params[place] = value if make is None or value is None else make(value)
        if text.texts:
            said = {("word", name): values[name] for name in self.words}
            said |= {("sorted", name): danish_key(values[name]) for name in self.words}
            for place, parts in text.texts:
                params[place] = "".join(said.get(part, part[1]) for part in parts)
        return text, params

    def _keep(self, key: Hashable, shape: Sequence[Hashable]) -> _Text:
        if len(self._texts) >= SHAPES_MOST:
            logger.warning("A compiled query has too many shapes: %s", self.compose.__qualname__)
            self._texts.clear()
        first, given = self._composed(shape, 0)
        second, others = self._composed(shape, 1)
        (sql, params), (other_sql, other_params) = first[1:], second[1:]
        if sql != other_sql or len(params) != len(other_params):
            raise TypeError("What a compiled query looks like must not depend on its values.")
        places = []
        texts = []
        for place, (one, other) in enumerate(zip(params, other_params, strict=True)):
            name, offset = _name_of(one, given)
            if name is not None and (name, offset) == _name_of(other, others):
                places.append((place, name, _made_of(one, offset)))
            elif (parts := _parted(one, given)) and parts == _parted(other, others):
                texts.append((place, parts))
            elif one != other:
                raise TypeError("A compiled query takes its values as they are; reckon before.")
        if missing := (
            self.kinds.keys()
            - self.optional
            - {name for _place, name, _made in places}
            - {name for _place, parts in texts for _what, name in parts}
        ):
            raise TypeError(f"The query does not use {', '.join(sorted(missing))} as it is given.")
        rows, compiler = first[0]
        compiler.connection = None  # each thread has its own
        text = _Text(rows, compiler, sql, tuple(params), tuple(places), tuple(texts))
        self._texts[key] = text
        return text

    def _composed(self, shape: Sequence[Hashable], series: int) -> tuple[Any, dict[Any, str]]:
        values = {
            name: _STAND_INS[kind](series, place)
            for place, (name, kind) in enumerate(self.kinds.items())
        }
        with without_clock():
            rows = self.compose(*shape, **values)
            compiler = rows.query.get_compiler(using=rows.db)
            sql, params = compiler.as_sql()
        return ((rows, compiler), sql, params), {value: name for name, value in values.items()}


def _name_of(param: Any, given: dict[Any, str]) -> tuple[str | None, timedelta]:
    """Return which stand-in a parameter is, and how many days were added to it."""
    if isinstance(param, _Day | _Moment):
        return given.get(getattr(param, "base", param)), param.offset
    return given.get(param) if isinstance(param, tuple(_STAND_INS)) else None, timedelta()


def _parted(param: Any, given: dict[Any, str]) -> _Parts:
    """Return the text round the words a parameter holds, and their names; empty without any."""
    names = {str(value): name for value, name in given.items() if isinstance(value, Word)}
    words = {value: ("word", name) for value, name in names.items()}
    words |= {danish_key(value): ("sorted", name) for value, name in names.items()}
    if not words or not isinstance(param, str) or not any(word in param for word in words):
        return ()
    parts = re.split(f"({'|'.join(words)})", param)
    return tuple(words.get(part, ("text", part)) for part in parts if part)


def _made_of(param: Any, offset: timedelta) -> Callable[[Any], Any] | None:
    """Return what makes the parameter of a value: a day moved, a number in its column's class."""
    if offset:
        return lambda value: value + offset
    if isinstance(param, int) and type(param) is not int:
        return type(param)
    return None


def compiled(compose: Callable[..., QuerySet[Any, Row]]) -> Compiled[Row]:
    """Keep the SQL of a query that `compose` writes."""
    return Compiled(compose)
