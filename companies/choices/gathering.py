"""The words of events: kinds, states, and how an invitation stands."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

DOOR = "gathering"  # the invited person's own link
MOST_SEATS = 5_000  # the largest hall
MOST_EACH = 20  # people of one invitation
MOST_ROUNDS = 40
MOST_INVITED = 2_000  # invitations of one event
LINK_AFTER = timedelta(days=1)  # the link shows the answer until the day after


class GatheringKind(models.TextChoices):
    """What an event is."""

    INFORMATION = "information", _("information meeting")
    SEMINAR = "seminar", _("seminar")
    JOB_FAIR = "job_fair", _("job fair")
    SPEED_DATING = "speed_dating", _("speed dating")
    NETWORK = "network", _("meeting of a network")


class GatheringState(models.TextChoices):
    """An event is planned, and then held or called off."""

    PLANNED = "planned", _("to come")
    HELD = "held", _("was held")
    CANCELLED = "cancelled", _("called off")


class Answer(models.TextChoices):
    """How an invitation stands. Only who comes takes a seat."""

    INVITED = "invited", _("not answered")
    COMING = "coming", _("coming")
    WAITING = "waiting", _("on the waiting list")
    DECLINED = "declined", _("not coming")


class Source(models.TextChoices):
    """Where the companies to invite are taken from, besides campaigns."""

    MEMBERS = "members", _("the members of the network")
    PANEL = "panel", _("the panel")
    COOPERATING = "cooperating", _("companies that cooperate with us")
    NUMBERS = "numbers", _("a list of CVR numbers")
