"""Contact persons and the relation: add, edit, note that someone left."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies import actions
from companies.access import company as access
from companies.actions.people import PersonFacts
from companies.actions.relations import RelationFacts
from companies.forms import LeftForm, PersonForm, RelationForm
from companies.models import Company, ContactPerson
from companies.queries import relation_versions, staff_choices, workplaces_of
from companies.views.likeness import tell_alike
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


def _page(
    request: Request, company: Company, form: PersonForm, person: ContactPerson | None = None
) -> HttpResponse:
    return render(
        request,
        "companies/person_form.html",
        {"company": company, "person": person, "form": form},
        status=422 if form.errors else 200,
    )


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def add(request: Request, company: UUID) -> HttpResponse:
    """Add a contact person to a company."""
    found = access.company(request.viewer, company)
    workplaces = workplaces_of(found)
    if request.method != "POST":
        asked = {"workplace": request.GET.get("sted", "")}
        if request.GET.get("rolle") == "mentor":
            asked["roles"] = ["mentor"]  # type: ignore[assignment]
        return _page(request, found, PersonForm(workplaces, initial=asked))
    form = PersonForm(workplaces, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    if claim_once(request.viewer, request.POST.get("once")):
        person = actions.add_person(found, PersonFacts(**form.facts), actor=request.viewer)
        messages.success(request, _("%(name)s is added.") % {"name": person.name})
        tell_alike(request, person)
        if person.workplace is not None and request.GET.get("sted"):
            return redirect("companies:workplace", person.workplace.public_id)
    return redirect("companies:company", found.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def edit(request: Request, person: UUID) -> HttpResponse:
    """Change a contact person; what a colleague changed meanwhile is not overwritten."""
    found = access.person(request.viewer, person)
    workplaces = workplaces_of(found.company)
    if request.method != "POST":
        return _page(request, found.company, PersonForm.of(found, workplaces), found)
    form = PersonForm(workplaces, request.POST)
    if not form.is_valid():
        return _page(request, found.company, form, found)
    back = reverse("companies:company", args=[found.company.public_id])
    try:
        actions.edit_person(
            found,
            PersonFacts(**form.facts),
            actor=request.viewer,
            version=form.cleaned_data["version"] or 0,
        )
    except Stale:
        now_stored = access.person(request.viewer, found.public_id)
        return conflict(
            request,
            yours=form,
            theirs=PersonForm.of(now_stored, workplaces),
            version=now_stored.version,
            title=now_stored.name,
            back=back,
            changed=last_change(request.viewer, now_stored),
        )
    messages.success(request, _("The changes are saved."))
    return redirect(back)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def left(request: Request, person: UUID) -> HttpResponse:
    """Note that a contact person left the company; what they did stays in the history."""
    found = access.person(request.viewer, person)
    form = LeftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_person_left(found, actor=request.viewer, on=form.cleaned_data["on"])
        except Refused as problem:
            form.add_error("on", sentence(problem))
        else:
            messages.success(
                request, _("It is noted that %(name)s has left.") % {"name": found.name}
            )
            return redirect("companies:company", found.company.public_id)
    return render(
        request,
        "companies/person_left.html",
        {"person": found, "form": form},
        status=422 if form.errors else 200,
    )


@allow(Can.LOG_CONTACT)
@require_POST
def back(request: Request, person: UUID) -> HttpResponse:
    """Take it back that a contact person has left."""
    found = access.person(request.viewer, person)
    actions.note_person_back(found, actor=request.viewer)
    messages.success(request, _("%(name)s is at the company again.") % {"name": found.name})
    return redirect("companies:person", found.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def relation(request: Request, company: UUID) -> HttpResponse:
    """Say who of us is the fixed contact, who stands in, and where we stand."""
    found = access.company(request.viewer, company)
    staff = staff_choices(request.viewer)
    if request.method == "POST":
        form = RelationForm(staff, request.POST)
        if form.is_valid():
            try:
                actions.set_relation(
                    found,
                    RelationFacts(**form.facts),
                    actor=request.viewer,
                    version=form.cleaned_data["version"],
                )
            except Stale:
                present = access.relation(request.viewer, found.pk)
                return conflict(
                    request,
                    yours=form,
                    theirs=RelationForm.of(present, staff, request.viewer.membership_id),
                    version=present.version if present else 0,
                    title=found.name,
                    back=reverse("companies:company", args=[found.public_id]),
                    changed=last_change(request.viewer, present) if present else None,
                )
            messages.success(request, _("The relation is saved."))
            return redirect("companies:company", found.public_id)
    else:
        present = access.relation(request.viewer, found.pk)
        form = RelationForm.of(present, staff, request.viewer.membership_id)
    return render(
        request,
        "companies/relation_form.html",
        {"company": found, "form": form},
        status=422 if form.errors else 200,
    )


@allow(Can.READ_COMPANIES)
@require_GET
def relation_history(request: Request, company: UUID) -> HttpResponse:
    """Show who of us had the company, and where we stood, from the first day on."""
    found = access.company(request.viewer, company)
    return render(
        request,
        "companies/relation_history.html",
        {"company": found, "versions": relation_versions(request.viewer, found)},
    )
