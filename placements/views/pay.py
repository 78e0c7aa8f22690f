"""Mentor pay: a month over all companies, one contract with its prices, and the lists."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobcenter.calendar import monday_of
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.uploads import file_answer
from jobcenter.views.errors import sentence
from placements.access import pay as access
from placements.actions import pay as acts
from placements.choices.pay import LIST_TONES
from placements.forms.pay import BackForm, PayForm, as_it_is
from placements.pay_paper import list_as_csv, statement
from placements.queries import pay as reads
from placements.queries import pay_lists
from placements.rules import pay as rules
from placements.views.shared import add_refusal, form_page, private

FIELD_OF = {
    "pay_monday": "valid_from", "pay_before": "valid_from", "pay_nothing": "week",
    "pay_start_alone": "week", "pay_hours": "hour", "pay_steps": "more_places",
    "centrepay_hours_whole": "hour", "centrepay_from_monday": "valid_from",
}  # fmt: skip


def _month(text: str) -> tuple[int, int]:
    """Return the month asked for; for none the one whose first week was over last."""
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        day = date(1, 1, 1)
    if not 2000 <= day.year <= 2099:
        day = monday_of(reads.last_sunday())
    return day.year, day.month


def _months(year: int, month: int) -> dict[str, Any]:
    """Return the month for a page: its weeks, and the months around it."""
    first, last = rules.weeks_of_month(year, month)
    ahead = date(year + month // 12, month % 12 + 1, 1)
    back = date(year - (month == 1), 12 if month == 1 else month - 1, 1)
    return {
        "month": date(year, month, 1), "first": first, "last": last, "before": back,
        "after": ahead if ahead <= today() else None, "is_over": last < today(),
    }  # fmt: skip


@allow(*access.READS)
@require_GET
def month(request: Request) -> HttpResponse:
    """Every contract with mentor pay in a month: due, listed, left."""
    asked = _month(request.GET.get("maaned", ""))
    rows = reads.month_rows(request.viewer, *asked)
    return render(
        request,
        "placements/pay/month.html",
        {
            **_months(*asked), "rows": [(row, _lists(row.lists)) for row in rows],
            "due": sum(row.due_ore for row in rows), "left": sum(row.left_ore for row in rows),
            "listed": sum(row.listed_ore for row in rows), "viewer": request.viewer,
            "can_write": access.can_write(request.viewer),
        },
    )  # fmt: skip


def _lists(rows: Any) -> list[tuple[Any, str]]:
    return [(each, LIST_TONES[each.state]) for each in rows]


@allow(*access.READS)
@require_GET
def contract(request: Request, agreement: UUID) -> HttpResponse:
    """One contract: its prices, what a list of the month would hold, its lists, a place's price."""
    viewer = request.viewer
    found = access.paid_agreement(viewer, agreement)
    asked = _month(request.GET.get("maaned", ""))
    page = pay_lists.contract_page(viewer, found, *asked)
    return render(
        request,
        "placements/pay/contract.html",
        {
            **_months(*asked), "agreement": found, "page": page, "lists": _lists(page.lists),
            "can_write": access.can_write(viewer),
            "can_read_price": viewer.can(Can.READ_COMPANIES),
        },
    )  # fmt: skip


@allow(*access.WRITES)
@require_http_methods(["GET", "POST"])
def terms(request: Request, agreement: UUID) -> HttpResponse:
    """Enter what a contract says of pay from a Monday on."""
    viewer = request.viewer
    found = access.paid_agreement(viewer, agreement)
    rows = pay_lists.terms_rows(viewer, found)
    initial = as_it_is(rows[0] if rows else None) | {
        "valid_from": max(monday_of(today()), monday_of(found.starts_on)) if rows
        else monday_of(found.starts_on),
        "seen": len(rows),
    }  # fmt: skip
    form = PayForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(viewer, request.POST.get("once")):
                    acts.set_pay(found, actor=viewer, **form.facts())
        except Refused as error:
            field = FIELD_OF.get(error.code)
            add_refusal(form, error, field if field in form.fields else None)
        except Stale:
            form.data = {**request.POST.dict(), "seen": len(rows)}
            form.add_error(
                None, _("A colleague changed this meanwhile. Look again, and save once more.")
            )
        else:
            messages.success(request, _("Saved."))
            return redirect("placements:pay_contract", found.public_id)
    return form_page(request, "placements/pay/terms.html", form=form, agreement=found)


@allow(*access.WRITES)
@require_POST
def make(request: Request, agreement: UUID) -> HttpResponse:
    """Make the list of a month."""
    viewer = request.viewer
    found = access.paid_agreement(viewer, agreement)
    year, number = _month(request.POST.get("maaned", ""))
    try:
        made = acts.make_pay_list(found, actor=viewer, year=year, month=number)
    except Refused as error:
        messages.error(request, sentence(error))
        url = reverse("placements:pay_contract", args=[found.public_id])
        return redirect(f"{url}?maaned={year}-{number:02}")
    messages.success(request, _("The list waits for somebody else to approve it."))
    return redirect("placements:pay_list", made.public_id)


@allow(*access.READS)
@require_GET
@private
def pay_list(request: Request, pay_list: UUID) -> HttpResponse:
    """A list with every row: what for, which week, at which price."""
    viewer = request.viewer
    found = access.pay_list(viewer, pay_list)
    return _list_page(request, found, BackForm())


def _list_page(request: Request, found: Any, form: BackForm) -> HttpResponse:
    return form_page(
        request, "placements/pay/list.html", form=form, found=found,
        rows=pay_lists.rows_of(request.viewer, found), tone=LIST_TONES[found.state],
        waits=found.state == rules.WAITING, can_decide=access.can_decide(request.viewer, found),
        is_own=found.made_by_id == request.viewer.membership_id,
    )  # fmt: skip


@allow(*access.DECIDES)
@require_POST
@private
def approve(request: Request, pay_list: UUID) -> HttpResponse:
    """Approve a list another one made."""
    found = access.pay_list(request.viewer, pay_list)
    try:
        acts.approve_pay_list(found, actor=request.viewer)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Approved. It can't be changed any more."))
    return redirect("placements:pay_list", found.public_id)


@allow(*access.DECIDES)
@require_POST
@private
def send_back(request: Request, pay_list: UUID) -> HttpResponse:
    """Send a list back with a reason."""
    found = access.pay_list(request.viewer, pay_list)
    form = BackForm(request.POST)
    if form.is_valid():
        try:
            acts.return_pay_list(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, "reason")
        else:
            messages.success(request, _("Sent back. What was on it can be listed anew."))
            return redirect("placements:pay_list", found.public_id)
    return _list_page(request, found, form)


@allow(*access.READS)
@require_GET
@private
def as_csv(request: Request, pay_list: UUID) -> HttpResponse:
    """The list for whoever pays it out: letters instead of names."""
    found = access.pay_list(request.viewer, pay_list)
    rows = pay_lists.rows_of(request.viewer, found, named=False)
    return file_answer(list_as_csv(found, rows), "mentorbetaling.csv", "text/csv; charset=utf-8")


@allow(*access.READS)
@require_GET
@private
def as_pdf(request: Request, pay_list: UUID) -> HttpResponse:
    """The company's statement: places and weeks instead of names."""
    found = access.pay_list(request.viewer, pay_list)
    rows = pay_lists.rows_of(request.viewer, found, named=False)
    return file_answer(statement(found, rows), "mentorbetaling.pdf", "application/pdf")
