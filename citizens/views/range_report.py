"""The range's shares and the groups' movement: for leaders, without anybody's name."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from citizens.queries.report import Report, Table, report
from citizens.rules.report import twelve_months
from jobcenter.clock import today
from jobcenter.exports import csv_lines
from jobcenter.http import Request
from jobcenter.lists import Column
from jobcenter.permissions import Can, allow

YEARS = 3


def _period(asked: str) -> tuple[str, date, date]:
    """Return the code, first and last day of the asked period: a year before this, or 12 months."""
    this_year = today().year
    if asked.isdigit() and this_year - YEARS <= int(asked) < this_year:
        return asked, date(int(asked), 1, 1), date(int(asked), 12, 31)
    return "", *twelve_months(today())


@allow(Can.SEE_DASHBOARD)
@require_GET
def range_report(request: Request) -> HttpResponse:
    """How referrals spread, why lower choices were made, and how each target group moved."""
    code, since, until = _period(request.GET.get("aar", ""))
    found = report(request.viewer, since, until)
    if request.GET.get("fil") == "csv":
        return _csv(found, since, until)
    address = reverse("citizens:range_report")
    years = [str(today().year - back) for back in range(1, YEARS + 1)]
    shares = [(row.label, row.share) for row in found.spread.rows if row.share is not None]
    return render(
        request,
        "citizens/range/report.html",
        {
            "report": found,
            "tables": _tables(found),
            "since": since,
            "until": until,
            "shares": shares,
            "csv_url": f"{address}?aar={code}&fil=csv",
            "tabs": [
                (address, _("The last twelve months"), code == ""),
                *((f"{address}?aar={year}", year, code == year) for year in years),
            ],
        },
    )


def _tables(found: Report) -> list[tuple[str, str, str, Table]]:
    """Return heading, what it tells, the first column's name, and the table."""
    return [
        (
            _("Referrals by priority"),
            _("1 is the highest for the target group. Placements count as the place's priority."),
            _("Target group"), found.spread,
        ),
        (
            _("Why a lower choice was made"),
            _("Chosen each time something below the highest with room was taken."),
            _("Reason"), found.reasons,
        ),
        (
            _("Movement between projects, places and jobs"),
            _("From what somebody began to what came next. Courses and the job club count as "
              "projects, company centres as places."),
            _("Target group"), found.movement,
        ),
    ]  # fmt: skip


def _csv(found: Report, since: date, until: date) -> HttpResponse:
    rows = [
        (title, row.label, column, _("hidden") if number is None else number)
        for title, _lead, _first, table in _tables(found)
        for row in [*table.rows, *([table.total] if table.total else [])]
        for column, number in row.cells
    ]
    columns = [
        Column("table", _("Table"), lambda row: row[0]),
        Column("row", _("Row"), lambda row: row[1]),
        Column("column", _("Column"), lambda row: row[2]),
        Column("number", _("Number"), lambda row: row[3]),
    ]
    answer = HttpResponse(
        b"".join(csv_lines(columns, rows)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="tilbudsvifte-{since}-{until}.csv"'
    return answer
