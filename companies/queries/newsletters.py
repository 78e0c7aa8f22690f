"""The newsletter's pages: the issues, who gets it, when the next is due."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from companies.models import ContactPerson, Newsletter, NewsletterConsent
from companies.rules.newsletters import next_due
from jobcenter.clock import local_day
from jobcenter.finding import with_ids
from jobcenter.viewer import Viewer

PAGE = 50


def issues(viewer: Viewer) -> list[Newsletter]:
    """Return the issues, the newest first: one query."""
    rows = Newsletter.objects.filter(jobcentre_id=viewer.jobcentre_id).select_related("written_by")
    return list(rows.order_by("-id")[:100])


def due_on(rows: list[Newsletter]) -> date | None:
    """Return when the next issue is due; None before the first was sent."""
    last = max((row.sent_at for row in rows if row.sent_at), default=None)
    return next_due(local_day(last) if last else None)


def now_agreed(viewer: Viewer) -> QuerySet[NewsletterConsent]:
    """Return the consents in force."""
    return NewsletterConsent.objects.filter(
        jobcentre_id=viewer.jobcentre_id, stopped_at__isnull=True
    )


def count_agreed(viewer: Viewer) -> int:
    """Return how many get it: one query on a small index."""
    return now_agreed(viewer).count()


def page_of_agreed(viewer: Viewer, after: str) -> tuple[list[NewsletterConsent], str]:
    """Return a page of who gets it, the newest first, and where the next begins."""
    rows = now_agreed(viewer)
    try:
        mark = rows.filter(public_id=UUID(after)).values_list("pk", flat=True).first()
    except ValueError:
        mark = None
    if mark is not None:
        rows = rows.filter(pk__lt=mark)
    ids = rows.order_by("-id").values("pk")[: PAGE + 1]
    found = list(
        with_ids(now_agreed(viewer), ids)
        .select_related("person__company", "noted_by")
        .defer("person__company__search", "person__company__months")
        .order_by("-id")
    )
    return found[:PAGE], str(found[PAGE - 1].public_id) if len(found) > PAGE else ""


def person_with(viewer: Viewer, email: str) -> ContactPerson | None:
    """Return the contact person with an e-mail address, the newest of several."""
    rows = ContactPerson.objects.still_there().filter(
        jobcentre_id=viewer.jobcentre_id, email__iexact=email.strip()
    )
    return rows.order_by("-id").first()
