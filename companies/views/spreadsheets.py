"""A spreadsheet on its way in: uploaded, its columns chosen, previewed, run, undone."""

from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.actions import spreadsheets as actions
from companies.spreadsheets import showing
from companies.tasks import go_on_with_spreadsheet
from followup.hints import hint
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.views.spreadsheets import SheetPages

PAGES = SheetPages(
    kind=actions.IMPORT,
    actions=actions,
    hint=lambda jobcentre_id, pk: hint(go_on_with_spreadsheet, jobcentre_id, pk),
    place="companies:spreadsheet",
    field_choices=lambda _sheet: showing.field_choices(),
    shown=showing.shown,
    results_file=showing.results_file,
)


@allow(Can.IMPORT_COMPANIES)
@require_http_methods(["GET", "POST"])
def spreadsheets(request: Request) -> HttpResponse:
    """Upload a file; below, what has been brought in before."""
    return PAGES.all(request)


@allow(Can.IMPORT_COMPANIES)
@require_GET
def spreadsheet(request: Request, sheet: UUID) -> HttpResponse:
    """One import where it stands: columns, progress, preview or results."""
    return PAGES.one(request, sheet)


@allow(Can.IMPORT_COMPANIES)
@require_POST
def spreadsheet_columns(request: Request, sheet: UUID) -> HttpResponse:
    """Say which column is which field."""
    return PAGES.columns(request, sheet)


@allow(Can.IMPORT_COMPANIES)
@require_http_methods(["GET", "POST"])
def spreadsheet_remap(request: Request, sheet: UUID) -> HttpResponse:
    """Choose the columns anew, from the preview."""
    return PAGES.remap(request, sheet)


@allow(Can.IMPORT_COMPANIES)
@require_POST
def spreadsheet_mend(request: Request, sheet: UUID) -> HttpResponse:
    """Write the corrected cells of the preview and look at the rows again."""
    return PAGES.mend(request, sheet)


@allow(Can.IMPORT_COMPANIES)
@require_POST
def spreadsheet_run(request: Request, sheet: UUID) -> HttpResponse:
    """Bring the good rows in."""
    return PAGES.run(request, sheet)


@allow(Can.IMPORT_COMPANIES)
@require_http_methods(["GET", "POST"])
def spreadsheet_undo(request: Request, sheet: UUID) -> HttpResponse:
    """Say what undoing means; then take the whole import back."""
    return PAGES.undo(request, sheet)


@allow(Can.IMPORT_COMPANIES)
@require_POST
def spreadsheet_discard(request: Request, sheet: UUID) -> HttpResponse:
    """Put a file away that was never run."""
    return PAGES.discard(request, sheet)


@allow(Can.IMPORT_COMPANIES)
@require_GET
def spreadsheet_results(request: Request, sheet: UUID) -> StreamingHttpResponse:
    """Give what became of every row as a file that Danish Excel opens."""
    return PAGES.results_as_file(request, sheet)
