"""The inbox of enquiries, its file, typing one during a call, and the entrance's settings."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from companies import actions
from companies.access import company as access
from companies.choices import RegisterStatus
from companies.choices.enquiry import STATE_TONES, EnquiryChannel, EnquiryState, EnquirySubject
from companies.forms.enquiries import EnquiryForm, SettingsForm
from companies.models import Company, CompanyRelation, Enquiry
from companies.queries import workplaces_of
from companies.queries.enquiries import (
    EnquiryFilters,
    answer_times,
    enquiry_page,
    inbox_counts,
)
from companies.queries.listing import Filters, company_page
from companies.rules import number_in
from jobcenter.clock import now
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.lists import file_state
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence
from jobcenter.views.exports import stream_csv

FOUND = 8
PERIODS = {"30": 30, "90": 90, "365": 365}


def state_of(enquiry: Enquiry) -> dict[str, Any]:
    """Return how a list and a page show where an enquiry stands."""
    return {
        "enquiry": enquiry,
        "tone": STATE_TONES[EnquiryState(enquiry.state)],
        "is_late": enquiry.first_answer_at is None
        and not enquiry.is_closed
        and enquiry.due_at < now(),
        "waits": enquiry.first_answer_at is None and not enquiry.is_closed,
    }


@allow(Can.READ_COMPANIES)
@require_GET
def inbox(request: Request) -> HttpResponse:
    """What companies ask: nobody's first, then mine; for leaders how fast we answer."""
    filters = EnquiryFilters.of(request.GET)
    page = enquiry_page(request.viewer, filters, request.GET.get("side", ""))
    days = PERIODS.get(request.GET.get("dage", ""), 90)
    sees_times = request.viewer.can(Can.SEE_DASHBOARD)
    return render(
        request,
        "companies/enquiries.html",
        {
            "rows": [state_of(each) for each in page.rows],
            "page": page,
            "filters": filters,
            "counts": inbox_counts(request.viewer),
            "times": answer_times(request.viewer, days) if sees_times else [],
            "days": days,
            "periods": PERIODS,
            "subjects": EnquirySubject.choices,
            "channels": EnquiryChannel.choices,
            "states": EnquiryState.choices,
            "is_filtered": replace(filters, whose="") != EnquiryFilters(),
            "may_write": request.viewer.can(Can.LOG_CONTACT),
            "may_set": request.viewer.can(Can.ADMINISTER),
            "state": file_state(request, "enquiries"),
        },
    )


@allow(Can.READ_COMPANIES)
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """Give exactly what is filtered as CSV, however long it is; without what was written."""
    return stream_csv(request, "enquiries")


def found_companies(request: Request, query: str) -> list[dict[str, Any]]:
    """Return companies by name, CVR or P number, each with its fixed contact with us."""
    digits = number_in(query)
    found: list[Company] = []
    if len(digits) == 10:
        found = list(Company.objects.filter(workplaces__p_number=digits))
    elif len(query) >= 2:
        filters = Filters(query=query, area="all", status=RegisterStatus.ACTIVE)
        page = company_page(request.viewer, filters, home_code=request.jobcentre.code, size=FOUND)
        found = [row.company for row in page.rows]
    owners = dict(
        CompanyRelation.objects.filter(
            jobcentre_id=request.viewer.jobcentre_id, company__in=found
        ).values_list("company_id", "owner__name")
    )
    return [{"company": each, "owner": owners.get(each.pk, "")} for each in found]


def chosen_company(request: Request, public_id: str) -> Company | None:
    """Return the company of a typed public id, or None."""
    try:
        return access.company(request.viewer, UUID(public_id))
    except (ValueError, NotYours):
        return None


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Type an enquiry while somebody is on the line: one screen, the company found on it."""
    typed = request.POST if request.method == "POST" else request.GET
    query = typed.get("find_q", "").replace("\x00", "").strip()[:100]
    company = chosen_company(request, typed.get("firma", ""))
    if request.htmx and request.method == "GET":
        found = found_companies(request, query) if query else []
        return render(request, "companies/enquiry_new.html#found", {"found": found, "query": query})
    form = EnquiryForm(
        request.POST if request.method == "POST" else None,
        knows_company=company is not None,
        workplaces=workplaces_of(company) if company else (),
        initial={"workplace": request.GET.get("sted", "")},
    )
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        return _receive(request, form, company)
    looks_only = "find" in typed
    if looks_only:  # without JavaScript: what was typed stays, nothing is judged yet
        form = EnquiryForm(
            knows_company=True, workplaces=workplaces_of(company) if company else (),
            initial=typed.dict(),
        )  # fmt: skip
    context = {
        "form": form,
        "company": company,
        "query": query,
        "found": found_companies(request, query) if query and company is None else [],
    }
    status = 422 if not looks_only and form.errors else 200
    return render(request, "companies/enquiry_new.html", context, status=status)


def _receive(request: Request, form: EnquiryForm, company: Company | None) -> HttpResponse:
    data = form.cleaned_data
    if not claim_once(request.viewer, request.POST.get("once")):
        messages.info(request, _("It was saved the first time."))
        return redirect("companies:enquiries")
    names = ("subject", "text", "channel", "name", "phone", "email", "company_typed")
    enquiry = actions.receive_enquiry(
        actions.EnquiryFacts(
            **{name: data[name] for name in names},
            language=data["language"] or "da",
            company=company,
            workplace=form.chosen_workplace,
        ),
        actor=request.viewer,
        owner=request.membership if data["mine"] else None,
        answered=data["answered"],
        note=data["answer"],
    )
    if data["mine"]:
        messages.success(request, _("The enquiry is yours. Offer a meeting while you talk."))
    else:
        messages.success(request, _("The enquiry is in the inbox."))
    return redirect("companies:enquiry", enquiry.public_id)


@allow(Can.ADMINISTER)
@require_http_methods(["GET", "POST"])
def settings_page(request: Request) -> HttpResponse:
    """Opening hours of the entrance, what it promises, its number and address."""
    fields = SettingsForm.base_fields
    form = SettingsForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(request.jobcentre, name) for name in fields},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_entrance(request.jobcentre, actor=request.viewer, **form.cleaned_data)
        except Refused as no:
            form.add_error("entrance_email", sentence(no))
        else:
            messages.success(request, _("Saved. New enquiries are measured by it."))
            return redirect("companies:enquiries")
    return render(
        request,
        "companies/enquiry_settings.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
