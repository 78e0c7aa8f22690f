"""What pages behind a link without login share: guessing slowed down, nothing kept or indexed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from jobcenter.doors import find_door
from jobcenter.http import client_address
from jobcenter.models import Door, Jobcentre
from jobcenter.throttle import too_many

LANGUAGES = [("da", "Dansk"), ("en", "English")]
WRONG_TOKENS = 60  # an hour and address


def closed_to_the_world(response: HttpResponse) -> HttpResponse:
    """Keep a personal page out of caches, search engines and other sites' logs."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def language_of(request: HttpRequest, default: str = "da") -> str:
    """Return the language asked for; the default without one, Danish for one we do not speak."""
    asked = request.POST.get("sprog") or request.GET.get("sprog") or default
    return asked if asked in dict(settings.LANGUAGES) else "da"


def gone(request: HttpRequest, status: int) -> HttpResponse:
    """Say that the link no longer works, and what to do."""
    context = {"here": request.path, "language": translation.get_language(), "languages": []}
    return render(request, "companies/entrance/agreement_gone.html", context, status=status)


def no_longer(request: HttpRequest, house: Jobcentre | None, *, status: int) -> HttpResponse:
    """Say it in the language asked for, with whom to ring where the link tells the house."""
    with translation.override(language_of(request)):
        context = {
            "house": house, "here": request.path, "language": translation.get_language(),
            "languages": settings.LANGUAGES,
        }  # fmt: skip
        return render(request, "companies/entrance/gone.html", context, status=status)


def door_of(request: HttpRequest, kind: str, token: str) -> Door | None:
    """Return the door of a link; guessing tokens is slowed down per address."""
    door = find_door(kind, token)
    if door is None and too_many("wrong", client_address(request), WRONG_TOKENS):
        return None
    return door


def plain(request: HttpRequest) -> dict[str, str]:
    """Return what was typed, without the sign the database cannot hold."""
    return {name: str(value).replace("\x00", "") for name, value in request.POST.items()}
