"""Workplaces on a map drawn by the server, with the same filters as the list and a table below."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from companies.listed import COMPANIES
from companies.queries.filters import Filters
from companies.queries.map import MOST_COUNTED, map_of, unplaced
from companies.queries.standings import staff_in_order
from companies.views.listing import filter_form
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.READ_COMPANIES)
@require_GET
def on_map(request: Request) -> HttpResponse:
    """Show where the workplaces of the filtered companies are; a field leads to its list."""
    filters = replace(Filters.of(request.GET), area="here", box=None)
    drawn = map_of(request.viewer, filters)
    kept = COMPANIES.kept(request.GET)
    for name in ("felt", "omraade", "sorter"):
        kept.pop(name, None)
    rest = dict(kept.items())
    fields = [
        {
            "field": field,
            "url": f"{reverse('companies:list')}?{urlencode({**rest, 'felt': field.box})}",
        }
        for field in drawn.fields
    ]
    form = filter_form(filters, staff_in_order(request.viewer))
    context: dict[str, Any] = {"map": drawn, "fields": fields, "form": form, "filters": filters}
    if not fields:
        without = unplaced(request.viewer)
        context |= {"without": min(without, MOST_COUNTED), "is_more": without > MOST_COUNTED}
    return render(request, "companies/map.html", context)
