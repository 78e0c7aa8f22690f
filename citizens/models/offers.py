"""The range to refer from: its entries, for whom and in which order, and each citizen's stays."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from citizens.choices.range import (
    STAYS,
    Help,
    LowerReason,
    OfferKind,
    PricePer,
    StayOutcome,
    StayState,
)
from citizens.models.citizen import Citizen
from citizens.models.law import TargetGroup
from citizens.rules.range import JOB_CLUB_WEEKS
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.sorting import danish_key
from jobcenter.tenancy import TenantForeignKey, TenantModel

LOWEST_PRIORITY = 9


@tracked(exclude=["taken"])
class Offer(TenantModel):
    """An entry of the range. `taken` counts who is enrolled or has started: never more than fit.

    `capacity` None is no limit. A place is counted where places are, and takes nobody here.
    """

    kind = models.CharField(max_length=20, choices=OfferKind.choices)
    help = models.CharField(max_length=20, choices=Help.choices, blank=True, default=Help.NONE)
    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=200, db_collation="C", editable=False)
    provider = models.CharField(max_length=120, blank=True)
    criteria = models.CharField(max_length=500, blank=True)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    price_per = models.CharField(
        max_length=10, choices=PricePer.choices, blank=True, default=PricePer.NONE
    )
    wait_days = models.PositiveSmallIntegerField(default=0)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, editable=False)
    most_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    enrols_itself = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OfferKind.values), name="offer_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=OfferKind.SUPPORT, help__in=Help.values[1:])
                | (~Q(kind=OfferKind.SUPPORT) & Q(help="")),
                name="offer_help_of_support",
                violation_error_message=_("Choose what kind of support it is."),
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="offer_named",
                violation_error_message=_("Give it a name."),
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True, price_per="")
                | Q(price__gte=0, price_per__in=[p for p in PricePer.values if p]),
                name="offer_priced_whole",
                violation_error_message=_("Write a price of nought or more, and what it buys."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="offer_not_overbooked",
                violation_error_message=_("More people are in it than that."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=STAYS) | Q(taken=0), name="offer_takes_stays_only"
            ),
            models.CheckConstraint(
                condition=Q(most_weeks__isnull=True) | Q(most_weeks__gte=1, most_weeks__lte=104),
                name="offer_weeks_1_to_104",
                violation_error_message=_("A stay is between 1 and 104 weeks."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=OfferKind.JOB_CLUB)
                | Q(most_weeks__isnull=False, most_weeks__lte=JOB_CLUB_WEEKS),
                name="offer_job_club_13_weeks",
                violation_error_message=_("A job club lasts three months (13 weeks) at most."),
            ),
            models.CheckConstraint(
                condition=Q(enrols_itself=False) | Q(kind=OfferKind.JOB_CLUB),
                name="offer_job_club_enrols",
                violation_error_message=_("Only a job club enrols by itself."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "name_key"],
                name="offer_name_once",
                violation_error_message=_("There is one with that name already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key in step with the name."""
        self.name_key = danish_key(self.name)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "name_key"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def free(self) -> int | None:
        """How many more it takes; None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def takes_stays(self) -> bool:
        """Whether one is referred to it by enrolling."""
        return self.kind in STAYS

    @property
    def hourly(self) -> Decimal | None:
        """The price of an hour, where it is priced so."""
        return self.price if self.price_per == PricePer.HOUR else None


@tracked()
class OfferGroup(TenantModel):
    """For which target group an offer is, and how high it stands there: 1 comes first."""

    offer = TenantForeignKey(Offer, models.CASCADE, related_name="groups")
    target_group = models.ForeignKey(TargetGroup, models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "offer", "target_group"], name="offergroup_once"
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=LOWEST_PRIORITY),
                name="offergroup_priority_1_to_9",
            ),
        ]


@tracked()
class OfferStay(TenantModel):
    """A citizen referred to an offer: enrolled, started, ended with what it led to.

    What the range looked like that day is kept: the priority chosen and the highest open one.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="stays")
    offer = TenantForeignKey(Offer, models.PROTECT, related_name="stays")
    target_group = models.ForeignKey(TargetGroup, models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField(null=True)
    best_priority = models.PositiveSmallIntegerField(null=True)
    lower_reason = models.CharField(max_length=20, choices=LowerReason.choices, blank=True)
    lower_text = models.CharField(max_length=300, blank=True)
    by_itself = models.BooleanField(default=False)
    owner = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=StayState.choices, default=StayState.ENROLLED)
    referred_on = models.DateField()
    started_on = models.DateField(null=True)
    latest_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, choices=StayOutcome.choices, blank=True)
    outcome_text = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="enrolled", started_on__isnull=True, ended_on__isnull=True)
                | Q(state="started", started_on__isnull=False, ended_on__isnull=True)
                | Q(state="ended", ended_on__isnull=False),
                name="offerstay_state_dated",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", outcome__in=StayOutcome.values)
                | (~Q(state="ended") & Q(outcome="", outcome_text="")),
                name="offerstay_ends_with_outcome",
                violation_error_message=_("Choose what it led to."),
            ),
            models.CheckConstraint(
                condition=(Q(started_on__isnull=True) | Q(started_on__gte=F("referred_on")))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("referred_on")))
                & (
                    Q(ended_on__isnull=True)
                    | Q(started_on__isnull=True)
                    | Q(ended_on__gte=F("started_on"))
                ),
                name="offerstay_forwards",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=False) | Q(outcome__in=["", "never"]),
                name="offerstay_never_began",
                violation_error_message=_("It never began. Write the first day if it did."),
            ),
            models.CheckConstraint(
                condition=Q(by_itself=True)
                | Q(best_priority__isnull=True)
                | Q(priority__isnull=False, priority__lte=F("best_priority"))
                | ~Q(lower_reason=""),
                name="offerstay_lower_has_reason",
                violation_error_message=_("Choose why the higher choice is not taken."),
            ),
            models.CheckConstraint(
                condition=Q(lower_reason__in=["", *LowerReason.values])
                & (~Q(lower_reason="other") | Q(lower_text__regex=r"\S")),
                name="offerstay_reason_known",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen", "offer"],
                condition=~Q(state="ended"),
                name="offerstay_open_once",
                violation_error_message=_("The citizen is in that offer already."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-referred_on"], name="offerstay_citizen"),
            # effect so far, counted from the index alone, and the report of a year
            models.Index(
                fields=["jobcentre", "offer", "ended_on"],
                include=["outcome"],
                name="offerstay_effect",
                condition=Q(state="ended", started_on__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "referred_on"],
                include=[
                    "id",
                    "citizen",
                    "offer",
                    "target_group",
                    "priority",
                    "by_itself",
                    "lower_reason",
                    "started_on",
                    "outcome",
                ],
                name="offerstay_report",
            ),
            # my day: what I follow
            models.Index(
                fields=["jobcentre", "owner"], condition=~Q(state="ended"), name="offerstay_owner"
            ),
        ]
