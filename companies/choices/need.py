"""The words of companies' needs: kinds, states, endings, who could do a task."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SEARCH_KIND = "need"
DOOR = "need"  # opens a company's needs to one contact person
MOST_PEOPLE = 200
MOST_TASKS = 12  # rows of a carving


class NeedKind(models.TextChoices):
    """What a company needs somebody for."""

    JOB = "job", _("ordinary job")
    PLACE = "place", _("place on special terms")
    CARVED = "carved", _("tasks lifted out of a job")


class NeedState(models.TextChoices):
    """Where a need stands; `rules.needs.MOVES` says which way it may go."""

    WAITING = "waiting", pgettext_lazy("need", "waiting")
    PROPOSED = "proposed", _("candidates proposed")
    FILLED = "filled", pgettext_lazy("need", "filled")
    CLOSED = "closed", pgettext_lazy("need", "closed")


OPEN_STATES = (NeedState.WAITING, NeedState.PROPOSED)
STATE_TONES = {"waiting": "warn", "proposed": "info", "filled": "ok", "closed": "plain"}


class NeedOrigin(models.TextChoices):
    """How we heard of it."""

    TALK = "talk", _("told in a talk")
    FORM = "form", _("written by the company")


class NeedClosing(models.TextChoices):
    """Why a need was closed without being filled. The first is held against us."""

    NO_PROFILE = "no_profile", _("no suitable profile")
    FILLED_ELSEWHERE = "elsewhere", _("the company found somebody itself")
    WITHDRAWN = "withdrawn", _("the company no longer needs anybody")
    NOT_FOR_US = "not_for_us", pgettext_lazy("need", "not for us")
    LAPSED = "lapsed", _("lapsed: nobody said that it still stands")
    OTHER = "other", _("another reason, see the note")


# What people choose from; lapsing happens by itself.
CLOSINGS = [(each.value, each.label) for each in NeedClosing if each != NeedClosing.LAPSED]
BY_COMPANY = [NeedClosing.FILLED_ELSEWHERE, NeedClosing.WITHDRAWN]


class FilledBy(models.TextChoices):
    """What became of a place that was filled."""

    JOB = "job", pgettext_lazy("need", "an ordinary job")
    PART_JOB = "part_job", _("a job with few hours")
    TRIAL = "trial", _("a work trial")
    SUBSIDY = "subsidy", _("a job with wage subsidy")
    FLEX = "flex", _("a flex job")
    APPRENTICE = "apprentice", _("an adult apprenticeship")


class RoundAnswer(models.TextChoices):
    """What the company said when we asked whether a need still stands."""

    STILL = "still", _("it still stands")
    GONE = "gone", _("it is gone")


class WhoCould(models.TextChoices):
    """Who could do a task of a skilled job."""

    SKILLED = "skilled", _("only the skilled person")
    EXPERIENCED = "experienced", _("somebody with a little experience")
    INTRODUCED = "introduced", _("anybody after an introduction")


class CarvingState(models.TextChoices):
    """A list of tasks is being made, or has become a need."""

    OPEN = "open", _("being listed")
    LIFTED = "lifted", _("lifted")


class RegisterStatus(models.TextChoices):
    """The four statuses of the job-order register (BEK 113/2026 §§ 137–140)."""

    HANDLED = "handled", _("being handled")
    INACTIVE = "inactive", _("inactive (enough candidates)")
    FILLED = "filled", _("ended – filled")
    EXPIRED = "expired", _("ended – deadline passed")
