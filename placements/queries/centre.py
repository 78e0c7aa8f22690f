"""What is known of centres: their places, what they lack, the clauses of their contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from companies.choices.agreement import AgreementState
from jobcenter.viewer import Viewer
from placements.choices import HOLDS_PLACE, PlaceState
from placements.models import Centre, Place, Placement
from placements.models.centre import TEXTS
from placements.rules import centre as rules

SHOWN = {"running": ["running"], "draft": ["draft"], "over": ["ended", "cancelled"]}
MOST = 500


@dataclass
class CentreRow:
    """A centre as the list shows it: open places, and how many of them somebody holds today."""

    centre: Centre
    places: int
    held: int

    @property
    def free(self) -> int:
        """Open places that nobody holds today."""
        return self.places - self.held


def counted(rows: QuerySet[Centre], day: date) -> QuerySet[Any]:
    """Add `open_places` and `held_places` of a day to centres."""
    held = Placement.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"), place_id=OuterRef("places__pk"),
        state__in=HOLDS_PLACE, starts_on__lte=day, ends_on__gte=day,
    )  # fmt: skip
    is_open = Q(places__state=PlaceState.OPEN)
    return rows.annotate(
        open_places=Count("places", filter=is_open),
        held_places=Count("places", filter=is_open & Q(Exists(held))),
    )


def centres(viewer: Viewer, show: str, day: date) -> list[CentreRow]:
    """Return the centres of a tab by name; a jobcentre has tens of them, not thousands."""
    rows = counted(
        Centre.objects.filter(
            jobcentre_id=viewer.jobcentre_id, state__in=SHOWN.get(show, SHOWN["running"])
        ),
        day,
    ).select_related("company", "consultant", "mentor")
    return [CentreRow(row, row.open_places, row.held_places) for row in rows[:MOST]]


def numbers(viewer: Viewer) -> Mapping[str, int]:
    """Return how many centres each tab has."""
    by_state = {
        row["state"]: row["number"]
        for row in Centre.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .order_by("state").values("state").annotate(number=Count("pk"))
    }  # fmt: skip
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in SHOWN.items()}


def places_of(centre: Centre) -> list[Place]:
    """Return the centre's places, open ones first, with their workplaces."""
    return list(
        Place.objects.filter(jobcentre_id=centre.jobcentre_id, centre=centre)
        .select_related("workplace__company").order_by("-state", "sort_key", "id")[:MOST]
    )  # fmt: skip


def lacking(centre: Centre) -> list[str]:
    """Return what the centre lacks before it can start: two queries."""
    own = {"jobcentre_id": centre.jobcentre_id, "centre": centre}
    agreement = centre.agreement
    return rules.lacking(
        centre.model,
        partners=centre.partners.filter(
            jobcentre_id=centre.jobcentre_id, to_on__isnull=True
        ).count(),
        places=Place.objects.open().filter(**own).count(),
        is_signed=agreement is not None and agreement.state == AgreementState.SIGNED,
        has_mentor=centre.mentor_id is not None,
        arrangement=centre.arrangement,
    )


def clauses_of(centre: Centre) -> list[dict[str, str]]:
    """Return the contract's clauses from the centre's terms, in Danish; empty ones are left out."""
    with translation.override("da"):
        first = {
            "code": "centre_model", "title": _("Model"),
            "text": f"{capfirst(centre.get_model_display())}. "
            + _("%(number)s places.") % {"number": centre.places_planned},
        }  # fmt: skip
        if centre.mentor is not None:
            first["text"] += " " + _("Common mentor: %(name)s.") % {"name": centre.mentor.name}
        return [
            first,
            *(
                {
                    "code": f"centre_{name}",
                    "title": title.capitalize(),
                    "text": text,
                }
                for name, title, text in texts_of(centre)
            ),
        ]


def texts_of(centre: Centre) -> list[tuple[str, str, str]]:
    """Return the terms that are written: field, title in the page's language, text."""
    titles = {field.name: str(field.verbose_name) for field in Centre._meta.concrete_fields}
    texts = [(name, titles[name], getattr(centre, name).strip()) for name in TEXTS]
    return [each for each in texts if each[2]]
