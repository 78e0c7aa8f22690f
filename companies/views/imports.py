"""The register's imports, for administrators: what came in, what was refused and why."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from companies.models import ImportRun
from jobcenter.http import Request
from jobcenter.permissions import Can, allow

RUNS = 20
LINES = 100


@allow(Can.ADMINISTER)
@require_GET
def runs(request: Request) -> HttpResponse:
    """The newest runs."""
    newest = ImportRun.objects.order_by("-started_at", "-id")[:RUNS]
    return render(request, "companies/imports.html", {"runs": newest})


@allow(Can.ADMINISTER)
@require_GET
def run(request: Request, run: UUID) -> HttpResponse:
    """One run and its refused lines, a page at a time."""
    found = ImportRun.objects.filter(public_id=run).first()
    if found is None:
        raise Http404
    after = request.GET.get("side", "")
    line = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    rejections = list(found.rejections.filter(line__gt=line).order_by("line")[: LINES + 1])
    following = str(rejections[LINES - 1].line) if len(rejections) > LINES else ""
    return render(
        request,
        "companies/import.html",
        {
            "run": found,
            "rejections": rejections[:LINES],
            "following": following,
            "previous": "-" if line else "",
        },
    )
