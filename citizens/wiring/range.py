"""Wires the range of offers into the frame's registries when Django starts."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access.offers import team_rows
from citizens.choices.range import OPEN_STAYS, StayState
from citizens.models import Citizen, OfferStay, SupportGrant
from citizens.parts import Card
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

SUPPORT_EVENTS = {
    "citizen.referred": gettext_lazy("Referred to an offer"),
    "citizen.stay_started": gettext_lazy("A stay in an offer began"),
    "citizen.stay_changed": gettext_lazy("Somebody else follows a stay or support"),
    "citizen.support_granted": gettext_lazy("Support granted"),
    "citizen.support_used": gettext_lazy("Use of support written"),
    "citizen.support_ended": gettext_lazy("Support ended"),
    "citizen.stay_ended": gettext_lazy("A stay in an offer ended"),
}


def _running(viewer: Viewer) -> Any:
    """What a citizen is in and gets now, for the case team alone."""
    if viewer.kind != "staff":
        return None
    own = {"jobcentre_id": viewer.jobcentre_id, "citizen_id": OuterRef("pk")}
    mine = Exists(team_rows(viewer).filter(citizen_id=OuterRef("citizen_id")))
    stays = OfferStay.objects.filter(mine, **own, state__in=OPEN_STAYS)
    support = SupportGrant.objects.filter(mine, **own, ended_on__isnull=True)
    told = JSONObject(name=F("offer__name"), state=F("state"))
    beside = JSONObject(name=F("offer__name"), until=F("until_on"))
    return JSONObject(
        stays=ArraySubquery(stays.order_by("referred_on", "pk").values(told=told)[:5]),
        support=ArraySubquery(support.order_by("until_on", "pk").values(told=beside)[:5]),
    )


def _card(viewer: Viewer, citizen: Citizen, found: Any) -> Card | None:
    lines = [f"{each['name']}: {StayState(each['state']).label}" for each in found["stays"]]
    lines += [
        _("%(name)s until %(day)s")
        % {"name": each["name"], "day": say(date.fromisoformat(each["until"]), "j. F Y")}
        for each in found["support"]
    ]
    url = reverse("citizens:support", args=[citizen.public_id])
    return Card(_("Offers and support"), lines, url, _("See what runs")) if lines else None


def register() -> None:
    """Fill menu, tab, card, timeline and demo."""
    from citizens import range_handover
    from citizens.demo import range as demo_range
    from citizens.demo import support as demo_support
    from citizens.navigation import tab
    from citizens.parts import part
    from citizens.queue import range as range_queue
    from followup.queue import register_queue
    from jobcenter import registries

    registries.menu(
        gettext_lazy("Range of offers"), "citizens:offers", Can.KEEP_RANGE, Can.WRITE_CITIZENS,
        order=84, is_secondary=True,
    )  # fmt: skip
    tab("support", gettext_lazy("Offers and support"), "citizens:support", order=30, team_only=True)
    part("support", rows=_running, tell=_card, order=30)
    for code, label in SUPPORT_EVENTS.items():
        registries.event_kind(code, label, group="support")
    for kind in (
        range_queue.STAYS, range_queue.SUPPORT, range_queue.BARRIERS, range_queue.FRAMES,
    ):  # fmt: skip
        register_queue(kind)
    range_handover.register()
    registries.demo(55, demo_range.build)
    registries.demo(56, demo_support.build)
