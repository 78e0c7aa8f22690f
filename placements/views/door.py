"""The mentor's door: a link in a mail, a week in three taps, no login.

Opening the link (GET) spends nothing and writes nothing; only a POST does. The POST carries no
CSRF token on purpose: nothing but the secret in the address lets anyone in, no cookie does, so
a foreign page has nothing to borrow – and `no-referrer`, which keeps the secret out of other
sites' logs, would make the browser hide the origin that the check asks for.
"""

from datetime import date, time
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from jobcenter.calendar import add_working_days, is_working_day
from jobcenter.clock import COPENHAGEN, now, today
from jobcenter.doors import find_door, is_open
from jobcenter.errors import NotYours, Refused
from jobcenter.http import client_address
from jobcenter.models import Door
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence
from placements.access import placement as access
from placements.actions import record_check_in, send_new_link_to_mentor
from placements.choices import Rating, State
from placements.models import CheckIn, Placement, SharingReader
from placements.queries.sharing import shared_with
from placements.rules.answering import closes_at, week_to_answer
from placements.rules.rhythm import CheckInWeek, check_in_week_of
from placements.views.check_ins import monday_from

HOUR = 60 * 60
WRONG_TOKENS = 60  # an hour and address; the tokens are 256 random bits, this only saves work
POSTS = 40  # an hour and door
NEW_LINKS = 5  # an hour and link
NEW_LINKS_FROM = 30  # an hour and address
WORDS_ON = {"week", "thanks", "over"}
CALLS_BACK_UNTIL = time(15, 0)  # later than this, a call "today" would be a promise too much


def too_many(what: str, key: str, most: int) -> bool:
    """Count one more of `what` in this hour and return whether it is too many."""
    name = f"door:{what}:{sha256(key.encode()).hexdigest()[:40]}"
    cache.add(name, 0, HOUR)
    try:
        return cache.incr(name) > most
    except ValueError:  # it expired in between
        return False


def _closed_to_the_world(response: HttpResponse) -> HttpResponse:
    """Keep the page out of caches, search engines and other sites' logs."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _language(request: HttpRequest, default: str = "da") -> str:
    asked = request.POST.get("sprog") or request.GET.get("sprog") or default
    return asked if asked in dict(settings.LANGUAGES) else "da"


@csrf_exempt
@allow.door("mentor")
@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest, token: str) -> HttpResponse:
    """The week's status of one candidate, or why the link no longer works."""
    return _closed_to_the_world(_answer(request, token))


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    door = find_door(access.MENTOR_DOOR, token)
    if door is None:
        if too_many("wrong", client_address(request), WRONG_TOKENS):
            return _gone(request, token, None, status=429)
        return _gone(request, token, None, status=404)
    with acting_in(door.jobcentre_id):
        try:
            placement = access.placement_for(Viewer.at(door), door.subject)
        except NotYours:
            return _gone(request, token, None, status=410)
        mentor = placement.mentor
        with translation.override(_language(request, mentor.language if mentor else "da")):
            has_left = mentor is not None and mentor.left_on is not None
            if has_left or not is_open(door):
                return _gone(request, token, placement, status=410)
            if request.method == "POST":
                return _post(request, token, door, placement)
            return _get(request, token, placement)


def _answered(placement: Placement) -> dict[date, CheckIn]:
    """Return the placement's answers of the last weeks by their Monday."""
    rows = placement.check_ins.filter(jobcentre_id=placement.jobcentre_id)
    return {each.week_starts_on: each for each in rows.order_by("-week_starts_on")[:5]}


def _asked_week(
    placement: Placement, text: str, answered: dict[date, CheckIn]
) -> CheckInWeek | None:
    if placement.state not in {State.RUNNING, State.ENDED}:
        return None
    monday = monday_from(text) if text else None
    if monday is not None:
        return check_in_week_of(monday, placement.starts_on, placement.last_day)
    found = week_to_answer(placement.starts_on, placement.last_day, today(), set(answered))
    is_over = placement.state == State.ENDED
    if found and is_over and now() >= closes_at(found.week_starts_on):
        return None
    return found


def _get(request: HttpRequest, token: str, placement: Placement) -> HttpResponse:
    answered = _answered(placement)
    thanks_for = monday_from(request.GET.get("tak", ""))
    if thanks_for in answered:
        return _thanks(request, token, placement, answered[thanks_for], answered)
    asked = _asked_week(placement, request.GET.get("uge", ""), answered)
    if asked is None:
        return _page(request, "over", token, placement)
    return _form(request, token, placement, asked, answered.get(asked.week_starts_on))


def _post(request: HttpRequest, token: str, door: Door, placement: Placement) -> HttpResponse:
    if too_many("post", token, POSTS):
        return _page(request, "slow", token, placement, status=429)
    answered = _answered(placement)
    asked = _asked_week(placement, request.POST.get("uge", ""), answered)
    if asked is None:
        return _page(request, "over", token, placement)
    expected = placement.days_of(asked.week_starts_on)
    came = set(request.POST.getlist("came")[:7])
    absent = [day.isoweekday() for day in expected if str(day.isoweekday()) not in came]
    said: dict[str, Any] = {
        "rating": request.POST.get("rating", ""),
        "absent_days": absent,
        "note": request.POST.get("note", "")[:500],
    }
    try:
        record_check_in(
            placement, actor=Viewer.at(door), week_starts_on=asked.week_starts_on, **said
        )
    except Refused as error:
        return _form(
            request, token, placement, asked, answered.get(asked.week_starts_on),
            said=said, error=sentence(error), status=422,
        )  # fmt: skip
    query = f"?tak={asked.label}&sprog={translation.get_language()}"
    return redirect(reverse("placements:door", args=[token]) + query)


def _form(
    request: HttpRequest,
    token: str,
    placement: Placement,
    asked: CheckInWeek,
    present: CheckIn | None,
    *,
    said: dict[str, Any] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form, as answered before or as just sent; else every day “came” and nothing chosen."""
    if said is None:
        said = {"rating": "", "absent_days": [], "note": ""}
        if present is not None:
            said = {
                "rating": present.rating,
                "absent_days": present.absent_days,
                "note": present.note,
            }
    monday = asked.week_starts_on
    expected = placement.days_of(monday)
    shown = {*placement.workdays} | {day.isoweekday() for day in expected}
    days = [
        {
            "number": number,
            "date": date.fromordinal(monday.toordinal() + number - 1),
            "is_expected": any(day.isoweekday() == number for day in expected),
            "came": number not in said["absent_days"],
        }
        for number in sorted(shown)
    ]
    return _page(
        request,
        "week",
        token,
        placement,
        status=status,
        days=days,
        said=said,
        error=error,
        asked=asked,
        number=monday.isocalendar().week,
        ratings=Rating.choices,
        present=present,
        is_closed=present is not None and now() >= closes_at(monday),
    )


def _thanks(
    request: HttpRequest,
    token: str,
    placement: Placement,
    check_in: CheckIn,
    answered: dict[date, CheckIn],
) -> HttpResponse:
    """What happens now, and who to call."""
    other = _asked_week(placement, "", answered)
    has_other = other is not None and other.week_starts_on not in answered
    return _page(
        request,
        "thanks",
        token,
        placement,
        check_in=check_in,
        number=check_in.week_starts_on.isocalendar().week,
        label=f"{check_in.week_starts_on:%G-W%V}",
        calls=calls_back(),
        can_change=now() < closes_at(check_in.week_starts_on),
        other=other if has_other and other and other.link_on <= today() else None,
    )


def calls_back() -> str:
    """Return when the consultant calls: today in office hours, else the next working day."""
    moment = now().astimezone(COPENHAGEN)
    if is_working_day(moment.date()) and moment.time() < CALLS_BACK_UNTIL:
        return "today"
    if add_working_days(moment.date(), 1) == date.fromordinal(moment.date().toordinal() + 1):
        return "tomorrow"
    return "monday" if add_working_days(moment.date(), 1).isoweekday() == 1 else "next"


def _gone(
    request: HttpRequest, token: str, placement: Placement | None, *, status: int
) -> HttpResponse:
    """The link has expired, was taken back or never was: offer a new one, and a number."""
    with translation.override(_language(request, translation.get_language() or "da")):
        return _page(request, "gone", token, placement, status=status)


def _page(
    request: HttpRequest,
    name: str,
    token: str,
    placement: Placement | None,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    context |= {
        "words": _words(placement) if placement and name in WORDS_ON else [],
        "token": token,
        "here": reverse("placements:door", args=[token]),
        "new_link": reverse("placements:door_new_link", args=[token]),
        "placement": placement,
        "consultant": placement.consultant if placement else None,
        "first_name": placement.citizen.first_name if placement else "",
        "language": translation.get_language(),
        "languages": settings.LANGUAGES,
        "asked_for": request.GET.get("uge", ""),
    }
    return render(request, f"placements/door/{name}.html", context, status=status)


def _words(placement: Placement) -> list[SharingReader]:
    """Return what the candidate has said yes to this mentor reading: one query."""
    if placement.mentor is None:
        return []
    company_id = placement.place.workplace.company_id
    return shared_with(
        placement.jobcentre_id, placement.mentor, company_id, today(), placement.citizen_id
    )


@csrf_exempt
@allow.door("mentor")
@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link to the mentor's own address; the same answer whether there is one or not."""
    status = 200
    if too_many("new", token, NEW_LINKS) or too_many(
        "new-from", client_address(request), NEW_LINKS_FROM
    ):
        status = 429
    else:
        door = find_door(access.MENTOR_DOOR, token)
        if door is not None:
            with acting_in(door.jobcentre_id):
                _send_new(door)
    with translation.override(_language(request)):
        name = "sent" if status == 200 else "slow"
        return _closed_to_the_world(_page(request, name, token, None, status=status))


def _send_new(door: Door) -> None:
    placement = (
        Placement.objects.filter(jobcentre_id=door.jobcentre_id, public_id=door.subject)
        .select_related("mentor")
        .first()
    )
    if placement is not None:
        send_new_link_to_mentor(placement, actor=Viewer.system(door.jobcentre_id))
