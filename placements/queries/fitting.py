"""Free places that fit a candidate, the best first, and in words why."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject, Left
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _

from citizens.choices import ProfileKind
from citizens.models import Citizen, ProfileLine
from citizens.range_sources import Fitting, Places
from companies.choices import Consideration
from companies.models import WorkplaceProfile
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.actions.speed_dating import industry_of
from placements.choices.sharing import WorkField
from placements.models import CatalogueProfile, Place
from placements.rules import catalogue
from placements.rules import fitting as rules

LOOKED_AT = 200  # the places opened last; there are seldom more free ones


def told_by(citizen: Citizen, own: dict[str, Any]) -> tuple[Any, Any]:
    """Return what the profile says as two expressions, for a query of more than that.

    The field of the catalogue first, then those worked in before, the newest first.
    """
    lines = ProfileLine.objects.filter(
        **own, citizen_id=citizen.pk, word__isnull=False,
        kind__in=[ProfileKind.WORK, ProfileKind.CONSIDERATION],
    ).order_by(F("from_year").desc(nulls_last=True), "pk")  # fmt: skip
    profiles = CatalogueProfile.objects.filter(
        **own, citizen_id=citizen.pk, state__in=[catalogue.DRAFT, catalogue.SHOWN]
    ).order_by("-pk")
    return (
        ArraySubquery(lines.values(told=JSONObject(kind=F("kind"), code=F("word__code")))[:40]),
        Subquery(profiles.values(told=JSONObject(field=F("field"), hours=F("hours")))[:1]),
    )


def wanted_by(lines: list[dict[str, str]], said: dict[str, str] | None) -> rules.Wanted:
    """Return what the two say."""
    said = said or {}
    worked = [each["code"] for each in lines if each["kind"] == ProfileKind.WORK]
    fields = [code for code in [said.get("field"), *worked] if code in WorkField.values]
    return rules.Wanted(
        fields=tuple(dict.fromkeys(fields)),
        hours=int(said["hours"]) if said.get("hours") else None,
        matters=frozenset(
            each["code"] for each in lines if each["kind"] == ProfileKind.CONSIDERATION
        ),
    )


def fitting_places(
    viewer: Viewer, citizen: Citizen, day: date, places: Places
) -> tuple[bool, list[Fitting]]:
    """Return whether anything is known of what fits, and the places that do: one query.

    For the case team, which sees why: what matters at work may tell of health.
    """
    wanted: rules.Wanted = places.wanted
    if not wanted:
        return False, []
    told = WorkplaceProfile.objects.filter(
        jobcentre_id=viewer.jobcentre_id, workplace_id=OuterRef("workplace_id")
    ).order_by("-number")
    rows = (
        Place.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .free_on(day)
        .order_by("-open_from", "-pk")
        .values(
            "public_id", "title", "weekly_hours", "sort_key",
            start=Left("tasks", 400), where=F("workplace__name"),
            code=F("workplace__company__industry_code"),
            arranges=Subquery(told.values("considerations")[:1]),
        )[:LOOKED_AT]
    )  # fmt: skip
    found = []
    for row in rows:
        fit = rules.fit(
            wanted,
            rules.Offered(
                row["title"], row["start"], industry_of(row["code"] or ""),
                float(row["weekly_hours"]), frozenset(row["arranges"] or ()),
            ),
        )  # fmt: skip
        if fit:
            found.append((fit, dict(row)))
    found.sort(key=lambda pair: ([-each for each in pair[0].rank], pair[1]["sort_key"]))
    return True, [_fitting(viewer, citizen, fit, row) for fit, row in found[: rules.MOST]]


def _fitting(viewer: Viewer, citizen: Citizen, fit: rules.Fit, row: dict[str, Any]) -> Fitting:
    why = [str(WorkField(fit.field).label)] if fit.field else []
    if fit.how == rules.BY_INDUSTRY:
        why = [_("%(field)s, by the industry") % {"field": why[0]}]
    if fit.hours:
        why.append(_("%(hours)s hours a week") % {"hours": floatformat(row["weekly_hours"], -1)})
    why += [str(Consideration(code).label) for code in fit.arranged]
    if viewer.can(Can.MAKE_PLACEMENTS):
        url = reverse("placements:plan", args=[citizen.public_id, row["public_id"]])
    else:
        url = reverse("placements:place", args=[row["public_id"]])
    return Fitting(row["title"], row["where"], ", ".join(why), url)
