"""The words of networks, mentor training and the newsletter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

NEWSLETTER_DOOR = "newsletter"  # stops the newsletter, without login
MOST_MEMBERS = 1_000
MOST_BLOCKS = 12
MONTHS_BETWEEN = 2  # the newsletter comes every second month


class NetworkKind(models.TextChoices):
    """The six kinds of network; which one it is says what it is measured by."""

    EXPERIENCE = "experience", _("experience network")
    PROJECT = "project", _("project network")
    KNOWLEDGE = "knowledge", _("knowledge network")
    FRONT_RUNNER = "front_runner", _("front-runner network")
    TRAINING = "training", _("training network")
    RELATION = "relation", _("relation network")


# What each kind is for: theme 8 of the guide on cooperation with companies.
WHAT_FOR = {
    NetworkKind.EXPERIENCE: _("Companies exchange how they carry their social responsibility."),
    NetworkKind.PROJECT: _("Some companies and we solve a task together, and own it together."),
    NetworkKind.KNOWLEDGE: _("We listen to what moves the companies, and try ideas on them."),
    NetworkKind.FRONT_RUNNER: _("Companies open doors to companies that we do not reach."),
    NetworkKind.TRAINING: _("Mentors learn to be mentors, and get a certificate."),
    NetworkKind.RELATION: _("Many companies meet us a few times a year: goodwill and volume."),
}


class ConsentWay(models.TextChoices):
    """How somebody agreed to the newsletter."""

    VISIT = "visit", _("at a visit or meeting")
    PHONE = "phone", _("by phone")
    MAIL = "mail", _("by e-mail")
    FORM = "form", _("on a form")


class StopWay(models.TextChoices):
    """How somebody stopped it."""

    LINK = "link", _("by the link in the mail")
    ONE_CLICK = "one_click", _("by the mail program's button")
    TOLD = "told", _("told a colleague")


class BlockKind(models.TextChoices):
    """What a block of the newsletter holds."""

    TEXT = "text", _("text")
    EVENTS = "events", _("our events to come")
    CONTACT = "contact", _("how to reach us")


class LetterState(models.TextChoices):
    """A newsletter is written and sent once."""

    DRAFT = "draft", _("being written")
    SENT = "sent", _("sent")
