"""Partnership agreements: template, agreement, goals, the texts sent, signatures, evaluations."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices.agreement import (
    WITH_TEXT,
    AgreementState,
    Area,
    GoalKind,
    Rhythm,
    Side,
    SignedBy,
)
from companies.models.contacts import Contact
from companies.models.people import ContactPerson
from companies.models.register import Company
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow


class AgreementTemplate(TenantModel):
    """A jobcentre's clauses for new agreements; every change is a new version."""

    number = models.PositiveIntegerField()
    clauses = models.JSONField(default=list)  # [{code, title, text}]
    written_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "number"], name="agreementtemplate_number_once"
            ),
        ]


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements by what holds now."""

    def running(self) -> "AgreementQuerySet":
        """Signed by both sides and not over."""
        return self.filter(state=AgreementState.SIGNED)

    def unfinished(self) -> "AgreementQuerySet":
        """Drafts and those that lack a signature."""
        return self.filter(state__in=["draft", "sent", "signed_one"])


@tracked()
class Agreement(TenantModel):
    """A partnership agreement with a company; a renewal is a new one linked to the former."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    previous = TenantForeignKey("self", models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)  # 1, and one more by each renewal
    state = models.CharField(
        max_length=10, choices=AgreementState.choices, default=AgreementState.DRAFT
    )
    purpose = models.CharField(_("purpose"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    areas = ArrayField(models.CharField(max_length=15, choices=Area.choices), default=list)
    clauses = models.JSONField(default=list)  # [{code, title, text}]
    rhythm = models.PositiveSmallIntegerField(
        _("we meet about it"), choices=Rhythm.choices, default=Rhythm.QUARTERLY
    )
    other_parties = ArrayField(models.CharField(max_length=120), default=list)
    their_signer = TenantForeignKey(ContactPerson, models.PROTECT, null=True, related_name="+")
    our_signer = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    responsible = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    meeting = TenantForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    no_meeting_reason = models.CharField(_("why there was no meeting"), max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(_("why it was ended"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "company", "-starts_on"], name="agreement_company"),
            models.Index(fields=["jobcentre", "state", "ends_on", "id"], name="agreement_ends"),
            models.Index(fields=["jobcentre", "responsible", "state"], name="agreement_mine"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AgreementState.values), name="agreement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="agreement_rhythm_known"
            ),
            models.CheckConstraint(
                condition=Q(areas__contained_by=Area.values), name="agreement_areas_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose__regex=r"\S"),
                name="agreement_has_purpose",
                violation_error_message=_("Write the purpose of the agreement."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="agreement_ends_after_start",
                violation_error_message=_("The agreement must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ended", "expired"])
                | Q(meeting__isnull=False)
                | Q(no_meeting_reason__regex=r"\S"),
                name="agreement_agreed_at_meeting",
                violation_error_message=_(
                    "Choose the meeting at which it was agreed, or write why there was none."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_TEXT)
                | Q(sent_at__isnull=False, their_signer__isnull=False, our_signer__isnull=False),
                name="agreement_sent_has_signers",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "renewed"]) | Q(signed_at__isnull=False),
                name="agreement_signed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(end_reason__regex=r"\S"),
                name="agreement_ended_has_reason",
                violation_error_message=_("Write why the agreement was ended."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "previous"],
                condition=Q(previous__isnull=False) & ~Q(state="ended"),
                name="agreement_renewed_once",
                violation_error_message=_("This agreement is being renewed already."),
            ),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def areas_in_words(self) -> str:
        """The areas as a person reads them."""
        return ", ".join(str(Area(area).label) for area in self.areas)


@tracked()
class AgreementGoal(TenantModel):
    """What one side promises: a number by a day, or a milestone."""

    agreement = TenantForeignKey(Agreement, models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=Side.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=GoalKind.choices)
    text = models.CharField(_("in words"), max_length=200, blank=True)
    number = models.DecimalField(_("number"), max_digits=7, decimal_places=1, null=True, blank=True)
    due_on = models.DateField(_("by"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "agreement", "order"], name="goal_order")]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="goal_side_known"),
            models.CheckConstraint(condition=Q(kind__in=GoalKind.values), name="goal_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="milestone") | Q(number__isnull=False),
                name="goal_has_number",
                violation_error_message=_("Write a number, or make the goal a milestone."),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gt=0),
                name="goal_number_positive",
                violation_error_message=_("The number of a goal is more than 0."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["milestone", "other"]) | Q(text__regex=r"\S"),
                name="goal_says_what",
                violation_error_message=_("Write in words what is promised."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(kind="milestone"),
                name="goal_only_milestones_are_ticked",
            ),
        ]


class AgreementText(TenantModel):
    """A text as it was sent for signing: it is never changed."""

    agreement = TenantForeignKey(Agreement, models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    text_hash = models.CharField(max_length=64)
    sent_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "agreement", "number"], name="agreementtext_number_once"
            ),
        ]


class AgreementScan(TenantModel):
    """A signed page, scanned: encrypted, because signatures and private notes are on it."""

    content_encrypted = models.BinaryField()
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    uploaded_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(content_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="agreementscan_type_known",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=10 * 1024 * 1024),
                name="agreementscan_size",
                violation_error_message=_("The file is larger than 10 MB."),
            ),
        ]


@tracked()
class AgreementSignature(TenantModel):
    """Who signed which text for which side, when and how; each side signs a text once."""

    text = TenantForeignKey(AgreementText, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side.choices)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=80, blank=True)
    way = models.CharField(max_length=5, choices=SignedBy.choices)
    signed_at = models.DateTimeField()
    text_hash = models.CharField(max_length=64)
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")
    scan = TenantForeignKey(AgreementScan, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "text", "side"],
                name="agreementsignature_once",
                violation_error_message=_("This side has signed already."),
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="agreementsignature_side_known"
            ),
            models.CheckConstraint(
                condition=Q(way__in=SignedBy.values), name="agreementsignature_way_known"
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="agreementsignature_has_name",
                violation_error_message=_("Write who signs."),
            ),
            models.CheckConstraint(
                condition=Q(way="scan", scan__isnull=False) | (~Q(way="scan") & Q(scan=None)),
                name="agreementsignature_scan_has_file",
            ),
        ]


class Evaluation(TenantRow):
    """One side's answer about a year of cooperation, with or without an agreement."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    agreement = TenantForeignKey(Agreement, models.PROTECT, null=True, related_name="evaluations")
    year_on = models.DateField(_("anniversary"))
    side = models.CharField(max_length=10, choices=Side.choices)
    rating = models.PositiveSmallIntegerField(
        _("how well does the cooperation work?"),
        validators=[MinValueValidator(1), MaxValueValidator(4)],
    )
    goes_well = models.CharField(_("what goes well"), max_length=500, blank=True)
    do_better = models.CharField(_("what could be better"), max_length=500, blank=True)
    answered_at = models.DateTimeField()
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "company", "year_on", "side"],
                name="evaluation_once_per_year",
                violation_error_message=_("That year has been evaluated already. Thank you."),
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="evaluation_side_known"),
            models.CheckConstraint(
                condition=Q(rating__gte=1, rating__lte=4),
                name="evaluation_rating_1_to_4",
                violation_error_message=_("Choose between 1 and 4."),
            ),
        ]
