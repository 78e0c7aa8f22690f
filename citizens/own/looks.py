"""Who looked at a citizen, when and what for, as the citizen reads it.

A citizen has a right to the days and purposes of looks, not normally to who it was (EU C-579/21;
Datatilsynet 2024-32-0283). Which is told is the municipality's policy: `BRO_OWN_LOG_NAMES`.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from citizens.models import Citizen
from citizens.own.door import Own
from citizens.purposes import in_words, reason_in_words
from citizens.queries import looks_at
from citizens.rules.own import DOOR
from jobcenter.models import AccessLog, Membership
from jobcenter.permissions import Role
from jobcenter.viewer import Viewer


def who(look: AccessLog) -> str:
    """Return who looked: name and function of a colleague, or what kind of guest it was."""
    if look.membership is None:
        return _("You yourself") if look.viewer_kind == DOOR else _("The program, by itself")
    function = function_of(look.membership)
    return f"{look.membership.name} ({function})" if settings.OWN_LOG_NAMES else capfirst(function)


def function_of(member: Membership) -> str:
    """Return what somebody does in the municipality: the title, else the roles in words."""
    roles = [str(Role(role).label) for role in member.roles if role in Role.values]
    return member.title or ", ".join(roles) or _("colleague")


def told(look: AccessLog) -> dict[str, Any]:
    """Return a look in words."""
    return {
        "at": look.at, "who": who(look), "what": in_words(look.purpose),
        "why": reason_in_words(look.purpose, look.reason),
    }  # fmt: skip


def line(viewer: Viewer, citizen: Citizen) -> str:
    """Return what the front page says of it."""
    return _("Every time somebody opens your page, it is written down.")


def render(request: HttpRequest, own: Own) -> str:
    """Return a page of looks, the newest first."""
    looks, following = looks_at(own.viewer, own.citizen.public_id, request.GET.get("side", "")[:80])
    context = {
        "looks": [told(look) for look in looks], "following": following,
        "is_first": "side" not in request.GET,
    }  # fmt: skip
    return render_to_string("citizens/own/looks.html", context, request)
