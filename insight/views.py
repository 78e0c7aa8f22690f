"""The manager's page, the rows behind its figures, and both as files."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from citizens.access import record_looks
from insight import exports, pages
from insight.actions import compute_incrementally
from insight.forms import FilterForm
from insight.indicators import Indicator, find
from insight.models import Reason
from insight.published import published
from insight.queries import Filters, dashboard
from insight.sources.rows import RowQuery, every_row, page_of
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.SEE_DASHBOARD, Can.SEE_PUBLISHED)
@require_GET
def overview(request: Request) -> HttpResponse:
    """Show the week to those who lead; to others what is published."""
    if not request.viewer.can(Can.SEE_DASHBOARD):
        return render(
            request,
            "insight/published.html",
            pages.published_page(published(request.viewer.jobcentre_id)),
        )
    filters = Filters.read(request.GET)
    page = dashboard(request.viewer, filters)
    form = FilterForm(
        {"hold": str(page.team.public_id) if page.team else "", "periode": str(filters.months)},
        teams=page.teams,
    )
    return render(
        request,
        "insight/overview.html",
        {
            **pages.dashboard_page(page, today(), request.GET),
            "form": form,
            "first_slot": registries.render_slot("overview.first", request),
        },
    )


@allow(Can.SEE_PUBLISHED)
@require_GET
def published_figures(request: Request) -> HttpResponse:
    """Show what is published, also to those who see more."""
    return render(
        request,
        "insight/published.html",
        pages.published_page(published(request.viewer.jobcentre_id)),
    )


@allow(Can.SEE_DASHBOARD)
@require_POST
def compute_now(request: Request) -> HttpResponse:
    """Compute today's figures and go back to the page."""
    run = compute_incrementally(actor=request.viewer, reason=Reason.ON_DEMAND)
    messages.success(
        request,
        _("The figures are up to date.")
        if run.changed
        else _("The figures were up to date already."),
    )
    query = request.POST.get("query", "")
    return redirect(reverse("insight:overview") + (f"?{query}" if query else ""))


@allow(Can.SEE_DASHBOARD)
@require_GET
def figures_file(request: Request, form: str) -> HttpResponse:
    """Return what the page shows as a file: every figure of the chosen team and period."""
    filters = Filters.read(request.GET)
    page = dashboard(request.viewer, filters)
    header, rows, notes = pages.figures_table(request.viewer, page)
    return _file(form, f"overblik-{today().isoformat()}", header, rows, notes)


@allow(Can.SEE_DASHBOARD)
@require_GET
def rows_behind(request: Request, code: str) -> HttpResponse:
    """Open a figure: the rows it counts, those to act on first."""
    indicator, query, chosen = _row_query(request, code)
    found = page_of(indicator.rows, query, after=request.GET.get("side", ""))
    form = FilterForm({"hold": chosen["hold"]}, teams=chosen["teams"])
    del form.fields["periode"]
    return render(
        request,
        "insight/rows.html",
        {**pages.rows_page(indicator, query, found, chosen, request.GET), "form": form},
    )


@allow(Can.SEE_DASHBOARD)
@require_GET
def rows_file(request: Request, code: str, form: str) -> HttpResponse:
    """Return the rows behind a figure as a file; names that leave the house leave a trace."""
    indicator, query, _chosen = _row_query(request, code)
    rows = list(every_row(indicator.rows, query))
    named = {row.citizen for row in rows if row.citizen and not row.is_masked}
    if named:
        record_looks(request.viewer, named, "insight.export")
    header, lines = pages.rows_table(indicator, rows)
    return _file(
        form, f"{code}-{query.day.isoformat()}", header, lines, pages.rows_notes(indicator, query)
    )


def _row_query(request: Request, code: str) -> tuple[Indicator, RowQuery, dict[str, Any]]:
    indicator = find(code)
    if indicator is None:
        raise Http404
    try:
        day = min(date.fromisoformat(request.GET.get("dag", "")), today())
    except ValueError:
        day = today()
    chosen = pages.chosen_rows(request.viewer, request.GET, indicator)
    query = RowQuery(
        viewer=request.viewer,
        day=day,
        team_id=chosen["team"].pk if chosen["team"] else None,
        missing=chosen["missing"],
        population=chosen["population"],
    )
    return indicator, query, chosen


def _file(
    form: str, name: str, header: list[str], rows: Iterable[Any], notes: list[str]
) -> HttpResponse:
    if form == "csv":
        return exports.as_csv(name, header, rows)
    return exports.as_excel(name, header, rows, notes=notes)
