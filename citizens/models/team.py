"""Who works with a citizen, and who has asked to see one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from citizens.choices import Function, RequestState
from citizens.models.citizen import Citizen, Dated, not_backwards
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked()
class CaseTeamMember(Dated):
    """A colleague who needs to know the citizen, and what they do."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="team")
    membership = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    function = models.CharField(_("function"), max_length=30, choices=Function.choices)

    class Meta:
        ordering = ("from_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "citizen", "membership"],
                condition=Q(to_on__isnull=True),
                name="caseteammember_open_once",
                violation_error_message=_("That colleague is already in the case team."),
            ),
            not_backwards("caseteammember_forwards"),
            models.CheckConstraint(
                condition=Q(function__in=Function.values), name="caseteammember_function_known"
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "membership", "citizen"]),
            models.Index(fields=["jobcentre", "citizen"]),
        ]


@tracked()
class AccessRequest(TenantModel):
    """Somebody outside the case team asks to see a citizen, and gets an answer."""

    membership = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="access_requests")
    reason = models.CharField(_("reason"), max_length=300)
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=RequestState.choices, default=RequestState.ASKED
    )
    decided_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    until = models.DateField(_("access to and including"), null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="accessrequest_state_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__gt=""),
                name="accessrequest_has_a_reason",
                violation_error_message=_("Write why you need to see the citizen."),
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | Q(~Q(state="asked"), decided_by__isnull=False, decided_at__isnull=False),
                name="accessrequest_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", until__isnull=False)
                | Q(~Q(state="granted"), until__isnull=True),
                name="accessrequest_grant_ends",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True) | ~Q(state="asked"),
                name="accessrequest_seen_when_answered",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("membership")),
                name="accessrequest_not_by_oneself",
                violation_error_message=_("Nobody can grant themselves access."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "membership", "citizen"],
                condition=Q(state="asked"),
                name="accessrequest_asked_once",
                violation_error_message=_("You have already asked, and will get an answer."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["jobcentre", "membership", "citizen", "until"],
                condition=Q(state="granted"),
                name="accessrequest_granted",
            ),
            # my day: answers I have not seen
            models.Index(
                fields=["jobcentre", "membership", "-decided_at"],
                condition=Q(seen_at__isnull=True, decided_at__isnull=False),
                name="accessrequest_answered",
            ),
            models.Index(
                fields=["jobcentre", "asked_at", "id"],
                condition=Q(state="asked"),
                name="accessrequest_queue",
            ),
        ]
