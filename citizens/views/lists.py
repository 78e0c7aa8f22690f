"""The list of citizens, its file, and finding one by number."""

import csv
from io import StringIO
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from citizens import law, queries
from citizens.access import record_looks
from citizens.actions.citizen import cpr_index
from citizens.choices import CitizenState
from citizens.forms import NumberForm
from citizens.models import Citizen
from citizens.queries import Filters
from citizens.views.shared import private
from jobcenter import cpr
from jobcenter.access_log import record_look
from jobcenter.clock import today
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def filters_of(request: Request) -> Filters:
    """Read the filters from the address; what can't be read is no filter."""
    asked = request.GET
    own = request.viewer.can(Can.WRITE_CITIZENS) and not request.viewer.can(Can.GRANT_ACCESS)
    target = asked.get("maalgruppe", "")
    state = asked.get("tilstand", CitizenState.ACTIVE)
    words = asked.get("ord", "").replace("\x00", "").strip()[:80]
    return Filters(
        mine=asked.get("vis", "mine" if own else "alle") == "mine",
        words=words,
        target=int(target) if target.isascii() and target.isdecimal() and len(target) < 4 else None,
        match=asked.get("matchgruppe", "").replace("\x00", "")[:90],
        consultant=_uuid(asked.get("konsulent", "")),
        state=state if state in CitizenState.values else "",
    )


@allow(Can.READ_CITIZENS)
@require_GET
@private
def list_citizens(request: Request) -> HttpResponse:
    """My candidates, or everybody with the others masked."""
    filters = filters_of(request)
    after = _uuid(request.GET.get("side", ""))
    rows, following = queries.page_of(request.viewer, filters, after)
    asked = request.GET.copy()
    asked.pop("side", None)
    return render(
        request,
        "citizens/list.html",
        {
            "rows": rows,
            "following": following,
            "filters": filters,
            "is_first": after is None,
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
            "tabs": _tabs(request, filters),
            "export_query": asked.urlencode(),
            "can_register": request.viewer.can(Can.WRITE_CITIZENS),
            "can_decide": request.viewer.can(Can.GRANT_ACCESS),
        },
    )


def _tabs(request: Request, filters: Filters) -> list[tuple[str, str, bool]]:
    kept = {
        name: value
        for name, value in request.GET.items()
        if name in {"maalgruppe", "matchgruppe", "tilstand", "ord"} and value
    }
    return [
        ("?" + urlencode({"vis": "mine", **kept}), _("My candidates"), filters.mine),
        ("?" + urlencode({"vis": "alle", **kept}), _("All"), not filters.mine),
    ]


@allow(Can.READ_CITIZENS)
@require_GET
@private
def export(request: Request) -> HttpResponse:
    """The filtered list as a file; masked rows stay masked, and each name taken is logged."""
    filters = filters_of(request)
    citizens = (
        queries.filtered(request.viewer, filters)
        .select_related("target_group")
        .order_by(*(["name_key", "pk"] if filters.needs_names else ["-pk"]))[
            : queries.MOST_EXPORTED
        ]
    )
    found = list(citizens)
    text = StringIO()
    sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
    sheet.writerow(
        [
            _("Candidate"),
            _("Target group"),
            _("Match group"),
            _("Case team"),
            _("Phone"),
            _("State"),
        ]
    )
    rows = queries.rows_of(request.viewer, found, all_seen=filters.needs_names)
    sheet.writerows([_cell(value) for value in _line(row)] for row in rows)
    record_looks(request.viewer, [row.public_id for row in rows if row.seen], "citizen.export")
    response = HttpResponse(
        text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="kandidater.csv"'
    return response


def _line(row: queries.Row) -> list[str]:
    return [
        row.name if row.seen else _("Citizen %(letters)s") % {"letters": row.name},
        row.target,
        ", ".join(row.matches),
        ", ".join(name for name, _function in row.team),
        row.phone.as_national if row.phone else "",
        str(CitizenState(row.state).label),
    ]


def _cell(value: str) -> str:
    """Return a cell that a spreadsheet won't take for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


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
