"""The citizen's way in through the national login, where a municipality has switched it on."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from citizens.actions.own import note_use
from citizens.forms.own import AskForm
from citizens.own import login as own_login
from citizens.own.door import closed, language_of, let_in, set_cookie, show
from citizens.rules.own import GUESSES_FROM
from jobcenter.errors import Refused
from jobcenter.http import AfterTransaction, client_address
from jobcenter.models import Jobcentre
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.throttle import too_many
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence

COOKIE = "bro_mig_login"
SALT = "citizens.own.login"
MINUTES = 10


def _house(code: str) -> Jobcentre:
    found = Jobcentre.objects.filter(code=code).first() if len(code) == 4 else None
    if found is None or not own_login.is_on(found):
        raise Http404
    return found


@allow.public
@require_safe
def login(request: HttpRequest, code: str) -> HttpResponse:
    """Send the citizen to the national login."""
    house = _house(code)
    with translation.override(language_of(request)):
        if too_many("own-login-from", client_address(request), GUESSES_FROM):
            slow = _("That was many tries in a short while. Wait an hour, or ring us.")
            return _again(request, house, slow, 429)
    return AfterTransaction(lambda asked: _sent(asked, house))


def _sent(request: HttpRequest, house: Jobcentre) -> HttpResponse:
    """Ask the provider where its page is, which may take its time."""
    try:
        url, kept = own_login.begin(house, own_login.return_address(house))
    except Refused as problem:
        with translation.override(language_of(request)):
            return _again(request, house, sentence(problem), 502)
    response = closed(request, redirect(url))
    set_cookie(response, COOKIE, signing.dumps({**kept, "house": house.code}, salt=SALT))
    return response


@allow.public
@require_safe
def back(request: HttpRequest, code: str) -> HttpResponse:
    """Take the provider's answer: a citizen of ours is let in, anybody else reads why not."""
    house = _house(code)
    return AfterTransaction(lambda asked: _came_back(asked, house))


def _came_back(request: HttpRequest, house: Jobcentre) -> HttpResponse:
    with translation.override(language_of(request)):
        response = _back(request, house)
    response.delete_cookie(COOKIE, path=reverse("own:start"), samesite="Lax")
    return response


def _back(request: HttpRequest, house: Jobcentre) -> HttpResponse:
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        kept = {}
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    if not code or kept.get("house") != house.code or kept.get("state") != state:
        wrong = _("The login did not get through. Try again, or use a code.")
        return _again(request, house, wrong, 422)
    try:
        number = own_login.finish(house, own_login.return_address(house), kept, code)
    except Refused as problem:
        return _again(request, house, sentence(problem), 422)
    with acting_in(house):
        citizen = own_login.whose(house, number)
        if citizen is None:
            unknown = _("The login works, but we do not help anybody with that number here.")
            return _again(request, house, unknown, 403)
        note_use(citizen, actor=Viewer.system(house))
    response = closed(request, redirect("own:page"))
    let_in(response, citizen)
    return response


def _again(request: HttpRequest, house: Jobcentre, problem: str, status: int) -> HttpResponse:
    """Answer with the page that asks for a mail or phone, and why the login did not open it."""
    context = {"form": AskForm(), "problem": problem, "national_login": True}
    answer = show(request, "citizens/own/ask.html", house, context, status)
    return closed(request, answer)
