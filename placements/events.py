"""The lines a placement leaves on timelines: a state or a week, never a name, never health.

Why one was stopped is told to the candidate's case team only: it may be an illness.
"""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from citizens.access import citizens_visible_to
from jobcenter.viewer import Viewer
from placements.models import Placement
from placements.rules import states

PLACES = {
    "placements.place_opened": _("Place opened"),
    "placements.place_changed": _("Place changed"),
    "placements.place_closed": _("Place closed"),
    "placements.reserved": _("Place reserved"),
    "placements.reservation_named": _("Reserved place is for somebody now"),
    "placements.reservation_moved": _("Reservation moved"),
    "placements.reservation_back": _("Reserved place given back"),
}
CENTRES = {
    "placements.centre_written": _("Company centre begun"),
    "placements.centre_changed": _("Company centre changed"),
    "placements.centre_started": _("Company centre started"),
    "placements.centre_ended": _("Company centre ended"),
}
PLACEMENTS = {
    "placements.planned": _("Work trial planned"),
    "placements.moved": _("Planned work trial moved to another place or day"),
    "placements.agreed": _("Work trial agreed"),
    "placements.started": _("Work trial started"),
    "placements.extended": _("Work trial extended"),
    "placements.ended": _("Work trial ended as planned"),
    "placements.interrupted": _("Work trial interrupted"),
    "placements.cancelled": _("Work trial cancelled"),
    "placements.follow_up_changed": _("Mentor or consultant changed"),
    "placements.check_in": _("Weekly status received"),
    "placements.visited": _("Visit by the consultant"),
    "placements.link_sent": _("New link sent to the mentor"),
    "placements.link_revoked": _("Mentor's link taken back"),
}
WAITING = {
    "placements.waiting_added": _("Put on a waiting list"),
    "placements.waiting_moved": _("Moved up on a waiting list"),
    "placements.waiting_removed": _("Taken off a waiting list"),
}
NEEDS = {
    "placements.for_need": _("Is for a need of the company"),
    "placements.not_for_need": _("No longer for a need of the company"),
}
ATTENTION = {
    "placements.needs_action": _("Weekly status that needs action"),
    "placements.acted": _("Weekly status acted on"),
}
DATING = {
    "placements.dating_joined": _("Takes part in speed dating"),
    "placements.dating_left": _("No longer takes part in speed dating"),
    "placements.dated": _("Conversation at speed dating"),
}
WORDS = {
    "placements.word_written": _("Clear word to a company begun"),
    "placements.word_dropped": _("Draft of a clear word thrown away"),
    "placements.word_asked": _("The citizen is asked about a text for a company"),
    "placements.word_declined": _("The citizen said no to a text for a company"),
    "placements.word_approved": _("The citizen has approved what a company is told"),
    "placements.word_sent": _("Shared with a company"),
    "placements.word_reader": _("A reader with a changed address is the same person"),
    "placements.word_stopped": _("No longer shared with a company"),
    "placements.word_lapsed": _("Sharing with a company has run out"),
}
CATALOGUE = {
    "placements.catalogue_written": _("Profile for the catalogue written"),
    "placements.catalogue_reviewed": _("Words for the catalogue read by a second person"),
    "placements.catalogue_agreed": _("In the candidate catalogue, with the citizen's yes"),
    "placements.catalogue_withdrawn": _("Taken out of the candidate catalogue"),
    "placements.catalogue_lapsed": _("Out of the candidate catalogue: the yes ran out"),
    "placements.catalogue_asked": _("A company asks for the candidate"),
    "placements.catalogue_answered": _("A company that asked has had an answer"),
}
STOPPED = {"placements.interrupted", "placements.cancelled"}


def place_link(event: Any) -> str | None:
    """Return the place's address."""
    return reverse("placements:place", args=[event.subject]) if event.subject else None


def centre_link(event: Any) -> str | None:
    """Return the centre's address."""
    return reverse("placements:centre", args=[event.subject]) if event.subject else None


def gathering_link(event: Any) -> str | None:
    """Return the event's address; its page masks candidates."""
    return reverse("companies:gathering", args=[event.subject]) if event.subject else None


def placement_link(event: Any) -> str | None:
    """Return the placement's address; the page masks what the reader need not know."""
    return reverse("placements:placement", args=[event.subject]) if event.subject else None


def word_link(event: Any) -> str | None:
    """Return the address of a clear word; a draft that was thrown away has none."""
    if not event.subject or event.kind == "placements.word_dropped":
        return None
    return reverse("placements:word", args=[event.subject])


def why_stopped(viewer: Viewer, events: list[Any]) -> dict[int, str]:
    """Return the reason by event id, for those of the case team and the consultant only."""
    mine = Q(citizen_id__in=citizens_visible_to(viewer).order_by().values("pk"))
    if viewer.membership_id is not None:
        mine |= Q(consultant_id=viewer.membership_id)
    reasons = dict(
        Placement.objects.filter(
            mine,
            jobcentre_id=viewer.jobcentre_id,
            public_id__in=[event.subject for event in events],
        )
        .order_by()
        .values_list("public_id", "end_reason")
    )
    words = {**states.CANCEL_REASONS, **states.INTERRUPT_REASONS}
    return {
        event.pk: gettext(words[reason])
        for event in events
        if (reason := reasons.get(event.subject)) in words
    }
