"""The list of agreements as jobcenter/lists.py wants it described."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from companies.choices.agreement import Light
from companies.listed import day, nowrap
from companies.queries.agreements import AgreementShown, all_listed, count_listed
from jobcenter.addresses import reverse
from jobcenter.lists import Column, Dated, ListKind
from jobcenter.permissions import Can
from jobcenter.templatetags.components import tag


def url_of(row: AgreementShown) -> str:
    """Return the agreement's page."""
    return reverse("companies:agreement", args=[row.public_id])


def _company(row: AgreementShown) -> Any:
    return format_html(
        '<a href="{}">{}</a> <small>{}</small>', url_of(row), row.agreement.company.name,
        row.agreement.purpose,
    )  # fmt: skip


def numbers(goals: list[Any]) -> str:
    """Return goals as “people started 3/8”; milestones with how they go, the unknown not."""
    return "; ".join(
        f"{each.what}: {each.light_label}"
        if each.delivered is None
        else f"{each.what} {each.delivered_shown}/{each.agreed_shown}"
        for each in goals
        if each.light != Light.UNKNOWN
    )


AGREEMENTS = ListKind(
    code="agreements",
    label=gettext_lazy("Agreements"),
    url_name="companies:agreements",
    can=(Can.READ_COMPANIES,),
    params=("q", "vis", "lys", "kollega"),
    columns=(
        Column("company", gettext_lazy("Company"), lambda row: row.agreement.company.name,
               _company, sort="company", is_fixed=True),
        Column("purpose", gettext_lazy("Purpose"), lambda row: row.agreement.purpose,
               in_file_only=True),
        Column("light", gettext_lazy("How it goes"), lambda row: row.light_label,
               lambda row: tag(row.tone, row.light_label), sort="light"),
        Column("them", gettext_lazy("The company, delivered/agreed"),
               lambda row: numbers(row.by_them)),
        Column("us", gettext_lazy("We, delivered/agreed"), lambda row: numbers(row.by_us)),
        Column("state", gettext_lazy("State"), lambda row: row.agreement.get_state_display(),
               lambda row: tag(row.state_tone, row.agreement.get_state_display())),
        Column("starts", gettext_lazy("From"), lambda row: row.agreement.starts_on,
               lambda row: nowrap(day(row.agreement.starts_on)), is_default=False),
        Column("ends", gettext_lazy("Until"), lambda row: row.agreement.ends_on,
               lambda row: nowrap(day(row.agreement.ends_on)), sort="ends"),
        Column("responsible", gettext_lazy("Responsible colleague"),
               lambda row: row.agreement.responsible.name),
        Column("areas", gettext_lazy("Areas"), lambda row: row.agreement.areas_in_words,
               is_default=False),
    ),
    rows=all_listed,
    count=count_listed,
    url=url_of,
    title=lambda row: row.agreement.company.name,
    dated=lambda row: Dated(
        row.public_id, row.agreement.company.name, row.agreement.ends_on, row.agreement.purpose,
        url_of(row),
    ),
    default_sort="light",
)  # fmt: skip
