"""What a workplace can take and how it chooses, as it told one jobcentre on a day."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.choices import CandidateKind, Choosing, Consideration, SpokenLanguage
from companies.models.register import Workplace
from jobcenter.tenancy import TenantForeignKey, TenantModel

MOST_LEAD_DAYS = 365


class WorkplaceProfile(TenantModel):
    """One version of a workplace's profile. Never changed: the next one follows it.

    Not tracked, since its rows are their own history; `number` counts them from 1.
    """

    workplace = models.ForeignKey(Workplace, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kinds = ArrayField(
        models.CharField(max_length=20, choices=CandidateKind.choices), default=list, blank=True,
        verbose_name=_("whom it can take"),
    )  # fmt: skip
    considerations = ArrayField(
        models.CharField(max_length=20, choices=Consideration.choices), default=list, blank=True,
        verbose_name=_("what it can arrange for"),
    )  # fmt: skip
    languages = ArrayField(
        models.CharField(max_length=10, choices=SpokenLanguage.choices), default=list, blank=True,
        verbose_name=_("languages spoken there"),
    )  # fmt: skip
    choosing = models.CharField(
        _("how it chooses"), max_length=10, choices=Choosing.choices, default=Choosing.EITHER
    )
    lead_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    written_on = models.DateField(_("as of"))
    written_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, related_name="+", verbose_name=_("written by")
    )

    class Meta:
        verbose_name = _("profile")
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "workplace", "number"],
                name="workplaceprofile_once_per_number",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="workplaceprofile_number_from_one"
            ),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=CandidateKind.values),
                name="workplaceprofile_kinds_known",
            ),
            models.CheckConstraint(
                condition=Q(considerations__contained_by=Consideration.values),
                name="workplaceprofile_considerations_known",
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=SpokenLanguage.values),
                name="workplaceprofile_languages_known",
            ),
            models.CheckConstraint(
                condition=Q(choosing__in=Choosing.values), name="workplaceprofile_choosing_known"
            ),
            models.CheckConstraint(
                condition=Q(lead_days__isnull=True) | Q(lead_days__lte=MOST_LEAD_DAYS),
                name="workplaceprofile_lead_within_year",
                violation_error_message=_("The lead time is at most a year."),
            ),
        ]

    @property
    def kinds_in_words(self) -> list[str]:
        """Whom the workplace can take."""
        return [str(CandidateKind(each).label) for each in self.kinds]

    @property
    def considerations_in_words(self) -> list[str]:
        """What it can arrange for."""
        return [str(Consideration(each).label) for each in self.considerations]

    @property
    def languages_in_words(self) -> list[str]:
        """Which languages somebody there speaks."""
        return [str(SpokenLanguage(each).label) for each in self.languages]
