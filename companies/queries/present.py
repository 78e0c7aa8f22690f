"""What stands on a company's and a workplace's page: who, what is next, who else is in touch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from companies.choices import Channel
from companies.models import Company, Contact, ContactPerson, Workplace
from companies.rules import RECENT
from jobcenter.clock import local_day, now
from jobcenter.events import TimelineRow, timeline
from jobcenter.models import Membership
from jobcenter.permissions import OUTSIDERS
from jobcenter.viewer import Viewer

WORKPLACES_SHOWN = 50


@dataclass(frozen=True)
class Touch:
    """A contact near now, in few words: who of us, how, with whom, what about."""

    contact_id: Any
    why: str  # "held", "planned" or "step"
    channel: str
    at: datetime | None
    day: date
    purpose: str
    next_step: str
    version: int
    by_id: int
    by: str
    owner: str
    owner_id: int | None
    person: str
    days: int  # ago when held, ahead when planned or a step
    due: str = "ahead"  # "late", "today" or "ahead"

    @property
    def channel_label(self) -> str:
        """How, in words."""
        return str(Channel(self.channel).label)


@dataclass
class Present:
    """What is going on with a company now."""

    steps: list[Touch] = field(default_factory=list)
    planned: list[Touch] = field(default_factory=list)
    last_held: Touch | None = None
    held_by_colleague: Touch | None = None
    planned_by_colleague: Touch | None = None


# One query for the four questions; each branch reads a few rows along its own partial index.
_PRESENT = """
WITH near AS (
  (SELECT 'held' AS why, c.* FROM companies_contact c
    WHERE c.jobcentre_id = %(jobcentre)s AND c.company_id = %(company)s AND c.state = 'held'
    ORDER BY c.held_at DESC LIMIT 1)
  UNION ALL
  (SELECT 'colleague', c.* FROM companies_contact c
    WHERE c.jobcentre_id = %(jobcentre)s AND c.company_id = %(company)s AND c.state = 'held'
      AND c.held_at >= %(since)s AND c.by_id IS DISTINCT FROM %(me)s
    ORDER BY c.held_at DESC LIMIT 1)
  UNION ALL
  (SELECT 'planned', c.* FROM companies_contact c
    WHERE c.jobcentre_id = %(jobcentre)s AND c.company_id = %(company)s AND c.state = 'planned'
    ORDER BY c.planned_at LIMIT 6)
  UNION ALL
  (SELECT 'step', c.* FROM companies_contact c
    WHERE c.jobcentre_id = %(jobcentre)s AND c.company_id = %(company)s
      AND c.next_step_on IS NOT NULL AND c.next_step_done_at IS NULL
    ORDER BY c.next_step_on LIMIT 6)
)
SELECT near.why, near.public_id, near.channel, near.held_at, near.planned_at, near.next_step_on,
       near.purpose, near.next_step, near.version, near.by_id, m.name, o.name,
       near.next_step_owner_id, p.name
  FROM near
  JOIN jobcenter_membership m ON m.id = near.by_id AND m.jobcentre_id = near.jobcentre_id
  LEFT JOIN jobcenter_membership o
    ON o.id = near.next_step_owner_id AND o.jobcentre_id = near.jobcentre_id
  LEFT JOIN companies_contactperson p
    ON p.id = near.person_id AND p.jobcentre_id = near.jobcentre_id
 ORDER BY COALESCE(near.planned_at, near.next_step_on::timestamptz), near.id
"""


def present_of(viewer: Viewer, company: Company) -> Present:
    """Return next steps, plans, and the colleague who has just been or is about to be in touch."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(
            _PRESENT,
            {
                "jobcentre": viewer.jobcentre_id,
                "company": company.pk,
                "me": viewer.membership_id,
                "since": moment - RECENT,
            },
        )
        rows = cursor.fetchall()
    present = Present()
    for why, *rest in rows:
        touch = _touch(why, rest, local_day(moment))
        if why == "held":
            present.last_held = touch
        elif why == "colleague":
            present.held_by_colleague = touch
        elif why == "planned":
            present.planned.append(touch)
        else:
            present.steps.append(touch)
    soon = (t for t in present.planned if t.by_id != viewer.membership_id)
    near = (t for t in soon if t.at and abs(t.at - moment) <= RECENT)
    present.planned_by_colleague = next(near, None)
    return present


def _touch(why: str, row: Sequence[Any], present_day: date) -> Touch:
    (public_id, channel, held_at, planned_at, step_on, purpose, step, version, by_id, by,
     owner, owner_id, person) = row  # fmt: skip
    why = "held" if why == "colleague" else why
    at = {"held": held_at, "planned": planned_at, "step": None}[why]
    day = step_on if why == "step" else local_day(at)
    return Touch(
        contact_id=public_id, why=why, channel=channel, at=at, day=day, purpose=purpose,
        next_step=step, version=version, by_id=by_id, by=by, owner=owner or "",
        owner_id=owner_id, person=person or "", days=abs((present_day - day).days),
        due="ahead" if day > present_day else "today" if day == present_day else "late",
    )  # fmt: skip


def people_of(viewer: Viewer, **subject: Any) -> list[ContactPerson]:
    """Return contact persons of `company=` or `workplace=`, those who left last."""
    return list(
        ContactPerson.objects.select_related("workplace")
        .filter(jobcentre_id=viewer.jobcentre_id, **subject)
        .order_by("left_on", "name_key", "id")
    )


def workplaces_of(company: Company) -> list[Workplace]:
    """Return the workplaces of a company, the living first; one more than is shown."""
    return list(
        Workplace.objects.filter(company=company)
        .defer("search", "months")
        .order_by("status", "-is_main", "name_key", "id")[: WORKPLACES_SHOWN + 1]
    )


@dataclass(frozen=True)
class Entry:
    """A row of a company's timeline, with the contact behind it if it is one."""

    row: TimelineRow
    contact: Contact | None


def company_timeline(
    viewer: Viewer, *, group: str = "", after: str = "", **subject: int
) -> tuple[list[Entry], str]:
    """Return a page of a company's or workplace's timeline and the key of the next page."""
    rows, following = timeline(viewer, group=group, after=after, **subject)
    wanted = [row.subject for row in rows if row.kind.startswith("companies.contact_")]
    contacts = {}
    if wanted:
        contacts = {
            contact.public_id: contact
            for contact in Contact.objects.select_related("person", "next_step_owner").filter(
                jobcentre_id=viewer.jobcentre_id, public_id__in=wanted
            )
        }
    return [Entry(row, contacts.get(row.subject)) for row in rows], following


def staff_choices(viewer: Viewer) -> list[Membership]:
    """Return the colleagues who can own a next step or a relation, outsiders left out."""
    inside = [role for role in Membership._meta.get_field("roles").base_field.choices]  # type: ignore[union-attr]
    roles = [code for code, _label in inside if code not in OUTSIDERS]
    return list(
        Membership.objects.active()
        .with_role(*roles)
        .filter(jobcentre_id=viewer.jobcentre_id)
        .only("id", "public_id", "name", "phone", "jobcentre_id")
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
