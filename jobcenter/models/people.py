"""Jobcentres, teams, users and what they are to each other."""

from datetime import date, time
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from jobcenter.history import tracked
from jobcenter.ids import uuid7
from jobcenter.permissions import Role
from jobcenter.phones import PhoneNumberField
from jobcenter.tenancy import TenantForeignKey, TenantModel


class Jobcentre(models.Model):
    """A municipality's unit; “jobcentre” is what users say, its label is a setting.

    A 2026 reform no longer requires a unit of that name, but one entrance for companies.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    code = models.CharField(_("municipality code"), max_length=4, unique=True)
    name = models.CharField(_("municipality"), max_length=80)
    unit_label = models.CharField(_("name of the unit"), max_length=80, default="Jobcenter")
    entrance_phone = PhoneNumberField(_("company entrance, phone"), blank=True)
    entrance_email = models.EmailField(_("company entrance, e-mail"), blank=True)
    consultant_cap = models.PositiveSmallIntegerField(
        _("candidates per job consultant, at most"), default=35
    )
    silence_days = models.PositiveSmallIntegerField(
        _("working days of silence before the consultant is told"), default=2
    )
    # One entrance: when it is open on working days, and within how many such hours it answers.
    entrance_opens = models.TimeField(_("company entrance opens"), default=time(8))
    entrance_closes = models.TimeField(_("company entrance closes"), default=time(16))
    answer_hours = models.PositiveSmallIntegerField(
        _("enquiries are answered within working hours"), default=8
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(entrance_closes__gt=F("entrance_opens")),
                name="jobcentre_entrance_hours_order",
                violation_error_message=_("The entrance must close later than it opens."),
            ),
            models.CheckConstraint(
                condition=Q(answer_hours__gte=1, answer_hours__lte=80),
                name="jobcentre_answer_hours_sane",
                violation_error_message=_("Choose between 1 and 80 working hours."),
            ),
            # Mail is given to the jobcentre whose address it was sent to.
            models.UniqueConstraint(
                Lower("entrance_email"),
                condition=~Q(entrance_email=""),
                name="jobcentre_entrance_email_once",
                violation_error_message=_("Another jobcentre's entrance has this address."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{4}$"),
                name="jobcentre_code_four_digits",
                violation_error_message=_("A municipality code has four digits."),
            ),
            models.CheckConstraint(
                condition=Q(consultant_cap__gte=1), name="jobcentre_cap_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_label} {self.name}"


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password only an identity provider lets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A login. What a person may do is in their memberships."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(_("may log in"), default=True)
    language = models.CharField(max_length=2, default="da")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=["da", "en"]), name="user_language_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Team(TenantModel):
    """A team of a jobcentre."""

    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["jobcentre", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by role and state."""

    def active(self) -> "MembershipQuerySet":
        """Those that have not ended."""
        return self.filter(ended_on__isnull=True)

    def with_role(self, *roles: str) -> "MembershipQuerySet":
        """Those with any of the roles."""
        return self.filter(roles__overlap=list(roles))


@tracked()
class Membership(TenantModel):
    """What a user is in one jobcentre: roles, team, direct number."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    team = TenantForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="memberships")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=80, blank=True)
    phone = PhoneNumberField(_("direct number"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    ended_on = models.DateField(_("ended"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "user"], name="membership_once_per_jobcentre"
            ),
            models.CheckConstraint(
                condition=Q(roles__contained_by=Role.values), name="membership_roles_known"
            ),
            models.CheckConstraint(
                condition=Q(roles__len__gte=1),
                name="membership_has_a_role",
                violation_error_message=_("Choose at least one role."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def roles_in_words(self) -> str:
        """The roles as a person reads them."""
        return ", ".join(str(Role(role).label) for role in self.roles)


@tracked()
class Referral(TenantModel):
    """What an outsider may reach: one subject, for a time, because it was referred."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("citizen")
        PLACEMENT = "placement", _("placement")
        PUBLISHED = "published", _("published figures")

    membership = TenantForeignKey(Membership, models.PROTECT, related_name="referrals")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.UUIDField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["citizen", "placement", "published"]),
                name="referral_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="referral_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["jobcentre", "membership", "kind", "subject"])]

    def is_open(self, day: date) -> bool:
        """Return whether the referral holds on `day`."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)
