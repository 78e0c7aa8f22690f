"""What a citizen says about the plan, in own words, and what we answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from citizens.choices.plan import Through, VoiceKind
from citizens.models.citizen import Citizen
from citizens.models.plan import PlanGoal
from citizens.rules.plan import LONGEST_VOICE, NEEDS_ANSWER
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked()
class PlanVoice(TenantModel):
    """One thing the citizen said of one version of the plan; `as_read` is what stood there.

    Whatever is no plain yes waits for an answer until a day.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="voices")
    kind = models.CharField(max_length=10, choices=VoiceKind.choices)
    text = models.CharField(_("in own words"), max_length=LONGEST_VOICE, blank=True)
    said_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through.choices)
    heard_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    plan_version = models.PositiveIntegerField()
    as_read = models.JSONField(default=list)
    goal = TenantForeignKey(PlanGoal, models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True)
    answer = models.CharField(_("answer"), max_length=LONGEST_VOICE, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=VoiceKind.values), name="planvoice_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(through=Through.SCREEN, heard_by__isnull=False)
                | Q(through__in=[Through.LINK, Through.OWN], heard_by__isnull=True),
                name="planvoice_through_known",
            ),
            models.CheckConstraint(
                condition=Q(kind=VoiceKind.AGREE) | Q(text__regex=r"\S"),
                name="planvoice_says_something",
                violation_error_message=_("Write a few words, so that we understand you."),
            ),
            models.CheckConstraint(
                condition=Q(kind=VoiceKind.AGREE, answer_by__isnull=True)
                | Q(kind__in=NEEDS_ANSWER, answer_by__isnull=False),
                name="planvoice_answered_by_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(
                    kind__in=NEEDS_ANSWER, answered_at__isnull=False, answered_by__isnull=False,
                    answer__regex=r"\S",
                ),
                name="planvoice_answered_whole",
                violation_error_message=_("Write an answer. The candidate reads it."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-id"], name="planvoice_of_citizen"),
            # my day: what waits for an answer
            models.Index(
                fields=["jobcentre", "answer_by"],
                condition=Q(answer_by__isnull=False, answered_at__isnull=True),
                name="planvoice_waiting",
            ),
        ]

    @property
    def waits(self) -> bool:
        """Return whether the citizen still waits for an answer."""
        return self.answer_by is not None and self.answered_at is None
