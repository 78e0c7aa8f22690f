"""What a company reads of its places and candidates on its own page: first names at most."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.template.loader import render_to_string

from companies.models import Company, ContactPerson
from companies.rules.own_page import reads_first_names
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.viewer import Viewer
from placements.choices import HOLDS_PLACE, State
from placements.models import Place, Placement

MOST = 60


def company_places(
    request: HttpRequest, *, company: Company, person: ContactPerson, viewer: Viewer
) -> str:
    """The company's open places and who is there now or comes: two queries.

    The first name stands for those who run placements at the company and for the candidate's own
    mentor; nothing else about anybody.
    """
    day = today()
    reads_all = reads_first_names(person.level, person.roles)
    held = (
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id, state__in=HOLDS_PLACE, ends_on__gte=day
        )
        .select_related("citizen", "mentor", "consultant")
        .order_by("starts_on", "id")
    )
    places = list(
        Place.objects.open()
        .filter(jobcentre_id=viewer.jobcentre_id, workplace__company_id=company.pk)
        .select_related("workplace")
        .prefetch_related(Prefetch("placements", held, "held"))
        .order_by("sort_key", "id")[: MOST + 1]
    )
    rows = [_row(place, place.held, person, reads_all, day) for place in places[:MOST]]
    context = {"rows": rows, "has_more": len(places) > MOST, "person": person}
    return render_to_string("placements/slots/own_page.html", context, request)


def _row(
    place: Place, held: list[Placement], person: ContactPerson, reads_all: bool, day: date
) -> dict[str, Any]:
    return {
        "place": place,
        "is_free": not held and place.open_from <= day,
        "held": [
            {
                "name": each.citizen.first_name
                if reads_all or (each.mentor_id == person.pk and each.state == State.RUNNING)
                else "",
                "mentor": each.mentor, "consultant": each.consultant,
                "starts_on": each.starts_on, "ends_on": each.ends_on,
                "is_here": each.state == State.RUNNING and each.starts_on <= day,
            }
            for each in held
        ],
    }  # fmt: skip


def register() -> None:
    """Fill the slot of the company's own page."""
    registries.slot("company_page.places", company_places)
