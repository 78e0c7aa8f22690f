"""Incoming enquiries: one entrance, an owner from the first minute, a thread until it is closed."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices import Language
from companies.choices.enquiry import (
    WRITTEN_BY_THEM,
    WRITTEN_BY_US,
    Closing,
    EnquiryChannel,
    EnquiryState,
    EnquirySubject,
    LineKind,
    MailOutcome,
    MeetingOffer,
)
from companies.models.contacts import Contact
from companies.models.people import ContactPerson
from companies.models.register import Company, Workplace
from companies.rules.enquiries import ALPHABET
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow

MEMBERSHIP = "jobcenter.Membership"


def new_reference() -> str:
    """Return a reference for subject lines: 38 random bits, unique in its jobcentre."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Enquiries by what they still need."""

    def active(self) -> "EnquiryQuerySet":
        """Those that are not closed."""
        return self.exclude(state=EnquiryState.CLOSED)

    def unanswered(self) -> "EnquiryQuerySet":
        """Those nobody has answered yet, closed ones left out."""
        return self.active().filter(first_answer_at__isnull=True)


@tracked(exclude=["text"])
class Enquiry(TenantModel):
    """Somebody from a company turns to us. Who asks is kept as typed, without a citizen number."""

    reference = models.CharField(max_length=8, default=new_reference, db_collation="C")
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("company"),
    )  # fmt: skip
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("workplace"),
    )  # fmt: skip
    person = TenantForeignKey(
        ContactPerson, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("contact person"),
    )  # fmt: skip
    company_typed = models.CharField(_("company as told"), max_length=200, blank=True)
    asker_name = models.CharField(_("who asks"), max_length=120, blank=True)
    asker_phone = models.CharField(_("phone"), max_length=40, blank=True)
    asker_email = models.CharField(_("e-mail"), max_length=254, blank=True)
    subject = models.CharField(_("about"), max_length=14, choices=EnquirySubject.choices)
    text = models.TextField(_("what is asked"))
    channel = models.CharField(_("came in by"), max_length=8, choices=EnquiryChannel.choices)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.DANISH
    )
    received_at = models.DateTimeField(_("received"))
    due_at = models.DateTimeField(_("answer due"))
    state = models.CharField(max_length=8, choices=EnquiryState.choices, default=EnquiryState.OPEN)
    owner = TenantForeignKey(
        MEMBERSHIP, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("owner"),
    )  # fmt: skip
    offered_to = TenantForeignKey(
        MEMBERSHIP, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("offered to"),
    )  # fmt: skip
    offered_at = models.DateTimeField(null=True, blank=True)
    first_answer_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    answer_minutes = models.PositiveIntegerField(null=True, blank=True)  # working minutes
    has_news = models.BooleanField(default=False)  # the company wrote since we last looked
    meeting_offer = models.CharField(
        _("meeting"), max_length=8, choices=MeetingOffer.choices, blank=True
    )
    meeting = TenantForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closing = models.CharField(_("how it ended"), max_length=12, choices=Closing.choices,
                               blank=True)  # fmt: skip
    closing_note = models.CharField(_("where to, or why"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        indexes = [
            # The inbox: what is not closed, the most urgent first.
            models.Index(
                fields=["jobcentre", "due_at", "id"], name="enquiry_active",
                condition=~Q(state="closed"),
            ),
            # The sweep and “my day”: what nobody has answered.
            models.Index(
                fields=["jobcentre", "received_at"], name="enquiry_unanswered",
                condition=Q(first_answer_at__isnull=True) & ~Q(state="closed"),
            ),
            # The archive, alone and with its common filters.
            models.Index(fields=["jobcentre", "-received_at", "-id"], name="enquiry_newest"),
            models.Index(
                fields=["jobcentre", "subject", "-received_at", "-id"], name="enquiry_by_subject"
            ),
            models.Index(
                fields=["jobcentre", "owner", "-received_at", "-id"], name="enquiry_by_owner"
            ),
            # A company's page.
            models.Index(
                fields=["jobcentre", "company", "-received_at"], name="enquiry_by_company"
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "reference"], name="enquiry_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(reference__regex=rf"^[{ALPHABET}]{{8}}$"),
                name="enquiry_reference_shape",
            ),
            models.CheckConstraint(
                condition=Q(subject__in=EnquirySubject.values), name="enquiry_subject_known",
                violation_error_message=_("Choose what it is about."),
            ),
            models.CheckConstraint(
                condition=Q(channel__in=EnquiryChannel.values), name="enquiry_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="enquiry_language_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=EnquiryState.values), name="enquiry_state_known"
            ),
            models.CheckConstraint(
                condition=Q(meeting_offer="") | Q(meeting_offer__in=MeetingOffer.values),
                name="enquiry_meeting_offer_known",
            ),
            models.CheckConstraint(
                condition=Q(closing="") | Q(closing__in=Closing.values),
                name="enquiry_closing_known",
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"), name="enquiry_has_text",
                violation_error_message=_("Write what is asked."),
            ),
            models.CheckConstraint(
                condition=Q(company__isnull=False)
                | ~Q(asker_name="") | ~Q(asker_phone="") | ~Q(asker_email="")
                | ~Q(company_typed=""),
                name="enquiry_has_asker",
                violation_error_message=_("Write who asks: a name, a number or a company."),
            ),
            models.CheckConstraint(
                condition=Q(workplace__isnull=True, person__isnull=True)
                | Q(company__isnull=False),
                name="enquiry_place_has_company",
            ),
            models.CheckConstraint(
                condition=Q(state="open", owner__isnull=True)
                | ~Q(state="open") & Q(owner__isnull=False),
                name="enquiry_owned_once_taken",
                violation_error_message=_("An enquiry that is taken has an owner."),
            ),
            models.CheckConstraint(
                condition=Q(offered_to__isnull=True, offered_at__isnull=True)
                | Q(offered_to__isnull=False, offered_at__isnull=False,
                    state__in=["taken", "waiting"]),
                name="enquiry_offer_complete",
            ),
            models.CheckConstraint(
                condition=Q(offered_to__isnull=True) | ~Q(offered_to=F("owner")),
                name="enquiry_offered_to_another",
                violation_error_message=_("Choose somebody else: this person owns it."),
            ),
            models.CheckConstraint(
                condition=Q(first_answer_at__isnull=True, answer_minutes__isnull=True)
                | Q(first_answer_at__gte=F("received_at"), answer_minutes__isnull=False),
                name="enquiry_answer_measured",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("received_at")), name="enquiry_due_after_received"
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(meeting_offer="planned"),
                name="enquiry_meeting_is_planned",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__gte=F("received_at")) & ~Q(closing="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, closing="", closing_note=""),
                name="enquiry_closed_has_reason",
                violation_error_message=_("A closed enquiry says how it ended."),
            ),
            models.CheckConstraint(
                condition=~Q(closing__in=["not_for_us", "no_help"])
                | Q(closing_note__regex=r"\S"),
                name="enquiry_closing_explained",
                violation_error_message=_("Write where the company was shown to, or why."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"H-{self.reference}"

    @property
    def who(self) -> str:
        """Who asks, as a list names it: the company, else the person, else the address."""
        if self.company is not None:
            return self.company.name
        return self.company_typed or self.asker_name or self.asker_phone or self.asker_email

    @property
    def is_closed(self) -> bool:
        """Whether it is closed."""
        return self.state == EnquiryState.CLOSED


class EnquiryLine(TenantModel):
    """One line of the thread: something written by them or by us, or a move."""

    enquiry = TenantForeignKey(Enquiry, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=14, choices=LineKind.choices)
    at = models.DateTimeField()
    by = TenantForeignKey(MEMBERSHIP, models.PROTECT, null=True, related_name="+")
    to = TenantForeignKey(MEMBERSHIP, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    sender = models.CharField(max_length=254, blank=True)  # of a mail, where it is another's
    mail_id = models.CharField(max_length=250, blank=True)  # its Message-ID, for our answer
    # Names and sizes in bytes; the files themselves are not kept.
    attachments = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "enquiry", "at", "id"], name="enquiryline_thread")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LineKind.values), name="enquiryline_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(WRITTEN_BY_THEM | WRITTEN_BY_US))
                | Q(text__regex=r"\S"),
                name="enquiryline_written_has_text",
                violation_error_message=_("Write something."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(WRITTEN_BY_THEM | {LineKind.REOPENED}))
                | Q(by__isnull=False),
                name="enquiryline_ours_has_author",
            ),
        ]


class IncomingMail(TenantRow):
    """A mail that was read, by its Message-ID: what became of it; nothing of what it said."""

    message_hash = models.CharField(max_length=64)
    sender_hash = models.CharField(max_length=64)
    read_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=MailOutcome.choices)
    enquiry = TenantForeignKey(Enquiry, models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "sender_hash", "read_at"], name="incomingmail_sender")
        ]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "message_hash"], name="incomingmail_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=MailOutcome.values), name="incomingmail_outcome_known"
            ),
        ]


class MailboxReading(TenantRow):
    """When the mailbox of a jobcentre was last looked into, and when it last held something."""

    read_at = models.DateTimeField()
    last_mail_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre"], name="mailboxreading_one_each")
        ]
