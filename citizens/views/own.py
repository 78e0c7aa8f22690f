"""The citizen's own page: a code to own mail or phone opens it, and it closes by itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from citizens.actions.own import ask_for_code, enter_code
from citizens.forms.own import AskForm, CodeForm
from citizens.models import Citizen
from citizens.own.door import (
    Own,
    closed,
    language_of,
    let_in,
    let_out,
    open_door_of,
    own_view,
    show,
)
from citizens.own.login import is_on
from citizens.own.parts import parts, rendered_part
from citizens.rules.own import ASKED_FOR, ASKED_FROM, DOOR, GUESSES, GUESSES_FROM
from jobcenter.errors import Refused
from jobcenter.http import client_address
from jobcenter.models import Jobcentre
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.throttle import is_large, too_many
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence


@allow.public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Choose the municipality; a page that is open already is shown."""
    if open_door_of(request) is not None:
        return redirect("own:page")
    houses = list(Jobcentre.objects.order_by("name"))
    if len(houses) == 1:
        return redirect("own:ask", houses[0].code)
    with translation.override(language_of(request)):
        answer = show(request, "citizens/own/start.html", None, {"houses": houses})
        return closed(request, answer)


def _house(code: str) -> Jobcentre:
    found = Jobcentre.objects.filter(code=code).first() if len(code) == 4 else None
    if found is None:
        raise Http404
    return found


def _slow() -> str:
    return _("That was many tries in a short while. Wait an hour, or ring us.")


def _too_large(request: HttpRequest) -> HttpResponse | None:
    if is_large(request):
        return HttpResponse(_("That is too much at once."), "text/plain", status=413)
    return None


@allow.public
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a code; the answer is the same whether we know the mail or number or not."""
    house = _house(code)
    with translation.override(language_of(request)):
        return _too_large(request) or closed(request, _ask(request, house))


def _ask(request: HttpRequest, house: Jobcentre) -> HttpResponse:
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        context = {"form": form, "national_login": is_on(house)}
        return show(request, "citizens/own/ask.html", house, context, status)
    address = form.cleaned_data["address"]
    if too_many("own-from", client_address(request), ASKED_FROM) or too_many(
        "own", f"{house.code}:{address}", ASKED_FOR
    ):
        form.add_error(None, _slow())
        return show(request, "citizens/own/ask.html", house, {"form": form}, 429)
    with acting_in(house):
        language = translation.get_language() or "da"
        ask_for_code(address, actor=Viewer.system(house), language=language)
    typed = CodeForm(initial={"address": address})
    context = {"form": typed, "by_mail": "@" in address}
    return show(request, "citizens/own/code.html", house, context)


@allow.public
@require_POST
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Take code and birthday; both right open the page for a quarter of an hour."""
    house = _house(code)
    with translation.override(language_of(request)):
        return _too_large(request) or closed(request, _enter(request, house))


def _enter(request: HttpRequest, house: Jobcentre) -> HttpResponse:
    form, status = CodeForm(request.POST), 422
    if form.is_valid():
        typed = form.cleaned_data
        address = typed["address"]
        citizen: Citizen | None = None
        if too_many("own-guess-from", client_address(request), GUESSES_FROM) or too_many(
            "own-guess", f"{house.code}:{address}", GUESSES
        ):
            form.add_error(None, _slow())
            status = 429
        else:
            with acting_in(house):
                try:
                    citizen = enter_code(
                        address, typed["code"], typed["day"], typed["month"],
                        actor=Viewer.system(house),
                    )  # fmt: skip
                except Refused as problem:
                    form.add_error(None, sentence(problem))
        if citizen is not None:
            response = redirect("own:page")
            let_in(response, citizen)
            return response
        if not form.errors:
            form.add_error(
                "code", _("Code and birthday do not open a page. Is the code the newest?")
            )
    elif "address" in form.errors:
        return redirect("own:ask", house.code)
    shown = {"form": form, "by_mail": "@" in form.data.get("address", "")}
    return show(request, "citizens/own/code.html", house, shown, status)


@allow.door(DOOR)
@require_safe
@own_view
def page(request: HttpRequest, own: Own) -> HttpResponse:
    """Everything there is, part by part, in a line each."""
    rows = []
    for each in parts():
        line = each.tell(own.viewer, own.citizen) if each.tell else ""
        if line is None:
            continue
        url = reverse(each.url_name) if each.url_name else reverse("own:part", args=[each.code])
        rows.append({"part": each, "line": line, "url": url})
    return own.show(request, "citizens/own/page.html", {"rows": rows})


@allow.door(DOOR)
@require_safe
@own_view
def part(request: HttpRequest, own: Own, code: str) -> HttpResponse:
    """One part that is only read."""
    found = rendered_part(code)
    if found is None or not found.render:
        raise Http404
    context = {"part": found, "shown": found.render(request, own)}
    return own.show(request, "citizens/own/part.html", context)


@allow.door(DOOR)
@require_POST
@own_view
def stay(request: HttpRequest, own: Own) -> HttpResponse:
    """Say that somebody is still there; using the page at all has put off its end."""
    return HttpResponse(status=204)


@allow.public
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the page on this screen."""
    response = redirect("own:closed")
    let_out(request, response)
    return response


@allow.public
@require_safe
def is_closed(request: HttpRequest) -> HttpResponse:
    """Say that the page is closed, and how it is opened again. To read it ends no session."""
    with translation.override(language_of(request)):
        return closed(request, show(request, "citizens/own/closed.html", None, {}))
