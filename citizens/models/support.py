"""Support beside a placement: granted within somebody's own frame, used, and what it led to."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from citizens.choices.range import Effect, FrameState
from citizens.models.citizen import Citizen
from citizens.models.offers import Offer
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel


def _hours(**kwargs: object) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(max_digits=7, decimal_places=1, **kwargs)  # type: ignore[arg-type]


def _kroner(**kwargs: object) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(max_digits=10, decimal_places=2, **kwargs)  # type: ignore[arg-type]


ONE_OF_THEM = Q(hours__gt=0, amount__isnull=True) | Q(hours__isnull=True, amount__gt=0)


@tracked(exclude=["hours_granted", "amount_granted"])
class GrantFrame(TenantModel):
    """What a colleague may grant on the spot in a calendar year, in hours and in kroner.

    What is granted counts at once; what was not used comes back when the support ends.
    """

    membership = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    hours = _hours(default=0)
    amount = _kroner(default=0)
    hours_granted = _hours(default=0, editable=False)
    amount_granted = _kroner(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "membership", "year"], name="grantframe_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(hours_granted__gte=0, hours_granted__lte=F("hours"))
                & Q(amount_granted__gte=0, amount_granted__lte=F("amount")),
                name="grantframe_not_overdrawn",
                violation_error_message=_("More than that is granted already."),
            ),
        ]

    @property
    def hours_left(self) -> Decimal:
        """Hours that can still be granted."""
        return Decimal(self.hours - self.hours_granted)

    @property
    def amount_left(self) -> Decimal:
        """Kroner that can still be granted."""
        return Decimal(self.amount - self.amount_granted)


@tracked()
class FrameRequest(TenantModel):
    """A colleague asks the leader for a larger frame; about no citizen."""

    membership = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    hours = _hours(null=True)
    amount = _kroner(null=True)
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=FrameState.choices, default=FrameState.ASKED)
    answer = models.CharField(max_length=300, blank=True)
    decided_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=ONE_OF_THEM,
                name="framerequest_hours_or_amount",
                violation_error_message=_("Write either hours or an amount."),
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state__in=["granted", "refused"], decided_by__isnull=False,
                    decided_at__isnull=False),
                name="framerequest_state_decided",
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"),
                name="framerequest_reasoned",
                violation_error_message=_("Write why you need more."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("membership")),
                name="framerequest_not_by_oneself",
                violation_error_message=_("Nobody can enlarge their own frame."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "membership"],
                condition=Q(state="asked"),
                name="framerequest_asked_once",
                violation_error_message=_("You have already asked, and will get an answer."),
            ),
        ]  # fmt: skip
        indexes = [
            # my day of leaders, and of who asked
            models.Index(
                fields=["jobcentre", "membership"], condition=Q(seen_at__isnull=True),
                name="framerequest_waiting",
            ),
        ]  # fmt: skip


@tracked()
class SupportGrant(TenantModel):
    """Support of the range granted a citizen: hours or an amount, an owner, use, effect."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="support")
    offer = TenantForeignKey(Offer, models.PROTECT, related_name="grants")
    frame = TenantForeignKey(GrantFrame, models.PROTECT, related_name="grants")
    granted_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    owner = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    hours = _hours(null=True)
    amount = _kroner(null=True)
    used = _kroner(default=0, editable=False)
    purpose = models.CharField(max_length=300, blank=True)
    granted_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()
    last_use_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    effect = models.CharField(max_length=10, choices=Effect.choices, blank=True)
    effect_text = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=ONE_OF_THEM,
                name="supportgrant_hours_or_amount",
                violation_error_message=_("Write either hours or an amount."),
            ),
            models.CheckConstraint(
                condition=Q(used__gte=0, used__lte=Coalesce("hours", "amount")),
                name="supportgrant_not_overdrawn",
                violation_error_message=_("That is more than was granted."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="supportgrant_forwards",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, effect="", effect_text="")
                | Q(ended_on__isnull=False, effect__in=Effect.values),
                name="supportgrant_ends_with_effect",
                violation_error_message=_("Choose what it led to."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-from_on"], name="supportgrant_citizen"),
            models.Index(fields=["jobcentre", "offer", "ended_on"], name="supportgrant_effect"),
            # my day: what I follow
            models.Index(
                fields=["jobcentre", "owner"], condition=Q(ended_on__isnull=True),
                name="supportgrant_owner",
            ),
        ]  # fmt: skip

    @property
    def granted(self) -> Decimal:
        """How much was granted, in its own unit."""
        return Decimal(self.hours if self.hours is not None else self.amount or 0)

    @property
    def in_hours(self) -> bool:
        """Whether it is hours, not kroner."""
        return self.hours is not None

    @property
    def left(self) -> Decimal:
        """How much is left, in its own unit."""
        return self.granted - self.used


@tracked()
class SupportUse(TenantModel):
    """Hours or kroner of a grant used on a day."""

    grant = TenantForeignKey(SupportGrant, models.PROTECT, related_name="uses")
    used_on = models.DateField()
    number = _kroner()
    written_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="supportuse_positive",
                violation_error_message=_("Write more than nought."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "grant", "-used_on"], name="supportuse_of_grant"),
        ]
