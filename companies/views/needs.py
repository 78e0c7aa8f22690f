"""Needs: the list, and writing one down."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import needs as acts
from companies.actions.needs import From
from companies.choices.need import NeedKind
from companies.forms.needs import (
    LinkForm,
    NeedForm,
)
from companies.models import Carving, Company
from companies.queries import people_of, workplaces_of
from companies.queries.needs import (
    NeedFilters,
    figures,
    need_page,
)
from companies.queries.standings import staff_in_order
from companies.rules import needs as rules
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.lists import list_state
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


class NeedFilterForm(forms.Form):
    """The filters of the list, named as in the address."""

    q = forms.CharField(label=gettext_lazy("Company or title"), required=False, max_length=100)
    slags = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False,
        choices=[("", gettext_lazy("All")), *NeedKind.choices],
    )  # fmt: skip
    naar = forms.ChoiceField(
        label=gettext_lazy("When"), required=False,
        choices=[("", gettext_lazy("All")), ("now", gettext_lazy("within 45 days")),
                 ("later", gettext_lazy("later than that"))],
    )  # fmt: skip
    kollega = forms.ChoiceField(label=gettext_lazy("Colleague"), required=False)


@allow(Can.READ_COMPANIES)
@require_GET
def listing(request: Request) -> HttpResponse:
    """What companies need: who is looked for now first."""
    state = list_state(request, "needs")
    if state.redirect:
        return redirect(state.redirect)
    filters = NeedFilters.of(request.GET)
    page = need_page(request.viewer, filters, request.GET.get("side", ""))
    form = NeedFilterForm(auto_id="f_%s", initial={
        "q": filters.words, "slags": filters.kind, "naar": filters.when,
        "kollega": filters.colleague,
    })  # fmt: skip
    form.fields["kollega"].choices = [  # type: ignore[attr-defined]
        ("", _("All")),
        ("mig", _("Me")),
        ("ingen", _("Nobody")),
        *((str(each.public_id), each.name) for each in staff_in_order(request.viewer)
          if each.ended_on is None),
    ]  # fmt: skip
    rest = state.kind.kept(request.GET)
    rest.pop("vis", None)
    rest.pop("sorter", None)
    tabs = [
        ("open", pgettext("needs", "Open")), ("waiting", pgettext("needs", "Waiting")),
        ("proposed", _("Candidates proposed")), ("filled", pgettext("needs", "Filled")),
        ("closed", pgettext("needs", "Closed")), ("all", _("All")),
    ]  # fmt: skip
    context: dict[str, Any] = {
        "state": state, "page": page, "filters": filters, "form": form, "tabs": tabs,
        "rest": rest.urlencode(), "figures": figures(request.viewer, today()),
        "may_write": request.viewer.can(Can.LOG_CONTACT),
    }  # fmt: skip
    return render(request, "companies/needs.html", context)


def _source(request: Request, company: Company) -> From:
    """Return what the address says the need came from; what is of another company is left out."""
    typed = request.GET
    found: dict[str, Any] = {}
    for name, word, read in (
        ("contact", "kontakt", access.contact),
        ("enquiry", "henvendelse", access.enquiry),
        ("carving", "opgaver", access.carving),
    ):
        try:
            row = read(request.viewer, UUID(typed.get(word, "")))
        except (ValueError, NotYours):
            continue
        if row.company_id == company.pk:
            found[name] = row
    return From(**found)


def lifted(carving: Carving) -> dict[str, Any]:
    """Return the need a carving becomes: its lifted tasks, the hours summed."""
    tasks = [each for each in carving.tasks.order_by("order") if each.is_lifted]
    total = rules.check_can_lift([rules.Task(t.minutes, t.who, t.is_lifted) for t in tasks])
    return {
        "title": _("Tasks lifted from: %(job)s") % {"job": carving.job_title},
        "tasks": "\n".join(
            _("%(task)s (%(minutes)s min a week)") % {"task": each.text, "minutes": each.minutes}
            for each in tasks
        ),
        "weekly_hours": total, "number": 1, "starts_on": today(),
        "person": str(carving.person.public_id) if carving.person else "",
        "workplace": str(carving.workplace.public_id) if carving.workplace else "",
    }  # fmt: skip


def _first_values(source: From) -> dict[str, Any]:
    """Return what a new need begins with."""
    if source.carving is not None:
        return lifted(source.carving)
    values: dict[str, Any] = {"starts_on": today(), "number": 1, "kind": NeedKind.JOB}
    for row in (source.contact, source.enquiry):
        if row is not None:
            values["person"] = str(row.person.public_id) if row.person else ""
            values["workplace"] = str(row.workplace.public_id) if row.workplace else ""
    if source.enquiry is not None:
        values["tasks"] = source.enquiry.text[:2000]
    return values


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def new(request: Request, company: UUID) -> HttpResponse:
    """Write down what a company needs; or send it the link, so that it writes itself."""
    viewer = request.viewer
    found = access.company(viewer, company)
    source = _source(request, found)
    people = [each for each in people_of(viewer, company=found) if each.left_on is None]
    world: dict[str, Any] = {
        "people": people, "workplaces": workplaces_of(found),
        "is_carved": source.carving is not None,
    }  # fmt: skip
    if request.method == "POST":
        form = NeedForm(request.POST, **world)
        if form.is_valid():
            if not claim_once(viewer, request.POST.get("once")):
                messages.info(request, _("It was saved the first time."))
                return redirect("companies:needs")
            try:
                made = acts.tell_about_need(found, form.facts, actor=viewer, source=source)
            except Refused as problem:
                form.add_error(None, sentence(problem))
            else:
                messages.success(request, _("The need is saved. Whom could you propose?"))
                return redirect("companies:need", made.public_id)
    else:
        try:
            form = NeedForm(initial=_first_values(source), **world)
        except Refused as problem:
            messages.warning(request, sentence(problem))
            assert source.carving is not None  # noqa: S101  only tasks can refuse to be lifted
            return redirect("companies:carving", source.carving.public_id)
    context = {
        "company": found, "form": form, "source": source, "link": LinkForm(people=people),
        "back": reverse("companies:company", args=[found.public_id]),
        "heading": _("Lift the tasks into a job") if source.carving else _("Write down a need"),
    }  # fmt: skip
    return render(request, "companies/need_form.html", context, status=422 if form.errors else 200)


@allow(Can.LOG_CONTACT)
@require_POST
def send_link(request: Request, company: UUID) -> HttpResponse:
    """Send somebody at the company their link."""
    found = access.company(request.viewer, company)
    people = [each for each in people_of(request.viewer, company=found) if each.left_on is None]
    form = LinkForm(request.POST, people=people)
    if not form.is_valid():
        messages.warning(request, _("Choose who is to have the link."))
        return redirect("companies:need_new", found.public_id)
    person = next(p for p in form.people if str(p.public_id) == form.cleaned_data["person"])
    acts.send_need_form(person, actor=request.viewer)
    messages.success(request, _("The link is on its way to %(name)s.") % {"name": person.name})
    return redirect("companies:company", found.public_id)
