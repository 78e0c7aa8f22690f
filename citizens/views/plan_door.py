"""The citizen's door to the plan: a link, a birthday, half an hour.

Opening the link spends nothing and shows nothing about anybody. The right birthday opens the page
at an address of its own that closes by itself, or by a button: a phone may be shared. The forms
carry no CSRF token, as at the other doors: no cookie lets anyone in, the address does.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from citizens.choices.plan import Through
from citizens.forms.plan_voice import BirthdayForm
from citizens.models import Citizen, OwnAccess
from citizens.plan_reading import Reading, closed, read_plan
from citizens.rules.own import is_birthday
from citizens.rules.plan import (
    LINK,
    LINK_LASTS,
    LONGEST_VOICE,
    OPEN_LASTS,
    OPENED,
    WRONG_BIRTHDAYS,
    stays_open_until,
)
from jobcenter.access_log import record_look
from jobcenter.clock import now
from jobcenter.doors import find_door, is_open, make_door, revoke_doors
from jobcenter.http import client_address
from jobcenter.models import Door, Jobcentre
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.throttle import is_large, too_many
from jobcenter.viewer import Viewer

WRONG_TOKENS = 60  # an hour and address
# the case team has closed the citizen's own access to everything
SHUT = OwnAccess.objects.filter(
    jobcentre_id=OuterRef("jobcentre_id"), citizen_id=OuterRef("pk"), closed_at__isnull=False
)
POSTS = 40  # an hour and opened page


def _wrong_birthdays(door: Door) -> int:
    """Count one more wrong birthday of a link, as long as the link lasts."""
    name = f"plan-door:{door.token_hash[:40]}"
    cache.add(name, 0, int(LINK_LASTS.total_seconds()))
    try:
        return int(cache.incr(name))
    except ValueError:  # it expired in between
        return 1


def _language(request: HttpRequest, default: str = "da") -> str:
    asked = request.POST.get("sprog") or request.GET.get("sprog") or default
    return asked if asked in dict(settings.LANGUAGES) else "da"


def _show(
    request: HttpRequest, name: str, house: Jobcentre | None, status: int = 200, **context: object
) -> HttpResponse:
    frame = {
        "house": house, "here": request.path, "language": translation.get_language(),
        "languages": settings.LANGUAGES, **context,
    }  # fmt: skip
    return closed(render(request, f"citizens/plan/door_{name}.html", frame, status=status))


def _inside(
    request: HttpRequest,
    kind: str,
    token: str,
    answer: Callable[[Door, Citizen], HttpResponse],
) -> HttpResponse:
    """Answer inside the jobcentre of a door that is open; else say that it is not."""
    if is_large(request):
        return HttpResponse(_("That is too much at once."), "text/plain", status=413)
    door = find_door(kind, token)
    if door is None:
        many = too_many("wrong", client_address(request), WRONG_TOKENS)
        with translation.override(_language(request)):
            return _show(request, "gone", None, 429 if many else 404)
    with acting_in(door.jobcentre_id):
        citizen = (
            Citizen.objects.select_related("jobcentre")
            .annotate(is_shut=Exists(SHUT))
            .filter(jobcentre_id=door.jobcentre_id, public_id=door.subject, state="active")
            .order_by()
            .first()
        )
        reads = "en" if citizen is not None and citizen.language == "en" else "da"
        with translation.override(_language(request, reads)):
            if citizen is None or not is_open(door) or citizen.is_shut:
                house = Jobcentre.objects.get(pk=door.jobcentre_id)
                typed = request.POST.get("text", "")[:LONGEST_VOICE]  # given back, not lost
                return _show(request, "gone", house, 410, typed=typed)
            return answer(door, citizen)


@csrf_exempt
@allow.door(LINK)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the birthday; nothing of anybody is shown before."""

    def answer(door: Door, citizen: Citizen) -> HttpResponse:
        form = BirthdayForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            if is_birthday(citizen.birth_date, **form.cleaned_data):
                return _open(citizen)
            wrong = _wrong_birthdays(door)
            if wrong >= WRONG_BIRTHDAYS:
                revoke_doors(LINK, citizen.public_id)
                return _show(request, "gone", citizen.jobcentre, 410)
            left = WRONG_BIRTHDAYS - wrong
            form.add_error(None, _("That is not the birthday we know.") + " " + ngettext(
                "One try is left.", "%(left)s tries are left.", left
            ) % {"left": left})  # fmt: skip
        status = 422 if form.errors else 200
        return _show(request, "birthday", citizen.jobcentre, status, form=form)

    return _inside(request, LINK, token, answer)


def _open(citizen: Citizen) -> HttpResponse:
    """Open the page for half an hour, and write the look."""
    token = make_door(
        OPENED, jobcentre_id=citizen.jobcentre_id, subject=citizen.public_id,
        expires_at=now() + OPEN_LASTS,
    )  # fmt: skip
    record_look(_viewer(citizen), citizen.public_id, "citizen.plan_by_link")
    query = f"?sprog={translation.get_language()}"
    return closed(redirect(reverse("plan_door:read", args=[token]) + query))


def _viewer(citizen: Citizen) -> Viewer:
    return Viewer(citizen.jobcentre_id, kind="citizen", subject=citizen.public_id)


@csrf_exempt
@allow.door(OPENED)
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The plan, and what the citizen says of it."""

    def answer(door: Door, citizen: Citizen) -> HttpResponse:
        if request.method == "POST" and too_many("plan-post", token, POSTS):
            return _show(request, "slow", citizen.jobcentre, 429)
        Door.objects.filter(pk=door.pk, revoked_at__isnull=True).update(
            expires_at=stays_open_until(door.made_at, now())
        )
        return read_plan(
            request,
            Reading(
                viewer=_viewer(citizen), citizen=citizen, house=citizen.jobcentre,
                through=Through.LINK, here=reverse("plan_door:read", args=[token]),
                close=reverse("plan_door:close", args=[token]),
            ),
        )  # fmt: skip

    return _inside(request, OPENED, token, answer)


@csrf_exempt
@allow.door(OPENED)
@require_POST
def close(request: HttpRequest, token: str) -> HttpResponse:
    """Close the page on this screen: going back shows nothing."""
    door = find_door(OPENED, token)
    if door is not None:
        Door.objects.filter(pk=door.pk, revoked_at__isnull=True).update(revoked_at=now())
    with translation.override(_language(request)):
        return _show(request, "closed", door.jobcentre if door else None)
