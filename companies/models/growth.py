"""Growth programmes: a cohort of companies, its camps and sparring, numbered commitments."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices.agreement import Side
from companies.choices.growth import CommitmentState, GrowthMeetingKind
from companies.models.register import Company
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow


@tracked()
class GrowthProgramme(TenantModel):
    """A cohort of companies that grow and take people in; a partner chose them, not we."""

    name = models.CharField(_("name"), max_length=100)
    partner = models.CharField(_("who chose the companies"), max_length=120)
    chosen_by = models.CharField(_("how they were chosen"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    owner = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "-starts_on", "-id"], name="growth_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(name__regex=r"\S", partner__regex=r"\S", chosen_by__regex=r"\S"),
                name="growthprogramme_says_who_chose",
                violation_error_message=_("Write who chose the companies, and how."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="growthprogramme_period_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class GrowthCompany(TenantModel):
    """A company of a cohort, and the business developer who spars with it."""

    programme = TenantForeignKey(GrowthProgramme, models.PROTECT, related_name="members")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    developer = models.CharField(_("business developer"), max_length=120, blank=True)
    joined_on = models.DateField(_("joined"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "programme", "company"],
                name="growthcompany_once",
                violation_error_message=_("The company is in the programme already."),
            ),
        ]


@tracked()
class GrowthMeeting(TenantModel):
    """A camp of the cohort, or sparring with one company."""

    programme = TenantForeignKey(GrowthProgramme, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=GrowthMeetingKind.choices)
    held_on = models.DateField(_("day"))
    topic = models.CharField(_("what it is about"), max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "programme", "-held_on"], name="growth_meetings")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=GrowthMeetingKind.values), name="growthmeeting_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(topic__regex=r"\S"),
                name="growthmeeting_has_topic",
                violation_error_message=_("Write what it is about."),
            ),
        ]


class GrowthAttendance(TenantRow):
    """A company of the cohort that took part."""

    meeting = TenantForeignKey(GrowthMeeting, models.CASCADE, related_name="attendances")
    member = TenantForeignKey(GrowthCompany, models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "meeting", "member"], name="growthattendance_once"
            ),
        ]


@tracked()
class GrowthCommitment(TenantModel):
    """What one side commits itself to, numbered within its side, and what became of it."""

    member = TenantForeignKey(GrowthCompany, models.PROTECT, related_name="commitments")
    side = models.CharField(max_length=10, choices=Side.choices)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("commitment"), max_length=300)
    due_on = models.DateField(_("by"))
    state = models.CharField(
        max_length=10, choices=CommitmentState.choices, default=CommitmentState.OPEN
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)
    settled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "member", "side", "number"], name="growthcommitment_number"
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="growthcommitment_side_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CommitmentState.values), name="growthcommitment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="growthcommitment_has_text",
                violation_error_message=_("Write what is promised."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["broken", "dropped"]) | Q(reason__regex=r"\S"),
                name="growthcommitment_not_kept_has_reason",
                violation_error_message=_("Write why it was not kept."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_on__isnull=True)
                | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="growthcommitment_settled_has_day",
            ),
        ]
