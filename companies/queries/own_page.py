"""What a company reads about itself, and what waits for us from its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject

from companies.choices import ContactState
from companies.choices.own_page import CorrectionKind
from companies.models import (
    Company,
    CompanyRelation,
    Contact,
    ContactPerson,
    Correction,
    Enquiry,
    Need,
    OfferHanding,
    PageKey,
    PunchCard,
    ServiceOffer,
)
from companies.queries.agreements import beside_agreements
from companies.rules.own_page import FIELDS
from jobcenter.clock import now, today
from jobcenter.compiled import asker, compiled
from jobcenter.finding import with_ids
from jobcenter.phones import in_pairs
from jobcenter.viewer import Viewer

MEETINGS, ENQUIRIES, DECIDED, NEEDS, ORDERS, CARDS = 5, 5, 3, 10, 5, 2
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
    """Return the key a door leads to, with house, person and company, if it opens anything."""
    return (
        PageKey.objects.select_related("jobcentre", "person__company")
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


def whole(viewer: Viewer, company: Company) -> Company:
    """Return the company with all that the page shows of lists that are short: one query.

    Its agreements, open needs, orders, cards, and what was decided of late about its people.
    """
    [found] = _whole(
        jobcentre=viewer.jobcentre_id, company=company.pk, day=today(),
        since=now() - DECIDED_SHOWN,
    )  # fmt: skip
    return found


@compiled
def _whole(*, jobcentre: int, company: int, day: date, since: datetime) -> QuerySet[Company]:
    ours = {"jobcentre_id": jobcentre, "company_id": OuterRef("pk")}
    decided = Correction.objects.filter(**ours).filter(
        Q(state="open", kind="new") | Q(decided_at__gte=since)
    )
    orders = OfferHanding.objects.filter(**ours, ordered_on__isnull=False)
    cards = PunchCard.objects.filter(**ours).order_by("-ends_on", "-id")
    needs = Need.objects.open().filter(**ours).order_by("starts_on", "id")
    return (
        Company.objects.only("id", "public_id", "name")
        .annotate(
            **beside_agreements(asker(jobcentre), day),
            told_decided=_array(
                decided.order_by("-id")[: DECIDED + 10], "state", "changes", "reason",
                "decided_at", name="person__name",
            ),
            told_orders=_array(
                orders.order_by("-id")[:ORDERS], "due_on", "delivered_on", name="offer__name"
            ),
            told_cards=_array(cards[:CARDS], "granted", "spent", "ends_on"),
            told_own_needs=_array(needs[:NEEDS], "title", "number", "starts_on", "state"),
        )
        .filter(pk=company)
    )  # fmt: skip


def _array(rows: QuerySet[Any], *names: str, **more: str) -> ArraySubquery:
    return ArraySubquery(rows.values(told=JSONObject(**{name: name for name in names}, **more)))


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def told_lately(company: Any) -> list[Correction]:
    """Return the new colleagues that wait, and what was decided of late."""
    return [
        Correction(
            state=row["state"], changes=row["changes"], reason=row["reason"],
            person=ContactPerson(name=row["name"] or ""),
            decided_at=datetime.fromisoformat(row["decided_at"]) if row["decided_at"] else None,
        )
        for row in company.told_decided
    ]  # fmt: skip


def needs_told(company: Any) -> list[Need]:
    """Return the open needs the company reads of."""
    return [Need(**{**row, "starts_on": _day(row["starts_on"])}) for row in company.told_own_needs]


def orders_told(company: Any) -> list[OfferHanding]:
    """Return what the company ordered of our service, the newest first."""
    return [
        OfferHanding(
            offer=ServiceOffer(name=row["name"]), due_on=_day(row["due_on"]),
            delivered_on=_day(row["delivered_on"]),
        )
        for row in company.told_orders
    ]  # fmt: skip


def cards_told(company: Any) -> list[PunchCard]:
    """Return the company's punch cards, the one that lasts longest first."""
    return [PunchCard(**{**row, "ends_on": _day(row["ends_on"])}) for row in company.told_cards]


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
