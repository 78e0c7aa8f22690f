"""Our side of the company's own page: who may open it, and what the company corrects."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import own_page as acts
from companies.forms.own_page import DeclineForm
from companies.queries import own_page as reads
from jobcenter.errors import Refused
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


@allow(Can.READ_COMPANIES)
@require_GET
def own_page(request: Request, company: UUID) -> HttpResponse:
    """Who at the company may open its page, and what they want changed."""
    found = access.company(request.viewer, company)
    waiting = reads.corrections_open(request.viewer).filter(company=found)
    return render(
        request,
        "companies/own_page.html",
        {
            "company": found, "people": reads.people_with_keys(request.viewer, found),
            "corrections": [reads.shown_correction(row) for row in waiting[:20]],
            "may_write": request.viewer.can(Can.LOG_CONTACT),
            "entrance": request.build_absolute_uri(
                reverse("own_page:ask", args=[request.jobcentre.code])
            ),
        },
    )  # fmt: skip


def _back(request: Request, company: UUID) -> HttpResponse:
    came_from = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    )
    return redirect(came_from if is_ours else reverse("companies:own_page", args=[company]))


@allow(Can.LOG_CONTACT)
@require_POST
def give(request: Request, person: UUID) -> HttpResponse:
    """Send somebody a link to their company's page."""
    found = access.person(request.viewer, person)
    try:
        acts.give_page(found, actor=request.viewer)
    except Refused as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("A link is on its way to %(name)s.") % {"name": found.name})
    return redirect("companies:own_page", found.company.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def take(request: Request, person: UUID) -> HttpResponse:
    """Close the page to somebody."""
    found = access.person(request.viewer, person)
    acts.take_page_back(found, actor=request.viewer)
    messages.success(request, _("%(name)s cannot open the page any more.") % {"name": found.name})
    return redirect("companies:own_page", found.company.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def accept(request: Request, correction: UUID) -> HttpResponse:
    """Take a correction over."""
    found = access.correction(request.viewer, correction)
    try:
        acts.accept_correction(found, actor=request.viewer)
    except Refused as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("It is taken over."))
    return _back(request, found.company.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def decline(request: Request, correction: UUID) -> HttpResponse:
    """Say why a correction is not taken over."""
    found = access.correction(request.viewer, correction)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.decline_correction(found, actor=request.viewer, reason=form.cleaned_data["reason"])
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("The company reads your answer on its page."))
            return redirect("companies:own_page", found.company.public_id)
    context = {"company": found.company, "correction": reads.shown_correction(found), "form": form}
    status = 422 if form.errors else 200
    return render(request, "companies/own_page_decline.html", context, status=status)
