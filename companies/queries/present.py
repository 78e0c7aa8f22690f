"""What stands on a company's and a workplace's page: who, what is next, who else is in touch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from companies import rules
from companies.choices import REPRESENTATIVES, Channel, RelationStatus, Segment
from companies.models import Company, CompanyRelation, Contact, ContactPerson, Workplace
from companies.queries.memory import beside_company
from companies.rules import IN_TOUCH, RECENT
from jobcenter.clock import local_day, now
from jobcenter.compiled import compiled
from jobcenter.events import TimelineRow, timeline
from jobcenter.models import Membership
from jobcenter.permissions import OUTSIDERS, Role
from jobcenter.viewer import Viewer

WORKPLACES_SHOWN = 50
# Rows of the timeline that show the contact itself, not only that something happened to it.
TOLD_WHOLE = {
    "companies.contact_held", "companies.contact_planned", "companies.contact_cancelled",
}  # fmt: skip


@dataclass(frozen=True)
class Touch:
    """A contact in few words: who of us, how, with whom, what about, what came of it."""

    contact_id: UUID
    why: str  # "held", "touch", "planned", "step", or "shown" on the timeline
    channel: str
    at: datetime | None
    day: date
    purpose: str
    outcome: str
    cancel_reason: str
    next_step: str
    next_step_on: date | None
    next_step_is_done: bool
    by_id: int
    by: str
    owner: str
    person: str
    days: int  # ago when held, ahead when planned or a step
    due: str  # "late", "today" or "ahead"

    @property
    def channel_label(self) -> str:
        """How, in words."""
        return str(Channel(self.channel).label)


@dataclass
class Present:
    """What is going on with a company now."""

    steps: list[Touch] = field(default_factory=list)
    planned: list[Touch] = field(default_factory=list)
    held_by_colleague: Touch | None = None
    planned_by_colleague: Touch | None = None
    shown: dict[UUID, Touch] = field(default_factory=dict)
    in_touch: list[Touch] = field(default_factory=list)  # each colleague once


# One query for all of it; each branch reads a few rows along its own partial index.
_PRESENT = """
WITH near AS (
  (SELECT 'held' AS why, c.* FROM companies_contact c
    WHERE c.jobcentre_id = %(jobcentre)s AND c.company_id = %(company)s AND c.state = 'held'
      AND c.held_at >= %(since)s AND c.by_id IS DISTINCT FROM %(me)s
    ORDER BY c.held_at DESC LIMIT 1)
  UNION ALL
  (SELECT 'touch', c.* FROM (
    SELECT DISTINCT ON (t.by_id) t.* FROM companies_contact t
     WHERE t.jobcentre_id = %(jobcentre)s AND t.company_id = %(company)s AND t.state = 'held'
       AND t.held_at >= %(lately)s
     ORDER BY t.by_id, t.held_at DESC LIMIT 8) c)
  UNION ALL
  (SELECT 'planned', c.* FROM companies_contact c
    WHERE c.jobcentre_id = %(jobcentre)s AND c.company_id = %(company)s AND c.state = 'planned'
    ORDER BY c.planned_at LIMIT 6)
  UNION ALL
  (SELECT 'step', c.* FROM companies_contact c
    WHERE c.jobcentre_id = %(jobcentre)s AND c.company_id = %(company)s
      AND c.next_step_on IS NOT NULL AND c.next_step_done_at IS NULL
    ORDER BY c.next_step_on LIMIT 6)
  UNION ALL
  (SELECT 'shown', c.* FROM companies_contact c
    WHERE c.jobcentre_id = %(jobcentre)s AND c.public_id = ANY(%(shown)s::uuid[]))
)
SELECT near.why, near.public_id, near.channel, near.held_at, near.planned_at, near.next_step_on,
       near.purpose, near.outcome, near.cancel_reason, near.next_step,
       near.next_step_done_at IS NOT NULL, near.by_id, m.name, o.name, p.name
  FROM near
  JOIN jobcenter_membership m ON m.id = near.by_id AND m.jobcentre_id = near.jobcentre_id
  LEFT JOIN jobcenter_membership o
    ON o.id = near.next_step_owner_id AND o.jobcentre_id = near.jobcentre_id
  LEFT JOIN companies_contactperson p
    ON p.id = near.person_id AND p.jobcentre_id = near.jobcentre_id
 ORDER BY COALESCE(near.planned_at, near.next_step_on::timestamptz), near.id
"""


def present_of(viewer: Viewer, company_id: int, *, shown: Sequence[UUID] = ()) -> Present:
    """Return next steps, plans, the colleague near us in time, and the contacts of `shown`."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(
            _PRESENT,
            {
                "jobcentre": viewer.jobcentre_id,
                "company": company_id,
                "me": viewer.membership_id,
                "since": moment - RECENT,
                "lately": moment - IN_TOUCH,
                "shown": [str(each) for each in shown],
            },
        )
        rows = cursor.fetchall()
    present = Present()
    for why, *rest in rows:
        touch = _touch(why, rest, local_day(moment))
        if why == "held":
            present.held_by_colleague = touch
        elif why == "touch":
            present.in_touch.append(touch)
        elif why == "planned":
            present.planned.append(touch)
        elif why == "step":
            present.steps.append(touch)
        else:
            present.shown[touch.contact_id] = touch
    soon = (t for t in present.planned if t.by_id != viewer.membership_id)
    near = (t for t in soon if t.at and rules.is_recent(t.at, moment))
    present.planned_by_colleague = next(near, None)
    present.in_touch = _each_once(present)
    return present


def _each_once(present: Present) -> list[Touch]:
    """Return one touch a colleague: who comes next stands before who was there last."""
    behind = sorted(present.in_touch, key=lambda touch: touch.days)
    seen: dict[str, Touch] = {}
    for touch in [*present.planned, *present.steps, *behind]:
        seen.setdefault(touch.owner if touch.why == "step" else touch.by, touch)
    return list(seen.values())


def _touch(why: str, row: Sequence[Any], present_day: date) -> Touch:
    (public_id, channel, held_at, planned_at, step_on, purpose, outcome, reason, step, is_done,
     by_id, by, owner, person) = row  # fmt: skip
    at = None if why == "step" else held_at or planned_at
    day = step_on if at is None else local_day(at)
    return Touch(
        contact_id=public_id, why=why, channel=channel, at=at, day=day, purpose=purpose,
        outcome=outcome, cancel_reason=reason, next_step=step, next_step_on=step_on,
        next_step_is_done=is_done, by_id=by_id, by=by, owner=owner or "", person=person or "",
        days=abs((present_day - day).days),
        due="ahead" if day > present_day else "today" if day == present_day else "late",
    )  # fmt: skip


@dataclass(frozen=True)
class RelationShown:
    """The relation as the company's page shows it."""

    owner: str
    owner_phone: str
    deputy: str
    status: str
    segment: int | None
    since: date
    note: str

    @property
    def status_label(self) -> str:
        """Where we stand, in words."""
        return str(RelationStatus(self.status).label)

    @property
    def segment_label(self) -> str:
        """The segment in words; '' if none is chosen."""
        return str(Segment(self.segment).label) if self.segment else ""


def with_relation(viewer: Viewer, public_id: UUID, **more: Any) -> QuerySet[Company]:
    """Return a company with what `relation_of` reads, and `more` annotations, in one query."""
    ours = CompanyRelation.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("pk")
    ).values(
        told=JSONObject(
            owner="owner__name", owner_phone="owner__phone", deputy="deputy__name",
            status="status", segment="segment", since="since", note="note",
        )
    )  # fmt: skip
    return (
        Company.objects.defer("search", "months")
        .annotate(told=Subquery(ours), **beside_company(viewer), **more)
        .filter(public_id=public_id)
    )


def relation_of(company: Any) -> RelationShown | None:
    """Return our relation with an annotated company."""
    told = company.told
    if told is None:
        return None
    since = date.fromisoformat(told["since"])
    return RelationShown(**{**told, "since": since, "deputy": told["deputy"] or ""})


def people_at(viewer: Viewer, workplace: Workplace) -> list[ContactPerson]:
    """Return those of a workplace, and the company's representatives who speak for it too."""
    here = Q(workplace_id=workplace.pk)
    speaks = Q(company_id=workplace.company_id, workplace_id__isnull=True)
    speaks &= Q(roles__overlap=REPRESENTATIVES)
    return list(
        ContactPerson.objects.select_related("workplace")
        .filter(here | speaks, jobcentre_id=viewer.jobcentre_id)
        .filter(company_id=workplace.company_id)
        .order_by("left_on", "name_key", "id")
    )


def people_of(viewer: Viewer, *, company: Company) -> list[ContactPerson]:
    """Return the contact persons of a company, those who left last."""
    return _people(jobcentre=viewer.jobcentre_id, company=company.pk)


@compiled
def _people(*, jobcentre: int, company: int) -> QuerySet[ContactPerson]:
    return (
        ContactPerson.objects.select_related("workplace")
        .defer("workplace__search", "workplace__months")
        .filter(jobcentre_id=jobcentre, company_id=company)
        .order_by("left_on", "name_key", "id")
    )


def workplaces_of(company: Company) -> list[Workplace]:
    """Return the workplaces of a company, the living first; one more than is shown."""
    return _workplaces(company=company.pk)


@compiled
def _workplaces(*, company: int) -> QuerySet[Workplace]:
    return (
        Workplace.objects.filter(company_id=company)
        .defer("search", "months")
        .order_by("status", "-is_main", "name_key", "id")[: WORKPLACES_SHOWN + 1]
    )


@dataclass(frozen=True)
class Entry:
    """A row of a company's timeline, with the contact behind it if it is one."""

    row: TimelineRow
    contact: Touch | None


def _contact_of(row: TimelineRow, present: Present) -> Touch | None:
    if row.subject is None or row.kind not in TOLD_WHOLE:
        return None
    return present.shown.get(row.subject)


def company_timeline(
    viewer: Viewer, company_id: int, /, *, group: str = "", after: str = "", **subject: int
) -> tuple[list[Entry], str, Present]:
    """Return a page of a timeline, the next page's key, and what is going on now."""
    rows, following = timeline(viewer, group=group, hidden=(), after=after, **subject)
    told = [row.subject for row in rows if row.kind in TOLD_WHOLE]
    present = present_of(viewer, company_id, shown=[each for each in told if each])
    entries = [Entry(row, _contact_of(row, present)) for row in rows]
    return entries, following, present


def staff_choices(viewer: Viewer) -> list[Membership]:
    """Return the colleagues who can own a next step or a relation, outsiders left out."""
    roles = [role for role in Role.values if role not in OUTSIDERS]
    return list(
        Membership.objects.active()
        .with_role(*roles)
        .filter(jobcentre_id=viewer.jobcentre_id)
        .only("id", "public_id", "name", "jobcentre_id", "ended_on", "roles")
        .order_by("name", "id")
    )


def mine_lately(viewer: Viewer, limit: int = 8) -> list[Contact]:
    """Return the viewer's planned contacts of these days and newest held ones, a company each.

    For the page that finds a company with one tap.
    """
    ours = Contact.objects.select_related("company", "workplace").filter(
        jobcentre_id=viewer.jobcentre_id, by_id=viewer.membership_id
    )
    ahead = ours.planned().filter(planned_at__lte=now() + timedelta(days=1))
    rows = [*ahead.order_by("planned_at")[:limit], *ours.held().order_by("-held_at")[: 3 * limit]]
    seen: dict[int, Contact] = {}
    for row in rows:
        seen.setdefault(row.company_id, row)
    return list(seen.values())[:limit]
