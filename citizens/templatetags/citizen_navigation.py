"""The pages about one citizen; citizens/navigation.py says which there are."""

from typing import Any

from django import template
from django.urls import reverse

from citizens.models import Citizen
from citizens.navigation import OVERVIEW, tabs_for

register = template.Library()


@register.simple_tag(takes_context=True)
def citizen_tabs(
    context: dict[str, Any], citizen: Citizen, in_team: bool, here: str = OVERVIEW
) -> list[dict[str, Any]]:
    """Return the pages of this citizen the viewer may open."""
    return [
        {
            "label": each.label,
            "url": reverse(each.url_name, args=[citizen.public_id]),
            "is_here": each.code == here,
        }
        for each in tabs_for(context["request"].viewer, in_team=in_team)
    ]
