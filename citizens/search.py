"""What the search box finds of citizens: only those whose names the viewer may see."""

import re

from django.urls import reverse
from django.utils.translation import gettext as _

from citizens.access import citizens_visible_to
from jobcenter.registries import Hit
from jobcenter.search import find_ids
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
    found = (
        citizens_visible_to(viewer)
        .filter(pk__in=find_ids(viewer.jobcentre_id, "citizen", query))
        .select_related("target_group")
        .order_by("name_key", "pk")[:limit]
    )
    return [
        Hit(
            citizen.full_name,
            str(citizen.target_group),
            reverse("citizens:page", args=[citizen.public_id]),
        )
        for citizen in found
    ]
