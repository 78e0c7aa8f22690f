"""The lists of contacts and of contact persons, as jobcenter/lists.py wants them described."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.listed import day, nowrap
from companies.models import Contact, ContactPerson
from companies.queries.contact_list import (
    ContactFilters,
    all_contacts,
    count_contacts,
    is_late,
    picked_contacts,
)
from companies.queries.person_list import PersonFilters, all_people, count_people, picked_people
from jobcenter.clock import COPENHAGEN
from jobcenter.lists import Column, Dated, ListKind
from jobcenter.permissions import Can
from jobcenter.templatetags.components import mail, phone, tag


def _link(url: str, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text)


def _at(contact: Contact) -> Any:
    return contact.held_at or contact.planned_at or contact.created_at


def _purpose(contact: Contact) -> SafeString:
    return _link(reverse("companies:contact", args=[contact.public_id]), contact.purpose)


def _company(row: Contact | ContactPerson) -> SafeString:
    return _link(reverse("companies:company", args=[row.company.public_id]), row.company.name)


def _step(contact: Contact) -> Any:
    if contact.next_step_on is None:
        return ""
    on = day(contact.next_step_on)
    if contact.next_step_done_at:
        return format_html("{} {}", contact.next_step, tag("ok", _("done")))
    shown = tag("bad", on) if is_late(contact) else nowrap(on)
    return format_html("{} {}", contact.next_step, shown)


def _entry(contact: Contact) -> Dated | None:
    """Return a planned contact as a moment, else an open next step as a day."""
    url = reverse("companies:contact", args=[contact.public_id])
    if contact.state == "planned" and contact.planned_at:
        title = f"{contact.company.name}: {contact.get_channel_display()}"
        return Dated(contact.public_id, title, contact.planned_at, contact.purpose, url)
    if contact.next_step_on and contact.next_step_done_at is None:
        title = f"{contact.company.name}: {contact.next_step}"
        return Dated(contact.public_id, title, contact.next_step_on, contact.purpose, url)
    return None


CONTACTS = ListKind(
    code="contacts",
    label=gettext_lazy("Contacts"),
    url_name="companies:contacts",
    can=(Can.READ_COMPANIES,),
    params=("vis", "kollega", "kanal", "fra", "til"),
    columns=(
        Column("purpose", gettext_lazy("Purpose"), lambda row: row.purpose, _purpose,
               is_fixed=True),
        Column("date", gettext_lazy("When"), _at,
               lambda row: nowrap(f"{_at(row).astimezone(COPENHAGEN):%d.%m.%Y %H.%M}"),
               sort="date", sorts_down_first=True),
        Column("company", gettext_lazy("Company"), lambda row: row.company.name, _company),
        Column("person", gettext_lazy("With whom"),
               lambda row: row.person.name if row.person else None),
        Column("by", gettext_lazy("Who of us"), lambda row: row.by.name),
        Column("channel", gettext_lazy("How"), lambda row: row.get_channel_display()),
        Column("state", gettext_lazy("State"), lambda row: row.get_state_display(),
               is_default=False),
        Column("outcome", gettext_lazy("Outcome"), lambda row: row.outcome, is_default=False),
        Column("step", gettext_lazy("Next step"), lambda row: row.next_step, _step),
        Column("step_on", gettext_lazy("Next step on"), lambda row: row.next_step_on,
               in_file_only=True),
        Column("step_owner", gettext_lazy("Who does it"),
               lambda row: row.next_step_owner.name if row.next_step_owner else None,
               is_default=False),
    ),
    rows=lambda viewer, query: all_contacts(viewer, ContactFilters.of(query)),
    count=lambda viewer, query, cap: count_contacts(viewer, ContactFilters.of(query), cap),
    picked=picked_contacts,
    title=lambda row: row.purpose,
    dated=_entry,
)  # fmt: skip

PEOPLE = ListKind(
    code="people",
    label=gettext_lazy("Contact persons"),
    url_name="companies:people",
    can=(Can.READ_COMPANIES,),
    params=("q", "niveau", "rolle", "vis"),
    columns=(
        Column("name", gettext_lazy("Name"), lambda row: row.name,
               lambda row: _link(
                   reverse("companies:company", args=[row.company.public_id]) + "#personer",
                   row.name),
               sort="name", is_fixed=True),
        Column("company", gettext_lazy("Company"), lambda row: row.company.name, _company),
        Column("title", gettext_lazy("Job title"), lambda row: row.title),
        Column("level", gettext_lazy("Level"), lambda row: row.get_level_display()),
        Column("roles", gettext_lazy("Roles"), lambda row: row.roles_in_words),
        Column("phone", gettext_lazy("Direct number"), lambda row: str(row.phone),
               lambda row: phone(row.phone)),
        Column("email", gettext_lazy("E-mail"), lambda row: row.email,
               lambda row: mail(row.email), is_default=False),
        Column("language", gettext_lazy("Language"), lambda row: row.get_language_display(),
               is_default=False),
        Column("left", gettext_lazy("Left the company"), lambda row: row.left_on,
               lambda row: nowrap(day(row.left_on)), is_default=False),
    ),
    rows=lambda viewer, query: all_people(viewer, PersonFilters.of(query)),
    count=lambda viewer, query, cap: count_people(viewer, PersonFilters.of(query), cap),
    picked=picked_people,
    title=lambda row: row.name,
    default_sort="name",
)  # fmt: skip
