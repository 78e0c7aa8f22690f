"""The company's and the workplace's page, and their timeline page by page."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from companies.access import company as access
from companies.models import ContactPerson, Workplace
from companies.queries import (
    changes_of,
    company_timeline,
    others_of,
    people_at,
    people_of,
    shared_with_us,
    workplace_with_profile,
    workplaces_of,
)
from companies.queries.present import WORKPLACES_SHOWN
from companies.queries.whole import company_page
from companies.rules.representatives import Representative, Turn, in_order
from jobcenter import registries
from jobcenter.calendar import working_days_between
from jobcenter.clock import today
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.timelines import asked_of, wants_more

# The timeline's filters, in this order; a group nobody registers is not offered.
GROUPS = {
    "contact": _("Contacts"),
    "enquiry": _("Enquiries"),
    "campaign": _("Campaigns"),
    "agreement": _("Agreements"),
    "need": _("Needs"),
    "placements": _("Placements"),
    "attention": _("Needed action"),
    "message": _("Messages"),
    "relation": _("Changes"),
}


def _timeline(request: Request, company_id: int, /, **subject: int) -> dict[str, Any]:
    asked = asked_of(request)
    entries, following, present = company_timeline(
        request.viewer, company_id, group=asked.group, after=asked.after, **subject
    )
    return {
        "entries": entries,
        "present": present,
        **asked.context(GROUPS, following),
    }


def representatives(
    people: list[ContactPerson], workplace: Workplace, day: date
) -> list[tuple[ContactPerson, Turn]]:
    """Return who speaks for the employees of a workplace, in the law's order."""
    by_id = {person.pk: person for person in people}
    turns = in_order(
        [
            Representative(
                person.pk,
                frozenset(person.roles),
                person.trade,
                person.workplace_id == workplace.pk,
                person.absent_from,
                person.absent_to,
            )
            for person in people
        ],
        day,
        working_days_between,
    )
    return [(by_id[turn.id], turn) for turn in turns]


@allow(Can.READ_COMPANIES)
@require_GET
def company(request: Request, company: UUID) -> HttpResponse:
    """Everything about a company: what is next first, then history, people, workplaces."""
    if wants_more(request):
        pk = access.company(request.viewer, company).pk
        rows = _timeline(request, pk, company_id=pk)
        return render(request, "companies/_timeline.html#more", rows)
    found, relation = company_page(request.viewer, company)
    timeline = _timeline(request, found.pk, company_id=found.pk)
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
            "others": others_of(found),
            "shared": shared_with_us(found),
            "changes": changes_of(found),
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
    if wants_more(request):
        here = access.workplace(request.viewer, workplace)
        rows = _timeline(request, here.company_id, workplace_id=here.pk)
        return render(request, "companies/_timeline.html#more", rows)
    found, profile = workplace_with_profile(request.viewer, workplace)
    timeline = _timeline(request, found.company_id, workplace_id=found.pk)
    people = people_at(request.viewer, found)
    there = [person for person in people if person.left_on is None]
    speaks = representatives(there, found, today())
    spoken = {person.pk for person, _turn in speaks}
    rest = [person for person in there if person.pk not in spoken and person.workplace_id]
    return render(
        request,
        "companies/workplace.html",
        {
            "subject": found,
            "workplace": found,
            "company": found.company,
            "mentors": [person for person in there if person.is_mentor and person.workplace_id],
            "people": [person for person in rest if not person.is_mentor],
            "people_gone": [
                person for person in people if person.left_on is not None and person.workplace_id
            ],
            "representatives": speaks,
            "profile": profile,
            "changes": changes_of(found),
            "may_write": request.viewer.can(Can.LOG_CONTACT),
            "main_slot": registries.render_slot("workplace.main", request, workplace=found),
            "aside_slot": registries.render_slot("workplace.aside", request, workplace=found),
            **timeline,
        },
    )
