"""How much places are used, and who could gain from one that stands empty."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jobcenter.clock import today
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from placements.access import placement as access
from placements.queries import usage as reads
from placements.queries.place_list import with_use
from placements.queries.waiting import line_of, who
from placements.views.shared import private


@allow(Can.READ_PLACES)
@require_GET
def use(request: Request) -> HttpResponse:
    """Use in percent in a period, by workplace, industry or consultant."""
    filters = reads.UseFilters.of(request.GET, today())
    rows, total = reads.use(request.viewer, filters)
    return render(
        request,
        "placements/usage/use.html",
        {"filters": filters, "rows": rows, "total": total, "by": reads.BY},
    )


@allow(Can.MAKE_PLACEMENTS, Can.WRITE_PLACES)
@require_GET
@private
def gain(request: Request, place: UUID) -> HttpResponse:
    """Who could gain from a place: one's own candidates without anything, and who waits."""
    viewer = request.viewer
    found = access.place_for(viewer, place)
    [row] = with_use(viewer, [found], today())
    return render(
        request,
        "placements/usage/gain.html",
        {
            "place": found, "row": row,
            "line": [(each, who(each)) for each in line_of(viewer, found)[:5]],
            "candidates": reads.who_could_gain(viewer, found, today()),
            "can_plan": viewer.can(Can.MAKE_PLACEMENTS),
        },
    )  # fmt: skip
