"""Continuity: how many consultants a candidate has had, and how handovers go."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from citizens.access import may_see_name, pseudonym
from citizens.choices import CitizenState, Function
from citizens.models import CaseHandover, CaseTeamMember, Citizen
from citizens.parts import Card
from jobcenter.clock import now
from jobcenter.dates import say
from jobcenter.viewer import Viewer

MANY = 3  # consultants from which a candidate is on the manager's list
SHOWN = 50
A_YEAR = timedelta(days=365)


def consultants(viewer: Viewer) -> Any:
    """Return every consultant so far, the newest first: an expression over the citizen."""
    rows = CaseTeamMember.objects.filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk"), function=Function.CONSULTANT
    )
    return ArraySubquery(
        rows.order_by("-from_on", "-pk").values(
            json=JSONObject(
                member="membership_id", name="membership__name", start="from_on", end="to_on"
            )
        )
    )


def so_far(found: list[dict[str, Any]]) -> int:
    """Return how many different consultants there have been: coming back counts once."""
    return len({each["member"] for each in found})


def card(viewer: Viewer, citizen: Citizen, found: Any) -> Card | None:
    """Return the card on the citizen's page; none before there was a consultant."""
    if not found:
        return None
    number = so_far(found)
    newest = found[0]
    since = {"name": newest["name"], "day": say(date.fromisoformat(newest["start"]), "j. F Y")}
    return Card(
        title=_("Continuity"),
        lines=[
            ngettext("%(number)s consultant so far", "%(number)s consultants so far", number)
            % {"number": number},
            _("%(name)s since %(day)s") % since,
        ],
        url=reverse("citizens:case_handovers", args=[citizen.public_id]),
        link_label=_("Handover"),
    )


def of_citizen(viewer: Viewer, citizen: Citizen) -> list[dict[str, Any]]:
    """Return the consultants of one citizen, the newest first, with days."""
    rows = (
        CaseTeamMember.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk, function=Function.CONSULTANT
        )
        .order_by("-from_on", "-pk")
        .values("membership_id", "membership__name", "from_on", "to_on")
    )
    return [
        {"member": each["membership_id"], "name": each["membership__name"],
         "from_on": each["from_on"], "to_on": each["to_on"]}
        for each in rows
    ]  # fmt: skip


@dataclass
class Figures:
    """The manager's figures: candidates by number of consultants, and a year's handovers."""

    by_number: list[tuple[str, int]]
    proposed: int
    accepted: int
    returned: int
    waiting: int
    many: list[dict[str, Any]] = field(default_factory=list)


def figures(viewer: Viewer) -> Figures:
    """Return the jobcentre's figures: four queries, names only where the viewer may see them."""
    held = (
        CaseTeamMember.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            function=Function.CONSULTANT,
            citizen__state=CitizenState.ACTIVE,
        )
        .order_by()
        .values("citizen_id")
        .annotate(number=Count("membership_id", distinct=True))
    )
    counted = Counter(min(number, MANY + 1) for number in held.values_list("number", flat=True))
    most = held.filter(number__gte=MANY).order_by("-number", "citizen_id")
    many = list(
        most.values(
            "citizen_id", "number", "citizen__public_id", "citizen__first_name",
            "citizen__last_name",
        )[:SHOWN]
    )  # fmt: skip
    told = CaseHandover.objects.filter(
        jobcentre_id=viewer.jobcentre_id, proposed_at__gt=now() - A_YEAR
    ).aggregate(
        proposed=Count("pk"),
        accepted=Count("pk", filter=Q(state="accepted")),
        # sent back at least once, whatever came after
        returned=Count("pk", filter=Q(rounds__gt=1) | Q(state="returned")),
        waiting=Count("pk", filter=Q(state="proposed")),
    )
    seen = may_see_name(viewer, [row["citizen_id"] for row in many])
    return Figures(
        by_number=[
            (str(number) if number <= MANY else _("%(number)s or more") % {"number": number},
             counted[number])
            for number in range(1, MANY + 2)
        ],
        many=[
            {
                "public_id": row["citizen__public_id"], "number": row["number"],
                "name": f"{row['citizen__first_name']} {row['citizen__last_name']}"
                if row["citizen_id"] in seen
                else _("Citizen %(letters)s")
                % {"letters": pseudonym(row["citizen__public_id"])},
            }
            for row in many
        ],
        **told,
    )  # fmt: skip
