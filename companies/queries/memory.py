"""What stands beside our own log: other jobcentres, shared contacts, the register's changes.

All of it rides along as arrays on the query that fetches the company or workplace: none of its own.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from companies.choices import (
    ChangedFact,
    Channel,
    RegisterStatus,
    RelationStatus,
    Segment,
    SizeClass,
)
from companies.models import (
    Company,
    CompanyRelation,
    Presence,
    RegisterChange,
    SharedContact,
    Workplace,
    WorkplaceProfile,
)
from jobcenter.errors import NotYours
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

CHANGES_SHOWN = 10
OTHERS_SHOWN = 20
SHARED_SHOWN = 5


@dataclass(frozen=True)
class OtherJobcentre:
    """Another jobcentre that works with the company, and how a colleague there is reached."""

    name: str
    unit: str
    phone: str
    email: str
    since: date


@dataclass(frozen=True)
class Shared:
    """A contact another jobcentre chose to share."""

    jobcentre: str
    unit: str
    day: date
    channel: str
    purpose: str
    outcome: str

    @property
    def channel_label(self) -> str:
        """How, in words."""
        return str(Channel(self.channel).label)


@dataclass(frozen=True)
class Change:
    """A fact that the register changed."""

    fact: str
    before: str
    after: str
    on: date

    @property
    def label(self) -> str:
        """Which fact, in words."""
        return str(ChangedFact(self.fact).label)

    @property
    def was(self) -> str:
        """What it was, in words."""
        return _told(self.fact, self.before)

    @property
    def is_now(self) -> str:
        """What it became, in words."""
        return _told(self.fact, self.after)


def _told(fact: str, value: str) -> str:
    if fact == ChangedFact.STATUS and value in RegisterStatus.values:
        return str(RegisterStatus(value).label)
    if fact == ChangedFact.SIZE and value.isdigit() and int(value) in SizeClass.values:
        return str(SizeClass(int(value)).label)
    return value


def beside_company(viewer: Viewer) -> dict[str, Any]:
    """Return the annotations of a company's page, read from the national tables."""
    others = (
        Presence.objects.filter(company_id=OuterRef("pk"))
        .exclude(jobcentre_id=viewer.jobcentre_id)
        .order_by("jobcentre__name")
        .values(
            told=JSONObject(
                name="jobcentre__name", unit="jobcentre__unit_label",
                phone="jobcentre__entrance_phone", email="jobcentre__entrance_email",
                since="since",
            )
        )[:OTHERS_SHOWN]
    )  # fmt: skip
    shared = (
        SharedContact.objects.filter(company_id=OuterRef("pk"))
        .exclude(jobcentre_id=viewer.jobcentre_id)
        .order_by("-day", "-id")
        .values(
            told=JSONObject(
                jobcentre="jobcentre__name", unit="jobcentre__unit_label", day="day",
                channel="channel", purpose="purpose", outcome="outcome",
            )
        )[:SHARED_SHOWN]
    )  # fmt: skip
    changes = RegisterChange.objects.filter(company_id=OuterRef("pk"), workplace__isnull=True)
    return {
        "told_others": ArraySubquery(others),
        "told_shared": ArraySubquery(shared),
        "told_changes": ArraySubquery(_newest(changes)),
    }


def _newest(changes: QuerySet[RegisterChange]) -> Any:
    return changes.order_by("-noted_on", "-id").values(
        told=JSONObject(fact="fact", before="before", after="after", on="noted_on")
    )[:CHANGES_SHOWN]


def others_of(company: Any) -> list[OtherJobcentre]:
    """Return the other jobcentres of an annotated company."""
    return [OtherJobcentre(**_dated(row, "since")) for row in company.told_others]


def shared_with_us(company: Any) -> list[Shared]:
    """Return what other jobcentres share of an annotated company."""
    return [Shared(**_dated(row, "day")) for row in company.told_shared]


def changes_of(row: Any) -> list[Change]:
    """Return what the register changed of an annotated company or workplace, newest first."""
    return [Change(**_dated(each, "on")) for each in row.told_changes]


def _dated(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {**row, name: date.fromisoformat(row[name])}


def workplace_with_profile(
    viewer: Viewer, public_id: UUID
) -> tuple[Workplace, WorkplaceProfile | None]:
    """Return a workplace with its company, what changed, and our newest profile of it."""
    if not viewer.can(Can.READ_COMPANIES):
        raise NotYours
    ours = WorkplaceProfile.objects.filter(
        jobcentre_id=viewer.jobcentre_id, workplace_id=OuterRef("pk")
    )
    newest = ours.order_by("-number").values(
        told=JSONObject(
            number="number", kinds="kinds", considerations="considerations",
            languages="languages", choosing="choosing", lead_days="lead_days", note="note",
            written_on="written_on", by="written_by__name",
        )
    )[:1]  # fmt: skip
    changes = RegisterChange.objects.filter(workplace_id=OuterRef("pk"))
    found = (
        Workplace.objects.select_related("company")
        .defer("search", "months", "company__search", "company__months")
        .annotate(told_profile=ArraySubquery(newest), told_changes=ArraySubquery(_newest(changes)))
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    if not found.told_profile:
        return found, None
    told = _dated(found.told_profile[0], "written_on")
    by = told.pop("by")
    profile = WorkplaceProfile(workplace=found, **told)
    profile.by = by  # type: ignore[attr-defined]  # the name alone, without another query
    return found, profile


def profiles_of(viewer: Viewer, workplace: Workplace) -> list[WorkplaceProfile]:
    """Return every version of our profile of a workplace, the newest first, at most fifty."""
    return list(
        WorkplaceProfile.objects.select_related("written_by")
        .filter(jobcentre_id=viewer.jobcentre_id, workplace=workplace)
        .order_by("-number")[:50]
    )


@dataclass(frozen=True)
class RelationVersion:
    """The relation as it stood from a moment on."""

    at: datetime
    owner: str
    deputy: str
    status: str
    segment: int | None
    note: str
    by: str

    @property
    def status_label(self) -> str:
        """Where we stood, in words."""
        return str(RelationStatus(self.status).label)

    @property
    def segment_label(self) -> str:
        """The segment in words; '' if none was chosen."""
        return str(Segment(self.segment).label) if self.segment else ""


def relation_versions(viewer: Viewer, company: Company) -> list[RelationVersion]:
    """Return our relation with a company as it stood from time to time, the newest first."""
    rows = list(
        apps.get_model("companies", "CompanyRelationEvent")
        .objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            pgh_obj_id__in=CompanyRelation.objects.filter(
                jobcentre_id=viewer.jobcentre_id, company=company
            ).values("pk"),
        )
        .exclude(pgh_label="delete")
        .order_by("-pgh_id")
        .values("pgh_created_at", "pgh_context", "owner_id", "deputy_id", "status", "segment",
                "note")[:50]
    )  # fmt: skip
    names = dict(
        Membership.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            pk__in={row[key] for row in rows for key in ("owner_id", "deputy_id")}
            | {(row["pgh_context"] or {}).get("membership") for row in rows},
        )
        .order_by()
        .values_list("pk", "name")
    )
    return [
        RelationVersion(
            at=row["pgh_created_at"],
            owner=names.get(row["owner_id"], ""),
            deputy=names.get(row["deputy_id"], ""),
            status=row["status"],
            segment=row["segment"],
            note=row["note"],
            by=names.get((row["pgh_context"] or {}).get("membership", 0), ""),
        )
        for row in rows
    ]
