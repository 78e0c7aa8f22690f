"""The citizen, and what holds for them from one day to another."""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from citizens.choices import Benefit, CitizenState, Language, SubFlag
from citizens.models.law import MatchGroup, MatchScheme, TargetGroup
from jobcenter.history import tracked
from jobcenter.phones import PhoneNumberField
from jobcenter.sorting import danish_key
from jobcenter.tenancy import TenantForeignKey, TenantModel


def same(field: str) -> Func:
    """Return an expression that overlaps itself only where `field` is equal.

    Exclusion with `=` on a number would need an extension that the embedded server lacks.
    """
    return Func(F(field), F(field), Value("[]"), function="int8range")


def one_at_a_time(name: str, *fields: str, message: Any) -> ExclusionConstraint:
    """Return the rule that rows with the same `fields` never hold on the same day."""
    days = Func(F("from_on"), F("to_on"), function="daterange")
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((same(field), RangeOperators.OVERLAPS) for field in fields),
            (days, RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from `from_on` up to, not including, `to_on`."""

    def on(self, day: date) -> "DatedQuerySet":
        """Those that hold on `day`."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)


class Dated(TenantModel):
    """A row that holds from `from_on`; `to_on` is the first day it no longer does.

    Changed and changed back on one day leaves an empty period: history without overlap.
    """

    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Return whether the row holds on `day`."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


def not_backwards(name: str) -> models.CheckConstraint:
    """Return the rule that a period doesn't end before it begins."""
    return models.CheckConstraint(
        condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
        name=name,
        violation_error_message=_("The period ends before it begins."),
    )


@tracked(exclude=["cpr_encrypted", "cpr_index"])
class Citizen(TenantModel):
    """A person the jobcentre helps; “candidate” on the screen.

    The number is sealed and found by a keyed hash; both stay out of history, so that keys can
    be rotated. A case may start without a number (retention of a sick employee).
    """

    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    name_key = models.CharField(max_length=200, db_collation="C", editable=False)
    cpr_encrypted = models.BinaryField(null=True, editable=False)
    cpr_index = models.CharField(max_length=64, null=True, editable=False)
    birth_date = models.DateField(_("birth date"), null=True, editable=False)
    # What the case system calls the person: by this an import knows them again.
    case_number = models.CharField(
        _("internal id of the case system"), max_length=40, blank=True, editable=False
    )
    phone = PhoneNumberField(_("phone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("reads best"), max_length=8, choices=Language.choices, default=Language.DA
    )
    is_address_protected = models.BooleanField(_("protected name and address"), default=False)
    # until the case team says that it is theirs, nothing is opened by a mail or phone from a file
    is_address_from_file = models.BooleanField(default=False, editable=False)
    wishes = models.TextField(_("wishes, in own words"), blank=True)
    considerations = models.TextField(_("considerations at work"), blank=True)
    target_group = models.ForeignKey(TargetGroup, models.PROTECT, related_name="+")
    sub_flag = models.CharField(
        _("division"), max_length=20, choices=SubFlag.choices, blank=True, default=SubFlag.NONE
    )
    benefit = models.CharField(_("benefit"), max_length=30, choices=Benefit.choices, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=CitizenState.choices, default=CitizenState.ACTIVE
    )
    ended_on = models.DateField(_("ended"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "cpr_index"],
                name="citizen_cpr_once",
                violation_error_message=_(
                    "A person with that citizen number is already registered here."
                ),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "case_number"],
                condition=~Q(case_number=""),
                name="citizen_case_number_once",
                violation_error_message=_("Somebody else here has this internal id already."),
            ),
            models.CheckConstraint(
                condition=Q(cpr_index__isnull=True, cpr_encrypted__isnull=True)
                | Q(cpr_index__isnull=False, cpr_encrypted__isnull=False),
                name="citizen_cpr_whole",
            ),
            models.CheckConstraint(
                condition=Q(cpr_index__isnull=True) | Q(birth_date__isnull=False),
                name="citizen_cpr_has_birth_date",
            ),
            models.CheckConstraint(
                condition=Q(first_name__gt="") & Q(last_name__gt=""),
                name="citizen_has_a_name",
                violation_error_message=_("Write first name and last name."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=CitizenState.values), name="citizen_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="active", ended_on__isnull=True)
                | Q(state="ended", ended_on__isnull=False),
                name="citizen_end_dated",
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="citizen_language_known"
            ),
            models.CheckConstraint(
                condition=Q(sub_flag__in=SubFlag.values), name="citizen_sub_flag_known"
            ),
            models.CheckConstraint(
                condition=Q(benefit__in=["", *Benefit.values]), name="citizen_benefit_known"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="citizen_version_positive"),
        ]
        indexes = [
            # the list of all, newest first, by state
            models.Index(fields=["jobcentre", "state", "-id"], name="citizen_by_state"),
            # may it be the same person? (same_person.py)
            models.Index(fields=["jobcentre", "birth_date"], name="citizen_by_birth_date"),
        ]

    def __str__(self) -> str:
        return f"citizen {self.pk}"  # never the name: this is what logs and errors print

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the name."""
        self.name_key = danish_key(f"{self.first_name} {self.last_name}")
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)

    is_masked = False

    @property
    def full_name(self) -> str:
        """First and last name: for those in the case team."""
        return f"{self.first_name} {self.last_name}"

    @property
    def short_name(self) -> str:
        """“Amira K.”: enough in lists for those who know the person."""
        return f"{self.first_name} {self.last_name[:1]}."


@tracked()
class CitizenTargetGroup(Dated):
    """The target groups a citizen has been in; the present one is copied on the citizen."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="target_groups")
    target_group = models.ForeignKey(TargetGroup, models.PROTECT, related_name="+")
    sub_flag = models.CharField(
        max_length=20, choices=SubFlag.choices, blank=True, default=SubFlag.NONE
    )

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            one_at_a_time(
                "citizentargetgroup_one_at_a_time",
                "citizen_id",
                message=_("The citizen is already in a target group in that period."),
            ),
            not_backwards("citizentargetgroup_forwards"),
            models.CheckConstraint(
                condition=Q(sub_flag__in=SubFlag.values), name="citizentargetgroup_flag_known"
            ),
        ]
        indexes = [models.Index(fields=["jobcentre", "citizen", "-from_on"])]


@tracked()
class CitizenMatch(Dated):
    """The match groups a citizen has been in, one at a time in each scheme."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="matches")
    scheme = models.ForeignKey(MatchScheme, models.PROTECT, related_name="+")
    group = models.ForeignKey(MatchGroup, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            one_at_a_time(
                "citizenmatch_one_at_a_time",
                "citizen_id",
                "scheme_id",
                message=_("The citizen already has a match group of that scheme in that period."),
            ),
            not_backwards("citizenmatch_forwards"),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "scheme", "-from_on"]),
            # "population of a match group on a day": action plans and the list's filter
            models.Index(fields=["jobcentre", "group", "from_on"]),
        ]


@tracked()
class BenefitPeriod(Dated):
    """What the citizen has lived on, one benefit at a time."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="benefits")
    benefit = models.CharField(_("benefit"), max_length=30, choices=Benefit.choices)

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            one_at_a_time(
                "benefitperiod_one_at_a_time",
                "citizen_id",
                message=_("The citizen already has a benefit in that period."),
            ),
            not_backwards("benefitperiod_forwards"),
            models.CheckConstraint(
                condition=Q(benefit__in=Benefit.values), name="benefitperiod_benefit_known"
            ),
        ]
        indexes = [models.Index(fields=["jobcentre", "citizen", "-from_on"])]


@tracked()
class JobcentreScheme(TenantModel):
    """A scheme the jobcentre keeps open: the newest, and an old one beside it if it wants."""

    scheme = models.ForeignKey(MatchScheme, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "scheme"], name="jobcentrescheme_once")
        ]
