"""What a company is paid for mentors at a centre: what is due for each week, and what is left.

Plain Python; amounts in øre, hours as Decimal. Four ways combine: a fixed amount for each started
week of a candidate, bought-free hours a week by number of places, an amount for starting, and
training, which is offered and not paid. Prose with the examples: docs/rules/mentor-pay.md.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from jobcenter.calendar import monday_of
from jobcenter.errors import N_, Refused
from placements.rules.answering import expected_days

WEEK, HOURS, START = "week", "hours", "start"
WAITING, APPROVED, RETURNED = "waiting", "approved", "returned"
MOVES: Mapping[str, tuple[frozenset[str], str]] = {
    "approve": (frozenset({WAITING}), APPROVED),
    "return": (frozenset({WAITING}), RETURNED),
}
USUAL_HOUR = (17_000, 25_000)  # øre: what an hour usually costs; others are warned of
USUAL_STEPS = ((4, Decimal(10)), (8, Decimal(15)))
HOUR_MOST, WEEK_MOST, START_MOST = 200_000, 1_000_000, 50_000_000
FULL_WEEK = 5  # workdays of a week in which the whole of the bought-free hours is due
SEVEN = timedelta(weeks=1)


@dataclass(frozen=True)
class Terms:
    """The contract's prices from a Monday on; of two from one Monday the later edition holds.

    `steps` are (places, hours): from so many places on, so many hours a week in all.
    """

    valid_from: date
    edition: int = 0
    week_ore: int = 0
    by_attendance: bool = False
    hour_ore: int = 0
    steps: tuple[tuple[int, Decimal], ...] = ()
    start_ore: int = 0
    row: int = 0

    def hours_for(self, places: int) -> Decimal:
        """Return hours a week: with the usual steps 10 for 4 to 7 places, 15 for 8."""
        return max((hours for least, hours in self.steps if places >= least), default=Decimal(0))


def terms_of(every: Iterable[Terms], monday: date) -> Terms | None:
    """Return the terms that hold in a week: those of its Monday; None before the first."""
    there = [each for each in every if each.valid_from <= monday]
    return max(there, key=lambda each: (each.valid_from, each.edition), default=None)


@dataclass(frozen=True)
class Stay:
    """One placement at the centre: its days, and in how many of a week's days somebody came."""

    citizen: int
    placement: int
    first: date
    last: date
    workdays: Collection[int] = (1, 2, 3, 4, 5)
    came: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Contract:
    """The days a centre's contract holds; `last` None as long as no end is agreed."""

    first: date
    last: date | None = None

    def workdays_in(self, monday: date) -> int:
        """Return how many of Monday to Friday lie in the contract."""
        days = (monday + timedelta(days=number) for number in range(FULL_WEEK))
        return sum(self.first <= day and (not self.last or day <= self.last) for day in days)


Key = tuple[str, int, date]  # what for, the citizen or 0, the Monday of the week


@dataclass(frozen=True)
class Due:
    """What is due for one week: so much of something at a price."""

    kind: str
    citizen: int
    week: date
    quantity: Decimal
    unit_ore: int
    placement: int = 0
    terms: int = 0

    @property
    def key(self) -> Key:
        """What makes it one thing that is paid once."""
        return self.kind, self.citizen, self.week

    @property
    def ore(self) -> int:
        """The amount."""
        return amount_of(self.quantity, self.unit_ore)


def amount_of(quantity: Decimal, unit_ore: int) -> int:
    """Return øre: 12.5 hours at 200.00 kr. are 250000."""
    return int((quantity * unit_ore).quantize(Decimal(1), ROUND_HALF_UP))


def mondays(first: date, last: date) -> list[date]:
    """Return the Mondays of the weeks that two days lie in, and of all between."""
    start = monday_of(first)
    return [start + SEVEN * number for number in range((last - start).days // 7 + 1)]


def weeks_of_month(year: int, month: int) -> tuple[date, date]:
    """Return first Monday and last Sunday of a month's weeks: those whose Monday lies in it.

    December 2026 ends with week 53, on 3 January 2027; no week is of two months.
    """
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    start = monday_of(first + timedelta(days=6))
    return start, monday_of(after + timedelta(days=6)) - timedelta(days=1)


def started_weeks(stay: Stay, contract: Contract, since: date, until: date) -> list[date]:
    """Return the Mondays of weeks in which the candidate was to come on a day of the contract.

    One day is enough: a week that was started is paid whole.
    """
    first = max(stay.first, contract.first, since)
    last = min(each for each in (stay.last, contract.last, until) if each)
    if last < first:
        return []
    return [
        monday
        for monday in mondays(first, last)
        if expected_days(monday, first, last, stay.workdays)
    ]


@dataclass(frozen=True)
class Reckoned:
    """What is due, and the weeks of candidates that wait for the mentor's status."""

    due: list[Due]
    unanswered: list[tuple[int, date]]


def reckon(
    contract: Contract, terms: Collection[Terms], stays: Iterable[Stay],
    places: Callable[[date], int], *, since: date, until: date,
    has_mentor: Callable[[date], bool] = lambda _monday: True,
) -> Reckoned:  # fmt: skip
    """Return what is due for the weeks from `since` until `until`, each thing once.

    `places` says how many places the centre has in a week. Two placements of one candidate in one
    week are one started week. Bought-free hours end with the mentor, and are shared by workdays
    in a week that the contract begins or ends in.
    """
    found: dict[Key, Due] = {}
    unanswered: list[tuple[int, date]] = []
    held = {monday: terms_of(terms, monday) for monday in mondays(since, until)}
    for stay in stays:
        for monday in started_weeks(stay, contract, since, until):
            now = held.get(monday)
            if now is None or not now.week_ore or (WEEK, stay.citizen, monday) in found:
                continue
            if now.by_attendance and not stay.came.get(monday):
                if monday not in stay.came:
                    unanswered.append((stay.citizen, monday))
                continue
            due = Due(WEEK, stay.citizen, monday, Decimal(1), now.week_ore, stay.placement, now.row)
            found[due.key] = due
    for monday, now in held.items():
        if now is None:
            continue
        if now.start_ore and monday == monday_of(contract.first):
            due = Due(START, 0, monday, Decimal(1), now.start_ore, 0, now.row)
            found[due.key] = due
        hours = now.hours_for(places(monday)) * contract.workdays_in(monday) / FULL_WEEK
        if hours and now.hour_ore and has_mentor(monday):
            due = Due(HOURS, 0, monday, hours.quantize(Decimal("0.01")), now.hour_ore, 0, now.row)
            found[due.key] = due
    there = {(each.citizen, each.week) for each in found.values() if each.kind == WEEK}
    return Reckoned(list(found.values()), [each for each in unanswered if each not in there])


@dataclass(frozen=True)
class Listed:
    """What lists hold of one thing so far: the amount, and how many rows."""

    ore: int
    rows: int


@dataclass(frozen=True)
class Line:
    """A row to list: the first of its thing, or a correction of what was listed before."""

    due: Due
    edition: int
    before_ore: int

    @property
    def ore(self) -> int:
        """What this row adds."""
        return self.due.ore - self.before_ore


def left_to_list(
    due: Iterable[Due], listed: Mapping[Key, Listed], *, since: date, until: date
) -> list[Line]:
    """Return rows that make what is listed into what is due, and nothing where it is already.

    What was listed and is no longer due is taken back.
    """
    lines: list[Line] = []
    wanted = {each.key: each for each in due}
    for key, each in wanted.items():
        have = listed.get(key)
        if have is None:
            lines.append(Line(each, 0, 0))
        elif have.ore != each.ore:
            lines.append(Line(each, have.rows, have.ore))
    for key, have in listed.items():
        kind, citizen, week = key
        if key not in wanted and have.ore and since <= week <= until:
            lines.append(Line(Due(kind, citizen, week, Decimal(0), 0), have.rows, have.ore))
    return sorted(lines, key=lambda line: (line.due.week, line.due.kind, line.due.citizen))


def check_terms(terms: Terms, *, is_trained: bool, first: date | None) -> None:
    """Refuse terms without a way to pay, from another day than a Monday, or beyond sense."""
    if terms.valid_from.isoweekday() != 1:
        raise Refused(
            "pay_monday", N_("Prices change on a Monday: %(before)s or %(after)s."),
            before=monday_of(terms.valid_from), after=monday_of(terms.valid_from) + SEVEN,
        )  # fmt: skip
    if not (terms.week_ore or terms.hour_ore or is_trained):
        if terms.start_ore:
            raise Refused("pay_start_alone", N_("After the start another way of paying follows."))
        raise Refused("pay_nothing", N_("Choose at least one way of paying."))
    for amount, most in (
        (terms.week_ore, WEEK_MOST), (terms.hour_ore, HOUR_MOST), (terms.start_ore, START_MOST),
    ):  # fmt: skip
        if not 0 <= amount <= most:
            raise Refused("pay_amount", N_("That amount is a slip of the finger."))
    if bool(terms.hour_ore) != bool(terms.steps):
        raise Refused("pay_hours", N_("Bought-free hours need both a price and a number."))
    places = [least for least, _hours in terms.steps]
    hours = [each for _least, each in terms.steps]
    if places != sorted(set(places)) or hours != sorted(hours):
        raise Refused("pay_steps", N_("More places come with as many hours or more."))
    if first is not None and terms.valid_from < monday_of(first):
        raise Refused("pay_before", N_("The contract begins %(day)s."), day=first)


def move(name: str, state: str, *, made_by: int, by: int, reason: str = "") -> str:
    """Return the state a move leads to; refuse one's own list, and a return without a reason."""
    sources, target = MOVES[name]
    if state not in sources:
        raise Refused("pay_decided", N_("The list has been decided on already."))
    if made_by == by:
        raise Refused("pay_own", N_("Somebody else than who made the list decides on it."))
    if name == "return" and len(reason.strip()) < 3:
        raise Refused("pay_reason", N_("Write in a few words what the reason is."))
    return target
