"""What a company reads of its places and candidates on its own page: first names at most."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from companies.models import Company, ContactPerson
from companies.rules.own_page import reads_first_names
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.viewer import Viewer
from placements.choices import HOLDS_PLACE, State
from placements.models import Place, Placement, Reservation, Sharing, SharingReader, known_by
from placements.queries.catalogue import has_agreement

MOST = 60


def company_places(
    request: HttpRequest, *, company: Company, person: ContactPerson, viewer: Viewer
) -> str:
    """The company's open places, who is there now or comes, and what this person may read.

    The first name stands for those who run placements at the company and for the candidate's own
    mentor; nothing else about anybody, unless the candidate has said yes to it. Two queries.
    """
    day = today()
    reads_all = reads_first_names(person.level, person.roles)
    places, words, has_catalogue = _places_and_words(company, person, viewer, day)
    held: dict[int, list[Placement]] = {place["id"]: [] for place in places[:MOST]}
    for each in (
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id, state__in=HOLDS_PLACE, ends_on__gte=day,
            place_id__in=held,
        )
        .select_related("citizen", "mentor", "consultant")
        .order_by("starts_on", "id")
    ):  # fmt: skip
        held[each.place_id].append(each)
    rows = [_row(place, held[place["id"]], person, reads_all, day) for place in places[:MOST]]
    token = request.resolver_match.kwargs.get("token") if request.resolver_match else None
    context = {
        "rows": rows, "has_more": len(places) > MOST, "person": person,
        "words": [{**each, "until": date.fromisoformat(each["until"])} for each in words if token],
        "has_catalogue": has_catalogue and token, "token": token, "language": get_language(),
    }  # fmt: skip
    return render_to_string("placements/slots/own_page.html", context, request)


def _places_and_words(
    company: Company, person: ContactPerson, viewer: Viewer, day: date
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], bool]:
    """Return open places, what the person may read, whether the catalogue is open: one query."""
    reserved = Reservation.objects.live(today()).filter(
        jobcentre_id=viewer.jobcentre_id, place_id=OuterRef("pk"), ends_on__gte=day
    )
    places = (
        Place.objects.open()
        .filter(jobcentre_id=viewer.jobcentre_id, workplace__company_id=OuterRef("pk"))
        .order_by("sort_key", "id")
        .values(
            json=JSONObject(
                id="id", title="title", hours="weekly_hours", workplace="workplace__name",
                open_from="open_from", is_reserved=Exists(reserved),
            )
        )
    )  # fmt: skip
    live = Sharing.objects.live(day).filter(jobcentre_id=viewer.jobcentre_id, company_id=company.pk)
    words = (
        SharingReader.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            person_id=person.pk,
            known_as=known_by(person),
            sharing__in=live,
        )
        .order_by("sharing_id", "id")
        .values(
            json=JSONObject(
                reader="public_id", name="sharing__citizen__first_name", until="sharing__until"
            )
        )
    )
    found: tuple[list[dict[str, Any]], list[dict[str, Any]], bool] = (
        Company.objects.filter(pk=company.pk)
        .order_by()
        .values_list(
            ArraySubquery(places[: MOST + 1]),
            ArraySubquery(words[:MOST]),
            Exists(has_agreement(viewer.jobcentre_id, OuterRef("pk"), day)),
        )
        .get()
    )
    return found


def _row(
    place: dict[str, Any], held: list[Placement], person: ContactPerson, reads_all: bool, day: date
) -> dict[str, Any]:
    return {
        "title": place["title"],
        "workplace": place["workplace"],
        "hours": Decimal(str(place["hours"])),
        "is_free": not held
        and not place["is_reserved"]
        and date.fromisoformat(place["open_from"]) <= day,
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
