"""The list of candidates as jobcenter/lists.py wants it described: columns, file, a change."""

from typing import Any

from django.template.defaultfilters import date as date_text
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.changes import BULK
from citizens.choices import CitizenState
from citizens.listing import (
    Filters,
    all_citizens,
    count_citizens,
    first_citizens,
    picked_citizens,
)
from citizens.queries import Row
from jobcenter.clock import local_day
from jobcenter.lists import Column, ListKind
from jobcenter.permissions import Can
from jobcenter.templatetags.components import icon, masked, tag


def _name(row: Row) -> str:
    return row.name if row.seen else _("Citizen %(letters)s") % {"letters": row.name}


def _name_linked(row: Row) -> SafeString:
    shown = format_html("<b>{}</b>", row.name) if row.seen else masked(_name(row))
    link = format_html('<a href="{}">{}</a>', _page(row), shown)
    tags = []
    if row.is_protected:
        tags.append(tag("warn", _("protected")))
    if row.state == CitizenState.ENDED:
        tags.append(tag("plain", _("ended")))
    return format_html_join(" ", "{}", ((part,) for part in (link, *tags)))


def _page(row: Row) -> str:
    return reverse("citizens:page", args=[row.public_id])


def _matches(row: Row) -> SafeString:
    return format_html_join("", "<div>{}</div>", ((name,) for name in row.matches))


def _team(row: Row) -> str:
    return ", ".join(name for name, _function in row.team)


def _do(row: Row) -> Any:
    name = format_html('<span class="sr-only"> {}</span>', row.name)
    if not row.seen:
        return format_html(
            '<a class="button button-secondary button-small" href="{}">{}{}</a>', _page(row),
            _("Ask for access"), name,
        )  # fmt: skip
    if not row.phone:
        return ""
    return format_html(
        '<a class="button button-secondary button-small" href="tel:{}">{}{}{}</a>',
        row.phone.as_e164, icon("phone"), _("Ring"), name,
    )  # fmt: skip


CITIZENS = ListKind(
    code="citizens",
    label=gettext_lazy("Candidates"),
    url_name="citizens:list",
    can=(Can.READ_CITIZENS,),
    params=("vis", "ord", "maalgruppe", "matchgruppe", "konsulent", "tilstand"),
    unsaved=("ord",),
    columns=(
        Column("name", gettext_lazy("Candidate"), _name, _name_linked, sort="name", is_fixed=True),
        Column("target", gettext_lazy("Target group"), lambda row: row.target),
        Column("match", gettext_lazy("Match group"), lambda row: ", ".join(row.matches), _matches),
        Column("team", gettext_lazy("Case team"), _team, lambda row: _team(row) or "–"),
        Column("phone", gettext_lazy("Phone"),
               lambda row: row.phone.as_national if row.phone else "", is_default=False),
        Column("state", gettext_lazy("State"), lambda row: str(CitizenState(row.state).label),
               is_default=False),
        Column("registered", gettext_lazy("Registered"),
               lambda row: local_day(row.created_at) if row.created_at else None,
               lambda row: date_text(row.created_at, "SHORT_DATE_FORMAT"), sort="new",
               sorts_down_first=True, is_default=False),
        Column("do", gettext_lazy("Do"), lambda row: None, _do, on_page_only=True,
               is_action=True),
    ),
    rows=all_citizens,
    count=count_citizens,
    first_ids=first_citizens,
    picked=picked_citizens,
    title=_name,
    bulk=BULK,
    default_sort=lambda viewer, query: Filters.of(viewer, query).usual_sort,
    may_sort=lambda viewer, query, sort: Filters.of(viewer, query).may_sort(sort),
)  # fmt: skip
