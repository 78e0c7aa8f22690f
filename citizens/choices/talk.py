"""The words of a conversation: its signposts and tools.

The signposts – A and B hold all along, 1 to 4 follow one another – and their tools are those of
“Samtalens Pejlemærker” (Marselisborg, in Beskæftigelse Nu no. 12, November 2014, pp. 10–12).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Signpost(models.TextChoices):
    """Where in the conversation one is."""

    LISTEN = "listen", _("A. Listen and appreciate")
    STEER = "steer", _("B. Steer so that the candidate decides")
    FOCUS = "focus", _("1. Focus")
    MOTIVATE = "motivate", _("2. Motivate")
    PREVENT = "prevent", _("3. Prevent")
    MOVE = "move", _("4. Move")


# What each signpost is for, and questions that help; the tools of the software stand on the page.
GUIDE = {
    Signpost.LISTEN: (
        _("Mirror what you hear, pick up key words, ask openly."),
        [_("What is important to you in this?"), _("Tell me more about that.")],
    ),
    Signpost.STEER: (
        _("Keep to the time and the subject, and ask before you advise."),
        [_("Shall we look at that now, or later?"), _("May I tell you what others have done?")],
    ),
    Signpost.FOCUS: (
        _("Frame the talk and find one change the candidate wants."),
        [_("What should be different when we are done today?"),
         _("Which part of your life do you want to begin with?")],
    ),
    Signpost.MOTIVATE: (
        _("Bring out the candidate's own reasons, and the resources behind them."),
        [_("Why not a lower number?"), _("What would take you one step up?")],
    ),
    Signpost.PREVENT: (
        _("Map what can get in the way, and what to do then."),
        [_("When was it not a problem? What was different?"),
         _("Who notices first if it gets difficult?")],
    ),
    Signpost.MOVE: (
        _("Agree on the next small step, and look back on the talk."),
        [_("What do you do first, and when?"), _("What do you take with you from today?")],
    ),
}  # fmt: skip


class WheelArea(models.TextChoices):
    """The spokes of the wheel of life: the candidate says how it is, from 1 to 10."""

    WORK = "work", pgettext_lazy("wheel", "work and days")
    MONEY = "money", pgettext_lazy("wheel", "money")
    HOME = "home", pgettext_lazy("wheel", "home")
    FAMILY = "family", pgettext_lazy("wheel", "family")
    FRIENDS = "friends", pgettext_lazy("wheel", "friends")
    HEALTH = "health", pgettext_lazy("wheel", "energy and health")
    LEISURE = "leisure", pgettext_lazy("wheel", "leisure")
    LEARNING = "learning", pgettext_lazy("wheel", "learning")
