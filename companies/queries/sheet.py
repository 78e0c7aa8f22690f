"""What the preparation sheet knows of a company, in as few queries as its page may cost."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from companies.choices import (
    ChangedFact,
    Level,
    ObjectionKind,
    PersonRole,
    RelationStatus,
)
from companies.choices.enquiry import EnquiryState
from companies.models import (
    Company,
    Contact,
    ContactPerson,
    Enquiry,
    Objection,
    WorkplaceProfile,
)
from companies.queries.memory import changes_of
from companies.queries.present import Present, RelationShown
from companies.rules.questions import Known, Question, questions_for
from jobcenter import registries
from jobcenter.clock import local_day, today
from jobcenter.viewer import Viewer

CONTACTS_SHOWN = 5
OBJECTIONS_SHOWN = 5
_KNOWN = {field.name for field in fields(Known)}


def beside_sheet(viewer: Viewer) -> dict[str, Any]:
    """Return annotations of the company for its sheet: open objections, the newest profile."""
    objections = Objection.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("pk"), is_settled=False
    )
    profiles = WorkplaceProfile.objects.filter(
        jobcentre_id=viewer.jobcentre_id, workplace__company_id=OuterRef("pk")
    )
    return {
        "told_objections": ArraySubquery(
            objections.order_by("-id").values(told=JSONObject(kind="kind", answer="answer"))[
                :OBJECTIONS_SHOWN
            ]
        ),
        "has_open_enquiry": Exists(
            Enquiry.objects.filter(
                jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("pk")
            ).exclude(state=EnquiryState.CLOSED)
        ),
        "profile_on": Subquery(profiles.order_by("-written_on").values("written_on")[:1]),
    }


@dataclass(frozen=True)
class OpenObjection:
    """Something the company said against it that no answer has settled yet."""

    kind: str
    answer: str

    @property
    def label(self) -> str:
        """The objection in words."""
        return str(ObjectionKind(self.kind).label)


def open_objections(company: Any) -> list[OpenObjection]:
    """Return the newest open objections of an annotated company."""
    return [OpenObjection(**row) for row in company.told_objections]


def last_contacts(viewer: Viewer, company_id: int) -> list[Contact]:
    """Return the newest held contacts with a company."""
    return list(
        Contact.objects.held()
        .select_related("by", "person")
        .filter(jobcentre_id=viewer.jobcentre_id, company_id=company_id)
        .order_by("-held_at", "-id")[:CONTACTS_SHOWN]
    )


def suggested(
    viewer: Viewer,
    company: Company,
    *,
    relation: RelationShown | None,
    present: Present,
    contacts: list[Contact],
    people: list[ContactPerson],
) -> list[Question]:
    """Return the three questions for this company; upper rooms add what they know of it."""
    grown = _size_change(company)
    told: dict[str, Any] = {
        "last_contact_on": _last_day(contacts),
        "overdue_step_on": min((step.day for step in present.steps), default=None),
        "open_objections": len(company.told_objections),  # type: ignore[attr-defined]
        "open_enquiries": int(company.has_open_enquiry),  # type: ignore[attr-defined]
        "people": len(people),
        "managers": sum(1 for person in people if person.level == Level.MANAGEMENT),
        "mentors": sum(1 for person in people if PersonRole.MENTOR in person.roles),
        "profile_on": company.profile_on,  # type: ignore[attr-defined]
        "is_cooperating": bool(relation and relation.status == RelationStatus.COOPERATING),
        "has_grown": grown > 0,
        "has_shrunk": grown < 0,
    }
    for read in registries.facts.values():
        told |= read(viewer, [company.pk]).get(company.pk, {})
    known = {name: value for name, value in told.items() if name in _KNOWN}
    return questions_for(Known(today=today(), **known))


def _last_day(contacts: list[Contact]) -> date | None:
    held_at = contacts[0].held_at if contacts else None
    return local_day(held_at) if held_at else None


def _size_change(company: Company) -> int:
    """Return 1 if the newest change of size in the register is upwards, -1 if downwards, else 0."""
    for change in changes_of(company):
        if change.fact == ChangedFact.SIZE and change.before.isdigit() and change.after.isdigit():
            return 1 if int(change.after) > int(change.before) else -1
    return 0
