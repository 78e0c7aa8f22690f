"""The list of companies, its export, and the short way to log a visit."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from companies.choices import RegisterStatus
from companies.forms import FilterForm
from companies.models import Company, Workplace
from companies.queries.filters import Filters
from companies.queries.listing import company_page
from companies.queries.present import mine_lately
from companies.queries.standings import staff_in_order
from companies.rules import number_in
from jobcenter.http import Request
from jobcenter.lists import list_state
from jobcenter.models import Membership
from jobcenter.permissions import Can, allow
from jobcenter.views.exports import stream_csv


def filter_form(filters: Filters, staff: list[Membership]) -> FilterForm:
    """Return the filters of the list and of the map as they are set."""
    return FilterForm(
        auto_id="f_%s",
        staff=staff,
        initial={
            "q": filters.query,
            "by": filters.town,
            "omraade": filters.area_used,
            "branche": filters.industry,
            "fra": filters.size,
            "relation": filters.relation,
            "status": filters.status,
            "ansvarlig": filters.owner,
            "segment": filters.segment,
            "kontakt": filters.contact,
            "skridt": filters.step,
        },
    )


def _exact(query: str) -> str | None:
    """Return the address of the page whose whole CVR or P number was typed."""
    digits = number_in(query)
    if len(digits) == 8:
        company = Company.objects.filter(cvr=digits).only("public_id").first()
        return reverse("companies:company", args=[company.public_id]) if company else None
    if len(digits) == 10:
        place = Workplace.objects.filter(p_number=digits).only("public_id").first()
        return reverse("companies:workplace", args=[place.public_id]) if place else None
    return None


@allow(Can.READ_COMPANIES)
@require_GET
def listing(request: Request) -> HttpResponse:
    """Find companies by name, number, town, industry, size and what we are to them."""
    filters = Filters.of(request.GET)
    if exact := _exact(filters.query):
        return redirect(exact)
    state = list_state(request, "companies")
    if state.redirect:
        return redirect(state.redirect)
    staff = staff_in_order(request.viewer)
    page = company_page(
        request.viewer,
        filters,
        home_code=request.jobcentre.code,
        after=request.GET.get("side", ""),
        staff=staff,
    )
    template = "companies/list.html"
    if request.htmx and request.htmx.target == "resultat":
        template += "#results"
    more = ("branche", "fra", "ansvarlig", "segment", "kontakt", "skridt")
    return render(
        request,
        template,
        {
            "page": page,
            "state": state,
            "filters": filters,
            "form": filter_form(filters, staff),
            "more_filters": any(request.GET.get(name) for name in more)
            or filters.status != RegisterStatus.ACTIVE,
            "is_filtered": filters != Filters(sort=filters.sort),
            "may_write": request.viewer.can(Can.LOG_CONTACT),
            "query_string": state.query_string,
        },
    )


@allow(Can.READ_COMPANIES)
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """Give exactly what is filtered as CSV, however long it is."""
    return stream_csv(request, "companies")


@allow(Can.LOG_CONTACT)
@require_GET
def quick_log(request: Request) -> HttpResponse:
    """Log a visit in three taps: here the company is found, usually among those just touched."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    digits = number_in(query)
    found: list[Company] = []
    if len(digits) == 10:
        found = list(Company.objects.filter(workplaces__p_number=digits))
    elif query:
        page = company_page(
            request.viewer, Filters(query=query), home_code=request.jobcentre.code, size=12
        )
        found = [row.company for row in page.rows]
    template = "companies/quick_log.html"
    if request.htmx:
        template += "#found"
    return render(
        request,
        template,
        {
            "query": query,
            "found": found,
            "lately": [] if query else mine_lately(request.viewer),
            "channel": "visit",
        },
    )
