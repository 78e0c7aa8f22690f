"""The words of the range of offers: kinds, prices, how a stay ends, why a lower choice was made."""

from django.db import models
from django.utils.translation import pgettext_lazy


class OfferKind(models.TextChoices):
    """What an entry of the range is. Free places are counted by the room that has them."""

    PLACE = "place", pgettext_lazy("range", "place at a company")
    CENTRE = "centre", pgettext_lazy("range", "company centre")
    COURSE = "course", pgettext_lazy("range", "short clarification course")
    JOB_CLUB = "job_club", pgettext_lazy("range", "job club")
    PROJECT = "project", pgettext_lazy("range", "municipal project")
    SUPPORT = "support", pgettext_lazy("range", "support beside a placement")


# Referred to by enrolling; a place is chosen where places are, support is granted.
STAYS = [OfferKind.CENTRE, OfferKind.COURSE, OfferKind.JOB_CLUB, OfferKind.PROJECT]


class PricePer(models.TextChoices):
    """What a price buys."""

    NONE = "", pgettext_lazy("range", "not priced")
    WEEK = "week", pgettext_lazy("range", "a week")
    STAY = "stay", pgettext_lazy("range", "the whole course")
    HOUR = "hour", pgettext_lazy("range", "an hour")
    MONTH = "month", pgettext_lazy("range", "a month")


class StayState(models.TextChoices):
    """Where a citizen stands in an offer."""

    ENROLLED = "enrolled", pgettext_lazy("range", "enrolled")
    STARTED = "started", pgettext_lazy("range", "started")
    ENDED = "ended", pgettext_lazy("range", "ended")


OPEN_STAYS = [StayState.ENROLLED, StayState.STARTED]


class StayOutcome(models.TextChoices):
    """What a stay led to; `TURNED` is the job club's own: never needed more than the door."""

    JOB = "job", pgettext_lazy("range", "job with ordinary hours")
    FLEX_JOB = "flex_job", pgettext_lazy("range", "flex job")
    EDUCATION = "education", pgettext_lazy("range", "education")
    PLACE = "place", pgettext_lazy("range", "a place at a company")
    TURNED = "turned", pgettext_lazy("range", "turned in the door: found a job at once")
    CLARIFIED = "clarified", pgettext_lazy("range", "clarified what comes next")
    NOTHING = "nothing", pgettext_lazy("range", "ended without a next step")
    STOPPED = "stopped", pgettext_lazy("range", "stopped before time")
    NEVER = "never", pgettext_lazy("range", "never began")


TO_A_JOB = [StayOutcome.JOB, StayOutcome.FLEX_JOB, StayOutcome.TURNED]
# What counts as effect: the person moved on to a job, an education or a company.
MOVED_ON = [*TO_A_JOB, StayOutcome.EDUCATION, StayOutcome.PLACE]


class LowerReason(models.TextChoices):
    """Why something lower than the highest open choice was taken. Counted, so they are few."""

    CITIZEN = "citizen", pgettext_lazy("range", "the citizen wishes it")
    CRITERIA = "criteria", pgettext_lazy("range", "the criteria of what stands above don't fit")
    WAIT = "wait", pgettext_lazy("range", "the wait is too long")
    NOT_READY = "not_ready", pgettext_lazy("range", "a step on the way to what stands above")
    TRIED = "tried", pgettext_lazy("range", "what stands above has been tried")
    DISTANCE = "distance", pgettext_lazy("range", "transport or hours don't fit")
    OTHER = "other", pgettext_lazy("range", "something else, written below")


class Help(models.TextChoices):
    """What kind of support an entry gives (parallelindsats)."""

    NONE = "", pgettext_lazy("range", "no support")
    PSYCHOLOGIST = "psychologist", pgettext_lazy("range", "psychologist")
    EXERCISE = "exercise", pgettext_lazy("range", "exercise and health")
    TRANSPORT = "transport", pgettext_lazy("range", "transport")
    LANGUAGE = "language", pgettext_lazy("range", "language teaching")
    DEBT = "debt", pgettext_lazy("range", "debt advice")
    ADDICTION = "addiction", pgettext_lazy("range", "addiction treatment")
    FAMILY = "family", pgettext_lazy("range", "family support")
    COURSE = "course", pgettext_lazy("range", "course or certificate")
    SECTION_85 = "section_85", pgettext_lazy("range", "support by § 85")
    OTHER = "other", pgettext_lazy("range", "other support")


class Effect(models.TextChoices):
    """What support led to, in the eyes of who followed it and the citizen."""

    MUCH = "much", pgettext_lazy("range", "it helped much")
    SOME = "some", pgettext_lazy("range", "it helped a little")
    NOT = "not", pgettext_lazy("range", "it didn't help")
    UNKNOWN = "unknown", pgettext_lazy("range", "can't be told yet")
    UNUSED = "unused", pgettext_lazy("range", "it was not used")


class FrameState(models.TextChoices):
    """Where a question for a larger frame stands."""

    ASKED = "asked", pgettext_lazy("frame", "asked")
    GRANTED = "granted", pgettext_lazy("frame", "said yes")
    REFUSED = "refused", pgettext_lazy("frame", "said no")
