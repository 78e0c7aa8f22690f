"""Networks of companies, their members, and the newsletter with who agreed to it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices.network import ConsentWay, LetterState, NetworkKind, StopWay
from companies.models.people import ContactPerson
from companies.models.register import Company
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked()
class Network(TenantModel):
    """A network with a stated purpose; of the training kind it is a course of mentor training."""

    kind = models.CharField(_("kind"), max_length=15, choices=NetworkKind.choices)
    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=300)
    parent = TenantForeignKey("self", models.PROTECT, null=True, related_name="groups")
    responsible = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    content = models.TextField(_("what is taught"), max_length=2000, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours of training"), null=True, blank=True)
    days_needed = models.PositiveSmallIntegerField(
        _("days for the certificate"), null=True, blank=True
    )
    results = models.TextField(_("results"), max_length=3000, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "ended_on", "name", "id"], name="network_by_name"),
            models.Index(fields=["jobcentre", "parent"], name="network_parent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NetworkKind.values), name="network_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S", purpose__regex=r"\S"),
                name="network_says_what_for",
                violation_error_message=_("A network needs a name and a stated purpose."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="network_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(kind="training", hours__gte=1, days_needed__gte=1)
                | ~Q(kind="training") & Q(hours__isnull=True, days_needed__isnull=True),
                name="network_training_is_counted",
                violation_error_message=_("Training has hours, and days for the certificate."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class NetworkMember(TenantModel):
    """A company's person in a network; of mentor training also when the certificate was given."""

    network = TenantForeignKey(Network, models.CASCADE, related_name="members")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    person = TenantForeignKey(ContactPerson, models.PROTECT, related_name="+")
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(_("left"), null=True, blank=True)
    certified_on = models.DateField(_("certificate given"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "network", "left_on"], name="networkmember_now"),
            models.Index(fields=["jobcentre", "company"], name="networkmember_company"),
            models.Index(fields=["jobcentre", "person"], name="networkmember_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "network", "person"],
                condition=Q(left_on__isnull=True),
                name="networkmember_once",
                violation_error_message=_("This person is a member already."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="networkmember_left_later",
            ),
        ]


@tracked()
class NewsletterConsent(TenantModel):
    """That a person agreed to the newsletter: when, how, noted by whom; and when it stopped."""

    person = TenantForeignKey(ContactPerson, models.CASCADE, related_name="+")
    given_on = models.DateField(_("agreed on"))
    way = models.CharField(_("how"), max_length=10, choices=ConsentWay.choices)
    noted_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_way = models.CharField(max_length=10, choices=StopWay.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "person"], name="consent_person"),
            models.Index(
                fields=["jobcentre", "id"], name="consent_now",
                condition=Q(stopped_at__isnull=True),
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "person"],
                condition=Q(stopped_at__isnull=True),
                name="newsletterconsent_once",
                violation_error_message=_("This person gets the newsletter already."),
            ),
            models.CheckConstraint(
                condition=Q(way__in=ConsentWay.values), name="newsletterconsent_way_known"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, stopped_way="")
                | Q(stopped_at__isnull=False, stopped_way__in=StopWay.values),
                name="newsletterconsent_stop_whole",
            ),
        ]


@tracked()
class Newsletter(TenantModel):
    """An issue of the newsletter, from blocks; once sent it stays as it was."""

    title = models.CharField(_("subject line"), max_length=120)
    blocks = models.JSONField(default=list)  # [{kind, title, text}]
    state = models.CharField(max_length=5, choices=LetterState.choices, default=LetterState.DRAFT)
    written_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.PositiveIntegerField(_("recipients"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "-id"], name="newsletter_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LetterState.values), name="newsletter_state_known"
            ),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S"),
                name="newsletter_has_title",
                violation_error_message=_("Write a subject line."),
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False, sent_to__isnull=False),
                name="newsletter_sent_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
