"""The company's and the workplace's page, and their timeline page by page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from companies import access
from companies.queries import (
    company_timeline,
    company_with_relation,
    people_of,
    workplaces_of,
)
from companies.queries.present import WORKPLACES_SHOWN
from jobcenter import registries
from jobcenter.http import Request
from jobcenter.permissions import Can, allow

# The timeline's filters, in this order; a group nobody registers is not offered.
GROUPS = {
    "contact": _("Contact"),
    "enquiry": _("Enquiries"),
    "placements": _("Placements"),
    "relation": _("People and relation"),
    "message": _("Messages"),
}


def _timeline(request: Request, company_id: int, /, **subject: int) -> dict[str, Any]:
    group = request.GET.get("gruppe", "")
    used = {kind.group for kind in registries.event_kinds.values()}
    entries, following, present = company_timeline(
        request.viewer, company_id, group=group, after=request.GET.get("efter", ""), **subject
    )
    return {
        "entries": entries,
        "present": present,
        "following": following,
        "group": group,
        "groups": [("", _("Everything"))]
        + [(code, label) for code, label in GROUPS.items() if code in used],
        "is_first": not request.GET.get("efter"),
    }


@allow(Can.READ_COMPANIES)
@require_GET
def company(request: Request, company: UUID) -> HttpResponse:
    """Everything about a company: what is next first, then history, people, workplaces."""
    found, relation = company_with_relation(request.viewer, company)
    timeline = _timeline(request, found.pk, company_id=found.pk)
    if request.htmx and request.htmx.target == "mere":
        return render(request, "companies/_timeline.html#more", timeline)
    people = people_of(request.viewer, company=found)
    workplaces = workplaces_of(found)
    return render(
        request,
        "companies/company.html",
        {
            "subject": found,
            "company": found,
            "workplaces": workplaces[:WORKPLACES_SHOWN],
            "has_more_workplaces": len(workplaces) > WORKPLACES_SHOWN,
            "people": [person for person in people if person.left_on is None],
            "people_gone": [person for person in people if person.left_on is not None],
            "relation": relation,
            "may_write": request.viewer.can(Can.LOG_CONTACT),
            "main_slot": registries.render_slot("company.main", request, company=found),
            "aside_slot": registries.render_slot("company.aside", request, company=found),
            **timeline,
        },
    )


@allow(Can.READ_COMPANIES)
@require_GET
def workplace(request: Request, workplace: UUID) -> HttpResponse:
    """Everything about a workplace: its mentors, its history, what the company says of it."""
    found = access.workplace(request.viewer, workplace)
    timeline = _timeline(request, found.company_id, workplace_id=found.pk)
    if request.htmx and request.htmx.target == "mere":
        return render(request, "companies/_timeline.html#more", timeline)
    people = people_of(request.viewer, workplace=found)
    here = [person for person in people if person.left_on is None]
    return render(
        request,
        "companies/workplace.html",
        {
            "subject": found,
            "workplace": found,
            "company": found.company,
            "mentors": [person for person in here if person.is_mentor],
            "people": [person for person in here if not person.is_mentor],
            "people_gone": [person for person in people if person.left_on is not None],
            "may_write": request.viewer.can(Can.LOG_CONTACT),
            "main_slot": registries.render_slot("workplace.main", request, workplace=found),
            "aside_slot": registries.render_slot("workplace.aside", request, workplace=found),
            **timeline,
        },
    )
