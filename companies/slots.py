"""What enquiries show on the company's page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from companies.queries.enquiries import open_enquiries_of
from companies.views.enquiries import state_of
from jobcenter.permissions import Can


def company_enquiries(request: HttpRequest, **subject: Any) -> str:
    """The company's enquiries that are not closed; nothing where there is none. One query."""
    viewer = request.viewer  # type: ignore[attr-defined]
    company = subject["company"]
    rows = open_enquiries_of(viewer, company.pk)
    if not rows:
        return ""
    context = {
        "rows": [state_of(row) for row in rows],
        "company": company,
        "may_write": viewer.can(Can.LOG_CONTACT),
    }
    return render_to_string("companies/slot_enquiries.html", context, request)
