"""The preparation sheet: one printable page to read before ringing or driving out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from companies.queries import people_of, present_of
from companies.queries.memory import changes_of
from companies.queries.sheet import last_contacts, open_objections, suggested
from companies.queries.whole import company_sheet
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.READ_COMPANIES)
@require_GET
def sheet(request: Request, company: UUID) -> HttpResponse:
    """Show facts, relation, people, the last contacts, what is open and three questions."""
    viewer = request.viewer
    found, relation = company_sheet(viewer, company)
    present = present_of(viewer, found.pk)
    people = [each for each in people_of(viewer, company=found) if each.left_on is None]
    contacts = last_contacts(viewer, found.pk)
    questions = suggested(
        viewer, found, relation=relation, present=present, contacts=contacts, people=people
    )
    context: dict[str, Any] = {
        "company": found,
        "subject": found,
        "relation": relation,
        "present": present,
        "people": people,
        "contacts": contacts,
        "objections": open_objections(found),
        "changes": changes_of(found),
        "questions": [{"ask": _(each.ask), "why": _(each.reason)} for each in questions],
        "running_slot": registries.render_slot("company.preparation", request, company=found),
        "delivered_slot": registries.render_slot("company.delivered", request, company=found),
        "today": today(),
        "may_write": False,
    }
    return render(request, "companies/preparation.html", context)
