"""What is asked and done while a placement runs: the week's status and the consultant's visits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices import AnsweredBy, Rating, VisitChannel


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    """Check-ins by what is left to do about them."""

    def waiting(self) -> "CheckInQuerySet":
        """Those that need an action nobody has taken."""
        return self.filter(needs_action=True, acted_at__isnull=True)


@tracked()
class CheckIn(TenantModel):
    """The mentor's status of one week: which days the person came, how it goes, one line.

    `absent_days` are ISO weekdays. `needs_action` is set when help is asked for or somebody
    stayed away; it is handled by writing what was done.
    """

    placement = TenantForeignKey("placements.Placement", models.PROTECT, related_name="check_ins")
    week_starts_on = models.DateField(_("week"))
    absent_days = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        verbose_name=_("absent"),
        blank=True,
    )
    days_expected = models.PositiveSmallIntegerField(_("working days of the placement that week"))
    rating = models.CharField(_("how is it going"), max_length=20, choices=Rating.choices)
    note = models.CharField(_("anything we should know"), max_length=500, blank=True)
    answered_by = models.CharField(max_length=20, choices=AnsweredBy.choices)
    answered_by_membership = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField()

    needs_action = models.BooleanField(default=False)
    acted_at = models.DateTimeField(null=True)
    acted_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")
    acted_note = models.CharField(_("what was done"), max_length=500, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ("-week_starts_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "week_starts_on"], name="checkin_once_per_week"
            ),
            models.CheckConstraint(
                condition=Q(rating__in=Rating.values),
                name="checkin_rating_known",
                violation_error_message=_("Choose how it is going."),
            ),
            models.CheckConstraint(
                condition=Q(answered_by__in=AnsweredBy.values), name="checkin_answerer_known"
            ),
            models.CheckConstraint(
                condition=Q(week_starts_on__iso_week_day=1),
                name="checkin_week_starts_monday",
            ),
            models.CheckConstraint(
                condition=Q(absent_days__contained_by=[1, 2, 3, 4, 5, 6, 7]),
                name="checkin_days_known",
            ),
            models.CheckConstraint(
                condition=Q(absent_days__len__lte=F("days_expected")),
                name="checkin_absent_within_week",
            ),
            models.CheckConstraint(
                condition=~Q(rating=Rating.NEEDS_ACTION) | Q(needs_action=True),
                name="checkin_help_needs_action",
            ),
            models.CheckConstraint(
                condition=Q(acted_at__isnull=True, acted_by__isnull=True, acted_note="")
                | (
                    Q(acted_at__isnull=False, acted_by__isnull=False, needs_action=True)
                    & ~Q(acted_note="")
                ),
                name="checkin_acted_whole",
                violation_error_message=_("Write what was done."),
            ),
        ]
        indexes = [
            # What needs action now: few rows, so the consultant's join is short.
            models.Index(
                fields=["jobcentre", "placement"],
                name="checkin_waiting",
                condition=Q(needs_action=True, acted_at__isnull=True),
            ),
            # Who answered this week: the sweep and the figures.
            models.Index(
                fields=["jobcentre", "week_starts_on", "placement"], name="checkin_of_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week_starts_on}"


@tracked()
class Visit(TenantModel):
    """A visit by the consultant: due on a day, held on a day, or both."""

    placement = TenantForeignKey("placements.Placement", models.PROTECT, related_name="visits")
    due_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    channel = models.CharField(
        _("how"), max_length=10, choices=VisitChannel.choices, default=VisitChannel.VISIT
    )
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ("-due_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=VisitChannel.values), name="visit_channel_known"
            ),
            models.UniqueConstraint(
                fields=["placement", "due_on"],
                condition=Q(held_on__isnull=True),
                name="visit_planned_once_a_day",
                violation_error_message=_("A visit is planned for that day already."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["jobcentre", "by", "due_on"],
                name="visit_planned",
                condition=Q(held_on__isnull=True),
            ),
            models.Index(fields=["jobcentre", "placement", "-held_on"], name="visit_of_placement"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on}"
