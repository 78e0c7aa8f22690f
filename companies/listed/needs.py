"""The list of needs as jobcenter/lists.py wants it described."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices.need import RegisterStatus
from companies.listed import day, nowrap
from companies.models import Need
from companies.queries.needs import (
    all_needs,
    count_needs,
    hours_shown,
    is_late,
    picked_needs,
    rate_of,
    tone_of,
)
from companies.rules.needs import register_status
from jobcenter.clock import today
from jobcenter.lists import Column, Dated, ListKind
from jobcenter.permissions import Can
from jobcenter.templatetags.components import tag


def url_of(row: Need) -> str:
    """Return the need's page."""
    return reverse("companies:need", args=[row.public_id])


def _title(row: Need) -> Any:
    return format_html('<a href="{}">{}</a>', url_of(row), row.title)


def _company(row: Need) -> Any:
    page = reverse("companies:company", args=[row.company.public_id])
    return format_html('<a href="{}">{}</a>', page, row.company.name)


def _state(row: Need) -> Any:
    shown = tag(tone_of(row), row.get_state_display())
    if is_late(row, today()):
        return format_html("{} {}", shown, tag("bad", _("no candidate")))
    return shown


def _register(row: Need) -> str:
    status = register_status(row.state, row.closing, row.candidates, row.most_candidates)
    return str(RegisterStatus(status).label)


NEEDS = ListKind(
    code="needs",
    label=gettext_lazy("Needs"),
    url_name="companies:needs",
    can=(Can.READ_COMPANIES,),
    params=("q", "vis", "slags", "naar", "kollega"),
    columns=(
        Column("title", gettext_lazy("Need"), lambda row: row.title, _title, is_fixed=True),
        Column("company", gettext_lazy("Company"), lambda row: row.company.name, _company,
               sort="company"),
        Column("cvr", gettext_lazy("CVR"), lambda row: row.company.cvr, in_file_only=True),
        Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Column("places", gettext_lazy("Filled of"), lambda row: row.number,
               lambda row: f"{row.filled}/{row.number}", is_number=True),
        Column("filled", gettext_lazy("Places filled"), lambda row: row.filled, in_file_only=True,
               is_number=True),
        Column("hours", gettext_lazy("Hours a week"), lambda row: row.weekly_hours,
               lambda row: hours_shown(row.weekly_hours), is_number=True),
        Column("starts", gettext_lazy("From"), lambda row: row.starts_on,
               lambda row: nowrap(day(row.starts_on)), sort="starts"),
        Column("state", gettext_lazy("State"), lambda row: row.get_state_display(), _state),
        Column("candidates", gettext_lazy("Candidates"), lambda row: row.candidates,
               is_number=True),
        Column("first", gettext_lazy("First candidate"), lambda row: row.first_candidate_on,
               lambda row: nowrap(day(row.first_candidate_on)), is_default=False),
        Column("received", gettext_lazy("Received"), lambda row: row.received_on,
               lambda row: nowrap(day(row.received_on)), sort="received", sorts_down_first=True,
               is_default=False),
        Column("lapses", gettext_lazy("Lapses on"), lambda row: row.lapses_on,
               lambda row: nowrap(day(row.lapses_on)) if row.is_open else "", is_default=False),
        Column("owner", gettext_lazy("Who has it"),
               lambda row: row.owner.name if row.owner else ""),
        Column("origin", gettext_lazy("How we heard"), lambda row: row.get_origin_display(),
               is_default=False),
        Column("answers", gettext_lazy("The company answers"), rate_of, is_default=False),
        Column("closing", gettext_lazy("Why closed"), lambda row: row.get_closing_display(),
               is_default=False),
        Column("deadline", gettext_lazy("Apply by"), lambda row: row.deadline_on,
               in_file_only=True),
        Column("most", gettext_lazy("Candidates at most"), lambda row: row.most_candidates,
               in_file_only=True, is_number=True),
        Column("register", gettext_lazy("Status as a job order"), _register, in_file_only=True),
    ),
    rows=all_needs,
    count=count_needs,
    picked=picked_needs,
    url=url_of,
    title=lambda row: row.title,
    dated=lambda row: Dated(
        row.public_id, f"{row.company.name}: {row.title}", row.starts_on, "", url_of(row)
    ),
    default_sort="starts",
)  # fmt: skip
