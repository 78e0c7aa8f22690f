"""What the shell of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from jobcenter import registries
from jobcenter.demo import PERSONAS


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the menu the viewer may use, the viewer and the jobcentre."""
    viewer = getattr(request, "viewer", None)
    match = request.resolver_match
    items: list[dict[str, Any]] = []
    own: list[dict[str, Any]] = []
    if viewer is not None:
        for item in registries.menu_items:
            if any(viewer.can(need) for need in item.can):
                url = reverse(item.url_name)
                current = bool(match) and (
                    request.path == url or (url != "/" and request.path.startswith(url))
                )
                line = {"label": item.label, "url": url, "current": current}
                (own if item.is_secondary else items).append(line)
    shown = {}
    if settings.DEMO and match and match.url_name == "account_login":
        shown["personas"] = PERSONAS
    return {
        **shown,
        "menu_items": items,
        "own_items": own,
        "viewer": viewer,
        "membership": getattr(request, "membership", None),
        "jobcentre": getattr(request, "jobcentre", None),
        "demo": settings.DEMO,
        "app_version": settings.VERSION,
    }
