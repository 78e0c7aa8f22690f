"""What the search box finds of citizens: only those whose names the viewer may see."""

import re
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from citizens.access import citizens_visible_to
from citizens.models.law import in_language
from jobcenter.finding import hits_of
from jobcenter.registries import FoundRows, Hit
from jobcenter.search import find_ids, words_of
from jobcenter.viewer import Viewer

_NUMBER = re.compile(r"\s*\d{6}[- ]?\d{1,4}\s*", re.ASCII)


def find_citizens(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return citizens by words of the name; a number is sent to its own page, unread."""
    if _NUMBER.fullmatch(query):
        return [
            Hit(
                str(_("Find a candidate by number")),
                str(_("Numbers are looked up on a page of their own.")),
                reverse("citizens:find_number"),
            )
        ]
    return hits_of(rows(viewer, query, limit))


def rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box; None for a number, which has a page."""
    if _NUMBER.fullmatch(query) or not words_of(query):
        return None
    found = citizens_visible_to(viewer).filter(
        pk__in=find_ids(viewer.jobcentre_id, "citizen", query)
    )
    facts = {
        "id": "public_id", "first": "first_name", "last": "last_name",
        "number": "target_group__number", "da": "target_group__label_da",
        "en": "target_group__label_en",
    }  # fmt: skip
    return FoundRows(found.order_by("name_key", "pk")[:limit], facts, _hit)


def _hit(facts: dict[str, Any]) -> Hit:
    group = f"{facts['number']} {in_language(facts['da'], facts['en'])}"
    name = f"{facts['first']} {facts['last']}"
    return Hit(name, group, reverse("citizens:page", args=[facts["id"]]))
