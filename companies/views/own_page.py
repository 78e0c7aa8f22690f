"""The company's own page: opened by a link or a code of a mail, without login or cookie.

Looking spends nothing. Like the entrance, the forms carry no CSRF token: nothing here acts with
anybody's session, the token in the address is all there is.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from companies import actions
from companies.actions import own_page as acts
from companies.choices.enquiry import EnquiryChannel
from companies.choices.own_page import DOOR
from companies.forms.own_page import AskForm, CodeForm, CorrectForm, WriteForm
from companies.models import ContactPerson, PageKey
from companies.queries import own_page as reads
from companies.queries.agreements import of_company
from companies.views.doors import (
    WRONG_TOKENS,
    closed_to_the_world,
    language_of,
    plain,
)
from jobcenter import registries
from jobcenter.doors import find_door, is_open
from jobcenter.errors import Refused
from jobcenter.http import client_address
from jobcenter.models import Jobcentre
from jobcenter.once import claim_once
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in, set_tenant
from jobcenter.throttle import is_large, too_many
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence

WRITES = 40  # an hour and link
ASKED_FOR = 3  # codes an hour and address written to
ASKED_FROM = 20  # an hour and network: offices share one
GUESSES = 15  # codes typed an hour and address written to
SHOWN = {"sent", "signed_one", "signed", "expired", "ended"}


def _show(
    request: HttpRequest, name: str, house: Jobcentre | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    context = {
        "house": house, "here": request.path, "language": translation.get_language(),
        "languages": settings.LANGUAGES, **context,
    }  # fmt: skip
    return render(request, f"companies/own_page/{name}.html", context, status=status)


class Opened:
    """A door that is open: who looks, at which company, in which house."""

    def __init__(self, token: str, key: PageKey, house: Jobcentre) -> None:
        self.token, self.key, self.house = token, key, house
        self.viewer = Viewer(house.pk, kind=DOOR, subject=key.public_id)
        self.person, self.company = key.person, key.person.company

    def url(self, name: str, *args: Any) -> str:
        """Return an address of the page, in the language it is read in."""
        path = reverse(f"own_page:{name}", args=[self.token, *args])
        return f"{path}?sprog={translation.get_language()}"

    @property
    def page_url(self) -> str:
        """The address of the page itself."""
        return self.url("page")


def _through_the_door(
    request: HttpRequest, token: str, answer: Callable[[Opened], HttpResponse]
) -> HttpResponse:
    """Answer inside the jobcentre of a link that opens; else say that it does not."""
    if is_large(request):
        with translation.override(language_of(request)):
            return HttpResponse(_("That is too much at once."), "text/plain", status=413)
    door = find_door(DOOR, token)
    if door is None:
        slow = too_many("wrong", client_address(request), WRONG_TOKENS)
        with translation.override(language_of(request)):
            return closed_to_the_world(_show(request, "gone", None, status=429 if slow else 404))
    # For the rest of the request, whose transaction ends with it: the door says where we are.
    set_tenant(door.jobcentre_id)
    key = reads.key_of_door(door.jobcentre_id, door.subject) if is_open(door) else None
    with translation.override(language_of(request, key.person.language if key else "da")):
        if key is None:
            house = Jobcentre.objects.get(pk=door.jobcentre_id)
            return closed_to_the_world(_show(request, "gone", house, status=410))
        opened = Opened(token, key, key.jobcentre)
        if request.method == "POST" and too_many("page", token, WRITES):
            return closed_to_the_world(_page(request, opened, told=_slow(), status=429))
        return closed_to_the_world(answer(opened))


def _slow() -> str:
    return _("That was many lines in a short while. Try again in an hour, or ring.")


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Everything the company and we have together."""
    return _through_the_door(request, token, lambda opened: _page(request, opened))


def _page(request: HttpRequest, opened: Opened, *, status: int = 200, **more: Any) -> HttpResponse:
    viewer, company = opened.viewer, reads.whole(opened.viewer, opened.company)
    slot = {"company": company, "person": opened.person, "viewer": viewer}
    context = {
        "opened": opened, "company": company, "me": opened.person,
        "relation": reads.contact_with_us(viewer, company),
        "people": reads.people_shown(viewer, company),
        "told_lately": reads.told_lately(company),
        "agreements": [
            row for row in of_company(viewer, company) if row.agreement.state in SHOWN
        ],
        "meetings": reads.meetings_shown(viewer, company),
        "enquiries": reads.enquiries_shown(viewer, company),
        "places": registries.render_slot("company_page.places", request, **slot),
        "needs": registries.render_slot("company_page.needs", request, **slot),
        "service": registries.render_slot(
            "company_page.service", request, code=opened.house.code, **slot
        ),
        "form": WriteForm(), "said": request.GET.getlist("sagt"), "token": opened.token, **more,
    }  # fmt: skip
    return _show(request, "page", opened.house, status=status, **context)


def _person(opened: Opened, public_id: UUID) -> ContactPerson | None:
    """Return a colleague at the same company who is there; None for anybody else."""
    return next(
        (
            each for each in reads.people_shown(opened.viewer, opened.company)
            if each.public_id == public_id
        ),
        None,
    )  # fmt: skip


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, token: str, person: UUID) -> HttpResponse:
    """Correct one's own details or a colleague's."""

    def answer(opened: Opened) -> HttpResponse:
        found = _person(opened, person)
        if found is None:
            return _show(request, "gone", opened.house, status=404)
        waiting: dict[str, str] = {}
        for each in found.told:  # type: ignore[attr-defined]
            waiting |= {k: v for k, v in each["changes"].items() if k in CorrectForm.base_fields}
        form = CorrectForm(plain(request)) if request.POST else CorrectForm.of(found, waiting)
        if request.method == "POST" and form.is_valid():
            try:
                told = acts.tell_change(
                    found, form.cleaned_data, actor=opened.viewer, key=opened.key
                )
            except Refused as problem:
                form.add_error(None, sentence(problem))
            else:
                return _back(opened, told)
        context = {"opened": opened, "form": form, "person": found, "token": token,
                   "is_own": found.pk == opened.person.pk}  # fmt: skip
        status = 422 if form.errors else 200
        return _show(request, "correct", opened.house, status=status, **context)

    return _through_the_door(request, token, answer)


def _back(opened: Opened, told: acts.Told) -> HttpResponse:
    said = "&sagt=rettet" * bool(told.changed) + "&sagt=venter" * (told.waits is not None)
    return redirect(opened.url("page") + said + "#folk")


@csrf_exempt
@allow.door(DOOR)
@require_POST
def left(request: HttpRequest, token: str, person: UUID) -> HttpResponse:
    """Tell that a colleague has left."""

    def answer(opened: Opened) -> HttpResponse:
        found = _person(opened, person)
        if found is None:
            return _show(request, "gone", opened.house, status=404)
        try:
            return _back(opened, acts.tell_left(found, actor=opened.viewer, key=opened.key))
        except Refused as problem:
            return _page(request, opened, told=sentence(problem), status=422)

    return _through_the_door(request, token, answer)


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: HttpRequest, token: str) -> HttpResponse:
    """Name a colleague we do not know yet."""

    def answer(opened: Opened) -> HttpResponse:
        form = CorrectForm(plain(request)) if request.POST else CorrectForm()
        if request.method == "POST" and form.is_valid():
            if not claim_once(opened.viewer, request.POST.get("once")):
                return redirect(opened.url("page") + "&sagt=venter#folk")
            try:
                return _back(opened, acts.tell_new(
                    opened.company, form.cleaned_data, actor=opened.viewer, key=opened.key
                ))  # fmt: skip
            except Refused as problem:
                form.add_error(None, sentence(problem))
        context = {"opened": opened, "form": form, "person": None, "token": token}
        status = 422 if form.errors else 200
        return _show(request, "correct", opened.house, status=status, **context)

    return _through_the_door(request, token, answer)


@csrf_exempt
@allow.door(DOOR)
@require_POST
def write(request: HttpRequest, token: str) -> HttpResponse:
    """Write to us: an enquiry of a company we know."""

    def answer(opened: Opened) -> HttpResponse:
        form = WriteForm(plain(request))
        if not form.is_valid():
            return _page(request, opened, form=form, status=422)
        if claim_once(opened.viewer, request.POST.get("once")):
            person = opened.person
            actions.receive_enquiry(
                actions.EnquiryFacts(
                    subject=form.cleaned_data["subject"], text=form.cleaned_data["text"],
                    channel=EnquiryChannel.FORM, name=person.name, phone=str(person.phone or ""),
                    email=person.email, company_typed=opened.company.name,
                    language=translation.get_language() or "da", company=opened.company,
                    person=person,
                ),
                actor=Viewer.system(opened.house),
            )  # fmt: skip
        return redirect(opened.url("page") + "&sagt=skrevet#henvendelser")

    return _through_the_door(request, token, answer)


@csrf_exempt
@allow.door(DOOR)
@require_POST
def close(request: HttpRequest, token: str) -> HttpResponse:
    """Close one's links, on every screen."""

    def answer(opened: Opened) -> HttpResponse:
        acts.close_links(opened.key, actor=opened.viewer)
        return _show(request, "gone", opened.house, is_closed=True)

    return _through_the_door(request, token, answer)


def _house(code: str) -> Jobcentre:
    found = Jobcentre.objects.filter(code=code).first() if len(code) == 4 else None
    if found is None:
        raise Http404
    return found


@allow.public
@require_http_methods(["GET", "HEAD"])
def where(request: HttpRequest) -> HttpResponse:
    """Choose the jobcentre, for who has lost the link: the way to a code by mail."""
    code = request.GET.get("jobcenter", "")
    with translation.override(language_of(request)):
        houses = list(Jobcentre.objects.order_by("name", "id"))
        if any(house.code == code for house in houses):
            path = reverse("own_page:ask", args=[code])
            return redirect(f"{path}?sprog={translation.get_language()}")
        return closed_to_the_world(_show(request, "where", None, houses=houses))


@csrf_exempt
@allow.public
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a code by mail; the answer is the same whether we know the address or not."""
    house = _house(code)
    with translation.override(language_of(request)):
        if is_large(request):
            return HttpResponse(_("That is too much at once."), "text/plain", status=413)
        form = AskForm(plain(request)) if request.POST else AskForm()
        if request.method != "POST" or not form.is_valid():
            status = 422 if form.errors else 200
            return closed_to_the_world(_show(request, "ask", house, form=form, status=status))
        email = form.cleaned_data["email"]
        if too_many("code-from", client_address(request), ASKED_FROM):
            form.add_error(None, _slow())
            return closed_to_the_world(_show(request, "ask", house, form=form, status=429))
        if not too_many("code", f"{house.code}:{email.lower()}", ASKED_FOR):
            with acting_in(house):
                acts.ask_for_code(email, actor=Viewer.system(house))
        typed = CodeForm(initial={"email": email})
        return closed_to_the_world(_show(request, "code", house, form=typed))


@csrf_exempt
@allow.public
@require_POST
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Take the code; the right one opens the page for some hours."""
    house = _house(code)
    with translation.override(language_of(request)):
        if is_large(request):
            return HttpResponse(_("That is too much at once."), "text/plain", status=413)
        form = CodeForm(plain(request))
        status = 422
        if form.is_valid():
            email = form.cleaned_data["email"]
            token = None
            if too_many("guess", f"{house.code}:{email.lower()}", GUESSES):
                status = 429
            else:
                with acting_in(house):
                    token = acts.enter_code(
                        email, form.cleaned_data["code"], actor=Viewer.system(house)
                    )
            if token is not None:
                path = reverse("own_page:page", args=[token])
                return redirect(f"{path}?sprog={translation.get_language()}")
            form.add_error(
                "code", _("The code is wrong or too old. Look at the newest mail, or ask again.")
            )
        return closed_to_the_world(_show(request, "code", house, form=form, status=status))
