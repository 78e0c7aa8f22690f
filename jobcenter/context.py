"""What the shell of every page needs."""

from functools import lru_cache
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
                line = {"label": item.label, "url": _address(item.url_name), "current": False}
                (own if item.is_secondary else items).append(line)
        if match:
            _mark_current(request.path, [*items, *own])
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


@lru_cache(maxsize=256)
def _address(url_name: str) -> str:
    """Return a menu line's address: it never changes, and every page asks for all of them."""
    return reverse(url_name)


def _mark_current(path: str, lines: list[dict[str, Any]]) -> None:
    """Mark the line whose address is the longest beginning of the page's."""
    here = [
        line
        for line in lines
        if path == line["url"] or (line["url"] != "/" and path.startswith(line["url"]))
    ]
    if here:
        max(here, key=lambda line: len(line["url"]))["current"] = True
