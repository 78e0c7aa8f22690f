"""Take a list out as a file: at once when it is short, by a worker when it is long."""

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobcenter import export_actions, exports
from jobcenter.clock import today
from jobcenter.events import log_event
from jobcenter.http import Request
from jobcenter.lists import Column, ListKind, allowed_kind, column_codes, kinds, ticked
from jobcenter.models import Export
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in


def _name(kind: ListKind, form: str) -> str:
    return f"{slugify(str(kind.label)) or kind.code}-{today().isoformat()}.{form}"


def _answer(answer: HttpResponse | StreamingHttpResponse, name: str, form: str) -> Any:
    answer["Content-Type"] = exports.TYPES[form]
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@allow.member
@require_POST
def export(request: Request, code: str) -> HttpResponse:
    """Give the file if it is short, else let a worker write it and show how far it is."""
    kind = allowed_kind(request.viewer, code)
    query, form = QueryDict(request.POST.get("query", "")[:2000]), request.POST.get("format", "")
    is_impossible = {"ics": kind.dated is None, "pdf": kind.pdf is None}
    if form not in exports.TYPES or is_impossible.get(form, False):
        raise Http404
    columns = exports.file_columns(kind, column_codes(query))
    if request.POST.get("raekker") == "valgt" and kind.picked is not None:
        ids = ticked(request.POST.getlist("valgt"))
        if not ids:
            return _none_ticked(request, kind, query)
        return _written(request, kind, form, columns, kind.picked(request.viewer, ids))
    most = settings.EXPORT_AT_ONCE
    if kind.count(request.viewer, query, most) > most:
        asked = export_actions.ask_export(kind, query, form, actor=request.viewer)
        return redirect("jobcenter:file", asked.public_id)
    return _written(request, kind, form, columns, kind.rows(request.viewer, query))


def _written(
    request: Request, kind: ListKind, form: str, columns: list[Column], rows: Iterable[Any]
) -> HttpResponse:
    """Write rows into a file and give it."""
    log_event("jobcenter.export_made", actor=request.viewer, text=kind.code)
    file = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    exports.write(file, kind, form, columns, rows)
    file.seek(0)
    return cast("HttpResponse", _answer(FileResponse(file), _name(kind, form), form))


def _none_ticked(request: Request, kind: ListKind, query: QueryDict) -> HttpResponse:
    back = reverse(kind.url_name) + (f"?{query.urlencode()}" if query else "")
    text = _("Tick the rows you want in the file first.")
    context = {"kind": kind, "back": back, "text": text}
    return render(request, "jobcenter/lists/bulk_none.html", context, status=422)


def stream_csv(request: Request, code: str) -> StreamingHttpResponse:
    """Answer with a list as CSV, however long: it begins with the first rows.

    What streams is read after the request's own transaction: it goes back into the jobcentre.
    """
    kind, viewer, query = allowed_kind(request.viewer, code), request.viewer, request.GET.copy()
    language = get_language() or "da"
    log_event("jobcenter.export_made", actor=viewer, text=kind.code)

    def lines() -> Iterator[bytes]:
        with (
            acting_in(viewer.jobcentre_id, membership_id=viewer.membership_id),
            exports.in_language(language),
        ):
            columns = exports.file_columns(kind, column_codes(query))
            yield from exports.csv_lines(columns, kind.rows(viewer, query))

    answer = StreamingHttpResponse(lines())
    return cast("StreamingHttpResponse", _answer(answer, _name(kind, "csv"), "csv"))


def _shown(export: Export) -> dict[str, Any]:
    kind = kinds.get(export.list_code)
    done = export.rows_done
    return {"export": export, "kind": kind, "done": done, "states": Export.State}


@allow.member
@require_GET
def files(request: Request) -> HttpResponse:
    """The files I asked for, newest first."""
    rows = [_shown(each) for each in export_actions.own_exports(request.viewer)]
    if request.htmx:  # on my day, beside the page's own queries
        ready = [row for row in rows if row["export"].is_to_fetch]
        return render(request, "jobcenter/lists/files_ready.html", {"rows": ready})
    return render(request, "jobcenter/lists/files.html", {"rows": rows})


@allow.member
@require_GET
def file(request: Request, export: UUID) -> HttpResponse:
    """How far a file is; asks again by itself while it is being written."""
    found = export_actions.own_export(request.viewer, export)
    template = "jobcenter/lists/file.html"
    if request.htmx:
        template += "#progress"
    return render(request, template, _shown(found))


@allow.member
@require_GET
def fetch(request: Request, export: UUID) -> HttpResponse:
    """Fetch a file that is ready: whoever asked for it, in the jobcentre it is of, for a day."""
    found = export_actions.own_export(request.viewer, export)
    kind = allowed_kind(request.viewer, found.list_code)
    path = export_actions.fetch_export(found, actor=request.viewer)
    answer = FileResponse(path.open("rb"))
    return cast("HttpResponse", _answer(answer, _name(kind, found.format), found.format))
