"""A place: something a person can do at a workplace, so many hours a week."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import DecimalField, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jobcenter.clock import today
from jobcenter.history import tracked
from jobcenter.sorting import danish_key
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices import HOLDS_PLACE, PlaceState
from placements.models.holding import keeps_what_is_promised

# A place that somebody takes over in less than this is not free for anybody else.
ROOM = timedelta(weeks=2)


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places by what they can take."""

    def open(self) -> "PlaceQuerySet":
        """Those that take people."""
        return self.filter(state=PlaceState.OPEN)

    def free_on(
        self, day: date, hours: Decimal | int | None = None, *, on: date | None = None
    ) -> "PlaceQuerySet":
        """Open places that nobody holds on `day` or in the two weeks after it.

        With `hours`: those with that many hours a week left then, shared places among them. Hours
        of one who leaves and of one who comes in those days are both counted. `on`: the day on
        which it is asked, today if not given.
        """
        rows = self.open().filter(Q(open_to__isnull=True) | Q(open_to__gte=day), open_from__lte=day)
        holders = holders_in(day, day + ROOM - timedelta(days=1), on=on)
        if not hours:
            return rows.filter(*(~Exists(each) for each in holders))
        sums = (
            Subquery(each.order_by().values("place_id").annotate(n=Sum("weekly_hours")).values("n"))
            for each in holders
        )
        of_placements, of_reservations = (
            Coalesce(each, Value(Decimal(0)), output_field=DecimalField()) for each in sums
        )
        left = F("weekly_hours") - of_placements - of_reservations
        return rows.annotate(hours_left=left).filter(hours_left__gte=hours)


def holders_in(
    first: date, last: date, *, on: date | None = None
) -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
    """Return the placements and reservations that hold a place of the outer query in a period."""
    from placements.models.placement import Placement
    from placements.models.reservation import Reservation

    own = {
        "jobcentre_id": OuterRef("jobcentre_id"), "place_id": OuterRef("pk"),
        "starts_on__lte": last, "ends_on__gte": first,
    }  # fmt: skip
    return (
        Placement.objects.filter(**own, state__in=HOLDS_PLACE),
        Reservation.objects.live(on or today()).filter(**own),
    )


@tracked()
class Place(TenantModel):
    """A place at a workplace: tasks, hours and from when it can be used.

    Placements and reservations hold it; their hours never add up to more than it has on any day,
    which the database itself refuses (holding.py).
    """

    workplace = models.ForeignKey(
        "companies.Workplace",
        models.PROTECT,
        related_name="places",
        verbose_name=_("workplace"),
    )
    centre = TenantForeignKey(
        "placements.Centre", models.PROTECT, null=True, blank=True, related_name="places"
    )
    joined_centre_on = models.DateField(null=True, editable=False)
    # A place that was let out still tells what was paid for there, and how people fared.
    former_centre = TenantForeignKey(
        "placements.Centre", models.PROTECT, null=True, editable=False,
        related_name="former_places",
    )  # fmt: skip
    left_centre_on = models.DateField(null=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    tasks = models.TextField(_("tasks"), max_length=2000, blank=True)
    weekly_hours = models.DecimalField(_("hours a week, at most"), max_digits=3, decimal_places=1)
    open_from = models.DateField(_("open from"))
    open_to = models.DateField(_("open until"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=PlaceState.choices, default=PlaceState.OPEN)
    closed_reason = models.CharField(_("why it was closed"), max_length=300, blank=True)
    opened_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    sort_key = models.CharField(max_length=200, db_collation="C", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlaceState.values), name="place_state_known"
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=37),
                name="place_hours_within_week",
                violation_error_message=_("The hours of a place are between 1 and 37 a week."),
            ),
            models.CheckConstraint(
                condition=Q(open_to__isnull=True) | Q(open_to__gte=F("open_from")),
                name="place_closes_after_opening",
                violation_error_message=_("A place cannot close before it opens."),
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="place_version_positive"),
            models.CheckConstraint(
                condition=Q(former_centre__isnull=True, left_centre_on__isnull=True)
                | Q(former_centre__isnull=False, left_centre_on__isnull=False, centre__isnull=True),
                name="place_left_one_centre",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="place_has_a_title",
                violation_error_message=_("Give the place a title."),
            ),
        ]
        indexes = [
            # The list of places, filtered by state and read along the key.
            models.Index(fields=["jobcentre", "state", "sort_key", "id"], name="place_list"),
            # How many are free on a day, counted from the index alone.
            models.Index(
                fields=["jobcentre", "open_from"],
                include=["id", "open_to"],
                name="place_free",
                condition=Q(state=PlaceState.OPEN),
            ),
            # The places of one workplace: its page, and the ratio.
            models.Index(
                fields=["jobcentre", "workplace"], include=["id"], name="place_of_workplace"
            ),
        ]
        triggers = [keeps_what_is_promised()]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the title."""
        if not self.sort_key or "title" in (kwargs.get("update_fields") or ["title"]):
            self.sort_key = danish_key(f"{self.workplace.name} {self.title}", length=200)
        super().save(*args, **kwargs)

    def is_open_in(self, starts_on: date, ends_on: date) -> bool:
        """Return whether the whole period lies within the time the place is open."""
        return (
            self.state == PlaceState.OPEN
            and self.open_from <= starts_on
            and (self.open_to is None or ends_on <= self.open_to)
        )
