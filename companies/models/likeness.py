"""Contact persons who may be one and the same, and those who were merged."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models.people import ContactPerson
from companies.models.register import Company
from jobcenter.tenancy import TenantForeignKey, TenantModel


class PairState(models.TextChoices):
    """Whether somebody has looked at a pair."""

    OPEN = "open", _("to be looked at")
    DIFFERENT = "different", _("not the same person")


class PersonPair(TenantModel):
    """Two contact persons of one company who look alike; “not a duplicate” is remembered."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    first = TenantForeignKey(ContactPerson, models.CASCADE, related_name="+")
    second = TenantForeignKey(ContactPerson, models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=PairState.choices, default=PairState.OPEN)
    decided_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "state", "-id"], name="personpair_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "first", "second"], name="personpair_once"
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="personpair_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=PairState.values), name="personpair_state_known"
            ),
        ]


class PersonMerge(TenantModel):
    """One contact person went into another. The row of the one is gone, so that no foreign key can
    name it; here is all it was, and everything that pointed at it, until the merge is undone.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    winner = TenantForeignKey(ContactPerson, models.PROTECT, related_name="+")
    loser_id = models.BigIntegerField()
    loser_public_id = models.UUIDField()
    loser = models.JSONField()
    before = models.JSONField()
    after = models.JSONField()
    moved = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "loser_public_id"], name="personmerge_of_whom"),
            models.Index(fields=["jobcentre", "-id"], name="personmerge_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "loser_id"],
                condition=Q(undone_at__isnull=True),
                name="personmerge_once_at_a_time",
                violation_error_message=_("This person has already been merged into another."),
            ),
            models.CheckConstraint(
                condition=~Q(loser_id=F("winner")), name="personmerge_into_another"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="personmerge_undone_whole",
            ),
        ]

    @property
    def loser_name(self) -> str:
        """What the merged person was called."""
        return str(self.loser["fields"]["name"])
