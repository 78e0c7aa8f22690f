"""Lists of mentor pay for reading: a contract with its prices, and a list's rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from citizens.access import may_see_name, pseudonym
from companies.models import Agreement
from jobcenter.calendar import iso_week, monday_of
from jobcenter.clock import today
from jobcenter.viewer import Viewer
from placements.choices.pay import PayKind, Training
from placements.models import CentrePay, PayLine, PayList
from placements.queries.pay import facts_of, last_sunday, terms_of
from placements.queries.price import figures_of
from placements.rules import pay as rules
from placements.rules import price as price_rules

LISTS = 24


@dataclass(frozen=True)
class Left:
    """What a list would hold of one kind: how many rows and how much, in øre."""

    label: str
    number: int
    ore: int


@dataclass(frozen=True)
class ContractPage:
    """A contract's pay: prices now and before, what is left to list, lists, a place's price."""

    now: CentrePay | None
    rows: Sequence[CentrePay]
    left: list[Left]
    left_ore: int
    unanswered: int
    places: int
    lists: list[PayList]
    price: price_rules.CentrePrice | None


def terms_rows(viewer: Viewer, agreement: Agreement) -> list[CentrePay]:
    """Return a contract's prices, the newest first."""
    return list(
        CentrePay.objects.filter(
            jobcentre_id=viewer.jobcentre_id, agreement=agreement
        ).select_related("entered_by")
    )


def contract_page(viewer: Viewer, agreement: Agreement, year: int, month: int) -> ContractPage:
    """Return the page of a contract: seven queries."""
    first, last = rules.weeks_of_month(year, month)
    until = min(last, last_sunday())
    since = min(monday_of(agreement.starts_on), first)
    facts = facts_of(viewer.jobcentre_id, [agreement], since, max(until, since))[agreement.pk]
    lines = facts.left(since, until) if until >= first else []
    holds = rules.terms_of([terms_of(row) for row in facts.rows], today())
    now_row = next((row for row in facts.rows if holds and row.pk == holds.row), None)
    places = facts.places_in(today())
    lists = PayList.objects.filter(jobcentre_id=viewer.jobcentre_id, agreement=agreement)
    reckoned = facts.reckoned(first, until) if until >= first else rules.Reckoned([], [])
    return ContractPage(
        now_row, facts.rows, _by_kind(lines), sum(line.ore for line in lines),
        len(reckoned.unanswered), places, list(lists.select_related("made_by")[:LISTS]),
        _price(viewer, agreement, now_row, holds, places),
    )  # fmt: skip


def _by_kind(lines: list[rules.Line]) -> list[Left]:
    found = []
    for code, label in PayKind.choices:
        firsts = [each for each in lines if each.due.kind == code and not each.edition]
        if firsts:
            found.append(Left(str(label), len(firsts), sum(each.ore for each in firsts)))
    again = [each for each in lines if each.edition]
    if again:
        found.append(Left("", len(again), sum(each.ore for each in again)))
    return found


def _price(
    viewer: Viewer, agreement: Agreement, row: CentrePay | None, terms: rules.Terms | None,
    places: int,
) -> price_rules.CentrePrice | None:  # fmt: skip
    if row is None or terms is None or not places:
        return None
    weeks = (agreement.ends_on - agreement.starts_on).days // 7
    return price_rules.centre_price(
        figures_of(viewer.jobcentre_id, today()), places=places,
        week_kr=Decimal(row.week_ore) / 100, hours=terms.hours_for(places),
        hour_kr=Decimal(row.hour_ore) / 100, start_kr=Decimal(row.start_ore) / 100,
        contract_weeks=max(weeks, 1), is_trained=row.training != Training.NONE,
    )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of a list as it is shown: `who` is a name for the case team, else five letters."""

    line: PayLine
    week: str
    who: str
    is_seen: bool
    place: str

    @property
    def unit(self) -> Decimal:
        """The price in kroner."""
        return Decimal(self.line.unit_ore) / 100

    @property
    def before(self) -> Decimal:
        """What was listed before, in kroner."""
        return Decimal(self.line.before_ore) / 100

    @property
    def amount(self) -> Decimal:
        """The row's amount in kroner."""
        return Decimal(self.line.amount_ore) / 100


def rows_of(viewer: Viewer, found: PayList, *, named: bool = True) -> list[Row]:
    """Return a list's rows by week: two queries; `named` says whether names may be shown at all."""
    lines = list(
        PayLine.objects.filter(jobcentre_id=viewer.jobcentre_id, pay_list=found)
        .select_related("citizen", "placement__place", "terms")
        .order_by("week", "kind", "id")
    )
    ids = {line.citizen_id for line in lines if line.citizen_id}
    seen = may_see_name(viewer, ids) if named else set()
    rows = []
    for line in lines:
        year, number = iso_week(line.week)
        who, is_seen = "", line.citizen_id in seen
        if line.citizen is not None:
            who = line.citizen.short_name if is_seen else pseudonym(line.citizen.public_id)
        place = line.placement.place.title if line.placement else ""
        rows.append(Row(line, f"{number}/{year}", who, is_seen, place))
    return rows
