"""Growth programmes as pages read them."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from companies.models import GrowthCommitment, GrowthCompany, GrowthMeeting, GrowthProgramme
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

MOST = 200


def programmes(viewer: Viewer) -> list[GrowthProgramme]:
    """Return every programme, the newest first, with how many companies it has."""
    return list(
        GrowthProgramme.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .select_related("owner")
        .annotate(many=Count("members"))
        .order_by("-starts_on", "-id")[:MOST]
    )


def programme(viewer: Viewer, public_id: UUID) -> GrowthProgramme:
    """Return one; NotYours if it is another jobcentre's."""
    found = None
    if viewer.can(Can.READ_COMPANIES):
        found = (
            GrowthProgramme.objects.select_related("owner")
            .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
            .first()
        )
    if found is None:
        raise NotYours
    return found


def _counts(side: str, day: date) -> dict[str, Count]:
    of_side = Q(commitments__side=side)
    late = Q(commitments__state="broken") | Q(
        commitments__state="open", commitments__due_on__lt=day
    )
    return {
        f"{side}_all": Count("commitments", filter=of_side, distinct=True),
        f"{side}_kept": Count(
            "commitments", filter=of_side & Q(commitments__state="kept"), distinct=True
        ),
        f"{side}_late": Count("commitments", filter=of_side & late, distinct=True),
    }


def cohort(viewer: Viewer, of: GrowthProgramme, day: date) -> list[GrowthCompany]:
    """Return the companies with their meetings and what both sides kept, missed: one query."""
    numbers = {**_counts("company", day), **_counts("jobcentre", day)}
    return list(
        GrowthCompany.objects.filter(jobcentre_id=viewer.jobcentre_id, programme=of)
        .select_related("company")
        .defer("company__search", "company__months")
        .annotate(met=Count("attendances", distinct=True), **numbers)
        .order_by("company__name_key", "id")[:MOST]
    )


def meetings(viewer: Viewer, of: GrowthProgramme) -> QuerySet[GrowthMeeting]:
    """Return camps and sparring, the newest first, with how many came."""
    return (
        GrowthMeeting.objects.filter(jobcentre_id=viewer.jobcentre_id, programme=of)
        .annotate(came=Count("attendances"))
        .order_by("-held_on", "-id")[:MOST]
    )


def member(viewer: Viewer, public_id: UUID) -> GrowthCompany:
    """Return a company of a cohort with its commitments and meetings."""
    found = None
    if viewer.can(Can.READ_COMPANIES):
        commitments = GrowthCommitment.objects.filter(jobcentre_id=viewer.jobcentre_id)
        found = (
            GrowthCompany.objects.select_related("company", "programme")
            .prefetch_related(
                Prefetch("commitments", commitments.order_by("side", "number"), "listed")
            )
            .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
            .first()
        )
    if found is None:
        raise NotYours
    return found


def met(viewer: Viewer, of: GrowthCompany) -> list[GrowthMeeting]:
    """Return the camps and sparring a company took part in."""
    return list(
        GrowthMeeting.objects.filter(
            jobcentre_id=viewer.jobcentre_id, attendances__member=of
        ).order_by("-held_on", "-id")[:MOST]
    )
