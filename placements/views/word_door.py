"""A company reads a clear word: by the link in a mail, on its own page, from the mentor's week.

A mail's link shows nothing by being opened: mail programs open links by themselves. Every reading
is noted, and nothing is asked of memory: each request looks anew whether it is still shared.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from companies.choices.own_page import DOOR as PAGE_DOOR
from companies.queries.own_page import key_of_door
from companies.views.doors import (
    WRONG_TOKENS,
    closed_to_the_world,
    language_of,
)
from jobcenter.clock import today
from jobcenter.doors import find_door, is_open
from jobcenter.errors import NotYours
from jobcenter.http import client_address
from jobcenter.models import Door, Jobcentre
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.throttle import too_many
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions.sharing import note_read
from placements.choices.sharing import DOOR, Way
from placements.models import SharingReader
from placements.queries import sharing as reads

READS = 60  # an hour and link

Find = Callable[[Door], SharingReader | None]


def _through(
    request: HttpRequest, kind: str, token: str, way: Way, find: Find, *, back: str = ""
) -> HttpResponse:
    """Answer inside the jobcentre of a link that opens: with the text, or that it is not shared."""
    door = find_door(kind, token)
    if door is None:
        slow = too_many("wrong", client_address(request), WRONG_TOKENS)
        with translation.override(language_of(request)):
            return _show(request, "gone", None, status=429 if slow else 404)
    with acting_in(door.jobcentre_id):
        house = Jobcentre.objects.get(pk=door.jobcentre_id)
        reader = find(door) if is_open(door) else None
        with translation.override(language_of(request, reader.person.language if reader else "da")):
            if reader is None:
                return _show(request, "gone", house, status=410, back=back)
            if request.method == "HEAD" or (way == Way.LINK and request.method == "GET"):
                return _show(request, "cover", house)
            if too_many("word", token, READS):
                return _show(request, "gone", house, status=429, back=back)
            note_read(reader, actor=Viewer.at(door), way=way)
            return _show(
                request, "word", house, back=back, reader=reader, sharing=reader.sharing,
                sections=reads.sections_of(reader.sharing), by=reader.sharing.by,
                first_name=reader.sharing.citizen.first_name,
            )  # fmt: skip


def _show(
    request: HttpRequest, name: str, house: Jobcentre | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    context = {
        "house": house, "here": request.path, "language": translation.get_language(),
        "languages": settings.LANGUAGES, **context,
    }  # fmt: skip
    page = render(request, f"placements/word_door/{name}.html", context, status=status)
    return closed_to_the_world(page)


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a mail: a cover, and the text for who presses “Read”."""

    def find(door: Door) -> SharingReader | None:
        return reads.reader_at(door.jobcentre_id, door.subject, today())

    return _through(request, DOOR, token, Way.LINK, find)


@csrf_exempt
@allow.door(PAGE_DOOR)
@require_http_methods(["GET", "HEAD"])
def own(request: HttpRequest, token: str, reader: UUID) -> HttpResponse:
    """From the company's own page, for the person whose page it is."""

    def find(door: Door) -> SharingReader | None:
        key = key_of_door(door.jobcentre_id, door.subject)
        found = reads.reader_at(door.jobcentre_id, reader, today()) if key else None
        return found if found and key and found.person_id == key.person_id else None

    back = reverse("own_page:page", args=[token])
    return _through(request, PAGE_DOOR, token, Way.PAGE, find, back=back)


@csrf_exempt
@allow.door(access.MENTOR_DOOR)
@require_http_methods(["GET", "HEAD"])
def mentor(request: HttpRequest, token: str, reader: UUID) -> HttpResponse:
    """From the mentor's week, about that candidate only."""

    def find(door: Door) -> SharingReader | None:
        try:
            placement = access.placement_for(Viewer.at(door), door.subject)
        except NotYours:
            return None
        found = reads.reader_at(door.jobcentre_id, reader, today())
        if found is None or found.person_id != placement.mentor_id:
            return None
        return found if found.sharing.citizen_id == placement.citizen_id else None

    back = reverse("placements:door", args=[token])
    return _through(request, access.MENTOR_DOOR, token, Way.MENTOR, find, back=back)
