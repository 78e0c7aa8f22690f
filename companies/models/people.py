"""What a jobcentre knows of a company: who to talk to there, and who of us does."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices import (
    Language,
    Level,
    PersonRole,
    PreferredChannel,
    RelationStatus,
    Segment,
)
from companies.models.register import Company, Workplace
from jobcenter.history import tracked
from jobcenter.phones import PhoneNumberField
from jobcenter.tenancy import TenantForeignKey, TenantModel


class ContactPersonQuerySet(models.QuerySet["ContactPerson"]):
    """Contact persons by what they are to us."""

    def still_there(self) -> "ContactPersonQuerySet":
        """Those who have not left the company."""
        return self.filter(left_on__isnull=True)

    def mentors(self) -> "ContactPersonQuerySet":
        """Those who are mentors."""
        return self.filter(roles__contains=[PersonRole.MENTOR])


@tracked()
class ContactPerson(TenantModel):
    """A person at a company whom this jobcentre talks to. A company mentor is one of them."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("workplace"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(max_length=200, db_collation="C", editable=False)
    title = models.CharField(_("title"), max_length=80, blank=True)
    level = models.CharField(
        _("level"), max_length=20, choices=Level.choices, default=Level.EMPLOYEE
    )
    roles = ArrayField(
        models.CharField(max_length=30, choices=PersonRole.choices), default=list, blank=True,
        verbose_name=_("roles"),
    )  # fmt: skip
    phone = PhoneNumberField(_("direct number"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.DANISH
    )
    preferred_channel = models.CharField(
        _("would rather hear from us by"), max_length=10, choices=PreferredChannel.choices,
        default=PreferredChannel.ANY,
    )  # fmt: skip
    # No one is written to in a campaign who has not said yes (Marketing Practices Act § 10).
    may_receive_mail = models.BooleanField(_("may receive mail from us"), default=False)
    union = models.CharField(_("union"), max_length=60, blank=True)
    # The law asks a shop steward of the trade concerned (rules/representatives.py).
    trade = models.CharField(_("trade"), max_length=60, blank=True)
    absent_from = models.DateField(_("absent from"), null=True, blank=True)
    absent_to = models.DateField(_("absent until"), null=True, blank=True)
    left_on = models.DateField(_("left the company"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        indexes = [
            models.Index(fields=["jobcentre", "name_key", "id"], name="person_by_name"),
            models.Index(fields=["jobcentre", "company", "name_key"], name="person_by_company"),
            models.Index(fields=["jobcentre", "workplace", "name_key"], name="person_by_workplace"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="contactperson_has_name",
                violation_error_message=_("A contact person needs a name."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="contactperson_level_known"
            ),
            models.CheckConstraint(
                condition=Q(roles__contained_by=PersonRole.values),
                name="contactperson_roles_known",
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="contactperson_language_known"
            ),
            models.CheckConstraint(
                condition=Q(preferred_channel__in=PreferredChannel.values),
                name="contactperson_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(absent_from__isnull=True, absent_to__isnull=True)
                | Q(absent_from__isnull=False, absent_to__gte=F("absent_from")),
                name="contactperson_absence_whole",
                violation_error_message=_("An absence needs a first and a last day, in order."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_mentor(self) -> bool:
        """Whether the person is a mentor at the company."""
        return PersonRole.MENTOR in self.roles

    @property
    def roles_in_words(self) -> str:
        """The roles as a person reads them."""
        return ", ".join(str(PersonRole(role).label) for role in self.roles)

    @property
    def other_roles_in_words(self) -> str:
        """The roles besides mentor, which stands as a tag of its own."""
        others = (role for role in self.roles if role != PersonRole.MENTOR)
        return ", ".join(str(PersonRole(role).label) for role in others)


@tracked()
class CompanyRelation(TenantModel):
    """What a jobcentre and a company are to each other: owner, deputy, status, segment."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    owner = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, related_name="+",
        verbose_name=_("fixed contact with us"),
    )  # fmt: skip
    deputy = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("deputy"),
    )  # fmt: skip
    status = models.CharField(
        _("status"), max_length=20, choices=RelationStatus.choices,
        default=RelationStatus.POSSIBLE,
    )  # fmt: skip
    segment = models.PositiveSmallIntegerField(
        _("segment"), choices=Segment.choices, null=True, blank=True
    )
    since = models.DateField(_("since"))
    note = models.CharField(_("good to know"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("relation")
        indexes = [
            models.Index(fields=["jobcentre", "owner"], name="relation_by_owner"),
            models.Index(fields=["jobcentre", "status"], name="relation_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "company"],
                name="companyrelation_once_per_company",
                violation_error_message=_("There is already a relation with this company."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=RelationStatus.values), name="companyrelation_status_known"
            ),
            models.CheckConstraint(
                condition=Q(segment__isnull=True) | Q(segment__in=Segment.values),
                name="companyrelation_segment_known",
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("owner")),
                name="companyrelation_deputy_is_another",
                violation_error_message=_("The deputy must be another than the fixed contact."),
            ),
        ]
