"""A company's sickness absence: chart, months, estimate, and where figures come in and go out."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from companies.access import company as access
from companies.actions import absence as acts
from companies.forms.absence import FileForm, MonthForm, StartForm
from companies.models import AbsenceFigure, AbsenceStart, Company, Workplace
from companies.queries import workplaces_of
from companies.rules import absence as rules
from companies.spreadsheets.reading import read_table
from jobcenter.clock import today
from jobcenter.dates import say
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.exports import csv_lines
from jobcenter.http import Request
from jobcenter.lists import Column
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

SHOWN_WRONG = 50
SHOWN_MONTHS = 36


def _place(request: Request, company: Company, places: list[Workplace]) -> Workplace | None:
    """Return the workplace the figures are of; None for the whole company."""
    asked = request.GET.get("sted", "")
    if not asked:
        return None
    found = next((each for each in places if str(each.public_id) == asked), None)
    if found is None:
        raise NotYours
    return found


def _figures(request: Request, company: Company, place: Workplace | None) -> list[AbsenceFigure]:
    return list(
        AbsenceFigure.objects.filter(
            jobcentre_id=request.viewer.jobcentre_id, company=company, workplace=place
        ).order_by("month")
    )


def _told(row: AbsenceFigure) -> rules.Figures:
    return rules.Figures(row.month, row.employees, row.working_days, row.absence_days)


def _page(request: Request, company: Company, **more: Any) -> HttpResponse:
    places = workplaces_of(company)
    place = _place(request, company, places)
    rows = _figures(request, company, place)
    start = AbsenceStart.objects.filter(
        jobcentre_id=request.viewer.jobcentre_id, company=company, workplace=place
    ).first()
    months = [_told(row) for row in rows]
    base = rules.base_rate(months, start.month if start else None, start.rate if start else None)
    first: dict[str, Any] = (
        {"month": f"{start.month:%Y-%m}", "rate": start.rate, "long_share": start.long_share,
         "version": start.version}
        if start else {"month": f"{today():%Y-%m}", "version": 0}
    )  # fmt: skip
    before = (
        [each for each in months if each.month < start.month][-rules.BASE_MONTHS :]
        if start else []
    )  # fmt: skip
    context = {
        "company": company, "place": place, "places": places if len(places) > 1 else [],
        "has_older": len(rows) > SHOWN_MONTHS,
        "start": start, "base": base, "base_months": len(before),
        "rows": [
            (row, told.rate,
             base * told.possible / 100 - told.absence_days
             if base is not None and start and row.month >= start.month else None)
            for row, told in reversed(list(zip(rows, months, strict=True))[-SHOWN_MONTHS:])
        ],
        "points": [(say(each.month, "b Y"), float(each.rate)) for each in months[-SHOWN_MONTHS:]],
        "target": float(base) if base is not None else None,
        "now": rules.rate_of(months[-12:]),
        "saved": rules.saved(months, start.month if start else None, base,
                             start.long_share if start else rules.LONG_SHARE),
        "may_write": request.viewer.can(Can.LOG_CONTACT),
        "form": MonthForm(auto_id="month_%s"), "file": FileForm(auto_id="file_%s"),
        "start_form": StartForm(initial=first, auto_id="start_%s"), **more,
    }  # fmt: skip
    wrong = more.get("wrong") or any(
        form.errors for form in more.values() if isinstance(form, forms.Form)
    )
    return render(request, "companies/absence.html", context, status=422 if wrong else 200)


def _back(company: Company, place: Workplace | None) -> HttpResponse:
    url = reverse("companies:absence", args=[company.public_id])
    return redirect(f"{url}?sted={place.public_id}" if place else url)


@allow(Can.READ_COMPANIES)
@require_GET
def absence(request: Request, company: UUID) -> HttpResponse:
    """The company's absence over time against its start."""
    return _page(request, access.company(request.viewer, company))


@allow(Can.LOG_CONTACT)
@require_POST
def add(request: Request, company: UUID) -> HttpResponse:
    """Note one month."""
    found = access.company(request.viewer, company)
    place = _place(request, found, workplaces_of(found))
    form = MonthForm(request.POST, auto_id="month_%s")
    if form.is_valid():
        try:
            if claim_once(request.viewer, request.POST.get("once")):
                acts.note_months(found, place, [form.figures], actor=request.viewer)
        except Refused as problem:
            form.add_error("month", sentence(problem))
        else:
            messages.success(request, _("The month is noted."))
            return _back(found, place)
    return _page(request, found, form=form)


@allow(Can.LOG_CONTACT)
@require_POST
def upload(request: Request, company: UUID) -> HttpResponse:
    """Bring months in from a file: all of them, or none and a list of what is wrong."""
    found = access.company(request.viewer, company)
    place = _place(request, found, workplaces_of(found))
    form = FileForm(request.POST, request.FILES, auto_id="file_%s")
    wrong: list[tuple[int, str]] = []
    more = 0
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            table = read_table(file, file.size)
            good, bad = rules.read_rows(table.headers, table.rows, today())
            wrong = [(each.line, sentence(each.problem)) for each in bad[:SHOWN_WRONG]]
            more = max(len(bad) - SHOWN_WRONG, 0)
            if not bad and claim_once(request.viewer, request.POST.get("once")):
                acts.note_months(found, place, good, actor=request.viewer,
                                 replace=form.cleaned_data["replace"])  # fmt: skip
        except Refused as problem:
            form.add_error("file", sentence(problem))
        else:
            if not bad:
                messages.success(request, _("The months of the file are noted."))
                return _back(found, place)
            form.add_error("file", _("Nothing is brought in: put these rows right first."))
    return _page(request, found, file=form, wrong=wrong, more=more)


@allow(Can.LOG_CONTACT)
@require_POST
def drop(request: Request, figure: UUID) -> HttpResponse:
    """Take a month out."""
    found = (
        AbsenceFigure.objects.select_related("company", "workplace")
        .filter(jobcentre_id=request.viewer.jobcentre_id, public_id=figure)
        .first()
    )
    if found is None:
        raise NotYours
    acts.drop_month(found, actor=request.viewer)
    messages.success(request, _("The month is taken out."))
    return _back(found.company, found.workplace)


@allow(Can.LOG_CONTACT)
@require_POST
def start(request: Request, company: UUID) -> HttpResponse:
    """Say where the count begins and what the estimate assumes."""
    found = access.company(request.viewer, company)
    place = _place(request, found, workplaces_of(found))
    form = StartForm(request.POST, auto_id="start_%s")
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            acts.set_start(found, place, actor=request.viewer,
                           **{**data, "version": data["version"] or 0})  # fmt: skip
        except Refused as problem:
            form.add_error("month" if problem.code == "month" else "rate", sentence(problem))
        except Stale:
            form.add_error(None, _("A colleague has just changed this. Look again, then save."))
        else:
            messages.success(request, _("The start is saved."))
            return _back(found, place)
    return _page(request, found, start_form=form)


@allow(Can.READ_COMPANIES)
@require_GET
def export(request: Request, company: UUID) -> HttpResponse:
    """The months as a CSV file, which can be filled on and brought in again."""
    found = access.company(request.viewer, company)
    place = _place(request, found, workplaces_of(found))
    columns = [
        Column("month", _("Month"), lambda row: f"{row.month:%Y-%m}"),
        Column("employees", _("Employees"), lambda row: row.employees),
        Column("working_days", _("Working days"), lambda row: row.working_days),
        Column("absence_days", _("Days of absence"), lambda row: float(row.absence_days)),
        Column("rate", _("Percent"), lambda row: round(float(_told(row).rate), 2)),
    ]
    body = b"".join(csv_lines(columns, _figures(request, found, place)))
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sygefravaer-{found.cvr}.csv"'
    return answer
