"""The lists of contacts and of contact persons."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from companies.choices import Channel, Level, PersonRole
from companies.queries.contact_list import ContactFilters, contact_page
from companies.queries.person_list import PersonFilters, person_page
from companies.queries.standings import staff_in_order
from jobcenter.http import Request
from jobcenter.lists import list_state
from jobcenter.permissions import Can, allow


class ContactFilterForm(forms.Form):
    """The filters of the list of contacts, named as in the address."""

    kollega = forms.ChoiceField(label=gettext_lazy("Colleague"), required=False)
    kanal = forms.ChoiceField(
        label=gettext_lazy("How"), required=False,
        choices=[("", gettext_lazy("All")), *Channel.choices],
    )  # fmt: skip
    fra = forms.DateField(label=gettext_lazy("From"), required=False)
    til = forms.DateField(label=gettext_lazy("To"), required=False)


class PersonFilterForm(forms.Form):
    """The filters of the list of contact persons, named as in the address."""

    niveau = forms.ChoiceField(
        label=gettext_lazy("Level"), required=False,
        choices=[("", gettext_lazy("All")), *Level.choices],
    )  # fmt: skip
    rolle = forms.ChoiceField(
        label=gettext_lazy("Role"), required=False,
        choices=[("", gettext_lazy("All")), *PersonRole.choices],
    )  # fmt: skip
    vis = forms.ChoiceField(
        label=gettext_lazy("Show"), required=False,
        choices=[
            ("", gettext_lazy("Those still there")), ("left", gettext_lazy("Those who left")),
            ("all", gettext_lazy("Everybody")),
        ],
    )  # fmt: skip


@allow(Can.READ_COMPANIES)
@require_GET
def contacts(request: Request) -> HttpResponse:
    """Every contact of the jobcentre: held, planned, cancelled, with an open next step."""
    state = list_state(request, "contacts")
    if state.redirect:
        return redirect(state.redirect)
    filters = ContactFilters.of(request.GET)
    page = contact_page(request.viewer, filters, after=request.GET.get("side", ""))
    form = ContactFilterForm(auto_id="f_%s", initial={
        "kollega": filters.colleague, "kanal": filters.channel, "fra": filters.since,
        "til": filters.until,
    })  # fmt: skip
    staff = staff_in_order(request.viewer)
    form.fields["kollega"].choices = [  # type: ignore[attr-defined]
        ("", _("All")),
        ("mig", _("Me")),
        *((str(each.public_id), each.name) for each in staff if each.ended_on is None),
    ]
    rest = state.kind.kept(request.GET)
    rest.pop("vis", None)
    tabs = [
        ("held", _("Held")), ("planned", _("Planned")), ("steps", _("Open next steps")),
        ("cancelled", _("Called off")),
    ]  # fmt: skip
    context: dict[str, Any] = {
        "state": state, "page": page, "filters": filters, "form": form, "tabs": tabs,
        "rest": rest.urlencode(), "may_write": request.viewer.can(Can.LOG_CONTACT),
    }  # fmt: skip
    return render(request, "companies/contacts.html", context)


@allow(Can.READ_COMPANIES)
@require_GET
def people(request: Request) -> HttpResponse:
    """Everyone at companies whom the jobcentre talks to."""
    state = list_state(request, "people")
    if state.redirect:
        return redirect(state.redirect)
    filters = PersonFilters.of(request.GET)
    page = person_page(request.viewer, filters, after=request.GET.get("side", ""))
    show = "" if filters.show == "there" else filters.show
    form = PersonFilterForm(auto_id="f_%s", initial={
        "niveau": filters.level, "rolle": filters.role, "vis": show,
    })  # fmt: skip
    context = {"state": state, "page": page, "filters": filters, "form": form}
    return render(request, "companies/people.html", context)
