"""The pages of a spreadsheet's way in, for any room: upload, columns, preview, progress, undo.

A room's views carry the labels and call these with their request; its templates extend those of
`templates/jobcenter/spreadsheets/`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.events import log_event
from jobcenter.exports import in_language
from jobcenter.http import Request
from jobcenter.models.sheets import RowFate, RowResult, SheetState
from jobcenter.once import claim_once
from jobcenter.spreadsheets.flow import AT_ONCE, RUNNING, Importer
from jobcenter.tenancy import acting_in
from jobcenter.views.errors import sentence

NEWEST = 20
ROWS = 50
ANSWER = 36  # letters of what a row may be answered with: a public id
SEPARATORS = {";": gettext_lazy("semicolon"), ",": gettext_lazy("comma"), "\t": gettext_lazy("tab")}
# The tabs of a preview and of the results, in their order.
PREVIEW = ("asked", "refused", "new", "changed", "unchanged", "left_out")
RESULTS = ("kept", "refused", "written", "undone", "same", "")


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


@dataclass(frozen=True)
class SheetPages:
    """One room's pages: `actions` is its module of actions, `hint` tells a worker.

    Addresses and templates are named after `place`: "companies:spreadsheet" stands at
    "companies/spreadsheet_rows.html".
    """

    kind: Importer
    actions: Any
    hint: Callable[[int, int], None]
    place: str
    field_choices: Callable[[Any], list[tuple[str, Any]]]
    shown: Callable[[Any, list[str]], Any]
    results_file: Callable[[Iterable[Any], list[str], list[str]], Iterator[bytes]]
    results: Any = RowResult
    # Reads what is chosen beside the columns into fields of the room's own sheet.
    options: Callable[[QueryDict], dict[str, Any]] = lambda _post: {}

    @property
    def names(self) -> dict[str, str]:
        """The names of the addresses, for the templates."""
        parts = ("columns", "remap", "mend", "run", "undo", "discard", "results")
        return {
            "all": f"{self.place}s",
            "one": self.place,
            **{part: f"{self.place}_{part}" for part in parts},
        }

    def _render(
        self, request: Request, part: str, context: dict[str, Any], problem: object = None
    ) -> HttpResponse:
        template = self.place.replace(":", "/")
        template += {"all": "s"}.get(part, f"_{part}") + ".html"
        status = 422 if problem else 200
        return render(request, template, {"names": self.names, **context}, status=status)

    def _sheet(self, request: Request, public_id: UUID) -> Any:
        found = (
            self.kind.sheets.objects.select_related("by", "started_by", "undone_by")
            .filter(jobcentre_id=request.viewer.jobcentre_id, public_id=public_id)
            .first()
        )
        if found is None:
            raise NotYours
        return found

    def _work(self, request: Request, sheet: Any) -> None:
        """Do a short import while the page waits; leave a long one to a worker."""
        if sheet.rows_count > AT_ONCE:
            self.hint(sheet.jobcentre_id, sheet.pk)
            return
        more: bool = True
        world: Any = None
        while more:
            more, world = self.actions.go_on(sheet, world, actor=request.viewer)

    def _to(self, sheet: Any) -> HttpResponse:
        return redirect(self.place, sheet.public_id)

    def all(self, request: Request) -> HttpResponse:
        """Upload a file; below, what has been brought in before."""
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            if not claim_once(request.viewer, request.POST.get("once")):
                messages.info(request, _("The file was taken in the first time."))
                return redirect(self.names["all"])
            file = form.cleaned_data["file"]
            try:
                sheet = self.actions.take_spreadsheet(
                    file, file.name or "", file.size or 0, actor=request.viewer
                )
            except Refused as problem:
                form.add_error("file", sentence(problem))
            else:
                return self._to(sheet)
        rows = (
            self.kind.sheets.objects.select_related("by")
            .filter(jobcentre_id=request.viewer.jobcentre_id)
            .exclude(state=SheetState.DISCARDED)
            .order_by("-created_at", "-id")[:NEWEST]
        )
        return self._render(request, "all", {"form": form, "sheets": rows}, form.errors)

    def one(self, request: Request, sheet: UUID) -> HttpResponse:
        """One import where it stands: columns, progress, preview or results."""
        found = self._sheet(request, sheet)
        if found.state == SheetState.UPLOADED:
            return self._columns(request, found, found.mapping)
        if found.state in RUNNING:
            return self._progress(request, found)
        return self._rows(request, found)

    def _columns(
        self, request: Request, sheet: Any, mapping: list[str], problem: str = ""
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
        return self._render(
            request,
            "columns",
            {
                "sheet": sheet,
                "columns": columns,
                "choices": self.field_choices(sheet),
                "problem": problem,
                "remembered": sheet.mapping != self.kind.columns.guess_mapping(sheet.headers),
                "separator": SEPARATORS.get(read.get("separator", ""), ""),
                "encodings": ", ".join(sorted(read.get("encodings", {}))),
                "is_mixed": len(set(read.get("encodings", {})) - {"utf-8-sig"}) > 1,
            },
            problem,
        )

    def _progress(self, request: Request, sheet: Any) -> HttpResponse:
        rows = sheet.rows.filter(jobcentre_id=sheet.jobcentre_id)
        if sheet.state == SheetState.UNDOING:
            done = rows.filter(fate__in=[RowFate.UNDONE, RowFate.KEPT]).count()
        else:
            done = rows.filter(line__lte=sheet.reached).count()
        answer = self._render(request, "progress", {"sheet": sheet, "done": done})
        answer["Refresh"] = "3"  # also without JavaScript
        return answer

    def _rows(self, request: Request, sheet: Any, problem: str = "") -> HttpResponse:
        is_preview = sheet.state == SheetState.CHECKED
        what = "result" if is_preview else "fate"
        kinds: Any = self.results if is_preview else RowFate
        counts = sheet.counts.get(what, {})
        order = PREVIEW if is_preview else RESULTS
        tabs = [
            {"code": code or "not_run", "label": kinds(code).label, "count": counts[code]}
            for code in order
            if counts.get(code)
        ]
        asked = request.GET.get("vis", "")
        chosen = (
            asked if any(tab["code"] == asked for tab in tabs) else tabs[0]["code"] if tabs else ""
        )
        after = request.GET.get("side", "")
        line = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0
        rows = list(
            sheet.rows.filter(
                jobcentre_id=sheet.jobcentre_id,
                line__gt=line,
                **{what: "" if chosen == "not_run" else chosen},
            ).order_by("line")[: ROWS + 1]
        )
        shown = [self.shown(row, sheet.mapping) for row in rows[:ROWS]]
        return self._render(
            request,
            "rows",
            {
                "sheet": sheet,
                "is_preview": is_preview,
                "rows": shown,
                "tabs": tabs,
                "chosen": chosen,
                "mends": is_preview and chosen in ("refused", "asked"),
                "good": counts.get("new", 0) + counts.get("changed", 0),
                "counts": counts,
                "refused": counts.get("refused", 0),
                "problem": problem,
                "previous": "-" if line else "",
                "following": str(rows[ROWS - 1].line) if len(rows) > ROWS else "",
            },
            problem,
        )

    def columns(self, request: Request, sheet: UUID) -> HttpResponse:
        """Say which column is which field."""
        found = self._sheet(request, sheet)
        mapping = [request.POST.get(f"kolonne-{at}", "") for at in range(len(found.headers))]
        try:
            self.actions.choose_columns(
                found, mapping, actor=request.viewer, **self.options(request.POST)
            )
        except Refused as problem:
            if problem.code not in self.kind.wrong:
                raise
            return self._columns(request, found, mapping, sentence(problem))
        self._work(request, found)
        return self._to(found)

    def remap(self, request: Request, sheet: UUID) -> HttpResponse:
        """Choose the columns anew, from the preview."""
        found = self._sheet(request, sheet)
        if found.state != SheetState.CHECKED or request.method == "POST":
            return self._to(found)
        return self._columns(request, found, found.mapping)

    def mend(self, request: Request, sheet: UUID) -> HttpResponse:
        """Write the corrected cells of the preview and look at the rows again."""
        found = self._sheet(request, sheet)
        cells: dict[int, dict[str, str]] = {}
        left_out: set[int] = set()
        answers: dict[int, str] = {}
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
            elif kind == "hvem" and 0 < len(text) <= ANSWER and "\x00" not in text:
                answers[int(number)] = str(text)
        more = {"answers": answers} if answers else {}
        self.actions.mend_rows(found, cells, left_out, actor=request.viewer, **more)
        self._work(request, found)
        return self._to(found)

    def run(self, request: Request, sheet: UUID) -> HttpResponse:
        """Bring the good rows in."""
        found = self._sheet(request, sheet)
        if found.state == SheetState.CHECKED:
            self.actions.run_spreadsheet(found, actor=request.viewer)
            self._work(request, found)
        return self._to(found)

    def undo(self, request: Request, sheet: UUID) -> HttpResponse:
        """Say what undoing means; then take the whole import back."""
        found = self._sheet(request, sheet)
        if request.method == "POST":
            if found.can_be_undone:
                self.actions.undo_spreadsheet(found, actor=request.viewer)
                self._work(request, found)
            return self._to(found)
        written = found.counts.get("fate", {}).get("written", 0)
        return self._render(request, "undo", {"sheet": found, "written": written})

    def discard(self, request: Request, sheet: UUID) -> HttpResponse:
        """Put a file away that was never run."""
        self.actions.discard_spreadsheet(self._sheet(request, sheet), actor=request.viewer)
        messages.success(request, _("The file is put away. Nothing of it was brought in."))
        return redirect(self.names["all"])

    def results_as_file(self, request: Request, sheet: UUID) -> StreamingHttpResponse:
        """Give what became of every row as a file that Danish Excel opens."""
        found = self._sheet(request, sheet)
        language = get_language() or "da"
        log_event("jobcenter.export_made", actor=request.viewer, text="spreadsheet")

        def lines() -> Iterator[bytes]:
            """Read after the request's own transaction, a few rows at a time."""
            with acting_in(found.jobcentre_id), in_language(language):
                rows = found.rows.filter(jobcentre_id=found.jobcentre_id).order_by("line")
                page = rows.iterator(chunk_size=500)
                yield from self.results_file(page, found.headers, found.mapping)

        answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
        name = f"{_('results')}-{today().isoformat()}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
