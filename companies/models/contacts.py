"""The contact log: planned and held contacts are the same record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.choices import Channel, ContactState, ObjectionKind
from companies.models.people import ContactPerson
from companies.models.register import Company, Workplace
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts by state and by what is still to be done."""

    def held(self) -> "ContactQuerySet":
        """Those that took place."""
        return self.filter(state=ContactState.HELD)

    def planned(self) -> "ContactQuerySet":
        """Those that lie ahead, or should have been."""
        return self.filter(state=ContactState.PLANNED)

    def with_open_step(self) -> "ContactQuerySet":
        """Those whose next step is not done."""
        return self.filter(next_step_on__isnull=False, next_step_done_at__isnull=True)


@tracked()
class Contact(TenantModel):
    """A contact with a company: purpose before, outcome after, next step with date and owner."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("workplace"),
    )  # fmt: skip
    person = TenantForeignKey(
        ContactPerson, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("contact person"),
    )  # fmt: skip
    by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, related_name="+", verbose_name=_("who of us")
    )
    channel = models.CharField(_("how"), max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=ContactState.choices)
    planned_at = models.DateTimeField(_("planned for"), null=True, blank=True)
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    purpose = models.CharField(_("purpose"), max_length=300)
    outcome = models.TextField(_("outcome"), max_length=2000, blank=True)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    next_step_on = models.DateField(_("next step on"), null=True, blank=True)
    next_step_owner = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who does it"),
    )  # fmt: skip
    next_step_done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        indexes = [
            # “A colleague was in touch N days ago”: the newest held contact with a company.
            models.Index(
                fields=["jobcentre", "company", "-held_at"],
                name="contact_newest_held",
                condition=Q(state="held"),
            ),
            models.Index(
                fields=["jobcentre", "company", "planned_at"],
                name="contact_planned_company",
                condition=Q(state="planned"),
            ),
            # The companies I was last in touch with: one tap to log the next contact.
            models.Index(
                fields=["jobcentre", "by", "-held_at"],
                name="contact_held_by",
                condition=Q(state="held"),
            ),
            # The list of contacts: everybody's, by day, and by how.
            models.Index(
                fields=["jobcentre", "-held_at", "-id"],
                name="contact_held",
                condition=Q(state="held"),
            ),
            # Who was contacted in a period: answered from the index alone (coverage, campaigns).
            models.Index(
                fields=["jobcentre", "held_at"],
                include=["company"],
                name="contact_held_whom",
                condition=Q(state="held"),
            ),
            models.Index(
                fields=["jobcentre", "channel", "-held_at", "-id"],
                name="contact_held_channel",
                condition=Q(state="held"),
            ),
            models.Index(
                fields=["jobcentre", "planned_at", "id"],
                name="contact_planned",
                condition=Q(state="planned"),
            ),
            models.Index(
                fields=["jobcentre", "next_step_on", "id"],
                name="contact_open_steps",
                condition=Q(next_step_on__isnull=False, next_step_done_at__isnull=True),
            ),
            models.Index(
                fields=["jobcentre", "-created_at", "-id"],
                name="contact_cancelled",
                condition=Q(state="cancelled"),
            ),
            # My day: what I have planned, and next steps that are mine.
            models.Index(
                fields=["jobcentre", "by", "planned_at"],
                name="contact_planned_by",
                condition=Q(state="planned"),
            ),
            models.Index(
                fields=["jobcentre", "next_step_owner", "next_step_on"],
                name="contact_open_step",
                condition=Q(next_step_on__isnull=False, next_step_done_at__isnull=True),
            ),
            models.Index(
                fields=["jobcentre", "company", "next_step_on"],
                name="contact_open_step_company",
                condition=Q(next_step_on__isnull=False, next_step_done_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="contact_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ContactState.values), name="contact_state_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose__regex=r"\S"),
                name="contact_has_purpose",
                violation_error_message=_("Write the purpose of the contact."),
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(outcome__regex=r"\S", held_at__isnull=False),
                name="contact_held_has_outcome",
                violation_error_message=_("A contact that was held needs a time and an outcome."),
            ),
            models.CheckConstraint(
                condition=~Q(state="planned") | Q(planned_at__isnull=False, held_at__isnull=True),
                name="contact_planned_has_time",
                violation_error_message=_("A planned contact needs a time."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled")
                | Q(cancel_reason__regex=r"\S", held_at__isnull=True),
                name="contact_cancelled_has_reason",
                violation_error_message=_("Write why the contact was cancelled."),
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_on__isnull=True, next_step_owner__isnull=True)
                | Q(
                    next_step__regex=r"\S",
                    next_step_on__isnull=False,
                    next_step_owner__isnull=False,
                ),
                name="contact_next_step_complete",
                violation_error_message=_("A next step needs a date and someone who does it."),
            ),
            models.CheckConstraint(
                condition=Q(next_step_done_at__isnull=True) | Q(next_step_on__isnull=False),
                name="contact_done_step_exists",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class ContactParticipant(TenantRow):
    """Someone else who takes part: of theirs, or of ours."""

    contact = TenantForeignKey(Contact, models.CASCADE, related_name="participants")
    person = TenantForeignKey(ContactPerson, models.PROTECT, null=True, related_name="+")
    membership = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, membership__isnull=True)
                | Q(person__isnull=True, membership__isnull=False),
                name="contactparticipant_ours_or_theirs",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "contact", "person", "membership"],
                nulls_distinct=False,
                name="contactparticipant_once",
            ),
        ]


@tracked()
class Objection(TenantRow):
    """What the company said against it, the answer tried, and whether that settled it."""

    contact = TenantForeignKey(Contact, models.CASCADE, related_name="objections")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    kind = models.CharField(_("objection"), max_length=30, choices=ObjectionKind.choices)
    answer = models.CharField(_("what we answered"), max_length=300, blank=True)
    is_settled = models.BooleanField(_("it is out of the way"), default=False)

    class Meta:
        indexes = [
            # What still stands between us and a company: the preparation sheet.
            models.Index(
                fields=["jobcentre", "company"],
                name="objection_open_company",
                condition=Q(is_settled=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ObjectionKind.values), name="objection_kind_known"
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "contact", "kind"],
                name="objection_once_per_contact",
                violation_error_message=_("That objection is on the contact already."),
            ),
        ]
