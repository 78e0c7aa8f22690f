"""Wires networks and the newsletter into the frame's registries when Django starts."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies import navigation
from companies.handover import chosen
from companies.models import Network
from followup.kinds import register_message
from jobcenter import registries
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def _mine(viewer: Viewer, member: int) -> Any:
    return Network.objects.filter(
        jobcentre_id=viewer.jobcentre_id, responsible_id=member, ended_on__isnull=True
    )


def _find(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    return [
        HandoverRow(row.public_id, row.name, row.purpose,
                    reverse("companies:network", args=[row.public_id]))
        for row in _mine(viewer, member).order_by("name", "id")[:limit]
    ]  # fmt: skip


def _give(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    rows = chosen(_mine(actor, from_id), only, leave)
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    ids = list(locked.values_list("pk", flat=True))
    Network.objects.filter(jobcentre_id=actor.jobcentre_id, pk__in=ids).update(
        version=F("version") + 1, responsible_id=to.pk
    )
    return len(ids)


def _to_network(event: Any) -> str | None:
    return reverse("companies:network", args=[event.subject]) if event.subject else None


def _to_newsletter(event: Any) -> str | None:
    return reverse("companies:newsletter", args=[event.subject]) if event.subject else None


def register() -> None:
    """Fill navigation, timeline, search, work queue, messages, handing over and demo."""
    from companies.demo import networks as demo_networks
    from companies.mails import newsletters as mails_newsletters
    from companies.queries.meeting_places import find_networks, network_rows
    from companies.queue import newsletters as newsletter_queue
    from followup.queue import register_queue

    navigation.page("meet", "networks", _("Networks"), "companies:networks", order=10)
    navigation.page("meet", "newsletters", _("Newsletter"), "companies:newsletters", order=30)
    for code, label in [
        ("companies.network_founded", _("network founded")),
        ("companies.network_ended", _("network ended")),
        ("companies.network_joined", _("joined a network")),
        ("companies.network_left", _("left a network")),
        ("companies.mentor_certified", _("certificate of mentor training given")),
    ]:
        registries.event_kind(code, label, group="gathering", link=_to_network)
    registries.event_kind(
        "companies.newsletter_sent", _("newsletter sent"), group="gathering", link=_to_newsletter
    )
    registries.search_kind(
        "network", _("Networks"), find_networks, Can.READ_COMPANIES, order=24, rows=network_rows
    )
    register_queue(newsletter_queue.QUEUE)
    register_message(mails_newsletters.NewsletterMail())
    handover_kind(
        HandoverKind(
            code="companies.networks", label=_("Networks as responsible"), order=66, find=_find,
            rows=_mine, hand_over=_give,
            is_urgent=False,
        )
    )  # fmt: skip
    registries.demo(64, demo_networks.build)
