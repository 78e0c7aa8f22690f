"""The room's lists as jobcenter/lists.py wants them described: columns, files, what is asked."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import intcomma
from django.template.defaultfilters import date as date_text
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.changes import BULK
from companies.choices import Segment
from companies.queries.filters import Filters
from companies.queries.listing import (
    ListedCompany,
    all_filtered,
    capped_count,
    first_public_ids,
    picked_companies,
)
from jobcenter.addresses import reverse
from jobcenter.clock import local_day, today
from jobcenter.lists import Column, ListKind
from jobcenter.models import Jobcentre
from jobcenter.permissions import Can
from jobcenter.templatetags.components import phone, tag
from jobcenter.viewer import Viewer


def day(value: Any) -> str:
    """Return a date as the page writes it."""
    return date_text(value, "SHORT_DATE_FORMAT") if value else ""


def nowrap(text: str) -> SafeString:
    """Keep a short text on one line."""
    return format_html('<span class="nowrap">{}</span>', text) if text else mark_safe("")


def _name(row: ListedCompany) -> SafeString:
    company = row.company
    tags = []
    if not company.is_active:
        tags.append(tag("plain", _("ceased")))
    if company.advertising_protected:
        tags.append(tag("warn", _("no advertising")))
    form = f" · {company.form_text}" if company.form_text else ""
    return format_html(
        '<a href="{}">{}</a>{} <small>CVR {}{}</small>',
        reverse("companies:company", args=[company.public_id]),
        company.name,
        mark_safe("".join(f" {each}" for each in tags)),  # noqa: S308  made by the component
        company.cvr,
        form,
    )


def _employees(row: ListedCompany) -> str:
    company = row.company
    return company.employees_band if company.employees is None else intcomma(company.employees)


def _relation(row: ListedCompany) -> Any:
    if not row.ours.status:
        return ""
    return format_html("{} <small>{}</small>", row.ours.owner, row.ours.status_label)


def _segment(row: ListedCompany) -> str:
    return str(Segment(row.ours.segment).label) if row.ours.segment else ""


def _step(row: ListedCompany) -> Any:
    due = row.ours.next_step_on
    if due is None:
        return ""
    return tag("bad", day(due)) if due < today() else nowrap(day(due))


def _last(row: ListedCompany) -> Any:
    at = row.ours.last_contact_at
    return local_day(at) if at else None


def _planned(row: ListedCompany) -> Any:
    at = row.ours.planned_at
    return local_day(at) if at else None


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


COMPANY_COLUMNS = (
    Column("cvr", gettext_lazy("CVR"), lambda row: row.company.cvr, in_file_only=True),
    Column("name", gettext_lazy("Name"), lambda row: row.company.name, _name, sort="name",
           is_fixed=True),
    Column("form", gettext_lazy("Company form"), lambda row: row.company.form_text,
           is_default=False),
    Column("industry_code", gettext_lazy("Industry code"), lambda row: row.company.industry_code,
           in_file_only=True),
    Column("industry", gettext_lazy("Industry"), lambda row: row.company.industry_text,
           sort="industry"),
    Column("employees", gettext_lazy("Employees"), lambda row: row.company.employees, _employees,
           sort="employees", is_number=True, sorts_down_first=True),
    Column("address", gettext_lazy("Address"), lambda row: row.company.address, is_default=False),
    Column("postcode", gettext_lazy("Postcode"), lambda row: row.company.postcode,
           in_file_only=True),
    Column("town", gettext_lazy("Town"), lambda row: row.company.city,
           lambda row: nowrap(f"{row.company.postcode} {row.company.city}"), sort="town"),
    Column("phone", gettext_lazy("Phone"), lambda row: row.company.phone,
           lambda row: phone(row.company.phone), is_default=False),
    Column("email", gettext_lazy("E-mail"), lambda row: row.company.email, is_default=False),
    Column("register", gettext_lazy("Status"), lambda row: row.company.get_status_display(),
           in_file_only=True),
    Column("protected", gettext_lazy("No advertising"),
           lambda row: _yes(row.company.advertising_protected), in_file_only=True),
    Column("relation", gettext_lazy("Our relation"), lambda row: row.ours.status_label, _relation,
           sort="status"),
    Column("owner", gettext_lazy("Fixed contact"), lambda row: row.ours.owner, sort="owner",
           is_default=False),
    Column("segment", gettext_lazy("Segment"), lambda row: row.ours.segment, _segment,
           sort="segment", is_default=False),
    Column("contact", gettext_lazy("Last contact"), _last, lambda row: nowrap(day(_last(row))),
           sort="contact", sorts_down_first=True),
    Column("planned", gettext_lazy("Next planned contact"), _planned,
           lambda row: nowrap(day(_planned(row))), is_default=False),
    Column("step", gettext_lazy("Next step"), lambda row: row.ours.next_step_on, _step, sort="step",
           is_default=False),
    Column("facts_on", gettext_lazy("Facts as of"), lambda row: row.company.facts_on,
           in_file_only=True),
)  # fmt: skip


def _home(viewer: Viewer) -> str:
    return Jobcentre.objects.values_list("code", flat=True).get(pk=viewer.jobcentre_id)


def _rows(viewer: Viewer, query: Any) -> Iterator[ListedCompany]:
    return all_filtered(viewer, Filters.of(query), _home(viewer))


def _count(viewer: Viewer, query: Any, cap: int) -> int:
    return capped_count(viewer, Filters.of(query), _home(viewer), cap)


def _first_ids(viewer: Viewer, query: Any, limit: int) -> list[UUID]:
    return first_public_ids(viewer, Filters.of(query), _home(viewer), limit)


COMPANIES = ListKind(
    code="companies",
    label=gettext_lazy("Companies"),
    url_name="companies:list",
    can=(Can.READ_COMPANIES,),
    columns=COMPANY_COLUMNS,
    params=(
        "q", "omraade", "by", "branche", "fra", "status", "relation", "ansvarlig", "segment",
        "kontakt", "skridt", "felt",
    ),
    rows=_rows,
    count=_count,
    first_ids=_first_ids,
    picked=picked_companies,
    public_id=lambda row: row.company.public_id,
    title=lambda row: row.company.name,
    bulk=BULK,
    default_sort="name",
    may_sort=lambda viewer, query, sort: not Filters.of(query).is_national,
)  # fmt: skip
