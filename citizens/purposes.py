"""What somebody opened a citizen for, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from citizens.choices import RevealReason

PURPOSES: dict[str, Any] = {
    "citizen.page": _("Opened the page"),
    "citizen.timeline": _("Read on in the timeline"),
    "citizen.edit": _("Opened to edit"),
    "citizen.groups": _("Opened to change target group, match group or benefit"),
    "citizen.profile": _("Opened to change the profile"),
    "citizen.barriers": _("Opened to change barriers"),
    "citizen.documents": _("Opened the documents"),
    "citizen.document": _("Took out a document"),
    "citizen.plan": _("Opened the plan"),
    "citizen.board": _("Read open barriers on the board"),
    "citizen.support": _("Opened offers and support"),
    "citizen.talks": _("Opened the conversations"),
    "citizen.plan_by_link": _("Read the own plan by a link"),
    "citizen.mentor": _("Opened the mentor orders"),
    "citizen.team": _("Opened to change the case team"),
    "citizen.end": _("Opened to end or reopen"),
    "citizen.export": _("Took out in a list"),
    "citizen.import": _("Compared with the case system's file"),
    "citizen.access_log": _("Read this log"),
    "citizen.maybe_same": _("Came up as perhaps the same person at a registration"),
    "citizen.handover": _("Opened a handover"),
    "citizen.own": _("Opened the page about the own access"),
    "own.export": _("Took everything along in a file"),
    "own.opened": _("Opened the own page"),
    "word.list": _("Read what is shared with companies"),
    "word.page": _("Read a text for a company"),
    "word.write": _("Opened to write to a company"),
    "catalogue.shown": _("A company was shown the profile without a name"),
    "word.read": _("A company read what is shared with it"),
    "cpr.search": _("Found by the citizen number"),
    "cpr.ask": _("Opened to see the citizen number"),
    "cpr.reveal": _("Saw the citizen number"),
}


def in_words(purpose: str) -> Any:
    """Return a purpose in words; an upper room's purpose that isn't named here as its code."""
    return PURPOSES.get(purpose, purpose)


def reason_in_words(purpose: str, reason: str) -> Any:
    """Return the reason of a look: chosen for a number, free elsewhere."""
    if purpose == "cpr.reveal" and reason in RevealReason.values:
        return RevealReason(reason).label
    return reason
