"""Agreements as pages and lists read them: with goals, what was delivered, and the light."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    DecimalField,
    F,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, JSONObject, Least

from companies.choices.agreement import (
    LIGHT_TONES,
    SEARCH_KIND,
    STATE_TONES,
    AgreementState,
    GoalKind,
    Light,
)
from companies.models import Agreement, AgreementGoal, Company
from companies.queries import party_sums
from companies.queries.agreement_text import shown_number
from companies.rules.agreements import Promise, expected, light_of, worst
from companies.rules.parties import Count, Together
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.compiled import asker, compiled
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer

PAGE = 50
MOST = 2_000  # agreements of one jobcentre that the list reads
COUNTED = {"signed", "expired", "renewed"}  # only what both signed is held against anybody
_NUMBER = DecimalField(max_digits=9, decimal_places=1)


@dataclass(frozen=True)
class GoalShown:
    """A goal with what was delivered and its light."""

    goal: Any  # an AgreementGoal or a GoalCounted
    delivered: Decimal | None
    light: str
    asked: int  # what the days gone ask for
    together: Together | None = None  # with the parties' numbers, where there are any

    @property
    def light_label(self) -> str:
        """The light in words."""
        return str(Light(self.light).label)

    @property
    def tone(self) -> str:
        """The light's tone."""
        return LIGHT_TONES[self.light]

    @property
    def what(self) -> str:
        """What is promised, in words."""
        label = str(GoalKind(self.goal.kind).label)
        if self.goal.kind in {"other", "milestone"}:
            return self.goal.text
        return f"{label[:1].upper()}{label[1:]}"

    @property
    def agreed_shown(self) -> str:
        """The number agreed."""
        return shown_number(self.goal.number)

    @property
    def delivered_shown(self) -> str:
        """The number delivered, by all parties; nothing where it is not counted."""
        if self.together is None:
            return shown_number(self.delivered)
        least, most = shown_number(self.together.least), shown_number(self.together.most)
        return least if self.together.is_exact else f"{least}–{most}"


@dataclass(frozen=True)
class AgreementShown:
    """An agreement with its goals and the worst of their lights."""

    agreement: Agreement
    goals: list[GoalShown]
    light: str

    @property
    def public_id(self) -> Any:
        """The agreement's id outside."""
        return self.agreement.public_id

    @property
    def light_label(self) -> str:
        """The light in words."""
        return str(Light(self.light).label)

    @property
    def tone(self) -> str:
        """The light's tone."""
        return LIGHT_TONES[self.light]

    @property
    def state_tone(self) -> str:
        """The state's tone."""
        return STATE_TONES[self.agreement.state]

    def of_side(self, side: str) -> list[GoalShown]:
        """Return the goals one side promised."""
        return [each for each in self.goals if each.goal.side == side]

    @property
    def by_them(self) -> list[GoalShown]:
        """What the company promised."""
        return self.of_side("company")

    @property
    def by_us(self) -> list[GoalShown]:
        """What the jobcentre promised."""
        return self.of_side("jobcentre")


def goals_counted(viewer: Viewer, day: date) -> QuerySet[AgreementGoal]:
    """Return goals with `delivered`: rooms above say how each kind is counted."""
    refs = {
        "company": OuterRef("agreement__company_id"),
        "since": OuterRef("agreement__starts_on"),
        "until": OuterRef("until"),
    }
    counts = [
        When(kind=kind, then=Cast(count(viewer.jobcentre_id, **refs), _NUMBER))
        for kind, count in sorted(registries.deliveries.items())
    ]
    return (
        AgreementGoal.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .annotate(until=Least(F("due_on"), Value(day)))
        .annotate(delivered=Case(*counts, default=Value(None), output_field=_NUMBER))
        .order_by("agreement_id", "order")
    )


class GoalCounted(NamedTuple):
    """What the list knows of a goal: as a model, a thousand of them take three times as long."""

    agreement_id: int
    public_id: UUID
    side: str
    kind: str
    text: str
    number: Decimal | None
    due_on: date
    done_on: date | None
    delivered: Decimal | None


# What a row of the list or of its file says.
_LISTED = (
    "public_id", "purpose", "state", "starts_on", "ends_on", "areas", "company__name",
    "company__name_key", "responsible__name",
)  # fmt: skip


def _agreements(jobcentre: int, states: Sequence[str], mine: int | None) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(jobcentre_id=jobcentre, state__in=states)
    if mine is not None:
        rows = rows.filter(responsible_id=mine)
    return rows.select_related("company", "responsible").only(*_LISTED).order_by("ends_on", "id")


@compiled
def _all(
    states: Sequence[str], is_mine: bool, *, jobcentre: int, me: int = 0
) -> QuerySet[Agreement]:
    return _agreements(jobcentre, states, me if is_mine else None)[:MOST]


@compiled
def _goals_of_all(
    states: Sequence[str], is_mine: bool, *, jobcentre: int, day: date, me: int = 0
) -> QuerySet[AgreementGoal, Any]:
    goals = goals_counted(asker(jobcentre), day).filter(agreement__state__in=states)
    if is_mine:
        goals = goals.filter(agreement__responsible_id=me)
    return goals.values_list(*GoalCounted._fields)


def _read(viewer: Viewer, filters: "AgreementFilters") -> list[AgreementShown]:
    """Read agreements with goals, delivered and light: two queries for however many."""
    day, states = today(), _STATES[filters.show]
    asked = {"jobcentre": viewer.jobcentre_id, "me": viewer.membership_id}
    if filters.words:
        found = find_ids(viewer.jobcentre_id, SEARCH_KIND, filters.words)
        mine = viewer.membership_id if filters.mine else None
        some = _agreements(viewer.jobcentre_id, states, mine).filter(pk__in=found)
        rows = list(some[:MOST])
        counted = goals_counted(viewer, day).filter(agreement__in=[row.pk for row in rows])
        goals = list(counted.values_list(*GoalCounted._fields))
    else:
        rows = _all(states, filters.mine, **asked)
        goals = _goals_of_all(states, filters.mine, day=day, **asked)
    by_agreement: dict[int, list[GoalCounted]] = defaultdict(list)
    for goal in goals:
        by_agreement[goal[0]].append(GoalCounted(*goal))
    others = party_sums.of_all(viewer.jobcentre_id)
    return [of_agreement(row, by_agreement[row.pk], day, others) for row in rows]


def of_agreement(
    agreement: Agreement, goals: Sequence[Any], day: date,
    others: Mapping[UUID, Sequence[Count]] = MappingProxyType({}),
) -> AgreementShown:  # fmt: skip
    """Hold an agreement's counted goals against their numbers.

    `others` is by goal what parties delivered: the light takes the least of the sum.
    """
    rows = [_of_goal(agreement, goal, day, others.get(goal.public_id, ())) for goal in goals]
    counts = agreement.state in COUNTED
    return AgreementShown(
        agreement, rows, worst([row.light for row in rows]) if counts else Light.UNKNOWN
    )


def _of_goal(agreement: Agreement, goal: Any, day: date, others: Sequence[Count]) -> GoalShown:
    counts = agreement.state in COUNTED
    delivered = goal.delivered if counts and agreement.starts_on <= day else None
    sum_ = party_sums.all_together(goal.kind, delivered, others) if others and counts else None
    promise = Promise(
        goal.kind, goal.number, agreement.starts_on, goal.due_on,
        sum_.least if sum_ else delivered, goal.done_on,
    )  # fmt: skip
    # averages of several houses have no sum to hold against the number
    has_light = counts and (not others or sum_ is not None)
    light = light_of(promise, day) if has_light else Light.UNKNOWN
    return GoalShown(goal, delivered, light, expected(promise, day), sum_)


_ABOUT = ("public_id", "purpose", "state", "starts_on", "ends_on")
_GOAL = ("public_id", "order", "side", "kind", "text", "number", "due_on", "done_on")


def beside_agreements(viewer: Viewer, day: date) -> dict[str, Any]:
    """Return an annotation of a company: the counted goals of its agreements on a day."""
    goals = (
        goals_counted(viewer, day)
        .filter(agreement__company_id=OuterRef("pk"))
        .exclude(agreement__state="renewed")
        .order_by("-agreement__starts_on", "-agreement_id", "order")
    )
    told = JSONObject(
        id="agreement_id",
        delivered="delivered",
        others=party_sums.beside(viewer.jobcentre_id),
        **{f"of_{name}": f"agreement__{name}" for name in _ABOUT},
        **{name: name for name in _GOAL},
    )
    return {"told_agreements": ArraySubquery(goals.values(told=told))}


@compiled
def _with_agreements(*, jobcentre: int, company: int, day: date) -> QuerySet[Company]:
    return (
        Company.objects.only("id")
        .annotate(**beside_agreements(asker(jobcentre), day))
        .filter(pk=company)
    )


def of_company(viewer: Viewer, company: Company) -> list[AgreementShown]:
    """Return a company's agreements, the newest first: no query where the page asked beside."""
    if not hasattr(company, "told_agreements"):
        [company] = _with_agreements(jobcentre=viewer.jobcentre_id, company=company.pk, day=today())
    by_id: dict[int, tuple[Agreement, list[Any]]] = {}
    for row in company.told_agreements:  # type: ignore[attr-defined]
        if row["id"] not in by_id:
            by_id[row["id"]] = (_agreement_of(row), [])
        by_id[row["id"]][1].append(_goal_of(row))
    others: dict[UUID, list[Count]] = {}
    if viewer.kind == "staff":  # what parties tell the lead is not told on to the company
        for row in company.told_agreements:  # type: ignore[attr-defined]
            if counts := party_sums.counts_of(row["others"]):
                others[UUID(row["public_id"])] = counts
    return [of_agreement(agreement, goals, today(), others) for agreement, goals in by_id.values()]


def _agreement_of(row: dict[str, Any]) -> Agreement:
    told = {name: row[f"of_{name}"] for name in _ABOUT}
    for name in ("starts_on", "ends_on"):
        told[name] = date.fromisoformat(told[name])
    return Agreement(pk=row["id"], **told)


def _goal_of(row: dict[str, Any]) -> AgreementGoal:
    told = {name: row[name] for name in _GOAL}
    for name in ("due_on", "done_on"):
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    told["public_id"] = UUID(told["public_id"])
    told["number"] = _decimal(told["number"])
    goal = AgreementGoal(**told)
    goal.delivered = _decimal(row["delivered"])  # type: ignore[attr-defined]
    return goal


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@dataclass(frozen=True)
class AgreementFilters:
    """What the list is narrowed to; each is a parameter of the address."""

    show: str = "running"
    light: str = ""
    mine: bool = False
    words: str = ""
    sort: str = "light"

    @classmethod
    def of(cls, query: Any) -> "AgreementFilters":
        """Read them from an address; what is not known there is left out."""
        show, light = query.get("vis", ""), query.get("lys", "")
        sort = query.get("sorter", "")
        return cls(
            show=show if show in {"unfinished", "over", "all"} else "running",
            light=light if light in Light.values else "",
            mine=query.get("kollega") == "mig",
            words=query.get("q", "").replace("\x00", "").strip()[:100],
            sort=sort if sort.removeprefix("-") in _SORTS else "light",
        )


_STATES: dict[str, tuple[str, ...]] = {
    "running": ("signed",),
    "unfinished": ("draft", "sent", "signed_one"),
    "over": ("expired", "ended", "renewed"),
    "all": tuple(AgreementState.values),
}
_LIGHT_ORDER = {"at_risk": 0, "behind": 1, "unknown": 2, "on_track": 3, "reached": 4}
_SORTS: dict[str, Any] = {
    "light": lambda row: (_LIGHT_ORDER[row.light], row.agreement.ends_on),
    "company": lambda row: row.agreement.company.name_key,
    "ends": lambda row: row.agreement.ends_on,
}


def listed(viewer: Viewer, filters: AgreementFilters) -> list[AgreementShown]:
    """Return every agreement of the filters, in order; a jobcentre has hundreds, not thousands."""
    found = _read(viewer, filters)
    if filters.light:
        found = [row for row in found if row.light == filters.light]
    key = _SORTS[filters.sort.removeprefix("-")]
    return sorted(
        found, key=lambda row: (key(row), row.agreement.pk), reverse=filters.sort.startswith("-")
    )


def all_listed(viewer: Viewer, query: Any) -> Iterator[AgreementShown]:
    """Yield the list for a file."""
    yield from listed(viewer, AgreementFilters.of(query))


def count_listed(viewer: Viewer, query: Any, cap: int) -> int:
    """Return how many there are, at most one more than `cap`."""
    return min(len(listed(viewer, AgreementFilters.of(query))), cap + 1)


def meetings_of(viewer: Viewer, company: Company) -> list[Any]:
    """Return the newest meetings held with a company: visits, meetings, video."""
    from companies.models import Contact

    return list(
        Contact.objects.held()
        .filter(
            jobcentre_id=viewer.jobcentre_id, company=company,
            channel__in=["visit", "meeting", "video"],
        )
        .order_by("-held_at", "-id")[:25]
    )  # fmt: skip
