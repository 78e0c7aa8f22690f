"""Candidates at a speed dating, and their conversations with the companies that come."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.choices import Industry
from companies.choices.gathering import MOST_ROUNDS
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel


class DateOutcome(models.TextChoices):
    """What came of a conversation."""

    JOB = "job", _("job or trial agreed")
    AGAIN = "again", _("they meet again")
    NO = "no", _("no match")
    MISSED = "missed", _("did not take place")


OUTCOME_TONES = {"job": "ok", "again": "info", "no": "plain", "missed": "warn"}


@tracked()
class DatingCandidate(TenantModel):
    """A candidate who takes part in a speed dating and has said yes to it."""

    gathering = TenantForeignKey("companies.Gathering", models.CASCADE, related_name="+")
    citizen = TenantForeignKey("citizens.Citizen", models.PROTECT, related_name="+")
    # Empty: open to every industry.
    looks_for = ArrayField(
        models.CharField(max_length=5, choices=Industry.choices), default=list, blank=True
    )
    told = models.CharField(_("what the companies are told"), max_length=200, blank=True)
    agreed_on = models.DateField(_("said yes on"))
    added_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "citizen"], name="datingcandidate_citizen")]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "gathering", "citizen"],
                name="datingcandidate_once",
                violation_error_message=_("This candidate takes part already."),
            ),
            models.CheckConstraint(
                condition=Q(looks_for__contained_by=Industry.values),
                name="datingcandidate_industries_known",
            ),
        ]


@tracked()
class SpeedDate(TenantModel):
    """One conversation: a round, a company that comes, a candidate, and what came of it."""

    gathering = TenantForeignKey("companies.Gathering", models.CASCADE, related_name="+")
    invitation = TenantForeignKey("companies.Invitation", models.CASCADE, related_name="+")
    candidate = TenantForeignKey(DatingCandidate, models.CASCADE, related_name="dates")
    round = models.PositiveSmallIntegerField(_("round"))
    outcome = models.CharField(_("Outcome"), max_length=6, choices=DateOutcome.choices, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    noted_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "candidate"], name="speeddate_candidate")]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "gathering", "round", "invitation"],
                name="speeddate_company_once_a_round",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "gathering", "round", "candidate"],
                name="speeddate_candidate_once_a_round",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "invitation", "candidate"], name="speeddate_pair_once"
            ),
            models.CheckConstraint(
                condition=Q(round__gte=1, round__lte=MOST_ROUNDS), name="speeddate_round_sane"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=DateOutcome.values),
                name="speeddate_outcome_known",
            ),
        ]
