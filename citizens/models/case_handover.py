"""A case handed over to a consultant: proposed by the case team, answered by the one it names."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens.models.citizen import Citizen
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel


class HandoverState(models.TextChoices):
    """The states of the table in rules/case_handover.py."""

    PROPOSED = "proposed", pgettext_lazy("handover", "waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("handover", "accepted")
    RETURNED = "returned", pgettext_lazy("handover", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("handover", "withdrawn")


@tracked(exclude=["agreed", "reason", "why_no_conversation"])  # they may tell of health
class CaseHandover(TenantModel):
    """One handover: what was agreed, the joint conversation, and the answer.

    `leaves_on` is the giver's last day in the case team; None: the giver stays.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="+")
    giver = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    taker = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=HandoverState.choices, default=HandoverState.PROPOSED
    )
    agreed = models.CharField(_("what was agreed with the candidate"), max_length=2000)
    open_barriers = models.PositiveSmallIntegerField()  # gone through when it was proposed
    conversation_on = models.DateField(_("joint conversation"), null=True, blank=True)
    why_no_conversation = models.CharField(
        _("why there is no joint conversation"), max_length=300, blank=True
    )
    leaves_on = models.DateField(_("last day in the case team"), null=True, blank=True)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    rounds = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=HandoverState.values), name="casehandover_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("taker")),
                name="casehandover_to_somebody_else",
                violation_error_message=_("Choose a colleague: nobody hands over to themselves."),
            ),
            models.CheckConstraint(
                condition=Q(agreed__regex=r"\S"),
                name="casehandover_says_what_was_agreed",
                violation_error_message=_("Write in a sentence or two what was agreed."),
            ),
            models.CheckConstraint(
                condition=Q(conversation_on__isnull=False) | Q(why_no_conversation__regex=r"\S"),
                name="casehandover_conversation",
                violation_error_message=_(
                    "Write when the joint conversation is, or why there is none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="casehandover_decided_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "withdrawn"]) | Q(reason__regex=r"\S"),
                name="casehandover_no_with_reason",
                violation_error_message=_("Write a sentence about why: your colleague reads it."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen"],
                condition=Q(state__in=["proposed", "returned"]),
                name="casehandover_one_open",
                violation_error_message=_("A handover of the candidate is under way already."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-id"], name="casehandover_of_citizen"),
            models.Index(
                fields=["jobcentre", "taker"],
                condition=Q(state="proposed"),
                name="casehandover_to_answer",
            ),
            models.Index(
                fields=["jobcentre", "giver"],
                condition=Q(state__in=["proposed", "returned"]),
                name="casehandover_given",
            ),
            # the manager's figures of a year
            models.Index(fields=["jobcentre", "proposed_at"], name="casehandover_by_day"),
        ]
