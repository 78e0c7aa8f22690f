"""Events: information meetings, seminars, job fairs, speed dating, and who is invited to them."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices.gathering import (
    MOST_EACH,
    MOST_ROUNDS,
    MOST_SEATS,
    Answer,
    GatheringKind,
    GatheringState,
)
from companies.models.people import ContactPerson
from companies.models.register import Company
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel

# Seats are counted by the database itself: whatever writes an invitation, `taken` is right, and
# the constraint on it refuses one seat too many, also where two sign up in the same moment.
COUNT_SEATS = """
delta := (CASE WHEN TG_OP <> 'DELETE' AND NEW.state = 'coming' THEN NEW.seats ELSE 0 END)
       - (CASE WHEN TG_OP <> 'INSERT' AND OLD.state = 'coming' THEN OLD.seats ELSE 0 END);
IF delta <> 0 THEN
  UPDATE companies_gathering SET taken = taken + delta
   WHERE jobcentre_id = COALESCE(NEW.jobcentre_id, OLD.jobcentre_id)
     AND id = COALESCE(NEW.gathering_id, OLD.gathering_id);
END IF;
RETURN NULL;
"""


@tracked(exclude=["taken"])
class Gathering(TenantModel):
    """An event to which companies are invited, with the seats there are."""

    kind = models.CharField(_("kind"), max_length=15, choices=GatheringKind.choices)
    title = models.CharField(_("title"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=300)
    text = models.TextField(_("what the invitation says"), max_length=3000, blank=True)
    place = models.CharField(_("where"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    answer_by = models.DateField(_("answers until"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("seats"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    taken = models.PositiveIntegerField(default=0, editable=False)  # kept by a trigger
    # Of speed dating only: how many conversations each company has, and how long they are.
    rounds = models.PositiveSmallIntegerField(_("rounds"), null=True, blank=True)
    round_minutes = models.PositiveSmallIntegerField(_("minutes each"), null=True, blank=True)
    # Of a network's meeting or a day of its training.
    network = TenantForeignKey(
        "companies.Network", models.PROTECT, null=True, related_name="gatherings"
    )
    responsible = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=GatheringState.choices, default=GatheringState.PLANNED
    )
    closing_note = models.TextField(_("what came of it"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "state", "starts_at", "id"], name="gathering_when"),
            models.Index(fields=["jobcentre", "responsible", "state"], name="gathering_mine"),
            models.Index(
                fields=["jobcentre", "network", "-starts_at"],
                name="gathering_network",
                condition=Q(network__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=GatheringKind.values), name="gathering_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=GatheringState.values), name="gathering_state_known"
            ),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S", purpose__regex=r"\S", place__regex=r"\S"),
                name="gathering_says_what",
                violation_error_message=_("An event needs a title, a purpose and a place."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="gathering_ends_after_start",
                violation_error_message=_("The event must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_SEATS),
                name="gathering_capacity_sane",
                violation_error_message=_("There is at least one seat, and at most 5,000."),
            ),
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("capacity")),
                name="gathering_not_over_capacity",
                violation_error_message=_("There are not so many seats."),
            ),
            models.CheckConstraint(
                condition=Q(kind="speed_dating", rounds__gte=1, rounds__lte=MOST_ROUNDS,
                            round_minutes__gte=3, round_minutes__lte=60)
                | ~Q(kind="speed_dating") & Q(rounds__isnull=True, round_minutes__isnull=True),
                name="gathering_rounds_of_speed_dating",
                violation_error_message=_("Speed dating has rounds of 3 to 60 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(kind="network") | Q(network__isnull=True),
                name="gathering_network_has_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(closing_note__regex=r"\S"),
                name="gathering_over_says_why",
                violation_error_message=_("Write what came of it, or why it was called off."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def free(self) -> int:
        """How many seats are left."""
        return self.capacity - self.taken


@tracked()
class Invitation(TenantModel):
    """A person of a company who is invited to an event: the answer, whether they came."""

    gathering = TenantForeignKey(Gathering, models.CASCADE, related_name="invitations")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    person = TenantForeignKey(ContactPerson, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=Answer.choices, default=Answer.INVITED)
    seats = models.PositiveSmallIntegerField(
        _("how many come"), default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_EACH)],
    )  # fmt: skip
    mailed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # Empty where the person answered by the link.
    answered_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    came = models.BooleanField(null=True)
    outcome = models.CharField(_("what came of it for the company"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "gathering", "state", "id"], name="invitation_state"),
            models.Index(fields=["jobcentre", "company"], name="invitation_company"),
            models.Index(fields=["jobcentre", "person"], name="invitation_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "gathering", "person"],
                name="invitation_once",
                violation_error_message=_("This person is invited already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=Answer.values), name="invitation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_EACH),
                name="invitation_seats_sane",
                violation_error_message=_("Between one and 20 people can come."),
            ),
            models.CheckConstraint(
                condition=Q(state="invited") | Q(answered_at__isnull=False),
                name="invitation_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(came__isnull=True) | Q(state="coming"),
                name="invitation_only_who_comes_came",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="count_seats",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("delta", "integer")],
                func=COUNT_SEATS,
            )
        ]
