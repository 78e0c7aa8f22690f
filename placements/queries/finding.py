"""What the search box finds of places and placements; a name only for those who may see it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, Q, Value, When
from django.template.defaultfilters import date as date_text
from django.urls import reverse
from django.utils.translation import gettext as _

from citizens.access import citizens_visible_to, pseudonym
from jobcenter.finding import hits_of, with_ids
from jobcenter.registries import FoundRows, Hit
from jobcenter.search import find_ids, words_of
from jobcenter.viewer import Viewer
from placements.choices import PlaceState, State
from placements.models import Place, Placement
from placements.queries.place_list import PLACE_SEARCH

READ_MOST = 200  # rows of words read: a word that fits more needs a second one


def find_places(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return places by words of title, workplace and town, the open ones first."""
    return hits_of(place_rows(viewer, query, limit))


def place_rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    if not words_of(query):
        return None
    ids = find_ids(viewer.jobcentre_id, PLACE_SEARCH, query)[:READ_MOST]
    found = with_ids(Place.objects.filter(jobcentre_id=viewer.jobcentre_id), ids)
    facts = {"id": "public_id", "title": "title", "at": "workplace__name", "state": "state"}
    return FoundRows(found.order_by("-state", "sort_key", "id")[:limit], facts, _place_hit)


def _place_hit(facts: dict[str, Any]) -> Hit:
    return Hit(
        facts["title"],
        f"{facts['at']} · {PlaceState(facts['state']).label}",
        reverse("placements:place", args=[facts["id"]]),
    )


def find_placements(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return placements by the candidate's name, as far as the viewer may see it, or the place.

    Of placements found by their place, those not over; a name outside the case team is masked.
    """
    return hits_of(placement_rows(viewer, query, limit))


def placement_rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    if not words_of(query):
        return None
    visible = citizens_visible_to(viewer)
    people = visible.filter(pk__in=find_ids(viewer.jobcentre_id, "citizen", query))
    places = find_ids(viewer.jobcentre_id, PLACE_SEARCH, query)[:READ_MOST]
    ours = Placement.objects.filter(jobcentre_id=viewer.jobcentre_id).order_by()
    of_people = ours.filter(
        citizen_id__in=people.order_by("name_key", "pk").values("pk")[:READ_MOST]
    )
    of_places = ours.filter(
        place_id__in=places, state__in=[State.RUNNING, State.AGREED, State.DRAFT]
    )
    # Each half along its own index: OR-ed, the planner would walk all placements.
    ids = of_people.values("pk").union(of_places.values("pk"))
    seen = Q(citizen_id__in=visible.order_by().values("pk"))
    if viewer.membership_id is not None:
        seen |= Q(consultant_id=viewer.membership_id)
    facts = {
        "id": "public_id", "citizen": "citizen__public_id", "title": "place__title",
        "at": "place__workplace__name", "state": "state", "from": "starts_on",
        "first": _if_seen(seen, "citizen__first_name"),
        "last": _if_seen(seen, "citizen__last_name"),
    }  # fmt: skip
    newest = with_ids(ours, ids).order_by("-starts_on", "-id").values("pk")[:limit]
    found = with_ids(ours, newest).order_by("-starts_on", "-id")
    return FoundRows(found, facts, _placement_hit)


def _if_seen(seen: Q, column: str) -> Case:
    """Return a name only where it may be seen: a masked one does not leave the database."""
    return Case(When(seen, then=F(column)), default=Value(None), output_field=CharField())


def _placement_hit(facts: dict[str, Any]) -> Hit:
    if facts["first"] is None:
        name = _("Candidate %(letters)s") % {"letters": pseudonym(UUID(facts["citizen"]))}
    else:
        name = f"{facts['first']} {facts['last']}"
    starts_on = date_text(date.fromisoformat(facts["from"]), "SHORT_DATE_FORMAT")
    return Hit(
        name,
        f"{facts['title']}, {facts['at']} · {State(facts['state']).label} · {starts_on}",
        reverse("placements:placement", args=[facts["id"]]),
    )
