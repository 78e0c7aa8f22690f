"""What enquiries show on the company's page and on the operations page."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from companies.models import MailboxReading
from companies.queries.enquiries import open_enquiries_of
from companies.views.enquiries import state_of
from jobcenter.clock import now
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


READ_LATE = timedelta(minutes=15)


def mailbox(request: HttpRequest, **subject: Any) -> str:
    """When the mailbox was last read; nothing where this installation has none. One query."""
    if not settings.MAILDIR:
        return ""
    reading = MailboxReading.objects.filter(
        jobcentre_id=request.viewer.jobcentre_id  # type: ignore[attr-defined]
    ).first()
    is_late = reading is None or reading.read_at < now() - READ_LATE
    context = {"reading": reading, "is_late": is_late}
    return render_to_string("companies/slot_mailbox.html", context, request)
