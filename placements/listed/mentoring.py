"""The list of mentor orders as jobcenter/lists.py wants it described."""

from decimal import Decimal
from typing import Any

from django.template.defaultfilters import date as date_text
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jobcenter.lists import Column, ListKind
from jobcenter.templatetags.components import masked, tag
from placements.access.mentoring import READS
from placements.choices.mentoring import STATE_TONES
from placements.queries.mentor_list import (
    MentorFilters,
    OrderRow,
    all_orders,
    count_orders,
    first_orders,
    picked_orders,
)


def _who(row: OrderRow) -> SafeString:
    return format_html(
        '<a href="{}">{}</a>', reverse("placements:mentor_order", args=[row.order.public_id]),
        row.name if row.is_seen else masked(row.name),
    )  # fmt: skip


def _period(row: OrderRow) -> str:
    return f"{date_text(row.order.from_on, 'j. b Y')} – {date_text(row.order.last_on, 'j. b Y')}"


def _state(row: OrderRow) -> SafeString:
    waits = row.order.for_leader and row.order.state == "ordered"
    label = _("waits for a leader") if waits else row.order.get_state_display()
    return tag("warn" if waits else STATE_TONES[row.order.state], label)


def _hours(value: Decimal) -> str:
    return str(floatformat(value, "-2"))


def _sort(_viewer: Any, query: Any) -> str:
    return MentorFilters.of(query).usual_sort


ORDERS = ListKind(
    code="mentor_orders",
    label=gettext_lazy("Mentor orders"),
    url_name="placements:mentor_orders",
    can=READS,
    params=("vis", "slags"),
    columns=(
        Column("candidate", gettext_lazy("Candidate"), lambda row: row.name, _who, is_fixed=True),
        Column("kind", pgettext_lazy("mentor", "Mentor"),
               lambda row: capfirst(row.order.get_kind_display())),
        Column("state", gettext_lazy("State"), lambda row: row.order.get_state_display(), _state),
        Column("period", gettext_lazy("Period"), lambda row: None, _period, sort="end",
               on_page_only=True),
        Column("from", pgettext_lazy("mentor", "First day"), lambda row: row.order.from_on,
               in_file_only=True),
        Column("to", pgettext_lazy("mentor", "Last day"), lambda row: row.order.last_on,
               in_file_only=True),
        Column("hours", gettext_lazy("Hours granted"), lambda row: float(row.order.hours),
               lambda row: _hours(row.order.hours), is_number=True),
        Column("delivered", gettext_lazy("Hours given"), lambda row: float(row.order.delivered),
               lambda row: _hours(row.order.delivered), is_number=True),
        Column("cost", gettext_lazy("Cost, kr."), lambda row: float(row.order.cost),
               lambda row: floatformat(row.order.cost, "-2g"), sort="cost", is_number=True,
               sorts_down_first=True),
        Column("owner", gettext_lazy("Followed by"), lambda row: row.order.owner.name),
    ),
    rows=all_orders,
    count=count_orders,
    first_ids=first_orders,
    picked=picked_orders,
    public_id=lambda row: row.order.public_id,
    title=lambda row: row.name,
    default_sort=_sort,
)  # fmt: skip
