"""The page a company opens by its personal link: what it needs, how far we are, does it stand.

No login, no cookie and no CSRF token, as at the entrance: nothing here acts with a session.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from companies.access import company as access
from companies.actions import need_moves as moves
from companies.actions import needs as acts
from companies.choices.need import BY_COMPANY, DOOR, NeedClosing
from companies.forms.needs import CompanyCloseForm, CompanyNeedForm
from companies.models import ContactPerson, Need
from companies.need_steps import owner_of
from companies.queries.needs import tone_of
from companies.views.doors import (
    WRONG_TOKENS,
    closed_to_the_world,
    language_of,
    no_longer,
    plain,
)
from jobcenter.clock import today
from jobcenter.doors import find_door, is_open
from jobcenter.errors import NotYours, Refused
from jobcenter.http import client_address
from jobcenter.models import Door, Jobcentre
from jobcenter.once import claim_once
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.throttle import too_many
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence

SENT = 30  # moves an hour and link
SHOWN = 40


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest, token: str) -> HttpResponse:
    """The company's needs, yes or no to each, and a form for one more."""
    return closed_to_the_world(_open(request, token))


def _open(request: HttpRequest, token: str) -> HttpResponse:
    door = find_door(DOOR, token)
    if door is None:
        slow = too_many("wrong", client_address(request), WRONG_TOKENS)
        return no_longer(request, None, status=429 if slow else 404)
    with acting_in(door.jobcentre_id):
        house = Jobcentre.objects.get(pk=door.jobcentre_id)
        if not is_open(door):
            return no_longer(request, house, status=410)
        try:
            person = access.needs_at_door(Viewer.at(door))
        except NotYours:
            return no_longer(request, house, status=410)
        with translation.override(language_of(request, person.language)):
            if request.method == "POST":
                return _move(request, token, door, person, house)
            return _show(request, token, person, house)


def _move(
    request: HttpRequest, token: str, door: Door, person: ContactPerson, house: Jobcentre
) -> HttpResponse:
    if too_many("need", token, SENT):
        return _show(request, token, person, house, told="slow", status=429)
    viewer = Viewer.at(door)
    step = request.POST.get("skridt", "")
    if step in {"staar", "vaek"}:
        return _answer(request, token, viewer, person, house)
    form = CompanyNeedForm(
        {**plain(request), **{n: request.POST.getlist(n) for n in ("considerations", "languages")}}
    )
    if not form.is_valid():
        return _show(request, token, person, house, form=form, status=422)
    if claim_once(viewer, request.POST.get("once")):
        facts = form.facts
        told = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
        told |= {"person": person, "workplace": person.workplace}
        acts.tell_about_need(person.company, acts.NeedFacts(**told), actor=viewer)
    return _back(token, "tak")


def _answer(
    request: HttpRequest, token: str, viewer: Viewer, person: ContactPerson, house: Jobcentre
) -> HttpResponse:
    """Take the company's yes or no to one of its needs."""
    try:
        need = Need.objects.get(
            jobcentre_id=viewer.jobcentre_id, company_id=person.company_id,
            public_id=UUID(request.POST.get("behov", "")),
        )  # fmt: skip
    except (ValueError, Need.DoesNotExist):
        return _show(request, token, person, house, told="moved", status=422)
    try:
        if request.POST.get("skridt") == "staar":
            moves.renew_need(need, actor=viewer)
            return _back(token, "staar")
        form = CompanyCloseForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else NeedClosing.WITHDRAWN
        moves.close_need(need, actor=viewer, reason=reason)
    except Refused as problem:
        return _show(request, token, person, house, told=sentence(problem), status=422)
    return _back(token, "vaek")


def _back(token: str, what: str) -> HttpResponse:
    page = reverse("needs:company", args=[token])
    return redirect(f"{page}?tak={what}&sprog={translation.get_language()}")


def _show(
    request: HttpRequest,
    token: str,
    person: ContactPerson,
    house: Jobcentre,
    *,
    form: CompanyNeedForm | None = None,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = list(
        Need.objects.filter(jobcentre_id=house.pk, company_id=person.company_id)
        .order_by("closed_on", "filled_on", "starts_on", "id")[:SHOWN]
    )  # fmt: skip
    context: dict[str, Any] = {
        "house": house, "person": person, "company": person.company,
        "contact": owner_of(house.pk, person.company_id),
        "open": [(row, tone_of(row)) for row in rows if row.is_open],
        "over": [(row, tone_of(row)) for row in rows if not row.is_open][-8:],
        "form": form or CompanyNeedForm(initial={"starts_on": today(), "number": 1}),
        "reasons": [(each.value, NeedClosing(each).label) for each in reversed(BY_COMPANY)],
        "told": told, "thanks": request.GET.get("tak", ""),
        "here": reverse("needs:company", args=[token]),
        "language": translation.get_language(), "languages": settings.LANGUAGES,
    }  # fmt: skip
    return render(request, "companies/entrance/needs.html", context, status=status)
