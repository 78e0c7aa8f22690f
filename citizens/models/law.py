"""National groups: rows that mirror `citizens/law/*.toml`, so that foreign keys can hold them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from citizens import law
from jobcenter.tenancy import OwnRows

# The law's rows belong to nobody and are read by all; a jobcentre's own are its alone.
LAWS_AND_OWN = "jobcentre_id IS NULL OR jobcentre_id = (SELECT bro_jobcentre())"


def in_language(danish: str, english: str) -> str:
    """Return the name in the language of the page."""
    return danish if (get_language() or "da").startswith("da") else english


class DatedByLaw(models.Model):
    """Where a row comes from, when it holds and whether somebody has read the source."""

    active = models.BooleanField()
    legal_ref = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    expected_end = models.DateField(null=True, blank=True)
    verified = models.BooleanField()
    unverified_because = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Return whether the row is in force on `day`; both ends count."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class TargetGroup(DatedByLaw):
    """One number of LAB § 6, or of a later act's rule set."""

    ruleset = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    label_da = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    closed_to_new_from = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("ruleset", "number")
        constraints = [
            models.UniqueConstraint(fields=["ruleset", "number"], name="targetgroup_number_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="targetgroup_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    @property
    def label(self) -> str:
        """The present name."""
        return in_language(self.label_da, self.label_en)

    @property
    def paragraph(self) -> str:
        """The paragraph of the group, as it is cited."""
        return (
            f"LAB § 6, nr. {self.number}" if self.ruleset == law.CURRENT_RULESET else self.legal_ref
        )

    def is_open_to_new(self, day: date) -> bool:
        """Return whether a citizen can be placed in the group on `day`."""
        closed = self.closed_to_new_from is not None and day >= self.closed_to_new_from
        return self.active and self.holds_on(day) and not closed


class MatchScheme(DatedByLaw):
    """A way of grouping citizens, and the period it was the rule; or a jobcentre's own way."""

    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, null=True, editable=False, related_name="+"
    )
    code = models.CharField(max_length=40, unique=True)
    name_da = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        ordering = ("valid_from", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="matchscheme_ends_after_start",
            ),
            OwnRows(name="citizens_matchscheme_own", read=LAWS_AND_OWN),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_language(self.name_da, self.name_en)


class MatchGroup(models.Model):
    """One group of a scheme; of an own scheme it is the jobcentre's too."""

    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, null=True, editable=False, related_name="+"
    )
    scheme = models.ForeignKey(MatchScheme, models.PROTECT, related_name="groups")
    code = models.CharField(max_length=40)
    name_da = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField()
    verified = models.BooleanField()

    class Meta:
        ordering = ("scheme", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="matchgroup_code_once",
                violation_error_message=_("The scheme has that group already."),
            ),
            models.UniqueConstraint(fields=["scheme", "id"], name="matchgroup_in_scheme"),
            OwnRows(name="citizens_matchgroup_own", read=LAWS_AND_OWN),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_language(self.name_da, self.name_en)
