"""Offers of the range that the case team lets a citizen choose among, and the choice."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from citizens.choices.plan import Through
from citizens.choices.range import OfferKind
from citizens.choices.release import ReleaseState
from citizens.models.citizen import Citizen
from citizens.models.offers import Offer, OfferStay
from citizens.models.plan import PlanStep
from citizens.rules.plan import LONGEST_VOICE
from citizens.rules.release import WAITING, can_be_chosen
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel

NOT_CHOSEN = Q(chosen_at__isnull=True, through="", words="", answer_by__isnull=True)
NOT_TAKEN_UP = Q(stay__isnull=True, step__isnull=True)


@tracked()
class ReleasedOffer(TenantModel):
    """One entry of the range for one citizen: *open → chosen → done*, or taken back.

    A choice waits for the case team until a day, and becomes a stay or a step of the plan.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="released")
    offer = TenantForeignKey(Offer, models.PROTECT, related_name="released")
    note = models.CharField(_("a word to the candidate"), max_length=300, blank=True)
    released_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    released_on = models.DateField()
    until = models.DateField(_("can be chosen until"))
    state = models.CharField(max_length=10, choices=ReleaseState.choices, default=ReleaseState.OPEN)
    chosen_at = models.DateTimeField(null=True)
    through = models.CharField(max_length=10, choices=Through.choices, blank=True)
    heard_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("in own words"), max_length=LONGEST_VOICE, blank=True)
    answer_by = models.DateField(null=True)
    stay = TenantForeignKey(OfferStay, models.PROTECT, null=True, related_name="+")
    step = TenantForeignKey(PlanStep, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReleaseState.values), name="releasedoffer_state_known"
            ),
            models.CheckConstraint(
                condition=Q(through__in=["", *Through.values]), name="releasedoffer_through_known"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("released_on")),
                name="releasedoffer_forwards",
                violation_error_message=_("The date has passed. Choose today or later."),
            ),
            models.CheckConstraint(
                condition=NOT_CHOSEN
                | (Q(chosen_at__isnull=False, answer_by__isnull=False) & ~Q(through="")),
                name="releasedoffer_chosen_whole",
            ),
            models.CheckConstraint(
                condition=Q(through=Through.SCREEN, heard_by__isnull=False)
                | (~Q(through=Through.SCREEN) & Q(heard_by__isnull=True)),
                name="releasedoffer_heard_by_whom",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=ReleaseState.OPEN, closed_at__isnull=True, reason="")
                    & NOT_CHOSEN
                    & NOT_TAKEN_UP
                )
                | (
                    Q(state=ReleaseState.CHOSEN, chosen_at__isnull=False, reason="")
                    & Q(closed_at__isnull=True)
                    & NOT_TAKEN_UP
                )
                | (
                    Q(state=ReleaseState.DONE, chosen_at__isnull=False, reason="")
                    & Q(closed_at__isnull=False, closed_by__isnull=False)
                    & (
                        Q(stay__isnull=False, step__isnull=True)
                        | Q(stay__isnull=True, step__isnull=False)
                    )
                )
                | (
                    Q(state=ReleaseState.REVOKED, closed_at__isnull=False, reason__regex=r"\S")
                    & Q(closed_by__isnull=False)
                    & NOT_TAKEN_UP
                )
                | (Q(state=ReleaseState.LAPSED, closed_at__isnull=False, reason="") & NOT_TAKEN_UP),
                name="releasedoffer_state_whole",
                violation_error_message=_("Write in a few words why. The candidate reads it."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen", "offer"],
                condition=Q(state__in=WAITING),
                name="releasedoffer_open_once",
                violation_error_message=_("The candidate can choose it already."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen"],
                condition=Q(state=ReleaseState.CHOSEN),
                name="releasedoffer_one_choice",
                violation_error_message=_("You have chosen something else already."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-id"], name="releasedoffer_of_citizen"),
            # my day: choices that wait for the case team
            models.Index(
                fields=["jobcentre", "answer_by"],
                condition=Q(state=ReleaseState.CHOSEN),
                name="releasedoffer_waiting",
            ),
        ]

    @property
    def free(self) -> int | None:
        """How many more the offer takes; places are counted where places are: None."""
        return None if self.offer.kind == OfferKind.PLACE else self.offer.free

    def can_be_chosen(self, day: date) -> bool:
        """Return whether the citizen can choose it on a day."""
        return can_be_chosen(
            self.state, self.until, day, is_open=self.offer.is_open, free=self.free
        )
