"""What a place costs a week: the formula, its figures over time, what a change of one changes.

Plain Python; kroner as Decimal. Prose with the same examples is in docs/rules/price-of-a-place.md.
Formula and example: Jobcenter Skive, in "Virksomhedscentre. Modeller og handlingsplaner",
1 March 2013, J.nr. 2012-0011641.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from jobcenter.errors import N_, Refused

WEEKS, MONTHS = 52, 12
ORE = Decimal("0.01")

CONSULTANT, LOAD, MENTOR = "consultant_year", "consultant_load", "mentor_month"
COURSES, PLACES, MUNICIPAL = "courses_year", "places", "municipal_week"
SAVING_LOW, SAVING_HIGH = "saving_low", "saving_high"
NUMBERS = frozenset({LOAD, PLACES})  # the others are kroner
FORMULA = (CONSULTANT, LOAD, MENTOR, COURSES, PLACES)

# What Skive reckoned with; stands in for a figure that the jobcentre has not entered.
SKIVE: Mapping[str, Decimal] = {
    CONSULTANT: Decimal(375_000), LOAD: Decimal(35), MENTOR: Decimal(1_500),
    COURSES: Decimal(50_000), PLACES: Decimal(35), MUNICIPAL: Decimal(1_100),
    SAVING_LOW: Decimal(30_000), SAVING_HIGH: Decimal(35_000),
}  # fmt: skip
SKIVE_FROM = date(2013, 3, 1)
SKIVE_SAYS = 580  # kr. a place-week, as it stands in the source
SKIVE_PASSED = (90, 100)  # candidates a year through the 35 places
MOST = Decimal(100_000_000)
NUMBER_MOST = Decimal(10_000)


@dataclass(frozen=True)
class Entry:
    """One figure from a day on; of two from the same day the later edition holds."""

    code: str
    value: Decimal
    valid_from: date
    edition: int = 0


def in_force(entries: Iterable[Entry], day: date) -> dict[str, Entry]:
    """Return the entry of each figure that holds on `day`."""
    found: dict[str, Entry] = {}
    for each in sorted(entries, key=lambda one: (one.valid_from, one.edition)):
        if each.valid_from <= day:
            found[each.code] = each
    return found


def figures_on(entries: Iterable[Entry], day: date) -> dict[str, Decimal]:
    """Return every figure on `day`, Skive's where none has been entered."""
    return {**SKIVE, **{code: each.value for code, each in in_force(entries, day).items()}}


@dataclass(frozen=True)
class Price:
    """A place-week in kroner, by what it consists of; not rounded."""

    consultant: Decimal
    mentor: Decimal
    courses: Decimal

    @property
    def week(self) -> Decimal:
        """What a place costs a week."""
        return self.consultant + self.mentor + self.courses

    def used(self, share: Decimal) -> Decimal:
        """Return what a week in use costs when `share` of the weeks are: an empty one is paid."""
        return self.week / share


def price_of(figures: Mapping[str, Decimal]) -> Price:
    """Return the price: Skive's figures give 206.04 + 346.15 + 27.47 = 579.67 kr."""
    return Price(
        consultant=figures[CONSULTANT] / figures[LOAD] / WEEKS,
        mentor=figures[MENTOR] * MONTHS / WEEKS,
        courses=figures[COURSES] / figures[PLACES] / WEEKS,
    )


def rounded(amount: Decimal) -> Decimal:
    """Return kroner and øre."""
    return amount.quantize(ORE, ROUND_HALF_UP)


def month_by_the_hour() -> tuple[Decimal, Decimal]:
    """Return what 10 bought-free hours a week for 4 places cost a place and month, at 170 and 250.

    1,842 to 2,708 kr.: Skive's 1,500 kr. can't be reckoned from the hourly prices.
    """
    low, high = (Decimal(10) * rate / 4 * WEEKS / MONTHS for rate in (Decimal(170), Decimal(250)))
    return rounded(low), rounded(high)


def year_of(figures: Mapping[str, Decimal]) -> Decimal:
    """Return what all the places cost a year: Skive's 35 are 1,055,000 kr."""
    return rounded(price_of(figures).week * WEEKS * figures[PLACES])


def even_use(figures: Mapping[str, Decimal]) -> Decimal | None:
    """Return the use in percent below which a week in use is dearer than municipal activation.

    Skive's 579.67 of 1,100 are 53 %. None where no use is enough.
    """
    week = price_of(figures).week
    if not figures[MUNICIPAL] or week > figures[MUNICIPAL]:
        return None
    return (week / figures[MUNICIPAL] * 100).quantize(Decimal(1), ROUND_CEILING)


def even_candidates(figures: Mapping[str, Decimal]) -> tuple[int, int]:
    """Return how many in job or education save what the places cost a year: fewest and most.

    Skive's 1,055,000 kr. are 31 who save 35,000 kr. each, or 36 who save 30,000 kr.
    """
    year = year_of(figures)
    least, most = (
        int((year / figures[code]).to_integral_value(ROUND_CEILING)) if figures[code] else 0
        for code in (SAVING_HIGH, SAVING_LOW)
    )
    return least, most


def check_figure(code: str, value: Decimal, valid_from: date) -> None:
    """Refuse a figure that cannot be reckoned with, or a day that is a slip of the finger."""
    if code in NUMBERS and not 0 < value <= NUMBER_MOST:
        raise Refused("price_number", N_("Write a number above nought, at most 10,000."))
    if not 0 <= value <= MOST:
        raise Refused("price_amount", N_("Write an amount from nought to 100 million kroner."))
    if not date(2000, 1, 1) <= valid_from <= date(2099, 12, 31):
        raise Refused("price_day", N_("Write a day of this century."))


@dataclass(frozen=True)
class Change:
    """Days on which the price becomes another one; `last` None as long as nothing follows."""

    first: date
    last: date | None
    before: Decimal
    after: Decimal


def changes(entries: Iterable[Entry], new: Entry) -> list[Change]:
    """Return on which days the price becomes another one when `new` is entered, oldest first."""
    before = list(entries)
    after = [*before, new]
    days = sorted({each.valid_from for each in after if each.valid_from >= new.valid_from})
    found: list[Change] = []
    for number, day in enumerate(days):
        last = days[number + 1] - timedelta(days=1) if number + 1 < len(days) else None
        was = rounded(price_of(figures_on(before, day)).week)
        becomes = rounded(price_of(figures_on(after, day)).week)
        if was != becomes:
            found.append(Change(day, last, was, becomes))
    return found


def difference(rows: Iterable[Change], places: Decimal, until: date) -> Decimal:
    """Return what a change makes of the days up to `until`, for all places, in kroner."""
    total = Decimal(0)
    for each in rows:
        last = min(each.last or until, until)
        days = max((last - each.first).days + 1, 0)
        total += (each.after - each.before) * days / 7 * places
    return rounded(total)


@dataclass(frozen=True)
class CentrePrice:
    """A place-week at one centre, by its contract: what is paid for it in use, and empty."""

    consultant: Decimal
    courses: Decimal
    hours: Decimal  # bought-free hours, paid whoever is there
    start: Decimal  # establishing, spread over the contract
    weeks: Decimal  # the fixed amount of a started week, paid for who is there

    @property
    def used(self) -> Decimal:
        """A week in use."""
        return self.empty + self.weeks

    @property
    def empty(self) -> Decimal:
        """A week in which nobody is there: what is paid all the same."""
        return self.consultant + self.courses + self.hours + self.start


def centre_price(
    figures: Mapping[str, Decimal], *, places: int, week_kr: Decimal = Decimal(0),
    hours: Decimal = Decimal(0), hour_kr: Decimal = Decimal(0), start_kr: Decimal = Decimal(0),
    contract_weeks: int = WEEKS, is_trained: bool = False,
) -> CentrePrice:  # fmt: skip
    """Return a centre's price from its own terms and the jobcentre's consultant and courses.

    10 hours at 200 kr. for 4 places are 500 kr. a place-week; courses count where training is
    offered, at the share of one of the jobcentre's places.
    """
    own = price_of(figures)
    number = Decimal(max(places, 1))
    return CentrePrice(
        consultant=own.consultant,
        courses=own.courses if is_trained else Decimal(0),
        hours=hours * hour_kr / number,
        start=start_kr / number / max(contract_weeks, 1),
        weeks=week_kr,
    )
