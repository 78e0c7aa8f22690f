"""The closed lists of the room: kinds, states, purposes, ratings, who answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from placements.rules import states


class PlaceState(models.TextChoices):
    """A place takes people or it does not; whether it is used follows from its placements."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Kind(models.TextChoices):
    """The kinds of placement; more come with their own rules."""

    WORK_TRIAL = "work_trial", _("Work trial")


class Purpose(models.TextChoices):
    """What an agreement says the trial is for (BAB § 60); dated in law/conditions.toml."""

    ORDINARY_HOURS = "ordinary_hours", _("Ordinary paid hours (towards a job here)")
    TRAINING = "training", _("Training of specific competences")
    CLARIFICATION = "clarification", _("Clarification of the goal for job or education")
    RETENTION = "retention", _("Retention in the job the person has")
    AVAILABILITY_TEST = "availability_test", _("Test of availability")


class State(models.TextChoices):
    """The states of the table in rules/states.py, in its words."""

    DRAFT = states.DRAFT, _("Draft")
    AGREED = states.AGREED, _("Agreed")
    RUNNING = states.RUNNING, _("Running")
    ENDED = states.ENDED, _("Ended as planned")
    INTERRUPTED = states.INTERRUPTED, _("Interrupted")
    CANCELLED = states.CANCELLED, _("Cancelled")


OPEN_STATES = [State.DRAFT, State.AGREED, State.RUNNING]
HOLDS_PLACE = [State.AGREED, State.RUNNING]
NEGATIVE_STATES = [State.INTERRUPTED, State.CANCELLED]

STATE_TONES = {
    State.DRAFT: "plain",
    State.AGREED: "info",
    State.RUNNING: "ok",
    State.ENDED: "plain",
    State.INTERRUPTED: "warn",
    State.CANCELLED: "plain",
}


class Rating(models.TextChoices):
    """The mentor's three answers."""

    GOOD = "good", _("Going well")
    COULD_BE_BETTER = "could_be_better", _("Could be better")
    NEEDS_ACTION = "needs_action", _("We need help now")


RATING_TONES = {Rating.GOOD: "ok", Rating.COULD_BE_BETTER: "warn", Rating.NEEDS_ACTION: "bad"}


class AnsweredBy(models.TextChoices):
    """Who gave the week's status."""

    MENTOR = "mentor", _("Mentor")
    CONSULTANT = "consultant", _("Consultant, on the mentor's behalf")


class VisitChannel(models.TextChoices):
    """How the consultant was in touch."""

    VISIT = "visit", _("Visit at the workplace")
    PHONE = "phone", _("By phone")


REASONS = [*dict.fromkeys([*states.INTERRUPT_REASONS, *states.CANCEL_REASONS])]
INITIATIVES = [*states.INITIATIVES]
