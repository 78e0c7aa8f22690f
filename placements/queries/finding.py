"""What the search box finds of places and placements; a name only for those who may see it."""

from django.db.models import Q
from django.template.defaultfilters import date as date_text
from django.urls import reverse
from django.utils.translation import gettext as _

from citizens.access import citizens_visible_to, pseudonym
from jobcenter.registries import Hit
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer
from placements import access
from placements.choices import State
from placements.models import Place, Placement
from placements.queries.place_list import PLACE_SEARCH

READ_MOST = 200  # rows of words read: a word that fits more needs a second one


def find_places(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return places by words of title, workplace and town, the open ones first."""
    ids = list(find_ids(viewer.jobcentre_id, PLACE_SEARCH, query)[:READ_MOST])
    if not ids:
        return []
    rows = (
        Place.objects.filter(jobcentre_id=viewer.jobcentre_id, pk__in=ids)
        .select_related("workplace")
        .defer("workplace__search", "workplace__months")
        .order_by("-state", "sort_key", "id")[:limit]
    )
    return [
        Hit(
            place.title,
            f"{place.workplace.name} · {place.get_state_display()}",
            reverse("placements:place", args=[place.public_id]),
        )
        for place in rows
    ]


def find_placements(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return placements by the candidate's name, as far as the viewer may see it, or the place.

    Of placements found by their place, those not over; a name outside the case team is masked.
    """
    known = (
        citizens_visible_to(viewer)
        .filter(pk__in=find_ids(viewer.jobcentre_id, "citizen", query))
        .order_by("name_key", "pk")
        .values_list("pk", flat=True)
    )
    people = list(known[:READ_MOST])
    places = list(find_ids(viewer.jobcentre_id, PLACE_SEARCH, query)[:READ_MOST])
    if not people and not places:
        return []
    ongoing = [State.RUNNING, State.AGREED, State.DRAFT]
    rows = (
        Placement.objects.filter(
            Q(citizen_id__in=people) | Q(place_id__in=places, state__in=ongoing),
            jobcentre_id=viewer.jobcentre_id,
        )
        .with_names()
        .order_by("-starts_on", "-id")[:limit]
    )
    found = list(rows)
    seen = access.names_seen(viewer, found)
    return [
        Hit(
            _name(row, row.citizen_id in seen),
            f"{row.place.title}, {row.place.workplace.name} · {row.get_state_display()}"
            f" · {date_text(row.starts_on, 'SHORT_DATE_FORMAT')}",
            reverse("placements:placement", args=[row.public_id]),
        )
        for row in found
    ]


def _name(row: Placement, is_seen: bool) -> str:
    if is_seen:
        return row.citizen.full_name
    return _("Candidate %(letters)s") % {"letters": pseudonym(row.citizen.public_id)}
