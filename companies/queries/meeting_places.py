"""Events and networks as the search box finds them: by words of title, name and town."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.choices.network import NetworkKind
from companies.models import Gathering, Network
from jobcenter.clock import local_day
from jobcenter.dates import say
from jobcenter.finding import hits_of
from jobcenter.registries import FoundRows, Hit
from jobcenter.viewer import Viewer


def _with_words(query: str, *fields: str) -> Q | None:
    """Return a condition: every word stands in one of the fields. None for no word.

    A jobcentre has tens of them, at most hundreds: they are looked through, no index is kept.
    """
    words = query.replace("\x00", "").split()[:8]
    if not words:
        return None
    found = Q()
    for word in words:
        found &= Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)
    return found


def find_gatherings(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return events by words of their title and place, the newest first."""
    return hits_of(gathering_rows(viewer, query, limit))


def gathering_rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    words = _with_words(query, "title", "place")
    if words is None:
        return None
    rows = Gathering.objects.filter(words, jobcentre_id=viewer.jobcentre_id)
    facts = {"id": "public_id", "title": "title", "place": "place", "at": "starts_at"}
    return FoundRows(rows.order_by("-starts_at", "-id")[:limit], facts, _gathering_hit)


def _gathering_hit(facts: dict[str, Any]) -> Hit:
    day = say(local_day(datetime.fromisoformat(facts["at"])), "j. F Y")
    url = reverse("companies:gathering", args=[facts["id"]])
    return Hit(facts["title"], " · ".join(part for part in (day, facts["place"]) if part), url)


def find_networks(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return networks by words of their name."""
    return hits_of(network_rows(viewer, query, limit))


def network_rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    words = _with_words(query, "name")
    if words is None:
        return None
    rows = Network.objects.filter(words, jobcentre_id=viewer.jobcentre_id)
    facts = {"id": "public_id", "name": "name", "kind": "kind", "ended": "ended_on"}
    return FoundRows(rows.order_by("name", "id")[:limit], facts, _network_hit)


def _network_hit(facts: dict[str, Any]) -> Hit:
    kind = str(NetworkKind(facts["kind"]).label)
    detail = f"{kind} · {_('ended')}" if facts["ended"] else kind
    return Hit(facts["name"], detail, reverse("companies:network", args=[facts["id"]]))
