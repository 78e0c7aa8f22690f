"""Offers with what became of them, a company's share of them, and its cards."""

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from companies.models import Company, OfferHanding, PunchCard, PunchUse, ServiceOffer
from jobcenter.clock import today
from jobcenter.viewer import Viewer

SHOWN = 50


def offers_counted(viewer: Viewer, day: date) -> QuerySet[ServiceOffer]:
    """Return every offer with how often it was handed out, ordered, delivered, and in time."""
    ordered = Q(handings__ordered_on__isnull=False)
    delivered = Q(handings__delivered_on__isnull=False)
    return (
        ServiceOffer.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .annotate(
            handed=Count("handings"),
            ordered=Count("handings", filter=ordered),
            delivered=Count("handings", filter=delivered),
            kept=Count(
                "handings", filter=delivered & Q(handings__delivered_on__lte=F("handings__due_on"))
            ),
            late=Count(
                "handings",
                filter=Q(handings__delivered_on__gt=F("handings__due_on"))
                | Q(handings__delivered_on__isnull=True, handings__due_on__lt=day),
            ),
        )
        .order_by("-is_published", "name_key", "id")
    )


def published(jobcentre_id: int) -> list[ServiceOffer]:
    """Return what companies read."""
    return list(
        ServiceOffer.objects.filter(jobcentre_id=jobcentre_id, is_published=True).order_by(
            "name_key", "id"
        )
    )


def handings(viewer: Viewer, **subject: object) -> list[OfferHanding]:
    """Return who got which when, the newest first; each says whether its promise is kept."""
    from companies.rules.offers import is_kept

    rows = list(
        OfferHanding.objects.filter(jobcentre_id=viewer.jobcentre_id, **subject)
        .select_related("offer", "company", "person", "by", "contact")
        .defer("company__search", "company__months")
        .order_by("-id")[: SHOWN + 1]
    )
    for row in rows:
        row.is_kept = is_kept(row.due_on, row.delivered_on, today())  # type: ignore[attr-defined]
    return rows


def cards_of(viewer: Viewer, company: Company) -> list[PunchCard]:
    """Return the company's cards with what they were used for: two queries."""
    uses = PunchUse.objects.filter(jobcentre_id=viewer.jobcentre_id).select_related("by")
    return list(
        PunchCard.objects.filter(jobcentre_id=viewer.jobcentre_id, company=company)
        .select_related("given_by")
        .prefetch_related(Prefetch("uses", uses.order_by("-used_on", "-id"), "shown"))
        .order_by("-ends_on", "-id")[:10]
    )


def cards(viewer: Viewer, *, show: str) -> list[PunchCard]:
    """Return cards that hold now, or those that are over: what ends first stands first."""
    rows = PunchCard.objects.filter(jobcentre_id=viewer.jobcentre_id).select_related("company")
    rows = rows.defer("company__search", "company__months")
    if show == "over":
        return list(rows.filter(ends_on__lt=today()).order_by("-ends_on", "-id")[: SHOWN * 4])
    return list(rows.filter(ends_on__gte=today()).order_by("ends_on", "id")[: SHOWN * 4])
