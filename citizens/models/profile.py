"""What a citizen brings and what is in the way: words of pick lists, profile lines, barriers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from citizens.choices import WORD_KINDS, LanguageLevel, ProfileKind
from citizens.models.citizen import Citizen
from citizens.models.law import in_language
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel

EARLIEST_YEAR = 1940


class ProfileWord(TenantModel):
    """A word of a jobcentre's lists: its own, or one of everybody's (words.toml) it has used.

    A word no longer offered stays on the lines that use it.
    """

    kind = models.CharField(_("list"), max_length=20, choices=WORD_KINDS)
    code = models.CharField(max_length=60)
    name_da = models.CharField(_("in Danish"), max_length=80)
    name_en = models.CharField(_("in English"), max_length=80)
    place = models.PositiveSmallIntegerField(default=500)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "kind", "code"],
                name="profileword_once",
                violation_error_message=_("That word is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _label in WORD_KINDS]),
                name="profileword_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(name_da__regex=r"\S", name_en__regex=r"\S"),
                name="profileword_named",
                violation_error_message=_("Write the word in Danish and in English."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The word in the language of the page."""
        return in_language(self.name_da, self.name_en)


@tracked()
class ProfileLine(TenantModel):
    """One thing a citizen brings: a word of the list, own words, or both."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="profile")
    kind = models.CharField(max_length=20, choices=ProfileKind.choices)
    word = TenantForeignKey(ProfileWord, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(_("in own words"), max_length=300, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    level = models.CharField(
        _("how well"), max_length=20, choices=LanguageLevel.choices, blank=True
    )
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ProfileKind.values), name="profileline_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=LanguageLevel.values)
                & (Q(level="") | Q(kind=ProfileKind.LANGUAGE)),
                name="profileline_level_of_a_language",
            ),
            models.CheckConstraint(
                condition=Q(word__isnull=False) | Q(text__regex=r"\S"),
                name="profileline_says_something",
                violation_error_message=_("Choose a word, or write your own."),
            ),
            models.CheckConstraint(
                condition=Q(from_year__isnull=True, to_year__isnull=True, place="")
                | Q(kind__in=[ProfileKind.EDUCATION, ProfileKind.WORK]),
                name="profileline_years_of_a_course",
            ),
            models.CheckConstraint(
                condition=(Q(from_year__isnull=True) | Q(from_year__gte=EARLIEST_YEAR))
                & (Q(to_year__isnull=True) | Q(to_year__gte=EARLIEST_YEAR))
                & (
                    Q(from_year__isnull=True)
                    | Q(to_year__isnull=True)
                    | Q(to_year__gte=F("from_year"))
                ),
                name="profileline_years_forwards",
                violation_error_message=_("The last year is before the first."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen", "kind", "word"],
                condition=Q(word__isnull=False)
                & ~Q(kind__in=[ProfileKind.EDUCATION, ProfileKind.WORK]),
                name="profileline_word_once",
                violation_error_message=_("That is on the page already."),
            ),
        ]
        indexes = [
            # the page, and matching: who brings this word
            models.Index(fields=["jobcentre", "citizen", "kind"], name="profileline_of_citizen"),
            models.Index(fields=["jobcentre", "word", "citizen"], name="profileline_by_word"),
        ]


@tracked()
class Barrier(TenantModel):
    """What is in the way of a job: opened by somebody, owned by somebody, lifted by somebody.

    For the case team's eyes only.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="barriers")
    word = TenantForeignKey(ProfileWord, models.PROTECT, related_name="+")
    text = models.CharField(_("what is in the way"), max_length=300, blank=True)
    owner = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    opened_on = models.DateField(_("opened"))
    opened_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    due_on = models.DateField(_("cleared by"), null=True, blank=True)
    lifted_on = models.DateField(_("cleared"), null=True, blank=True)
    lifted_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    how = models.CharField(_("how it was cleared"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True, how="")
                | Q(lifted_on__isnull=False, lifted_by__isnull=False, how__regex=r"\S"),
                name="barrier_lifted_whole",
                violation_error_message=_("Write how the barrier was cleared."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("opened_on")),
                name="barrier_forwards",
                violation_error_message=_("A barrier can't be cleared before it was opened."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("opened_on")),
                name="barrier_due_forwards",
                violation_error_message=_("It can't be cleared by a day before it was opened."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen", "word"],
                condition=Q(lifted_on__isnull=True),
                name="barrier_open_once",
                violation_error_message=_("That barrier is open already."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-opened_on"], name="barrier_of_citizen"),
            # what a colleague hands over
            models.Index(
                fields=["jobcentre", "owner"],
                condition=Q(lifted_on__isnull=True),
                name="barrier_open_of_owner",
            ),
        ]
