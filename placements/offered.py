"""What the range of offers shows of places and placements: free ones, what they led to, moves."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from citizens.models import Citizen
from citizens.queries.range import EFFECT_DAYS
from citizens.range_sources import Places, Source, place_source
from jobcenter.dates import say
from jobcenter.models import Jobcentre
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.choices import OPEN_STATES, State
from placements.models import Place, Placement
from placements.queries.fitting import fitting_places, told_by, wanted_by

TO_A_JOB = ["hired_here", "hired_elsewhere"]
MOVED_ON = [*TO_A_JOB, "education"]
CLOSED = [State.ENDED, State.INTERRUPTED]
BEGAN = [State.RUNNING, *CLOSED]


def places(viewer: Viewer, citizen: Citizen, day: date) -> Places:
    """Return what there is at companies for a citizen whose case team the viewer is in: one query.

    Ended placements are those of the last two years; one that was extended counts once, by its
    last record.
    """
    own = {"jobcentre_id": OuterRef("pk")}
    later = Placement.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"), extension_of_id=OuterRef("pk")
    )
    ended = Placement.objects.filter(
        ~Exists(later), **own, state__in=CLOSED,
        ended_on__gte=day - timedelta(days=EFFECT_DAYS),
    )  # fmt: skip
    counted = ended.order_by().values("jobcentre_id").annotate(
        told=JSONObject(n=Count(Value(1)), good=Count(Value(1), filter=Q(end_reason__in=MOVED_ON)))
    )  # fmt: skip
    beside = Placement.objects.filter(**own, citizen_id=citizen.pk, state__in=OPEN_STATES).order_by(
        "starts_on", "pk"
    )
    row = (
        Jobcentre.objects.filter(pk=viewer.jobcentre_id)
        .order_by()
        .values_list(
            _free(day),
            Subquery(counted.values("told")),
            ArraySubquery(
                beside.values(
                    told=JSONObject(
                        id=F("public_id"), title=F("place__title"), state=F("state"),
                        where=F("place__workplace__name"), until=F("ends_on"),
                    )
                )[:3]
            ),
            *told_by(citizen, own),
        )
        .get()
    )  # fmt: skip
    told = row[1] or {"n": 0, "good": 0}
    choose = reverse("placements:new") + f"?kandidat={citizen.public_id}"
    return Places(
        free=row[0] or 0,
        choose_url=choose if viewer.can(Can.MAKE_PLACEMENTS) else "",
        ended=told["n"],
        moved_on=told["good"],
        beside=[_line(each) for each in row[2]],
        wanted=wanted_by(row[3], row[4]),
    )


def _line(told: dict[str, Any]) -> tuple[str, str]:
    text = _("%(title)s at %(where)s, %(state)s until %(day)s") % {
        "title": told["title"], "where": told["where"],
        "state": str(State(told["state"]).label).lower(),
        "day": say(date.fromisoformat(told["until"]), "j. F Y"),
    }  # fmt: skip
    return text, reverse("placements:placement", args=[told["id"]])


def _free(day: date) -> Subquery:
    rows = Place.objects.filter(jobcentre_id=OuterRef("pk")).free_on(day).order_by()
    return Subquery(rows.values("jobcentre_id").annotate(n=Count(Value(1))).values("n"))


def count_free(viewer: Viewer, day: date) -> int:
    """Return how many places of the jobcentre are free: one query."""
    return Place.objects.filter(jobcentre_id=viewer.jobcentre_id).free_on(day).count()


def moves(jobcentre_id: int, since: date, until: date) -> Any:
    """Return the placements that began in a period, extensions left out, and how they ended."""
    to_a_job = ExpressionWrapper(Q(end_reason__in=TO_A_JOB), output_field=BooleanField())
    return (
        Placement.objects.filter(
            jobcentre_id=jobcentre_id, state__in=BEGAN, extension_of__isnull=True,
            starts_on__gte=since, starts_on__lte=until,
        )
        .order_by()
        .values_list("citizen_id", "target_group_number", "starts_on", to_a_job)
    )  # fmt: skip


def register() -> None:
    """Fill the registry."""
    place_source(Source(places=places, count_free=count_free, moves=moves, fitting=fitting_places))
