"""What a company reads about itself, and what waits for us from its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject

from companies.choices import ContactState
from companies.models import (
    Company,
    CompanyRelation,
    Contact,
    ContactPerson,
    Correction,
    Enquiry,
    PageKey,
)
from companies.own_page_choices import CorrectionKind
from companies.rules.own_page import FIELDS
from jobcenter.clock import now
from jobcenter.compiled import compiled
from jobcenter.finding import with_ids
from jobcenter.phones import in_pairs
from jobcenter.viewer import Viewer

MEETINGS, ENQUIRIES, DECIDED = 5, 5, 3
DECIDED_SHOWN = timedelta(days=30)


def corrections_open(viewer: Viewer) -> QuerySet[Correction]:
    """Return what waits for us, the oldest first."""
    return (
        Correction.objects.filter(jobcentre_id=viewer.jobcentre_id, state="open")
        .select_related("company", "person", "told_by")
        .defer("company__search", "company__months")
        .order_by("id")
    )


@dataclass(frozen=True)
class CorrectionShown:
    """A correction as one of us reads it: whom it is about, and each field before and after."""

    public_id: UUID
    kind: str
    about: str
    told_by: str
    fields: list[tuple[str, str, str]]

    @property
    def kind_label(self) -> str:
        """What it is, in words."""
        return str(CorrectionKind(self.kind).label)


def beside_corrections(viewer: Viewer) -> dict[str, Any]:
    """Return an annotation of a company: its corrections that wait."""
    rows = Correction.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("pk"), state="open"
    ).order_by("id")
    told = JSONObject(
        public_id="public_id", kind="kind", changes="changes", told_by="told_by__name",
        **{name: f"person__{name}" for name in FIELDS},
    )  # fmt: skip
    return {"told_corrections": ArraySubquery(rows.values(told=told))}


def corrections_of(company: Any) -> list[CorrectionShown]:
    """Return what waits about an annotated company."""
    return [
        _shown(UUID(row["public_id"]), row["kind"], row["told_by"], row["changes"], row)
        for row in company.told_corrections
    ]


def shown_correction(row: Correction) -> CorrectionShown:
    """Return a correction as it is shown."""
    before = {name: str(getattr(row.person, name, "") or "") for name in FIELDS}
    return _shown(row.public_id, row.kind, row.told_by.name, row.changes, before)


def _shown(
    public_id: UUID, kind: str, told_by: str, changes: dict[str, str], before: Any
) -> CorrectionShown:
    label = ContactPerson._meta.get_field
    return CorrectionShown(
        public_id, kind, before["name"] or changes.get("name", ""), told_by,
        [
            (
                str(label(name).verbose_name),  # type: ignore[union-attr]
                _told_as(name, before[name]),
                _told_as(name, changes[name]),
            )
            for name in FIELDS if name in changes
        ],
    )  # fmt: skip


def _told_as(name: str, value: str) -> str:
    return in_pairs(value) if name == "phone" else value or ""


def key_of_door(jobcentre_id: int, subject: UUID) -> PageKey | None:
    """Return the key a door leads to, with person and company, if it opens anything."""
    return (
        PageKey.objects.select_related("person__company")
        .defer("person__company__search", "person__company__months")
        .filter(
            jobcentre_id=jobcentre_id, public_id=subject, revoked_at__isnull=True,
            person__left_on__isnull=True,
        )
        .first()
    )  # fmt: skip


def contact_with_us(viewer: Viewer, company: Company) -> CompanyRelation | None:
    """Return who of us they ring, with the deputy."""
    return (
        CompanyRelation.objects.select_related("owner", "deputy")
        .filter(jobcentre_id=viewer.jobcentre_id, company=company)
        .first()
    )


def people_shown(viewer: Viewer, company: Company) -> list[ContactPerson]:
    """Return the company's contact persons who are there, each with what waits about them."""
    waiting = Correction.objects.filter(jobcentre_id=viewer.jobcentre_id, state="open")
    rows = ContactPerson.objects.still_there().filter(
        jobcentre_id=viewer.jobcentre_id, company=company
    )
    return list(
        rows.annotate(
            told=ArraySubquery(
                waiting.filter(person_id=OuterRef("pk")).values(
                    told=JSONObject(kind="kind", changes="changes")
                )
            )
        ).order_by("name_key", "id")[:100]
    )


def told_lately(viewer: Viewer, company: Company) -> list[Correction]:
    """Return the new colleagues that wait, and what was decided of late."""
    since = now() - DECIDED_SHOWN
    return list(
        Correction.objects.filter(jobcentre_id=viewer.jobcentre_id, company=company)
        .filter(Q(state="open", kind="new") | Q(decided_at__gte=since))
        .select_related("person", "decided_by")
        .order_by("-id")[: DECIDED + 10]
    )


def meetings_shown(viewer: Viewer, company: Company) -> list[Contact]:
    """Return what is planned and the last that was held: when, how and who; never what we noted."""
    rows = _meetings(jobcentre=viewer.jobcentre_id, company=company.pk)
    planned = [row for row in rows if row.state == ContactState.PLANNED]
    past = [row for row in rows if row.state != ContactState.PLANNED]
    return [*planned, *sorted(past, key=lambda row: row.held_at or now(), reverse=True)]


@compiled
def _meetings(*, jobcentre: int, company: int) -> QuerySet[Contact]:
    """Both in one query: each branch of the union runs along its own partial index."""
    ours = Contact.objects.filter(jobcentre_id=jobcentre, company_id=company)
    ahead = ours.planned().order_by("planned_at").values("pk")[:MEETINGS]
    held = ours.held().filter(channel__in=["visit", "meeting", "video", "phone"])
    last = held.order_by("-held_at").values("pk")[:MEETINGS]
    return (
        with_ids(Contact.objects.filter(jobcentre_id=jobcentre), ahead.union(last, all=True))
        .select_related("by")
        .only("id", "state", "channel", "planned_at", "held_at", "by__name", "by__phone")
        .order_by("planned_at", "id")
    )


def enquiries_shown(viewer: Viewer, company: Company) -> Sequence[Enquiry]:
    """Return the newest enquiries of the company: subject, day and state."""
    return list(
        Enquiry.objects.filter(jobcentre_id=viewer.jobcentre_id, company=company)
        .select_related("owner")
        .order_by("-received_at", "-id")[:ENQUIRIES]
    )


def people_with_keys(viewer: Viewer, company: Company) -> list[ContactPerson]:
    """Return the contact persons who are there, with the key each holds: two queries."""
    keys = PageKey.objects.filter(
        jobcentre_id=viewer.jobcentre_id, revoked_at__isnull=True
    ).select_related("given_by")  # fmt: skip
    return list(
        ContactPerson.objects.still_there()
        .filter(jobcentre_id=viewer.jobcentre_id, company=company)
        .prefetch_related(Prefetch("page_keys", keys, "keys"))
        .order_by(F("name_key"), "id")[:200]
    )
