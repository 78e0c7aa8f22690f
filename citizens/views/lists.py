"""The list of citizens, and finding one by number."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from citizens import law
from citizens.actions.citizen import cpr_index
from citizens.choices import CitizenState
from citizens.forms import NumberForm
from citizens.listing import CAP, Filters, count_citizens, page_of
from citizens.models import Citizen
from citizens.queries import citizen as queries
from citizens.views.shared import private
from jobcenter import cpr
from jobcenter.access_log import record_look
from jobcenter.clock import today
from jobcenter.http import Request
from jobcenter.lists import ListState, list_state
from jobcenter.permissions import Can, allow


@allow(Can.READ_CITIZENS)
@require_GET
@private
def list_citizens(request: Request) -> HttpResponse:
    """My candidates, or everybody with the others masked."""
    state = list_state(request, "citizens")
    if state.redirect:
        return redirect(state.redirect)
    filters = Filters.of(request.viewer, request.GET)
    rows, following, is_first = page_of(request.viewer, filters, request.GET.get("side", ""))
    return render(
        request,
        "citizens/list.html",
        {
            "state": state,
            "rows": rows,
            "following": following,
            "filters": filters,
            "is_first": is_first,
            # On the first page only: twelve queries are what a page may cost.
            "count": count_citizens(request.viewer, request.GET, CAP) if is_first else None,
            "cap": CAP,
            "targets": [
                (group.number, f"{group.number} {group.label(request.LANGUAGE_CODE, today())}")
                for group in law.target_groups(today())
            ],
            "schemes": [
                (scheme.name, [(f"{scheme.code}:{g.code}", g.name) for g in groups])
                for scheme, groups in queries.open_schemes(request.viewer.jobcentre_id).items()
            ],
            "consultants": [] if filters.mine else queries.colleagues(request.viewer),
            "states": CitizenState.choices,
            "tabs": _tabs(state, filters),
            "can_register": request.viewer.can(Can.WRITE_CITIZENS),
            "can_decide": request.viewer.can(Can.GRANT_ACCESS),
        },
    )


def _tabs(state: ListState, filters: Filters) -> list[tuple[str, str, bool]]:
    """Return mine and all with everything else kept; a colleague is asked for among all only."""
    tabs = []
    for code, label in (("mine", _("My candidates")), ("alle", _("All"))):
        query = QueryDict(state.query_string, mutable=True)
        query["vis"] = code
        if code == "mine":
            query.pop("konsulent", None)
        tabs.append((f"?{query.urlencode()}", label, filters.mine == (code == "mine")))
    return tabs


@allow(Can.READ_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def find_number(request: Request) -> HttpResponse:
    """Find a citizen by the exact number: posted, never in an address, and logged."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    missing = False
    if request.method == "POST" and form.is_valid():
        index = cpr_index(cpr.parse(form.cleaned_data["cpr"]).digits)
        found = (
            Citizen.objects.filter(jobcentre_id=request.viewer.jobcentre_id, cpr_index=index)
            .values_list("public_id", flat=True)
            .order_by()
            .first()
        )
        if found:
            record_look(request.viewer, found, "cpr.search")
            return redirect("citizens:page", found)
        missing = True
        form = NumberForm()
    return render(
        request,
        "citizens/number.html",
        {
            "form": form,
            "missing": missing,
            "can_register": request.viewer.can(Can.WRITE_CITIZENS),
        },
        status=422 if form.errors else 200,
    )
