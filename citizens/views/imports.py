"""People from the case system's file: uploaded, columns chosen, previewed, run, undone."""

import logging
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.actions import imports as actions
from citizens.models.imports import PersonResult
from citizens.spreadsheets import showing
from citizens.tasks import go_on_with_file
from citizens.views.shared import private
from followup.hints import hint
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.throttle import HOUR, too_many
from jobcenter.views.spreadsheets import SheetPages

logger = logging.getLogger("bro.imports")
PREVIEWS = 30  # an hour and person: who brings in a file needs a few, who guesses needs many


def _options(post: QueryDict) -> dict[str, bool]:
    return {"overwrites": post.get("overskriv") == "ja"}


PAGES = SheetPages(
    kind=actions.IMPORT,
    actions=actions,
    hint=lambda jobcentre_id, pk: hint(go_on_with_file, jobcentre_id, pk),
    place="citizens:import",
    field_choices=showing.field_choices,
    shown=showing.shown,
    results_file=showing.results_file,
    results=PersonResult,
    options=_options,
)


@allow(Can.IMPORT_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def imports(request: Request) -> HttpResponse:
    """Upload a file; below, what has been brought in before."""
    return PAGES.all(request)


@allow(Can.IMPORT_CITIZENS)
@require_GET
@private
def import_file(request: Request, sheet: UUID) -> HttpResponse:
    """One import where it stands: columns, progress, preview or results."""
    return PAGES.one(request, sheet)


def _slow(request: Request, sheet: UUID) -> HttpResponse | None:
    """Answer whoever has had too many previews this hour: each tells whether a number is here."""
    key = f"{request.viewer.jobcentre_id}:{request.viewer.membership_id}"
    if not too_many("import-preview", key, PREVIEWS):
        return None
    logger.warning("previews stopped for an hour: membership %s", request.viewer.membership_id)
    answer = render(
        request, "citizens/import_slow.html", {"most": PREVIEWS, "sheet": sheet}, status=429
    )
    answer["Retry-After"] = str(HOUR)
    return answer


@allow(Can.IMPORT_CITIZENS)
@require_POST
@private
def import_columns(request: Request, sheet: UUID) -> HttpResponse:
    """Say which column is which field."""
    if slow := _slow(request, sheet):
        return slow
    return PAGES.columns(request, sheet)


@allow(Can.IMPORT_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def import_remap(request: Request, sheet: UUID) -> HttpResponse:
    """Choose the columns anew, from the preview."""
    return PAGES.remap(request, sheet)


@allow(Can.IMPORT_CITIZENS)
@require_POST
@private
def import_mend(request: Request, sheet: UUID) -> HttpResponse:
    """Write what was corrected and answered, and look at the rows again."""
    if slow := _slow(request, sheet):
        return slow
    return PAGES.mend(request, sheet)


@allow(Can.IMPORT_CITIZENS)
@require_POST
@private
def import_run(request: Request, sheet: UUID) -> HttpResponse:
    """Bring the good rows in."""
    return PAGES.run(request, sheet)


@allow(Can.IMPORT_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def import_undo(request: Request, sheet: UUID) -> HttpResponse:
    """Say what undoing means; then take the whole import back."""
    return PAGES.undo(request, sheet)


@allow(Can.IMPORT_CITIZENS)
@require_POST
@private
def import_discard(request: Request, sheet: UUID) -> HttpResponse:
    """Put a file away that was never run."""
    return PAGES.discard(request, sheet)


@allow(Can.IMPORT_CITIZENS)
@require_GET
@private
def import_results(request: Request, sheet: UUID) -> HttpResponse:
    """Give what became of every line as a file."""
    answer: Any = PAGES.results_as_file(request, sheet)
    return answer
