"""The citizen's session: a short one in a cookie of its own, apart from any login of staff.

The cookie holds a door's token and nothing else; the door knows whose it is and when it closes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from citizens.models import Citizen, OwnAccess
from citizens.rules.own import DOOR, IDLE, stays_open_until
from jobcenter.clock import now
from jobcenter.doors import find_door, is_open, make_door
from jobcenter.models import Door, Jobcentre
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer

COOKIE = "bro_mig"
LANGUAGE_COOKIE = "bro_mig_sprog"
CODES = dict(settings.LANGUAGES)
_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Own:
    """A citizen at their own page: who looks, whose it is, and the jobcentre."""

    viewer: Viewer
    citizen: Citizen
    house: Jobcentre
    door: Door

    def show(
        self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """Answer with a page inside the frame."""
        return show(request, template, self.house, {"own": self, **context}, status)


def show(
    request: HttpRequest,
    template: str,
    house: Jobcentre | None,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Answer with a page of the frame, with or without somebody's session."""
    frame = {
        "house": house, "here": request.path, "language": translation.get_language(),
        "languages": settings.LANGUAGES, "idle_seconds": int(IDLE.total_seconds()),
    }  # fmt: skip
    return render(request, template, {**frame, **context}, status=status)


def reads_in(language: str) -> str:
    """Return the language of the page for what somebody reads best: Danish but for English."""
    return language if language in CODES else "da"


def language_of(request: HttpRequest, default: str = "da") -> str:
    """Return the language asked for now, else the one asked for before, else the default."""
    asked = request.GET.get("sprog") or request.COOKIES.get(LANGUAGE_COOKIE) or default
    return asked if asked in CODES else "da"


def closed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep a page out of every cache and search engine, and remember a language asked for."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    if request.GET.get("sprog") in CODES:
        set_cookie(response, LANGUAGE_COOKIE, request.GET["sprog"])
    return response


def set_cookie(response: HttpResponse, name: str, value: str) -> None:
    """Set a cookie of the own page: until the browser closes, under its path alone."""
    response.set_cookie(
        name, value, path=reverse("own:start"), httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def let_in(response: HttpResponse, citizen: Citizen) -> None:
    """Open a citizen's own page to the browser that gets this response."""
    moment = now()
    token = make_door(
        DOOR, jobcentre_id=citizen.jobcentre_id, subject=citizen.public_id,
        expires_at=stays_open_until(moment, moment),
    )  # fmt: skip
    set_cookie(response, COOKIE, token)


def let_out(request: HttpRequest, response: HttpResponse) -> None:
    """Close the page of this browser."""
    door = open_door_of(request)
    if door is not None:
        Door.objects.filter(pk=door.pk).update(revoked_at=now())
    response.delete_cookie(COOKIE, path=reverse("own:start"), samesite="Lax")


def open_door_of(request: HttpRequest) -> Door | None:
    """Return the door of this browser's cookie if it is open."""
    token = request.COOKIES.get(COOKIE, "")
    door = find_door(DOOR, token) if token else None
    return door if door and is_open(door) else None


def shut_to_themselves(jobcentre_id: int) -> Any:
    """Return the ids of citizens whose own access the case team has closed."""
    shut = OwnAccess.objects.filter(jobcentre_id=jobcentre_id, closed_at__isnull=False)
    return shut.order_by().values("citizen_id")


def _used(door: Door) -> None:
    """Put off the end of a page in use, at most once a minute."""
    until = stays_open_until(door.made_at, now())
    if until - door.expires_at > _A_MINUTE:
        Door.objects.filter(pk=door.pk, revoked_at__isnull=True).update(expires_at=until)


def own_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call `view(request, own, …)` for whoever has an open session; others start again."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        door = open_door_of(request)
        if door is None:
            had_one = COOKIE in request.COOKIES
            response = redirect("own:closed" if had_one else "own:start")
            add_never_cache_headers(response)
            return response
        with acting_in(door.jobcentre_id):
            viewer = Viewer.at(door)
            citizen = (
                Citizen.objects.select_related("jobcentre", "target_group")
                .filter(jobcentre_id=viewer.jobcentre_id, public_id=door.subject)
                .exclude(pk__in=shut_to_themselves(viewer.jobcentre_id))
                .order_by()
                .first()
            )
            if citizen is None:  # closed also while a code was just being typed
                return redirect("own:closed")
            _used(door)
            own = Own(viewer, citizen, citizen.jobcentre, door)
            with translation.override(language_of(request, reads_in(citizen.language))):
                return closed(request, view(request, own, *args, **kwargs))

    return run
