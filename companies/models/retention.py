"""Retention cases: an employee at risk of leaving through sickness, known to few.

The change history is append-only and would outlive what must be erased: whatever tells of the
person is left out of it, and what is written freely is sealed.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from companies.choices.retention import AtTable, CaseState, Due, Outcome
from companies.models.register import Company, Workplace
from companies.rules.retention import HOURS_MOST, LABEL_MOST
from jobcenter.encryption import seal, unseal
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel

# What tells of the person: never in the history, and gone when the case is erased.
PERSONAL = (
    "label", "situation_encrypted", "reason_encrypted", "first_absence_on", "weekly_hours",
    "municipality_code", "municipality", "told_whom", "told_on", "mark_done",
    "section_56_asked_on", "section_56_from", "section_56_to", "next_on", "next_kind", "touched_on",
)  # fmt: skip


def sealed(text: str, purpose: str) -> bytes | None:
    """Return text as it is kept; None for nothing."""
    return seal(text, purpose=purpose) if text else None


def opened(value: Any, purpose: str) -> str:
    """Return what `sealed` made as text."""
    return unseal(bytes(value), purpose=purpose) if value else ""


class RetentionCases(models.QuerySet["RetentionCase"]):
    """Cases by who may see them."""

    def of_member(self, membership_id: int | None) -> "RetentionCases":
        """Those somebody owns or belongs to: nobody else reads what is in them."""
        theirs = RetentionMember.objects.filter(case_id=OuterRef("pk"), member_id=membership_id,
                                                jobcentre_id=OuterRef("jobcentre_id"))  # fmt: skip
        return self.filter(Q(owner_id=membership_id) | Exists(theirs))

    def open(self) -> "RetentionCases":
        """Those that are not closed."""
        return self.exclude(state=CaseState.CLOSED)


@tracked(exclude=PERSONAL)
class RetentionCase(TenantModel):
    """One case, without a citizen and without a name; erased a year after it was closed."""

    number = models.PositiveIntegerField(_("number"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, related_name="+", db_index=False
    )
    owner = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPENED)
    label = models.CharField(_("initials or working name"), max_length=LABEL_MOST)
    situation_encrypted = models.BinaryField(null=True)
    first_absence_on = models.DateField(_("first day of absence"), null=True)
    weekly_hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=2)
    municipality_code = models.CharField(_("municipality code"), max_length=4, blank=True)
    municipality = models.CharField(_("municipality of residence"), max_length=80, blank=True)
    told_whom = models.CharField(_("who there was told"), max_length=120, blank=True)
    told_on = models.DateField(_("told on"), null=True)
    mark_done = models.PositiveSmallIntegerField(default=0)
    section_56_asked_on = models.DateField(_("asked for"), null=True)
    section_56_from = models.DateField(_("from"), null=True)
    section_56_to = models.DateField(_("until"), null=True)
    opened_on = models.DateField()
    touched_on = models.DateField()
    next_on = models.DateField(null=True)
    next_kind = models.CharField(max_length=12, choices=Due.choices, blank=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    reason_encrypted = models.BinaryField(null=True)
    erased_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RetentionCases.as_manager()

    SITUATION = "companies.RetentionCase.situation"
    REASON = "companies.RetentionCase.reason"

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "owner", "next_on"], name="retention_owner_next"),
            models.Index(fields=["jobcentre", "-number"], name="retention_number"),
            models.Index(
                fields=["jobcentre", "closed_on"], name="retention_to_erase",
                condition=Q(closed_on__isnull=False, erased_on__isnull=True),
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "number"], name="retentioncase_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values, next_kind__in=["", *Due.values],
                            outcome__in=["", *Outcome.values]),
                name="retentioncase_words_known",
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.CLOSED, closed_on__isnull=False, next_on__isnull=True,
                            next_kind="") & ~Q(outcome="")
                | ~Q(state=CaseState.CLOSED) & ~Q(next_kind="")
                & Q(closed_on__isnull=True, next_on__isnull=False, outcome="",
                    erased_on__isnull=True),
                name="retentioncase_closed_or_next",
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True, label__regex=r"\S")
                | Q(label="", situation_encrypted__isnull=True, reason_encrypted__isnull=True,
                    first_absence_on__isnull=True, municipality="", municipality_code="",
                    told_whom="", told_on__isnull=True, section_56_asked_on__isnull=True),
                name="retentioncase_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=HOURS_MOST),
                name="retentioncase_hours",
                violation_error_message=_("Between 1 and 48 hours a week."),
            ),
            models.CheckConstraint(
                condition=Q(municipality_code="") | Q(municipality_code__regex=r"^\d{4}$"),
                name="retentioncase_municipality_code",
                violation_error_message=_("A municipality code has four digits."),
            ),
            models.CheckConstraint(
                condition=Q(section_56_from__isnull=True, section_56_to__isnull=True)
                | Q(section_56_asked_on__isnull=False, section_56_to__gte=F("section_56_from")),
                name="retentioncase_section_56",
                violation_error_message=_("The last day is before the first."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}"  # never the working name: this goes into errors and logs

    @property
    def is_open(self) -> bool:
        """Whether something can still be done."""
        return self.state != CaseState.CLOSED

    @property
    def situation(self) -> str:
        """What it is about at work."""
        return opened(self.situation_encrypted, self.SITUATION)

    @property
    def reason(self) -> str:
        """Why it was closed, opened again, or the employee is away again: the last one."""
        return opened(self.reason_encrypted, self.REASON)


@tracked()
class RetentionMember(TenantModel):
    """A colleague who sees the case besides its owner; kept in the history when taken out."""

    case = TenantForeignKey(RetentionCase, models.CASCADE, related_name="members")
    member = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    added_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "case", "member"], name="retentionmember_once",
                violation_error_message=_("That colleague is with the case already."),
            ),
        ]  # fmt: skip


class RetentionTalk(TenantModel):
    """A round-table talk, planned or held: who by role, and what was agreed. No history."""

    AGREED = "companies.RetentionTalk.agreed"

    case = TenantForeignKey(RetentionCase, models.CASCADE, related_name="talks")
    planned_on = models.DateField(_("day"))
    held_on = models.DateField(_("held on"), null=True)
    present = ArrayField(
        models.CharField(max_length=20, choices=AtTable.choices), default=list, blank=True
    )
    agreed_encrypted = models.BinaryField(null=True)
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present__contained_by=AtTable.values), name="retentiontalk_roles_known"
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, agreed_encrypted__isnull=True, present__len=0)
                | Q(held_on__isnull=False, agreed_encrypted__isnull=False, present__len__gte=1),
                name="retentiontalk_held_is_whole",
                violation_error_message=_("Write who sat at the table and what was agreed."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "case"], condition=Q(held_on__isnull=True),
                name="retentiontalk_one_ahead",
                violation_error_message=_("A talk is planned already."),
            ),
        ]  # fmt: skip

    @property
    def agreed(self) -> str:
        """What was agreed."""
        return opened(self.agreed_encrypted, self.AGREED)

    @property
    def present_in_words(self) -> list[str]:
        """Who sat at the table."""
        return [str(AtTable(each).label) for each in self.present]


class RetentionStep(TenantModel):
    """A step of the plan: from a day on, so many hours a week. No history."""

    NOTE = "companies.RetentionStep.note"

    case = TenantForeignKey(RetentionCase, models.CASCADE, related_name="steps")
    starts_on = models.DateField(_("from"))
    hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=2)
    note_encrypted = models.BinaryField(null=True)
    done_on = models.DateField(_("seen to"), null=True)
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=HOURS_MOST), name="retentionstep_hours",
                violation_error_message=_("Between 0 and 48 hours a week."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "case", "starts_on"], name="retentionstep_day_once",
                violation_error_message=_("The plan has a step on that day already."),
            ),
        ]  # fmt: skip

    @property
    def note(self) -> str:
        """What is arranged meanwhile."""
        return opened(self.note_encrypted, self.NOTE)
