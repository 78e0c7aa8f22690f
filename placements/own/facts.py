"""What this room holds about a citizen, told to the citizen: placements and weekly answers.

The company is named, the people there are not; what they wrote is told of, not shown, for it may
be about others too.
"""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from citizens.models import Citizen
from citizens.own.facts import MOST, Fact, Held
from jobcenter.dates import say
from jobcenter.viewer import Viewer
from placements.choices import Purpose, State
from placements.models import Placement


def placements_of(viewer: Viewer, citizen: Citizen) -> Held:
    """Return the citizen's placements, the newest first: one query."""
    rows = (
        Placement.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
        .select_related("place__workplace__company")
        .annotate(
            answers=Count("check_ins"),
            notes=Count("check_ins", filter=~Q(check_ins__note="")),
        )
        .order_by("-starts_on", "-id")[:MOST]
    )
    return Held(
        "placements", _("Your placements"),
        _("So that we and the company know what was agreed."), [_fact(row) for row in rows],
    )  # fmt: skip


def _fact(row: Any) -> Fact:
    days = _("%(first)s – %(last)s") % {
        "first": say(row.starts_on, "j. F Y"), "last": say(row.ended_on or row.ends_on, "j. F Y"),
    }  # fmt: skip
    hours = _("%(hours)s hours a week") % {"hours": f"{row.weekly_hours:g}"}
    told = [str(State(row.state).label), str(Purpose(row.purpose).label)]
    if row.answers:
        weeks = ngettext(
            "%(number)s weekly answer by the mentor", "%(number)s weekly answers by the mentor",
            row.answers,
        ) % {"number": row.answers}  # fmt: skip
        told.append(weeks)
    if row.notes:
        told.append(_("some with a note: ask to hear what it says about you"))
    return Fact(row.place.workplace.name, f"{days}, {hours}", " · ".join(told))


def register() -> None:
    """Add the facts."""
    from citizens.own.facts import own_facts

    own_facts("placements", placements_of, order=40)
