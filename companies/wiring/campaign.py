"""Fills the frame's registries for segments and campaigns: called when Django starts."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.choices.campaign import CampaignState, RowState
from companies.models import Campaign, CampaignRow
from companies.queries.campaigns import campaign_hits, find_campaigns, my_shares, of_company
from companies.queries.letters import addressees, campaign_of, letters, write_letters
from companies.rules.campaigns import weekly_share
from followup.brought import Shown, bring_one
from followup.kinds import register_message
from followup.queue import Action, QueueKind, QueueRow, Tag, register_queue
from jobcenter import registries
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.lists import Column, ListKind, list_kind
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def campaign_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the running campaigns in which companies wait for the viewer: one query."""
    return [_row(share, viewer, day) for share in bring_one(viewer, day, _SHOWN, limit)]


def _row(share: Any, viewer: Viewer, day: date) -> QueueRow:
    is_late = share.ends_on < day
    this_week = weekly_share(share.left, (share.ends_on - day).days)
    told = {"n": this_week, "left": share.left}
    text = ngettext("%(n)s company this week", "%(n)s companies this week", this_week)
    url = reverse("companies:campaign", args=[share.public_id])
    return QueueRow(
        severity="now" if is_late else "week",
        title=share.name,
        why=_("%(left)s left. Next: %(who)s. %(purpose)s")
        % {**told, "who": share.first_name, "purpose": share.purpose},
        actions=[Action(_("Work on it"), url, primary=True)],
        subject=share.public_id,
        tag=Tag(_("past its end"), "bad") if is_late else Tag(text % told, "info"),
        due_on=share.ends_on,
        url=url,
    )


_SHOWN = Shown(
    Campaign, my_shares, ("public_id", "name", "purpose", "ends_on", "left", "first_name")
)


QUEUE = QueueKind(
    code="companies.campaigns",
    label=gettext_lazy("Campaigns"),
    order=70,
    find=campaign_rows,
    waiting=lambda viewer, day: _left(viewer, viewer.membership_id or 0),
    can=(Can.LOG_CONTACT,),
    shown=_SHOWN,
    row=_row,
)


def company_campaigns(request: HttpRequest, **subject: Any) -> str:
    """The running campaigns the company is in; nothing where there is none. One query."""
    rows = of_company(request.viewer, subject["company"].pk)  # type: ignore[attr-defined]
    if not rows:
        return ""
    return render_to_string("companies/slot_campaigns.html", {"rows": rows}, request)


def _left(viewer: Viewer, member: int) -> Any:
    return CampaignRow.objects.filter(
        jobcentre_id=viewer.jobcentre_id, consultant_id=member, state=RowState.TODO,
        campaign__state=CampaignState.RUNNING,
    )  # fmt: skip


def _owned(viewer: Viewer, member: int) -> Any:
    return Campaign.objects.filter(
        jobcentre_id=viewer.jobcentre_id, owner_id=member
    ).exclude(state=CampaignState.CLOSED)  # fmt: skip


def _find_rows(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    rows = _left(viewer, member).select_related("company", "campaign")
    return [
        HandoverRow(row.public_id, row.company.name, row.campaign.name,
                    reverse("companies:campaign", args=[row.campaign.public_id]))
        for row in rows.order_by("campaign_id", "place")[:limit]
    ]  # fmt: skip


def _find_owned(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    return [
        HandoverRow(row.public_id, row.name, row.purpose,
                    reverse("companies:campaign", args=[row.public_id]))
        for row in _owned(viewer, member).order_by("ends_on", "id")[:limit]
    ]  # fmt: skip


def _giver(rows_of: Any, field: str) -> Any:
    def give(
        actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
    ) -> int:
        rows = rows_of(actor, from_id)
        if only is not None:
            rows = rows.filter(public_id__in=only)
        elif leave:
            rows = rows.exclude(public_id__in=leave)
        locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
        ids = list(locked.values_list("pk", flat=True))
        rows.model.objects.filter(jobcentre_id=actor.jobcentre_id, pk__in=ids).update(
            version=F("version") + 1, **{field: to.pk}
        )
        return len(ids)

    return give


LETTERS = ListKind(
    code="campaign_letters",
    label=gettext_lazy("Letters of a campaign"),
    url_name="companies:campaigns",
    can=(Can.MANAGE_CAMPAIGNS,),
    columns=(Column("to", gettext_lazy("To"), lambda row: row["to"], is_fixed=True),),
    params=("kampagne",),
    rows=letters,
    count=lambda viewer, query, cap: _count_letters(viewer, query),
    pdf=write_letters,
)


def _count_letters(viewer: Viewer, query: Any) -> int:
    campaign = campaign_of(viewer, query)
    if campaign is None:
        return 0
    return sum(not each.left_out("letter") for each in addressees(viewer, campaign))


def register() -> None:
    """Fill the registries."""
    from companies.demo import campaigns as demo_campaigns
    from companies.mails import campaigns as mails_campaigns

    def to_campaign(event: Any) -> str | None:
        return reverse("companies:campaign", args=[event.subject]) if event.subject else None

    read = Can.READ_COMPANIES
    registries.menu(
        gettext_lazy("Campaigns"), "companies:campaigns", read, order=31, is_secondary=True
    )
    registries.menu(
        gettext_lazy("Figures of industries"), "companies:industry_figures", Can.ADMINISTER,
        order=35, is_secondary=True,
    )  # fmt: skip
    for code, label in [
        ("companies.campaign_planned", gettext_lazy("campaign planned")),
        ("companies.campaign_started", gettext_lazy("campaign begun")),
        ("companies.campaign_closed", gettext_lazy("campaign closed")),
        ("companies.campaign_declined", gettext_lazy("declined in a campaign")),
        ("companies.campaign_skipped", gettext_lazy("skipped in a campaign")),
    ]:
        registries.event_kind(code, label, group="campaign", link=to_campaign)
    for code, label in [
        ("companies.segment_changed", gettext_lazy("moved to another segment")),
        ("companies.panel_joined", gettext_lazy("joined the panel")),
        ("companies.panel_left", gettext_lazy("left the panel")),
        ("companies.mail_stopped", gettext_lazy("wants no more campaign mail")),
    ]:
        registries.event_kind(code, label, group="relation")
    registries.search_kind(
        "campaign", gettext_lazy("Campaigns"), find_campaigns, read, order=21, rows=campaign_hits
    )
    registries.slot("company.main", company_campaigns, order=30)
    list_kind(LETTERS)
    register_queue(QUEUE)
    register_message(mails_campaigns.CampaignMail())
    for order, (code, label, rows_of, find, field) in enumerate(
        [
            ("companies.campaign_rows", gettext_lazy("Companies of campaigns"), _left, _find_rows,
             "consultant_id"),
            ("companies.campaigns", gettext_lazy("Campaigns as owner"), _owned, _find_owned,
             "owner_id"),
        ]
    ):  # fmt: skip
        handover_kind(
            HandoverKind(
                code=code, label=label, order=60 + order, find=find,
                rows=rows_of,
                hand_over=_giver(rows_of, field), is_urgent=False,
            )
        )  # fmt: skip
    registries.demo(16, demo_campaigns.build)
