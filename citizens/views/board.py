"""The board of open barriers: what is in the way, who sees to it, and by when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from citizens.access import record_looks
from citizens.queries.board import ALL, MINE, TEAM, board
from citizens.views.shared import private
from jobcenter.clock import today
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.WRITE_CITIZENS)
@require_GET
@private
def barriers(request: Request) -> HttpResponse:
    """Open barriers of my case teams, by function, overdue first; each look leaves its trace."""
    viewer = request.viewer
    asked = request.GET.get("hos", MINE)
    whose = asked if asked in (MINE, TEAM, ALL) else MINE
    columns, has_more = board(viewer, whose)
    seen = {row.citizen.public_id for column in columns for row in column.rows}
    record_looks(viewer, sorted(seen), "citizen.board")
    address = reverse("citizens:board")
    labels = {MINE: _("Mine"), TEAM: _("My team's"), ALL: _("All I work with")}
    return render(
        request,
        "citizens/range/board.html",
        {
            "columns": columns,
            "has_more": has_more,
            "whose": whose,
            "tabs": [(f"{address}?hos={code}", labels[code], code == whose) for code in labels],
            "day": today(),
        },
    )
