"""What is shared about a citizen with a company: a text, who reads it, each time it was read."""

from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import ContactPerson
from jobcenter.encryption import keyed_hash
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices.sharing import ApprovedHow, Stopped, Way, WordForm, WordState
from placements.rules import sharing as rules

NUMBER = r"(^|\D)([0-3]|[6-9])\d[01]\d{3}[- ]?\d{4}(\D|$)"


class SharingQuerySet(models.QuerySet["Sharing"]):
    """Clear words by whether a company may read them."""

    def live(self, day: date) -> "SharingQuerySet":
        """Those a company may read on a day: sent, not run out, nothing stopped."""
        return self.filter(
            Q(placement__isnull=True) | ~Q(placement__state__in=rules.STOPS),
            state=WordState.SENT, until__gte=day, citizen__state="active",
        )  # fmt: skip


@tracked(exclude=[*rules.SECTIONS])  # what is told goes with the row, and stays out of history
class Sharing(TenantModel):
    """One text about one citizen for one company. Once approved, nobody can change it."""

    citizen = TenantForeignKey("citizens.Citizen", models.PROTECT, related_name="sharings")
    company = models.ForeignKey("companies.Company", models.PROTECT, related_name="+")
    placement = TenantForeignKey(
        "placements.Placement", models.PROTECT, null=True, related_name="sharings"
    )
    form = models.CharField(_("what it is for"), max_length=10, choices=WordForm.choices)
    state = models.CharField(max_length=10, choices=WordState.choices, default=WordState.DRAFT)

    strengths = models.TextField(_("strengths"), blank=True)
    competences = models.TextField(_("competences"), blank=True)
    wishes = models.TextField(_("wishes"), blank=True)
    at_work = models.TextField(_("what it means at work"), blank=True)
    to_do = models.TextField(_("what to do"), blank=True)

    basis = models.CharField(_("legal basis"), max_length=20)
    legal_ref = models.CharField(max_length=80)
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    asked_at = models.DateTimeField(null=True)  # shown on the citizen's own page, to say yes there
    approved_at = models.DateTimeField(null=True)
    approved_how = models.CharField(max_length=10, choices=ApprovedHow.choices, blank=True)
    approved_with = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    until = models.DateField(_("until and including"), null=True)
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=10, choices=Stopped.choices, blank=True)
    stopped_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )

    objects = SharingQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=WordForm.values), name="sharing_form_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=WordState.values), name="sharing_state_known"
            ),
            models.CheckConstraint(
                condition=Q(approved_how="") | Q(approved_how__in=ApprovedHow.values),
                name="sharing_approved_how_known",
            ),
            models.CheckConstraint(
                condition=Q(stopped_because="") | Q(stopped_because__in=Stopped.values),
                name="sharing_stopped_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft", approved_at__isnull=True, approved_how="", until__isnull=True
                )
                | (
                    ~Q(state="draft")
                    & Q(approved_at__isnull=False, until__isnull=False)
                    & ~Q(approved_how="")
                ),
                name="sharing_approved_whole",
                violation_error_message=_("Nothing is shared before the citizen has said yes."),
            ),
            models.CheckConstraint(
                condition=Q(approved_how="own", approved_with__isnull=True)
                | Q(approved_how__in=["meeting", "phone"], approved_with__isnull=False)
                | Q(approved_how="", approved_with__isnull=True),
                name="sharing_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(strengths__regex=r"\S", at_work__regex=r"\S", to_do__regex=r"\S"),
                name="sharing_text_whole",
                violation_error_message=_(
                    "Strengths, what it means at work and what to do belong in every text."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(strengths__regex=NUMBER)
                & ~Q(competences__regex=NUMBER)
                & ~Q(wishes__regex=NUMBER)
                & ~Q(at_work__regex=NUMBER)
                & ~Q(to_do__regex=NUMBER),
                name="sharing_without_number",
                violation_error_message=_(
                    "Something here looks like a citizen number. A company never gets it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, state__in=["draft", "approved"])
                | Q(sent_at__isnull=False, state="sent")
                | Q(state__in=["withdrawn", "lapsed"]),
                name="sharing_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["withdrawn", "lapsed"], stopped_at__isnull=False)
                & ~Q(stopped_because="")
                | Q(
                    state__in=["draft", "approved", "sent"],
                    stopped_at__isnull=True,
                    stopped_because="",
                ),
                name="sharing_stopped_whole",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen", "company"],
                condition=Q(state__in=["draft", "approved"]),
                name="sharing_one_in_work",
                violation_error_message=_("A text for this company is being written already."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen", "company"],
                condition=Q(state="sent"),
                name="sharing_one_shared",
                violation_error_message=_("A text is shared with this company already."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-id"], name="sharing_of_citizen"),
            models.Index(fields=["jobcentre", "placement"], name="sharing_of_placement"),
            # the company's own page, and the sweep over approvals that ran out
            models.Index(
                fields=["jobcentre", "company"], condition=Q(state="sent"), name="sharing_shared"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="approved_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["approved", "sent", "withdrawn", "lapsed"])
                & (
                    pgtrigger.Q(old__strengths__df=pgtrigger.F("new__strengths"))
                    | pgtrigger.Q(old__competences__df=pgtrigger.F("new__competences"))
                    | pgtrigger.Q(old__wishes__df=pgtrigger.F("new__wishes"))
                    | pgtrigger.Q(old__at_work__df=pgtrigger.F("new__at_work"))
                    | pgtrigger.Q(old__to_do__df=pgtrigger.F("new__to_do"))
                    | pgtrigger.Q(old__form__df=pgtrigger.F("new__form"))
                    | pgtrigger.Q(old__until__df=pgtrigger.F("new__until"))
                    | pgtrigger.Q(old__company__df=pgtrigger.F("new__company"))
                    | pgtrigger.Q(old__citizen__df=pgtrigger.F("new__citizen"))
                ),
            )
        ]

    def __str__(self) -> str:
        return f"sharing {self.pk}"  # never whom or what it is about

    @property
    def texts(self) -> dict[str, str]:
        """The text by section."""
        return {name: getattr(self, name) for name in rules.SECTIONS}

    @property
    def is_open(self) -> bool:
        """Whether it is being written, or the citizen's yes holds."""
        return self.state in {WordState.DRAFT, WordState.APPROVED, WordState.SENT}


def known_by(person: ContactPerson) -> str:
    """Return what the citizen's yes to a reader is held to: who it is, and where mail goes."""
    return keyed_hash(f"reader:{person.public_id}:{person.email.lower()}:{person.phone or ''}")


@tracked()
class SharingReader(TenantModel):
    """Somebody at the company who reads one text. Whom it goes to is part of what is approved.

    `known_as` is the keyed hash of person and address at the yes; who has changed reads nothing
    until the case team says that it is the same person.

    Two of the same person may stand here after persons were merged.
    """

    sharing = TenantForeignKey(Sharing, models.CASCADE, related_name="readers")
    person = TenantForeignKey("companies.ContactPerson", models.PROTECT, related_name="+")
    known_as = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["jobcentre", "sharing"], name="sharingreader_of"),
            models.Index(fields=["jobcentre", "person"], name="sharingreader_person"),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"

    def fix(self) -> None:
        """Hold the yes to the present person and address; the caller saves."""
        self.known_as = known_by(self.person)

    @property
    def is_same(self) -> bool:
        """Whether this is still the person at the address that the citizen said yes to."""
        return self.known_as == known_by(self.person)


class SharingLook(TenantModel):
    """One time a text was read: by whom, when, through which door."""

    reader = TenantForeignKey(SharingReader, models.CASCADE, related_name="looks")
    at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way.choices)

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="sharinglook_way_known")
        ]
        indexes = [models.Index(fields=["jobcentre", "reader", "-at"], name="sharinglook_of")]


@tracked()
class WarningWords(TenantModel):
    """A jobcentre's own list of words a text for a company is stopped at, from its first change."""

    words = ArrayField(models.CharField(max_length=40), default=list, verbose_name=_("words"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jobcentre"], name="warningwords_once")]
