"""The public entrance of a jobcentre, and the link by which a company follows its enquiry.

No login, no cookie. The forms carry no CSRF token on purpose: nothing here acts with anybody's
session, so a foreign page has nothing to borrow; the form's own signed ticket and the limits per
address keep machines out.
"""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from companies import actions
from companies.access import company as access
from companies.choices.enquiry import WRITTEN_BY_THEM, EnquiryChannel, LineKind
from companies.forms.enquiries import NoteForm, PublicForm
from companies.mails import DOOR, contact_of, enquiry_link
from companies.models import Company, Enquiry
from companies.queries.enquiries import thread_of
from companies.rules import number_in
from companies.views.doors import (
    WRONG_TOKENS,
    closed_to_the_world,
    language_of,
    no_longer,
)
from jobcenter.clock import now
from jobcenter.doors import find_door, is_open
from jobcenter.errors import NotYours, Refused
from jobcenter.http import client_address
from jobcenter.models import Door, Jobcentre
from jobcenter.once import claim_once
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.throttle import HOUR, is_large, too_many
from jobcenter.viewer import Viewer

SOONEST = 3  # seconds from opening the form: nobody writes faster
LATEST = 24 * HOUR  # a form left open longer is opened anew; what was typed is kept
SENT_FROM = 12  # an hour and address: offices share one
LINES = 20  # an hour and link
SALT = "companies.entrance"
TRAP = "website"  # a field no person sees


def new_ticket(jobcentre: Jobcentre) -> str:
    """Return what the form carries: where and when it was opened, signed, good for one enquiry."""
    told = {"c": jobcentre.code, "t": now().timestamp(), "o": str(uuid4())}
    return signing.dumps(told, salt=SALT, compress=False)


def _ticket(jobcentre: Jobcentre, text: str) -> tuple[float, str]:
    """Return the age in seconds and the once-key of a ticket; Refused if it is not good."""
    try:
        told = signing.loads(text, salt=SALT)
        age, once = now().timestamp() - float(told["t"]), str(told["o"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise Refused("ticket", _("The form was open for too long. Send it once more.")) from None
    if told.get("c") != jobcentre.code or not -60 <= age <= LATEST:
        raise Refused("ticket", _("The form was open for too long. Send it once more."))
    if age < SOONEST:
        raise Refused("too_fast", _("That was fast. Wait a few seconds and send it once more."))
    return age, once


@csrf_exempt
@allow.public
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, code: str) -> HttpResponse:
    """The public form of one jobcentre."""
    jobcentre = Jobcentre.objects.filter(code=code).first() if len(code) == 4 else None
    if jobcentre is None:
        raise Http404
    if is_large(request):  # before any of it is read
        with translation.override(settings.LANGUAGE_CODE):
            told = _show(request, jobcentre, PublicForm(), status=413, told="large")
            return closed_to_the_world(told)
    with translation.override(language_of(request)):
        return closed_to_the_world(_form(request, jobcentre))


def _form(request: HttpRequest, jobcentre: Jobcentre) -> HttpResponse:
    if request.method != "POST":
        sent = request.GET.get("sendt") == "1"
        return _show(request, jobcentre, PublicForm(), sent=sent)
    if too_many("form", client_address(request), SENT_FROM):
        return _show(request, jobcentre, PublicForm(), status=429, told="slow")
    typed = PublicForm(
        {name: str(value).replace("\x00", "") for name, value in request.POST.items()}
    )
    here = reverse("entrance:form", args=[jobcentre.code])
    thanks = f"{here}?sendt=1&sprog={translation.get_language()}"
    if request.POST.get(TRAP):
        return redirect(thanks)  # a machine: it is told what a person is told, nothing is kept
    try:
        _age, once = _ticket(jobcentre, request.POST.get("ticket", ""))
    except Refused as problem:
        typed.is_valid()
        typed.add_error(None, problem.message)
        return _show(request, jobcentre, typed, status=422)
    if not typed.is_valid():
        return _show(request, jobcentre, typed, status=422)
    with acting_in(jobcentre):
        system = Viewer.system(jobcentre)
        if not claim_once(system, once):
            return redirect(thanks)
        enquiry = _receive(typed.cleaned_data, system)
        link = enquiry_link(enquiry)
    path = link.removeprefix(settings.BASE_URL.rstrip("/"))
    return redirect(f"{path}?ny=1&sprog={translation.get_language()}")


def _receive(data: dict[str, Any], system: Viewer) -> Enquiry:
    """Keep the enquiry; the company is taken as known only where its CVR number was written."""
    digits = number_in(data["company"])
    company = Company.objects.filter(cvr=digits).first() if len(digits) == 8 else None
    return actions.receive_enquiry(
        actions.EnquiryFacts(
            subject=data["subject"],
            text=data["text"],
            channel=EnquiryChannel.FORM,
            name=data["name"],
            phone=data["phone"],
            email=data["email"].lower(),
            company_typed=data["company"],
            language=translation.get_language() or "da",
            company=company,
        ),
        actor=system,
    )


def _show(
    request: HttpRequest,
    jobcentre: Jobcentre,
    shown: PublicForm,
    *,
    status: int = 200,
    told: str = "",
    sent: bool = False,
) -> HttpResponse:
    context = {
        "form": shown,
        "house": jobcentre,
        "told": told,
        "sent": sent,
        "ticket": new_ticket(jobcentre),
        "trap": TRAP,
        "here": reverse("entrance:form", args=[jobcentre.code]),
        "language": translation.get_language(),
        "languages": settings.LANGUAGES,
    }
    return render(request, "companies/entrance/form.html", context, status=status)


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """The state of one enquiry, its contact with a number, and a line to add."""
    if is_large(request):
        return HttpResponse(_("That is too much at once."), "text/plain", status=413)
    return closed_to_the_world(_follow(request, token))


def _follow(request: HttpRequest, token: str) -> HttpResponse:
    door = find_door(DOOR, token)
    if door is None:
        slow = too_many("wrong", client_address(request), WRONG_TOKENS)
        return no_longer(request, None, status=429 if slow else 404)
    with acting_in(door.jobcentre_id):
        jobcentre = Jobcentre.objects.get(pk=door.jobcentre_id)
        if not is_open(door):
            return no_longer(request, jobcentre, status=410)
        try:
            enquiry = access.enquiry(Viewer.at(door), UUID(str(door.subject)))
        except NotYours:
            return no_longer(request, jobcentre, status=410)
        with translation.override(language_of(request, enquiry.language)):
            if request.method == "POST":
                return _add(request, token, door, enquiry, jobcentre)
            return _state(request, token, enquiry, jobcentre)


def _add(
    request: HttpRequest, token: str, door: Door, enquiry: Enquiry, jobcentre: Jobcentre
) -> HttpResponse:
    typed = NoteForm({"text": request.POST.get("text", "").replace("\x00", "")[:4000]})
    if too_many("line", token, LINES):
        return _state(request, token, enquiry, jobcentre, told="slow", status=429)
    if not typed.is_valid():
        return _state(request, token, enquiry, jobcentre, typed=typed, status=422)
    if claim_once(Viewer.at(door), request.POST.get("once")):
        actions.add_to_enquiry(enquiry, actor=Viewer.at(door), text=typed.cleaned_data["text"])
    here = reverse("entrance:follow", args=[token])
    return redirect(f"{here}?tak=1&sprog={translation.get_language()}")


def _state(
    request: HttpRequest,
    token: str,
    enquiry: Enquiry,
    jobcentre: Jobcentre,
    *,
    typed: NoteForm | None = None,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = WRITTEN_BY_THEM | {LineKind.ANSWERED_MAIL}
    context = {
        "enquiry": enquiry,
        "house": jobcentre,
        "contact": contact_of(enquiry),
        "lines": [line for line in thread_of(enquiry) if line.kind in shown],
        "by_them": WRITTEN_BY_THEM,
        "form": typed or NoteForm(),
        "told": told,
        "is_new": request.GET.get("ny") == "1",
        "thanks": request.GET.get("tak") == "1",
        "here": reverse("entrance:follow", args=[token]),
        "language": translation.get_language(),
        "languages": settings.LANGUAGES,
    }
    return render(request, "companies/entrance/follow.html", context, status=status)
