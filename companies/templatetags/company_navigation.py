"""The room's secondary navigation; companies/navigation.py says what stands in it."""

from typing import Any

from django import template
from django.urls import reverse

from companies.navigation import groups

register = template.Library()


@register.simple_tag(takes_context=True)
def company_navigation(context: dict[str, Any], here: str) -> dict[str, Any]:
    """Return the groups the viewer may open and the pages of the one in which `here` stands."""
    viewer = context["request"].viewer
    shown = [(group, pages) for group in groups.values() if (pages := group.pages_of(viewer))]
    now = next((g.code for g, pages in shown if any(p.code == here for p in pages)), "")
    return {
        "groups": [
            {"label": group.label, "url": reverse(pages[0].url_name), "is_here": group.code == now}
            for group, pages in shown
        ],
        "label": next((group.label for group, _pages in shown if group.code == now), ""),
        "pages": [
            {"label": page.label, "url": reverse(page.url_name), "is_here": page.code == here}
            for group, pages in shown
            if group.code == now
            for page in pages
        ],
    }
