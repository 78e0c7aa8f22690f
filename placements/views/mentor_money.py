"""Mentor orders of the jobcentre: the list, and the year's money against what was planned."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobcenter.clock import today
from jobcenter.errors import NotYours, Stale
from jobcenter.http import Request
from jobcenter.lists import list_state
from jobcenter.permissions import Can, allow
from placements.access.mentoring import READS
from placements.actions import mentoring as acts
from placements.choices.mentoring import MentorKind
from placements.forms.mentoring import BudgetForm
from placements.models import MentorBudget, MentorTarget
from placements.queries import mentoring as reads
from placements.queries.mentor_list import CAP, MentorFilters, count_orders, page_of_orders
from placements.rules import mentoring as rules
from placements.views.shared import form_page, private, without_tab


@allow(*READS)
@require_GET
@private
def list_orders(request: Request) -> HttpResponse:
    """Mentor orders: a leader's are all, with names masked; a colleague's those of own cases."""
    viewer = request.viewer
    state = list_state(request, "mentor_orders")
    if state.redirect:
        return redirect(state.redirect)
    filters = MentorFilters.of(request.GET)
    rows, following, is_first = page_of_orders(viewer, filters, request.GET.get("side", ""))
    return render(
        request,
        "placements/mentoring/list.html",
        {
            "state": state, "rows": rows, "following": following, "is_first": is_first,
            "count": count_orders(viewer, request.GET, CAP), "cap": CAP, "filters": filters,
            "rest": without_tab(state), "is_leader": viewer.can(Can.GRANT_ACCESS),
            "kinds": [(code, capfirst(label)) for code, label in MentorKind.choices],
            "year": today().year, "can_see_money": viewer.can(Can.SEE_DASHBOARD),
        },
    )  # fmt: skip


def _check_year(year: int) -> None:
    if not 2000 <= year <= 2100:
        raise NotYours


@allow(Can.SEE_DASHBOARD)
@require_GET
def budget(request: Request, year: int) -> HttpResponse:
    """A year: money, ceiling, and each target group's plan against what became of it."""
    _check_year(year)
    page = reads.year_page(request.viewer, year)
    frame = page.frame
    return render(
        request,
        "placements/mentoring/budget.html",
        {
            "page": page, "year": str(year), "before": str(year - 1), "after": str(year + 1),
            "amount": _kroner(frame.amount if frame else None),
            "granted": _kroner(frame.granted if frame else None),
            "left": _kroner(frame.left if frame else None),
            "given": _kroner(page.delivered_ore), "asked": _kroner(page.asked_ore),
            "limit": _kroner(frame.limit if frame else None),
            "other": _kroner(frame.other if frame else None),
            "ceiling": _kroner(frame.ceiling if frame else None),
            "left_of_ceiling": _kroner(frame.left_of_ceiling if frame else None),
            "is_over": bool(frame and frame.left < 0),
            "rate": _kroner(page.ceiling.ore if page.ceiling else None),
            "can_write": request.viewer.can(Can.KEEP_RANGE),
            "can_list": any(request.viewer.can(can) for can in READS),
            "hours_rule": rules.source_of("hours"),
        },
    )  # fmt: skip


def _kroner(ore: int | None) -> Decimal | None:
    return None if ore is None else Decimal(ore) / 100


@allow(Can.KEEP_RANGE)
@require_http_methods(["GET", "POST"])
def edit_budget(request: Request, year: int) -> HttpResponse:
    """Enter the money of a year and what is planned."""
    _check_year(year)
    viewer = request.viewer
    if not viewer.can(Can.SEE_DASHBOARD):
        raise PermissionDenied
    present = MentorBudget.objects.filter(jobcentre_id=viewer.jobcentre_id, year=year).first()
    planned = MentorTarget.objects.filter(jobcentre_id=viewer.jobcentre_id, budget=present)
    form = BudgetForm(
        request.POST or None, groups=reads.target_groups(), planned=planned if present else (),
        initial=_as_it_is(present),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            acts.save_budget(year, actor=viewer, **form.facts())
        except Stale:
            fresh = MentorBudget.objects.filter(jobcentre_id=viewer.jobcentre_id, year=year).first()
            form.data = {**request.POST.dict(), "version": fresh.version if fresh else 0}
            form.add_error(
                None, _("A colleague changed this meanwhile. Look again, and save once more.")
            )
        else:
            messages.success(request, _("Saved."))
            return redirect("placements:mentor_budget", year)
    return form_page(request, "placements/mentoring/budget_form.html", form=form, year=str(year))


def _as_it_is(budget: MentorBudget | None) -> dict[str, Any]:
    if budget is None:
        return {"version": 0}
    return {
        "amount": _kroner(budget.amount_ore), "limit": _kroner(budget.limit_ore),
        "other": _kroner(budget.other_ore), "full_time_persons": budget.full_time_persons,
        "version": budget.version,
    }  # fmt: skip
