"""Coverage, segments, figures of industries and the panel: whom we reach, and whom we should."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import panel as panel_actions
from companies.actions import segments as actions
from companies.forms.campaigns import FigureForm, MeetingForm, PanelForm, SegmentChoiceForm
from companies.queries import panel as panel_queries
from companies.queries import segments as queries
from companies.queries.coverage import CONTACTED_2010, coverage
from jobcenter.clock import COPENHAGEN, today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


def _period(request: Request) -> tuple[date, date]:
    """Return the period asked for; the last twelve months without one."""
    found: list[date | None] = []
    for name in ("kfra", "ktil"):
        try:
            found.append(date.fromisoformat(request.GET.get(name, "")))
        except ValueError:
            found.append(None)
    until = found[1] or today()
    since = found[0] or until - timedelta(days=365)
    return min(since, until), max(since, until)


@allow(Can.READ_COMPANIES)
@require_GET
def covered(request: Request) -> HttpResponse:
    """Which share of the employers we were in touch with in a period; each figure opens its rows.

    On a phone and on paper alike: a chart, its table and one sentence.
    """
    since, until = _period(request)
    found = coverage(request.viewer, request.jobcentre.code, since, until)
    days = (30, 90, 365, 365 * 3)
    context = {
        "coverage": found,
        "parts": [
            (title, rows, [(row.label, row.share) for row in rows]) for title, rows in found.parts
        ],
        "then": CONTACTED_2010, "then_not": 100 - CONTACTED_2010,
        "periods": [
            (number, (today() - timedelta(days=number)).isoformat(), today().isoformat())
            for number in days
        ],
    }  # fmt: skip
    return render(request, "companies/coverage.html", context)


@allow(Can.READ_COMPANIES)
@require_GET
def segments(request: Request) -> HttpResponse:
    """The four segments, and what the rules suggest for the companies of one."""
    asked = request.GET.get("segment", "none")
    asked = asked if asked in {"1", "2", "3", "4", "none"} else "none"
    number = None if asked == "none" else int(asked)
    rows, following = queries.page_of_segment(
        request.viewer, number, request.GET.get("side", "")
    )  # fmt: skip
    context = {
        "totals": queries.totals(request.viewer), "rows": rows, "following": following,
        "asked": asked, "is_first": not request.GET.get("side"),
        "may_write": request.viewer.can(Can.LOG_CONTACT), "query_string": f"segment={asked}",
    }  # fmt: skip
    return render(request, "companies/segments.html", context)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def segment(request: Request, company: UUID) -> HttpResponse:
    """Accept the suggested segment of a company, or choose another and say why."""
    found = access.company(request.viewer, company)
    relation = access.relation(request.viewer, found.pk)
    fits = queries.suggestions(request.viewer, [found.pk]).get(found.pk)
    if relation is None or fits is None:
        messages.warning(request, _("Nobody is the fixed contact yet. Set that first."))
        return redirect("companies:relation", found.public_id)
    form = SegmentChoiceForm(
        request.POST or None, initial={"segment": fits.segment, "version": relation.version}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_segment(
                found, data["segment"], actor=request.viewer, reason=data["reason"],
                suggestion=fits, version=data["version"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("reason", sentence(refused))
        except Stale:
            messages.warning(request, _("A colleague was faster: see where the company is now."))
            return redirect("companies:segment", found.public_id)
        else:
            messages.success(request, _("%(name)s: saved.") % {"name": found.name})
            if request.POST.get("tilbage") == "liste":
                return redirect(reverse("companies:segments"))
            return redirect("companies:segment", found.public_id)
    context = {
        "company": found, "relation": relation, "fits": fits, "form": form,
        "reasons": [(r.points, _(r.message) % {"number": r.number}) for r in fits.reasons],
        "changes": queries.changes_of_segment(request.viewer, found.pk),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/segment.html", context, status=status)


@allow(Can.READ_COMPANIES)
@require_http_methods(["GET", "POST"])
def figures(request: Request) -> HttpResponse:
    """What is known of whole industries, each figure with its source and its day."""
    may_write = request.viewer.can(Can.ADMINISTER)
    form = FigureForm(request.POST or None, initial={"as_of": today()})
    if request.method == "POST":
        if not may_write:
            return redirect("companies:industry_figures")
        if form.is_valid():
            panel_actions.set_figure(form.cleaned_data, actor=request.viewer)
            messages.success(request, _("The figure is saved."))
            return redirect("companies:industry_figures")
    context: dict[str, Any] = {
        "rows": panel_queries.figures(request.viewer), "form": form, "may_write": may_write,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/industry_figures.html", context, status=status)


@allow(Can.ADMINISTER)
@require_POST
def figure_gone(request: Request) -> HttpResponse:
    """Delete a figure."""
    panel_actions.drop_figure(
        request.POST.get("figur", ""), request.POST.get("branche", ""), actor=request.viewer
    )
    messages.success(request, _("The figure is deleted."))
    return redirect("companies:industry_figures")


def _panel_page(request: Request, form: PanelForm, meeting: MeetingForm) -> HttpResponse:
    rows = panel_queries.panel(request.viewer)
    context = {
        "rows": rows, "form": form, "meeting": meeting,
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS),
        "next_at": panel_queries.next_meeting(rows),
    }  # fmt: skip
    status = 422 if form.errors or meeting.errors else 200
    return render(request, "companies/panel.html", context, status=status)


@allow(Can.READ_COMPANIES)
@require_GET
def panel(request: Request) -> HttpResponse:
    """About twenty companies that are asked twice a year."""
    purpose = _("Half-yearly meeting of the panel: what you need and what we can do")
    return _panel_page(request, PanelForm(), MeetingForm(initial={"purpose": purpose}))


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def panel_add(request: Request) -> HttpResponse:
    """Ask a company into the panel."""
    form = PanelForm(request.POST)
    if form.is_valid():
        try:
            name = panel_actions.join_panel(form.cleaned_data["cvr"], actor=request.viewer)
        except Refused as refused:
            form.add_error("cvr", sentence(refused))
        else:
            messages.success(request, _("%(name)s is in the panel.") % {"name": name})
            return redirect("companies:panel")
    return _panel_page(request, form, MeetingForm())


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def panel_leave(request: Request, member: UUID) -> HttpResponse:
    """Note that a company left the panel."""
    panel_actions.leave_panel(member, actor=request.viewer)
    messages.success(request, _("The company has left the panel."))
    return redirect("companies:panel")


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def panel_meeting(request: Request) -> HttpResponse:
    """Plan the half-yearly meeting: a planned contact with each company of the panel."""
    form = MeetingForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        at = datetime.combine(data["on"], data["time"], COPENHAGEN)
        try:
            number = panel_actions.plan_panel_meeting(
                at, data["purpose"], actor=request.viewer
            )  # fmt: skip
        except Refused as refused:
            form.add_error("on", sentence(refused))
        else:
            text = ngettext("Planned with %(n)s company.", "Planned with %(n)s companies.", number)
            messages.success(request, text % {"n": number})
            return redirect("companies:panel")
    return _panel_page(request, PanelForm(), form)
