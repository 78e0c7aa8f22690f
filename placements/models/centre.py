"""A company centre: standing places with shared terms, and the other companies in it."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobcenter.history import tracked
from jobcenter.sorting import danish_key
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices.centre import CentreModel, CentreState
from placements.rules import centre as rules

TEXTS = (
    "arrangement", "goals", "for_whom", "tasks", "introduction", "absence", "activities",
    "follow_up", "way_out",
)  # fmt: skip


class CentreQuerySet(models.QuerySet["Centre"]):
    """Centres by whether they run."""

    def open(self) -> "CentreQuerySet":
        """Those being prepared or running."""
        return self.filter(state__in=rules.OPEN)


@tracked()
class Centre(TenantModel):
    """A centre at a company: its model, terms and people. Its contract is an agreement.

    The terms stand here as they are now; what was signed stands in the agreement's texts.
    """

    company = models.ForeignKey(
        "companies.Company", models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(_("name"), max_length=120)
    model = models.CharField(_("model"), max_length=10, choices=CentreModel.choices)
    state = models.CharField(max_length=10, choices=CentreState.choices, default=CentreState.DRAFT)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    places_planned = models.PositiveSmallIntegerField(_("places"))
    consultant = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, related_name="+",
        verbose_name=_("common consultant"),
    )  # fmt: skip
    mentor = TenantForeignKey(
        "companies.ContactPerson", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("common mentor"),
    )  # fmt: skip
    mentor_hours = models.DecimalField(
        _("the mentor's hours a week for it"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    arrangement = models.TextField(_("how it is arranged"), max_length=2000, blank=True)
    goals = models.TextField(_("goals"), max_length=2000, blank=True)
    for_whom = models.TextField(_("whom it is for"), max_length=2000, blank=True)
    tasks = models.TextField(_("tasks"), max_length=2000, blank=True)
    introduction = models.TextField(_("how somebody new is received"), max_length=2000, blank=True)
    absence = models.TextField(_("absence"), max_length=2000, blank=True)
    activities = models.TextField(_("learning and support together"), max_length=2000, blank=True)
    follow_up = models.TextField(_("follow-up"), max_length=2000, blank=True)
    way_out = models.TextField(_("the way out to a job"), max_length=2000, blank=True)
    agreement = TenantForeignKey("companies.Agreement", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=120, db_collation="C", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CentreQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(model__in=CentreModel.values, state__in=CentreState.values),
                name="centre_words_known",
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="centre_has_name",
                violation_error_message=_("Give the centre a name."),
            ),
            models.CheckConstraint(
                condition=Q(
                    places_planned__gte=rules.LEAST_PLACES, places_planned__lte=rules.MOST_PLACES
                ),
                name="centre_of_four_places",
                violation_error_message=_("A centre has at least four places."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="centre_ends_after_start",
                violation_error_message=_("The centre must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(mentor_hours__isnull=True)
                | Q(mentor_hours__gt=0, mentor_hours__lte=37),
                name="centre_mentor_within_week",
                violation_error_message=_("A mentor's hours are between 0 and 37 a week."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(agreement__isnull=False, mentor__isnull=False),
                name="centre_runs_with_contract",
                violation_error_message=_("A running centre has a contract and a mentor."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ended", "cancelled"], ended_on__isnull=False)
                & Q(end_reason__regex=r"\S")
                | Q(state__in=["draft", "running"], ended_on__isnull=True, end_reason=""),
                name="centre_over_with_reason",
                violation_error_message=_("Write in a few words what the reason is."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "agreement"], name="centre_of_agreement_once"
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "state", "sort_key", "id"], name="centre_list"),
            models.Index(fields=["jobcentre", "company"], name="centre_of_company"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the name."""
        if not self.sort_key or "name" in (kwargs.get("update_fields") or ["name"]):
            self.sort_key = danish_key(self.name, length=120)
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        """Whether it is being prepared or runs."""
        return self.state in rules.OPEN

    @property
    def needs(self) -> rules.ModelNeeds:
        """What its model is made of."""
        return rules.NEEDS[self.model]


@tracked()
class CentrePartner(TenantModel):
    """Another company in a centre: a member of its network or pool, or a satellite's host."""

    centre = TenantForeignKey(Centre, models.PROTECT, related_name="partners")
    company = models.ForeignKey("companies.Company", models.PROTECT, related_name="+")
    tasks = models.CharField(_("what is done there"), max_length=300, blank=True)
    from_on = models.DateField(_("since"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("from_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="centrepartner_forwards",
                violation_error_message=_("The last day is before the first."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "centre", "company"],
                condition=Q(to_on__isnull=True),
                name="centrepartner_once",
                violation_error_message=_("That company is in the centre already."),
            ),
        ]
