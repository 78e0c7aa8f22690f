"""What is left behind and found again: doors, looks, events, once-keys, search words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobcenter.models.people import Jobcentre, Membership, User
from jobcenter.tenancy import TenantForeignKey, TenantRow


class Door(models.Model):
    """A token's way in before the tenant is known: hashes only, nothing about people."""

    token_hash = models.CharField(max_length=64, unique=True)
    jobcentre = models.ForeignKey(Jobcentre, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    subject = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "kind"])]


class AccessLog(TenantRow):
    """Who opened which citizen, when and what for; append-only for the application."""

    at = models.DateTimeField()
    membership = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    viewer_kind = models.CharField(max_length=20)
    citizen = models.UUIDField()
    purpose = models.CharField(max_length=60)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-at"]),
            models.Index(fields=["jobcentre", "membership", "-at"]),
        ]


class Event(TenantRow):
    """One row of every timeline, written by actions, append-only for the application.

    Company, workplace and citizen are bare ids: their tables live in upper rooms.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    group = models.CharField(max_length=20)
    actor = TenantForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor_kind = models.CharField(max_length=20, default="staff")
    company_id = models.BigIntegerField(null=True)
    workplace_id = models.BigIntegerField(null=True)
    citizen_id = models.BigIntegerField(null=True)
    subject = models.UUIDField(null=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["jobcentre", "company_id", "-at", "-id"],
                name="event_company_timeline",
                condition=Q(company_id__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "company_id", "group", "-at", "-id"],
                name="event_company_group",
                condition=Q(company_id__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "workplace_id", "-at", "-id"],
                name="event_workplace_timeline",
                condition=Q(workplace_id__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "workplace_id", "group", "-at", "-id"],
                name="event_workplace_group",
                condition=Q(workplace_id__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "citizen_id", "-at", "-id"],
                name="event_citizen_timeline",
                condition=Q(citizen_id__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "citizen_id", "group", "-at", "-id"],
                name="event_citizen_group",
                condition=Q(citizen_id__isnull=False),
            ),
        ]


class OnceKey(TenantRow):
    """A creating form's key: what was made with it once is not made again."""

    key = models.UUIDField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "key"], name="oncekey_used_once")
        ]


class SearchWord(TenantRow):
    """A word of a tenant row, found by range: row security switches text search's index off."""

    kind = models.CharField(max_length=20)
    word = models.CharField(max_length=60, db_collation="C")
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "kind", "word", "object_id"], name="searchword_once"
            )
        ]
        indexes = [models.Index(fields=["jobcentre", "kind", "object_id"])]


class SignInEvent(models.Model):
    """A sign-in that worked or failed; the address is a keyed hash, never the address itself."""

    class Outcome(models.TextChoices):
        OK = "ok", _("signed in")
        FAILED = "failed", _("refused")
        LOCKED = "locked", _("locked out")

    at = models.DateTimeField()
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    who = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["ok", "failed", "locked"]),
                name="signinevent_outcome_known",
            )
        ]
        indexes = [models.Index(fields=["who", "-at"])]
