"""The candidate catalogue: short anonymous profiles by consent, and companies that ask for one."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices.sharing import (
    AgeBand,
    Area,
    HoursBand,
    ProfileState,
    RequestState,
    SaidHow,
    WorkField,
)
from placements.models.sharing import NUMBER
from placements.rules import catalogue as rules


class CatalogueQuerySet(models.QuerySet["CatalogueProfile"]):
    """Profiles by whether companies may see them."""

    def live(self, day: object) -> "CatalogueQuerySet":
        """Those by a consent that holds on a day."""
        return self.filter(state=ProfileState.SHOWN, until__gte=day, citizen__state="active")


@tracked(exclude=["text"])
class CatalogueProfile(TenantModel):
    """What companies with an agreement see of a candidate: nothing that tells who it is.

    `text` is shown only after somebody else than its writer has read it.
    """

    citizen = TenantForeignKey("citizens.Citizen", models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=ProfileState.choices, default=ProfileState.DRAFT
    )
    area = models.CharField(_("area"), max_length=10, choices=Area.choices)
    field = models.CharField(_("field of work"), max_length=20, choices=WorkField.choices)
    age = models.CharField(_("age"), max_length=3, choices=AgeBand.choices, blank=True)
    hours = models.CharField(_("hours a week"), max_length=2, choices=HoursBand.choices)
    competences = ArrayField(
        models.CharField(max_length=60), default=list, verbose_name=_("competences")
    )
    text = models.CharField(_("in a few words"), max_length=rules.TEXT_MOST, blank=True)
    written_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    reviewed_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)

    agreed_at = models.DateTimeField(null=True)
    agreed_how = models.CharField(max_length=10, choices=SaidHow.choices, blank=True)
    until = models.DateField(_("until and including"), null=True)
    stopped_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProfileState.values), name="catalogue_state_known"
            ),
            models.CheckConstraint(condition=Q(area__in=Area.values), name="catalogue_area_known"),
            models.CheckConstraint(
                condition=Q(field__in=WorkField.values), name="catalogue_field_known"
            ),
            models.CheckConstraint(
                condition=Q(age="") | Q(age__in=AgeBand.values), name="catalogue_age_coarse"
            ),
            models.CheckConstraint(
                condition=Q(hours__in=HoursBand.values), name="catalogue_hours_coarse"
            ),
            models.CheckConstraint(
                condition=Q(agreed_how="") | Q(agreed_how__in=SaidHow.values),
                name="catalogue_agreed_how_known",
            ),
            models.CheckConstraint(
                condition=Q(competences__len__lte=rules.COMPETENCES_MOST),
                name="catalogue_few_competences",
                violation_error_message=_("Choose at most three competences."),
            ),
            models.CheckConstraint(
                condition=~Q(state="shown")
                | (Q(agreed_at__isnull=False, until__isnull=False) & ~Q(agreed_how="")),
                name="catalogue_shown_by_consent",
                violation_error_message=_("Nothing is shared before the citizen has said yes."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | (
                    Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                    & ~Q(reviewed_by=F("written_by"))
                ),
                name="catalogue_reviewed_by_another",
                violation_error_message=_("Somebody else than the writer reads the text first."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["withdrawn", "lapsed"], stopped_at__isnull=False)
                | Q(state__in=["draft", "shown"], stopped_at__isnull=True),
                name="catalogue_stopped_whole",
            ),
            models.CheckConstraint(
                condition=~Q(text__regex=NUMBER), name="catalogue_without_number"
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen"],
                condition=Q(state__in=["draft", "shown"]),
                name="catalogue_once",
                violation_error_message=_("The candidate has a profile already."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-id"], name="catalogue_of_citizen"),
            models.Index(
                fields=["jobcentre", "until"], condition=Q(state="shown"), name="catalogue_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"profile {self.pk}"

    @property
    def letters(self) -> str:
        """What a company calls it: from the random tail of the profile's own id."""
        return f"K-{self.public_id.hex[-5:].upper()}"

    @property
    def facts(self) -> rules.Facts:
        """What is compared."""
        return rules.Facts(
            self.pk, self.area, self.field, self.age, self.hours, tuple(self.competences)
        )


@tracked()
class CatalogueRequest(TenantModel):
    """A company asks for a candidate of the catalogue; the citizen decides."""

    profile = TenantForeignKey(CatalogueProfile, models.CASCADE, related_name="requests")
    company = models.ForeignKey("companies.Company", models.PROTECT, related_name="+")
    person = TenantForeignKey("companies.ContactPerson", models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=RequestState.choices, default=RequestState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    sharing = TenantForeignKey(
        "placements.Sharing", models.SET_NULL, null=True, related_name="requests"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="cataloguerequest_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="cataloguerequest_answered_whole",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "profile", "company"],
                name="cataloguerequest_once",
                violation_error_message=_("You have asked for this candidate already."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["jobcentre", "asked_at"], condition=Q(state="asked"),
                name="cataloguerequest_open",
            ),
            models.Index(fields=["jobcentre", "company"], name="cataloguerequest_company"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"request {self.pk}"
