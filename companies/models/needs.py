"""What companies need: a need with its places, the rounds of asking about it, task carving."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices import Consideration, SpokenLanguage
from companies.choices.need import (
    MOST_PEOPLE,
    OPEN_STATES,
    CarvingState,
    FilledBy,
    NeedClosing,
    NeedKind,
    NeedOrigin,
    NeedState,
    RoundAnswer,
    WhoCould,
)
from companies.models.contacts import Contact
from companies.models.enquiries import Enquiry
from companies.models.people import ContactPerson
from companies.models.register import Company, Workplace
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel

MEMBERSHIP = "jobcenter.Membership"
_OPEN = Q(state__in=OPEN_STATES)


@tracked()
class Carving(TenantModel):
    """A skilled job taken apart with the company: its tasks, and which of them can be lifted."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    workplace = models.ForeignKey(Workplace, models.PROTECT, null=True, related_name="+")
    person = TenantForeignKey(ContactPerson, models.PROTECT, null=True, related_name="+")
    job_title = models.CharField(_("the skilled job"), max_length=120)
    weekly_hours = models.DecimalField(_("hours a week"), max_digits=3, decimal_places=1)
    state = models.CharField(max_length=6, choices=CarvingState.choices, default=CarvingState.OPEN)
    by = TenantForeignKey(MEMBERSHIP, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "company", "-id"], name="carving_by_company")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CarvingState.values), name="carving_state_known"
            ),
            models.CheckConstraint(
                condition=Q(job_title__regex=r"\S"), name="carving_has_job",
                violation_error_message=_("Write which job the tasks belong to."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=60),
                name="carving_hours_in_week",
                violation_error_message=_("A job has more than 0 and at most 60 hours a week."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.job_title


@tracked()
class CarvedTask(TenantModel):
    """One task of the skilled job: minutes a week, who could do it, lifted or not."""

    carving = TenantForeignKey(Carving, models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("task"), max_length=160)
    minutes = models.PositiveSmallIntegerField(_("minutes a week"))
    who = models.CharField(_("who could do it"), max_length=12, choices=WhoCould.choices)
    is_lifted = models.BooleanField(_("lift it"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "carving", "order"], name="carvedtask_order_once"
            ),
            models.CheckConstraint(condition=Q(who__in=WhoCould.values), name="carvedtask_who"),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"), name="carvedtask_has_text",
                violation_error_message=_("Write what the task is."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=3600), name="carvedtask_minutes_in_week",
                violation_error_message=_("A task takes from 1 to 3,600 minutes a week."),
            ),
            models.CheckConstraint(
                condition=Q(is_lifted=False) | ~Q(who=WhoCould.SKILLED),
                name="carvedtask_lifted_by_others",
                violation_error_message=_("What only the skilled person can do cannot be lifted."),
            ),
        ]  # fmt: skip


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs by what is left of them."""

    def open(self) -> "NeedQuerySet":
        """Those that wait or have candidates proposed."""
        return self.filter(_OPEN)


@tracked()
class Need(TenantModel):
    """Somebody is needed at a company, now or later: a job order, a place, or lifted tasks.

    `counted_from` is the day our time runs from: when we heard of it, or 45 days before the start
    of one told long before. `renewed_on` is the day the questions run from (`rules.needs`).
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    workplace = models.ForeignKey(Workplace, models.PROTECT, null=True, related_name="+")
    person = TenantForeignKey(ContactPerson, models.PROTECT, null=True, related_name="+")
    contact = TenantForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    enquiry = TenantForeignKey(Enquiry, models.PROTECT, null=True, related_name="+")
    carving = TenantForeignKey(Carving, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=6, choices=NeedKind.choices)
    title = models.CharField(_("title"), max_length=120)
    tasks = models.TextField(_("tasks"))
    requirements = models.TextField(_("requirements"), blank=True)
    number = models.PositiveSmallIntegerField(_("number of people"), default=1)
    weekly_hours = models.DecimalField(_("hours a week"), max_digits=3, decimal_places=1, null=True)
    starts_on = models.DateField(_("from"))
    weeks = models.PositiveSmallIntegerField(_("weeks"), null=True)  # None: no end
    is_standing = models.BooleanField(_("standing order"), default=False)
    deadline_on = models.DateField(_("deadline"), null=True)
    most_candidates = models.PositiveSmallIntegerField(_("candidates at most"), null=True)
    is_public = models.BooleanField(_("may be shown to everybody"), default=False)
    considerations = ArrayField(
        models.CharField(max_length=20, choices=Consideration.choices), default=list
    )
    languages = ArrayField(
        models.CharField(max_length=10, choices=SpokenLanguage.choices), default=list
    )
    origin = models.CharField(max_length=4, choices=NeedOrigin.choices)
    by_business = models.BooleanField(default=False)  # the business department wrote it
    entered_by = TenantForeignKey(MEMBERSHIP, models.PROTECT, null=True, related_name="+")
    owner = TenantForeignKey(MEMBERSHIP, models.PROTECT, null=True, related_name="+")
    received_on = models.DateField(_("received"))
    counted_from = models.DateField()
    state = models.CharField(max_length=8, choices=NeedState.choices, default=NeedState.WAITING)
    candidates = models.PositiveSmallIntegerField(default=0)
    first_candidate_on = models.DateField(null=True)
    filled = models.PositiveSmallIntegerField(default=0)
    filled_on = models.DateField(null=True)  # the last place
    renewed_on = models.DateField()
    lapses_on = models.DateField()
    closed_on = models.DateField(null=True)
    closing = models.CharField(max_length=10, choices=NeedClosing.choices, blank=True)
    closing_note = models.CharField(_("note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        indexes = [
            # The list as it opens, whose needs are open, “my day”, what lapses, and the archive.
            models.Index(
                fields=["jobcentre", "starts_on", "id"],
                include=["company"],
                name="need_open",
                condition=_OPEN,
            ),
            models.Index(fields=["jobcentre", "owner"], name="need_mine", condition=_OPEN),
            models.Index(fields=["jobcentre", "lapses_on"], name="need_lapses", condition=_OPEN),
            models.Index(fields=["jobcentre", "-received_on", "-id"], name="need_newest"),
            models.Index(fields=["jobcentre", "company", "-received_on"], name="need_by_company"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NeedKind.values), name="need_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=NeedState.values), name="need_state_known"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=NeedOrigin.values), name="need_origin_known"
            ),
            models.CheckConstraint(
                condition=Q(closing="") | Q(closing__in=NeedClosing.values),
                name="need_closing_known",
            ),
            models.CheckConstraint(
                condition=Q(considerations__contained_by=Consideration.values),
                name="need_considerations_known",
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=SpokenLanguage.values),
                name="need_languages_known",
            ),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S", tasks__regex=r"\S"), name="need_says_what",
                violation_error_message=_("Write a title and the tasks."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_PEOPLE), name="need_number_in_range",
                violation_error_message=_("A need is for 1 to 200 people."),
            ),
            models.CheckConstraint(
                condition=Q(filled__lte=F("number")), name="need_filled_within_number",
                violation_error_message=_("All places of this need are filled already."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__isnull=True)
                | Q(weekly_hours__gt=0, weekly_hours__lte=60),
                name="need_hours_in_week",
                violation_error_message=_("A job has more than 0 and at most 60 hours a week."),
            ),
            models.CheckConstraint(
                condition=Q(weeks__isnull=True) | Q(weeks__gte=1, weeks__lte=260),
                name="need_weeks_in_range",
            ),
            models.CheckConstraint(
                condition=Q(most_candidates__isnull=True) | Q(most_candidates__gte=1),
                name="need_candidates_positive",
            ),
            models.CheckConstraint(
                condition=Q(kind=NeedKind.CARVED) | Q(carving__isnull=True),
                name="need_carving_is_carved",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "carving"], condition=Q(carving__isnull=False),
                name="need_carving_lifted_once",
                violation_error_message=_("These tasks have become a need already."),
            ),
            models.CheckConstraint(
                condition=Q(origin=NeedOrigin.FORM) | Q(entered_by__isnull=False),
                name="need_talk_has_author",
            ),
            models.CheckConstraint(
                condition=Q(candidates=0, first_candidate_on__isnull=True)
                | Q(candidates__gt=0, first_candidate_on__isnull=False),
                name="need_first_candidate_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state=NeedState.FILLED, filled=F("number"), filled_on__isnull=False)
                | ~Q(state=NeedState.FILLED),
                name="need_filled_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=NeedState.CLOSED, closed_on__isnull=False) & ~Q(closing="")
                | ~Q(state=NeedState.CLOSED)
                & Q(closed_on__isnull=True, closing="", closing_note=""),
                name="need_closed_has_reason",
                violation_error_message=_("A closed need says why."),
            ),
            models.CheckConstraint(
                condition=~Q(closing=NeedClosing.OTHER) | Q(closing_note__regex=r"\S"),
                name="need_other_reason_explained",
                violation_error_message=_("Write what the other reason is."),
            ),
            models.CheckConstraint(
                condition=Q(lapses_on__gt=F("renewed_on")), name="need_lapses_after_renewal"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether somebody is still looked for."""
        return self.state in OPEN_STATES

    @property
    def left(self) -> int:
        """How many places are not filled."""
        return self.number - self.filled

    @property
    def considerations_in_words(self) -> list[str]:
        """What the workplace can arrange for."""
        return [str(Consideration(each).label) for each in self.considerations]

    @property
    def languages_in_words(self) -> list[str]:
        """Which languages will do."""
        return [str(SpokenLanguage(each).label) for each in self.languages]


@tracked()
class NeedFilling(TenantModel):
    """One place of a need that somebody filled: each place once, whoever is first."""

    need = TenantForeignKey(Need, models.CASCADE, related_name="fillings")
    seat = models.PositiveSmallIntegerField()
    by = TenantForeignKey(MEMBERSHIP, models.PROTECT, related_name="+")
    filled_on = models.DateField()
    how = models.CharField(_("how"), max_length=10, choices=FilledBy.choices)
    # The public id of what a room above knows of it; it fills one place only.
    source = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "filled_on"], name="needfilling_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "need", "seat"], name="needfilling_seat_once",
                violation_error_message=_("A colleague has just filled this place."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "source"], condition=Q(source__isnull=False),
                name="needfilling_source_once",
                violation_error_message=_("This placement fills a need already."),
            ),
            models.CheckConstraint(
                condition=Q(how__in=FilledBy.values), name="needfilling_how_known"
            ),
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=MOST_PEOPLE), name="needfilling_seat_in_range"
            ),
        ]  # fmt: skip


class NeedRound(TenantModel):
    """We asked a company whether a need still stands, up to three times, and perhaps it answered.

    One row per need and renewal: answered rounds of all rounds are the company's response rate.
    """

    need = TenantForeignKey(Need, models.CASCADE, related_name="rounds")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    began_on = models.DateField()  # the need's `renewed_on` at the time
    asked = models.PositiveSmallIntegerField(default=1)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=5, choices=RoundAnswer.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "company"], name="needround_by_company")]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "need", "began_on"], name="needround_once"
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=1, asked__lte=3), name="needround_asked_thrice"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | Q(answered_on__isnull=False, answer__in=RoundAnswer.values),
                name="needround_answer_whole",
            ),
        ]  # fmt: skip
