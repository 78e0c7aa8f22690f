"""What pages behind a link without login share: guessing slowed down, nothing kept or indexed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from companies.views.entrance import WRONG_TOKENS, too_many
from jobcenter.doors import find_door
from jobcenter.http import client_address
from jobcenter.models import Door

LANGUAGES = [("da", "Dansk"), ("en", "English")]


def closed_to_the_world(response: HttpResponse) -> HttpResponse:
    """Keep a personal page out of caches, search engines and other sites' logs."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def language_of(request: HttpRequest) -> str:
    """Return the language asked for; Danish without one."""
    asked = request.POST.get("sprog") or request.GET.get("sprog") or "da"
    return asked if asked in {"da", "en"} else "da"


def gone(request: HttpRequest, status: int) -> HttpResponse:
    """Say that the link no longer works, and what to do."""
    context = {"here": request.path, "language": translation.get_language(), "languages": []}
    return render(request, "companies/entrance/agreement_gone.html", context, status=status)


def door_of(request: HttpRequest, kind: str, token: str) -> Door | None:
    """Return the door of a link; guessing tokens is slowed down per address."""
    door = find_door(kind, token)
    if door is None and too_many("wrong", client_address(request), WRONG_TOKENS):
        return None
    return door


def plain(request: HttpRequest) -> dict[str, str]:
    """Return what was typed, without the sign the database cannot hold."""
    return {name: str(value).replace("\x00", "") for name, value in request.POST.items()}
