"""What happened at a company and what of it is paid: contract, prices, placements, lists so far."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, Min, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce, JSONObject

from companies.models import Agreement
from jobcenter.calendar import monday_of
from jobcenter.clock import local_day, today
from jobcenter.viewer import Viewer
from placements.choices import PlaceState, State
from placements.models import Centre, CentrePay, CheckIn, PayLine, PayList, Place, Placement
from placements.rules import pay as rules

Where = tuple[int, int]  # a company and 0 for its places in no centre, or 0 and a centre
STARTED = (State.RUNNING, State.ENDED, State.INTERRUPTED)


def terms_of(row: CentrePay) -> rules.Terms:
    """Return a row as the rules take it."""
    steps = [(row.first_places, row.first_hours), (row.more_places, row.more_hours)]
    return rules.Terms(
        row.valid_from, row.edition, row.week_ore, row.by_attendance, row.hour_ore,
        tuple((least, hours) for least, hours in steps if least and hours is not None),
        row.start_ore, row.pk,
    )  # fmt: skip


@dataclass
class Facts:
    """What one agreement's pay is reckoned from."""

    contract: rules.Contract | None = None
    rows: list[CentrePay] = field(default_factory=list)
    stays: list[rules.Stay] = field(default_factory=list)
    places: list[tuple[date, date]] = field(default_factory=list)
    listed: dict[rules.Key, rules.Listed] = field(default_factory=dict)
    elsewhere: set[rules.Key] = field(default_factory=set)
    mentor_left_on: date | None = None

    def places_in(self, monday: date) -> int:
        """Return how many places were open on the week's first day of the contract."""
        day = max(monday, self.contract.first) if self.contract else monday
        return sum(first <= day <= last for first, last in self.places)

    def has_mentor(self, monday: date) -> bool:
        """Return whether the centre's mentor was there when the week began."""
        return self.mentor_left_on is None or monday <= self.mentor_left_on

    def reckoned(self, since: date, until: date) -> rules.Reckoned:
        """Return what is due for some weeks, without what another agreement has paid."""
        if self.contract is None:
            return rules.Reckoned([], [])
        found = rules.reckon(
            self.contract, [terms_of(row) for row in self.rows], self.stays, self.places_in,
            since=since, until=until, has_mentor=self.has_mentor,
        )  # fmt: skip
        due = [each for each in found.due if each.key not in self.elsewhere]
        return rules.Reckoned(due, found.unanswered)

    def left(self, since: date, until: date) -> list[rules.Line]:
        """Return what is to be listed for some weeks, corrections among it."""
        due = self.reckoned(since, until).due
        return rules.left_to_list(due, self.listed, since=since, until=until)


def last_sunday() -> date:
    """Return the last day of the last week that is over: only such weeks are listed."""
    return monday_of(today()) - timedelta(days=1)


def facts_of(
    jobcentre_id: int, agreements: Sequence[Agreement], since: date, until: date
) -> dict[int, Facts]:
    """Return the facts of agreements for some weeks, by id: six queries, however many."""
    here = {"jobcentre_id": jobcentre_id}
    ids = [each.pk for each in agreements]
    companies = {each.company_id for each in agreements}
    ended = _ended(jobcentre_id, agreements)
    centre = Centre.objects.filter(
        Q(agreement_id=OuterRef("agreement_id"))
        | Q(agreement__previous_id=OuterRef("agreement_id")),
        jobcentre_id=OuterRef("jobcentre_id"),
    ).order_by().values(
        found=JSONObject(id="pk", ended_on="ended_on", left_on="mentor__left_on")
    )[:1]  # fmt: skip
    terms: dict[int, list[CentrePay]] = defaultdict(list)
    centres: dict[int, dict[str, Any]] = {}
    for row in (
        CentrePay.objects.filter(**here, agreement_id__in=ids)
        .select_related("entered_by").annotate(centre=Subquery(centre))
    ):  # fmt: skip
        terms[row.agreement_id].append(row)
        centres[row.agreement_id] = row.centre or {}
    own_places = [each["id"] for each in centres.values() if each]
    places = _places(here, companies, own_places)
    asked = any(row.by_attendance for rows in terms.values() for row in rows)
    stays = _stays(here, companies, own_places, since, until, asked=asked)
    lists = _listed(here, companies, since, until)
    found = {}
    for each in agreements:
        own, centre_of = lists.get(each.pk, {}), centres.get(each.pk, {})
        where: Where = (0, centre_of["id"]) if centre_of else (each.company_id, 0)
        others = [
            rows
            for other, rows in lists.items()
            if other != each.pk and rows and rows["company"] == each.company_id
        ]
        found[each.pk] = Facts(
            _contract(each, ended.get(each.pk), _date(centre_of.get("ended_on"))), terms[each.pk],
            stays[where], places[where], own.get("keys", {}),
            {key for rows in others for key in rows["keys"] if key[0] == rules.WEEK},
            _date(centre_of.get("left_on")),
        )  # fmt: skip
    return found


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _contract(agreement: Agreement, *ended_on: date | None) -> rules.Contract | None:
    """Return the days a signed agreement holds, until it or its centre was ended."""
    if agreement.signed_at is None:
        return None
    return rules.Contract(
        agreement.starts_on, min(each for each in (agreement.ends_on, *ended_on) if each)
    )


def _where(here: Mapping[str, Any], at: str, companies: Iterable[int], centres: list[int]) -> Q:
    """Return what a query asks of places: a centre's own, or a company's that are in none."""
    alone = {
        f"{at}centre__isnull": True, f"{at}former_centre__isnull": True,
        f"{at}workplace__company_id__in": companies,
    }  # fmt: skip
    theirs = Q(**{f"{at}centre_id__in": centres}) | Q(**{f"{at}former_centre_id__in": centres})
    return Q(**here) & (theirs | Q(**alone))


def _ended(jobcentre_id: int, agreements: Iterable[Agreement]) -> dict[int, date]:
    """Return the day on which agreements were ended early, from their history."""
    early = [each.pk for each in agreements if each.state == "ended"]
    if not early:
        return {}
    history: Any = apps.get_model("companies", "AgreementEvent")
    rows = (
        history.objects.filter(jobcentre_id=jobcentre_id, pgh_obj_id__in=early, state="ended")
        .order_by().values_list("pgh_obj_id").annotate(at=Min("pgh_created_at"))
    )  # fmt: skip
    return {pk: local_day(at) for pk, at in rows}


def _places(
    here: Mapping[str, Any], companies: Iterable[int], centres: list[int]
) -> dict[Where, list[Any]]:
    """Return from when until when each place was open, by company or centre."""
    history: Any = apps.get_model("placements", "PlaceEvent")
    closings = history.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"), pgh_obj_id=OuterRef("pk"), state=PlaceState.CLOSED
    ).order_by("pgh_id").values("pgh_created_at")[:1]  # fmt: skip
    rows = (
        Place.objects.filter(_where(here, "", companies, centres))
        .annotate(
            closed_at=Case(When(state=PlaceState.CLOSED, then=Subquery(closings)), default=None)
        )
        .order_by()
        .values_list(
            Coalesce("centre_id", "former_centre_id"), "workplace__company_id", "open_from",
            "open_to", "closed_at", "joined_centre_on", "left_centre_on",
        )
    )  # fmt: skip
    found: dict[Where, list[Any]] = defaultdict(list)
    for centre, company, first, last, closed_at, joined, left in rows:
        shut = local_day(closed_at) if closed_at else None
        until = min(each for each in (last, shut, left, date.max) if each)
        found[(0, centre) if centre else (company, 0)].append((max(first, joined or first), until))
    return found


def _stays(
    here: Mapping[str, Any], companies: Iterable[int], centres: list[int], since: date,
    until: date, *, asked: bool,
) -> dict[Where, list[rules.Stay]]:  # fmt: skip
    """Return the placements that were started and touch the weeks, by company or centre."""
    rows = list(
        Placement.objects.filter(
            _where(here, "place__", companies, centres), state__in=STARTED, starts_on__lte=until,
            ends_on__gte=since,
        ).order_by("starts_on", "pk").values_list(
            "pk", Coalesce("place__centre_id", "place__former_centre_id"),
            "place__workplace__company_id", "citizen_id", "starts_on", "ends_on", "ended_on",
            "workdays", "place__joined_centre_on", "place__left_centre_on",
        )
    )  # fmt: skip
    came: dict[int, dict[date, int]] = defaultdict(dict)
    if asked:
        for placement, week, expected, absent in CheckIn.objects.filter(
            **here, placement_id__in=[row[0] for row in rows],
            week_starts_on__gte=since, week_starts_on__lte=until,
        ).order_by().values_list(
            "placement_id", "week_starts_on", "days_expected", "absent_days"
        ):  # fmt: skip
            came[placement][week] = max(expected - len(absent), 0)
    found: dict[Where, list[rules.Stay]] = defaultdict(list)
    for pk, centre, company, citizen, first, planned, ended, workdays, joined, left in rows:
        first, last = max(first, joined or first), min(ended or planned, left or date.max)
        if last < first:
            continue  # was there before the place was the centre's, or after
        stay = rules.Stay(citizen, pk, first, last, workdays, came.get(pk, {}))
        found[(0, centre) if centre else (company, 0)].append(stay)
    return found


def _listed(
    here: Mapping[str, Any], companies: Iterable[int], since: date, until: date
) -> dict[int, dict[str, Any]]:
    """Return what lists hold so far, by agreement and thing; who was erased is paid and gone."""
    found: dict[int, dict[str, Any]] = {}
    for agreement, company, kind, citizen, week, ore, number in (
        PayLine.objects.filter(
            **here, company_id__in=companies, is_void=False, week__gte=since, week__lte=until
        ).order_by()
        .values_list("agreement_id", "company_id", "kind", "citizen_id", "week")
        .annotate(ore=Sum("amount_ore"), number=Count("pk"))
    ):  # fmt: skip
        own = found.setdefault(agreement, {"company": company, "keys": {}})
        if kind != rules.WEEK or citizen is not None:
            own["keys"][kind, citizen or 0, week] = rules.Listed(int(ore), number)
    return found


@dataclass(frozen=True)
class MonthRow:
    """One agreement in a month: what is due, listed and left; candidates' weeks without status."""

    agreement: Agreement
    due_ore: int
    left_ore: int
    unanswered: int
    lists: list[PayList]

    @property
    def listed_ore(self) -> int:
        """What lists hold of the month's weeks."""
        return self.due_ore - self.left_ore


def month_rows(viewer: Viewer, year: int, month: int) -> list[MonthRow]:
    """Return every agreement with mentor pay in a month: eight queries, however many."""
    first, last = rules.weeks_of_month(year, month)
    until = min(last, last_sunday())
    here = {"jobcentre_id": viewer.jobcentre_id}
    agreements = list(
        Agreement.objects.filter(
            **here, pk__in=CentrePay.objects.filter(**here).order_by().values("agreement_id"),
            starts_on__lte=last, ends_on__gte=first,
        ).select_related("company").order_by("company__name_key", "pk")
    )  # fmt: skip
    facts = facts_of(viewer.jobcentre_id, agreements, first, until)
    lists: dict[int, list[PayList]] = defaultdict(list)
    for made in PayList.objects.filter(**here, from_on=first).order_by("pk"):
        lists[made.agreement_id].append(made)
    rows = []
    for each in agreements:
        found = facts[each.pk]
        reckoned = found.reckoned(first, until)
        left = rules.left_to_list(reckoned.due, found.listed, since=first, until=until)
        rows.append(
            MonthRow(
                each, sum(due.ore for due in reckoned.due), sum(line.ore for line in left),
                len(reckoned.unanswered), lists[each.pk],
            )
        )  # fmt: skip
    return rows
