"""A spreadsheet on its way in: uploaded, its columns chosen, previewed, run, undone."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.actions import spreadsheets as actions
from companies.models import Spreadsheet
from companies.models.spreadsheets import RowFate, RowResult, SheetState
from companies.rules.columns import guess_mapping
from companies.spreadsheets import showing
from companies.spreadsheets.planning import World
from companies.tasks import go_on_with_spreadsheet
from followup.hints import hint
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.events import log_event
from jobcenter.exports import in_language
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.tenancy import acting_in
from jobcenter.views.errors import sentence

NEWEST = 20
ROWS = 50
SEPARATORS = {";": gettext_lazy("semicolon"), ",": gettext_lazy("comma"), "\t": gettext_lazy("tab")}


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


def _sheet(request: Request, public_id: UUID) -> Spreadsheet:
    found = (
        Spreadsheet.objects.select_related("by", "undone_by")
        .filter(jobcentre_id=request.viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def _work(request: Request, sheet: Spreadsheet) -> None:
    """Do a short import while the page waits; leave a long one to a worker."""
    if sheet.rows_count > actions.AT_ONCE:
        hint(go_on_with_spreadsheet, sheet.jobcentre_id, sheet.pk)
        return
    more: bool = True
    world: World | None = None
    while more:
        more, world = actions.go_on(sheet, world, actor=request.viewer)


@allow(Can.IMPORT_COMPANIES)
@require_http_methods(["GET", "POST"])
def spreadsheets(request: Request) -> HttpResponse:
    """Upload a file; below, what has been brought in before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if not claim_once(request.viewer, request.POST.get("once")):
            messages.info(request, _("The file was taken in the first time."))
            return redirect("companies:spreadsheets")
        file = form.cleaned_data["file"]
        try:
            sheet = actions.take_spreadsheet(
                file, file.name or "", file.size or 0, actor=request.viewer
            )
        except Refused as problem:
            form.add_error("file", sentence(problem))
        else:
            return redirect("companies:spreadsheet", sheet.public_id)
    rows = (
        Spreadsheet.objects.select_related("by")
        .filter(jobcentre_id=request.viewer.jobcentre_id)
        .exclude(state=SheetState.DISCARDED)
        .order_by("-created_at", "-id")[:NEWEST]
    )
    return render(
        request,
        "companies/spreadsheets.html",
        {"form": form, "sheets": rows},
        status=422 if form.errors else 200,
    )


@allow(Can.IMPORT_COMPANIES)
@require_GET
def spreadsheet(request: Request, sheet: UUID) -> HttpResponse:
    """One import where it stands: columns, progress, preview or results."""
    found = _sheet(request, sheet)
    if found.state == SheetState.UPLOADED:
        return _columns(request, found, found.mapping)
    if found.state in actions.RUNNING:
        return _progress(request, found)
    return _rows(request, found)


def _columns(
    request: Request, sheet: Spreadsheet, mapping: list[str], problem: str = ""
) -> HttpResponse:
    samples = list(sheet.rows.filter(jobcentre_id=sheet.jobcentre_id).order_by("line")[:3])
    columns = [
        {
            "at": at,
            "header": header,
            "field": mapping[at] if at < len(mapping) else "",
            "samples": [row.cells[at] for row in samples if at < len(row.cells)],
        }
        for at, header in enumerate(sheet.headers)
    ]
    read = sheet.how_read
    return render(
        request,
        "companies/spreadsheet_columns.html",
        {
            "sheet": sheet,
            "columns": columns,
            "choices": showing.field_choices(),
            "problem": problem,
            "remembered": sheet.mapping != guess_mapping(sheet.headers),
            "separator": SEPARATORS.get(read.get("separator", ""), ""),
            "encodings": ", ".join(sorted(read.get("encodings", {}))),
            "is_mixed": len(set(read.get("encodings", {})) - {"utf-8-sig"}) > 1,
        },
        status=422 if problem else 200,
    )


def _progress(request: Request, sheet: Spreadsheet) -> HttpResponse:
    rows = sheet.rows.filter(jobcentre_id=sheet.jobcentre_id)
    if sheet.state == SheetState.UNDOING:
        done = rows.filter(fate__in=[RowFate.UNDONE, RowFate.KEPT]).count()
    else:
        done = rows.filter(line__lte=sheet.reached).count()
    answer = render(request, "companies/spreadsheet_progress.html", {"sheet": sheet, "done": done})
    answer["Refresh"] = "3"  # also without JavaScript
    return answer


def _rows(request: Request, sheet: Spreadsheet, problem: str = "") -> HttpResponse:
    is_preview = sheet.state == SheetState.CHECKED
    what = "result" if is_preview else "fate"
    kinds: Any = RowResult if is_preview else RowFate
    counts = sheet.counts.get(what, {})
    order = (
        ["refused", "new", "changed", "unchanged", "left_out"]
        if is_preview
        else ["kept", "refused", "written", "undone", "same", ""]
    )
    tabs = [
        {"code": code or "not_run", "label": kinds(code).label, "count": counts[code]}
        for code in order
        if counts.get(code)
    ]
    asked = request.GET.get("vis", "")
    chosen = asked if any(tab["code"] == asked for tab in tabs) else tabs[0]["code"] if tabs else ""
    after = request.GET.get("side", "")
    line = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0
    rows = list(
        sheet.rows.filter(
            jobcentre_id=sheet.jobcentre_id,
            line__gt=line,
            **{what: "" if chosen == "not_run" else chosen},
        ).order_by("line")[: ROWS + 1]
    )
    shown = [showing.shown(row, sheet.mapping) for row in rows[:ROWS]]
    return render(
        request,
        "companies/spreadsheet_rows.html",
        {
            "sheet": sheet,
            "is_preview": is_preview,
            "rows": shown,
            "tabs": tabs,
            "chosen": chosen,
            "good": counts.get("new", 0) + counts.get("changed", 0),
            "counts": counts,
            "refused": counts.get("refused", 0),
            "problem": problem,
            "previous": "-" if line else "",
            "following": str(rows[ROWS - 1].line) if len(rows) > ROWS else "",
        },
        status=422 if problem else 200,
    )


@allow(Can.IMPORT_COMPANIES)
@require_POST
def spreadsheet_columns(request: Request, sheet: UUID) -> HttpResponse:
    """Say which column is which field."""
    found = _sheet(request, sheet)
    mapping = [request.POST.get(f"kolonne-{at}", "") for at in range(len(found.headers))]
    try:
        actions.choose_columns(found, mapping, actor=request.viewer)
    except Refused as problem:
        if problem.code not in actions.WRONG_MAPPING:
            raise
        return _columns(request, found, mapping, sentence(problem))
    _work(request, found)
    return redirect("companies:spreadsheet", found.public_id)


@allow(Can.IMPORT_COMPANIES)
@require_http_methods(["GET", "POST"])
def spreadsheet_remap(request: Request, sheet: UUID) -> HttpResponse:
    """Choose the columns anew, from the preview."""
    found = _sheet(request, sheet)
    if found.state != SheetState.CHECKED or request.method == "POST":
        return redirect("companies:spreadsheet", found.public_id)
    return _columns(request, found, found.mapping)


@allow(Can.IMPORT_COMPANIES)
@require_POST
def spreadsheet_mend(request: Request, sheet: UUID) -> HttpResponse:
    """Write the corrected cells of the preview and look at the rows again."""
    found = _sheet(request, sheet)
    cells: dict[int, dict[str, str]] = {}
    left_out: set[int] = set()
    for key, text in request.POST.items():
        kind, _dash, rest = key.partition("-")
        number, _dash, field = rest.partition("-")
        if not (number.isascii() and number.isdigit() and len(number) < 9):
            continue
        if kind == "celle":
            cells.setdefault(int(number), {})[field] = str(text)
        elif kind == "udelad":
            left_out.add(int(number))
        elif kind == "medtag":
            cells.setdefault(int(number), {})
    actions.mend_rows(found, cells, left_out, actor=request.viewer)
    _work(request, found)
    return redirect("companies:spreadsheet", found.public_id)


@allow(Can.IMPORT_COMPANIES)
@require_POST
def spreadsheet_run(request: Request, sheet: UUID) -> HttpResponse:
    """Bring the good rows in."""
    found = _sheet(request, sheet)
    if found.state == SheetState.CHECKED:
        actions.run_spreadsheet(found, actor=request.viewer)
        _work(request, found)
    return redirect("companies:spreadsheet", found.public_id)


@allow(Can.IMPORT_COMPANIES)
@require_http_methods(["GET", "POST"])
def spreadsheet_undo(request: Request, sheet: UUID) -> HttpResponse:
    """Say what undoing means; then take the whole import back."""
    found = _sheet(request, sheet)
    if request.method == "POST":
        if found.can_be_undone:
            actions.undo_spreadsheet(found, actor=request.viewer)
            _work(request, found)
        return redirect("companies:spreadsheet", found.public_id)
    written = found.counts.get("fate", {}).get("written", 0)
    return render(request, "companies/spreadsheet_undo.html", {"sheet": found, "written": written})


@allow(Can.IMPORT_COMPANIES)
@require_POST
def spreadsheet_discard(request: Request, sheet: UUID) -> HttpResponse:
    """Put a file away that was never run."""
    actions.discard_spreadsheet(_sheet(request, sheet), actor=request.viewer)
    messages.success(request, _("The file is put away. Nothing of it was brought in."))
    return redirect("companies:spreadsheets")


@allow(Can.IMPORT_COMPANIES)
@require_GET
def spreadsheet_results(request: Request, sheet: UUID) -> StreamingHttpResponse:
    """Give what became of every row as a file that Danish Excel opens."""
    found = _sheet(request, sheet)
    language = get_language() or "da"
    log_event("jobcenter.export_made", actor=request.viewer, text="spreadsheet")

    def lines() -> Iterator[bytes]:
        """Read after the request's own transaction, a few rows at a time."""
        with acting_in(found.jobcentre_id), in_language(language):
            rows = found.rows.filter(jobcentre_id=found.jobcentre_id).order_by("line")
            page = rows.iterator(chunk_size=500)
            yield from showing.results_file(page, found.headers, found.mapping)

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    name = f"{_('results')}-{today().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
