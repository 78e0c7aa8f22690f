"""“Something is wrong here”: what a citizen tells of what is held, and the case team's answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from citizens.models.citizen import Citizen
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked(exclude=["text", "answer"])  # they may tell of health, and are forgotten with the row
class OwnRemark(TenantModel):
    """One remark of a citizen about one kind of facts; it waits until somebody answers."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="+")
    about = models.CharField(max_length=40, blank=True)  # code of a kind of facts
    text = models.CharField(_("what is wrong"), max_length=1000)
    told_at = models.DateTimeField()
    answer = models.CharField(_("your answer to the citizen"), max_length=1000, blank=True)
    answered_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="ownremark_says_something",
                violation_error_message=_("Write what is wrong."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, answer__regex=r"\S"),
                name="ownremark_answered_by_somebody",
                violation_error_message=_("Write an answer: the citizen reads it."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-id"], name="ownremark_of_citizen"),
            models.Index(
                fields=["jobcentre", "citizen"],
                condition=Q(answered_at__isnull=True),
                name="ownremark_waits",
            ),
        ]
