"""What the moves of an enquiry share: lock, save, a line of the thread, the timeline, search."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from companies.actions.checks import may_write
from companies.choices.enquiry import OUR_ROLES, SEARCH_KIND, EnquirySubject
from companies.models import Enquiry, EnquiryLine
from companies.rules import enquiries as rules
from jobcenter.actions import lock_then_read
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.models import Jobcentre
from jobcenter.search import index_words
from jobcenter.viewer import Viewer


def hours_of(jobcentre: Jobcentre) -> rules.Hours:
    """Return when the entrance is open and what it promises."""
    return rules.Hours(jobcentre.entrance_opens, jobcentre.entrance_closes, jobcentre.answer_hours)


def lock_enquiry(enquiry: Enquiry, actor: Viewer) -> Enquiry:
    """Lock it, then read it; who sees it through a door sees that one only."""
    rows = Enquiry.objects.filter(jobcentre_id=actor.jobcentre_id, pk=enquiry.pk)
    found = lock_then_read(rows, "company", "workplace", "person", "owner", "offered_to")
    if found is None or (actor.subject is not None and actor.subject != found.public_id):
        raise NotYours
    return found


def lock_owned(enquiry: Enquiry, actor: Viewer) -> Enquiry:
    """Lock it for its owner or a leader."""
    may_write(actor)
    enquiry = lock_enquiry(enquiry, actor)
    check_owner(enquiry, actor)
    return enquiry


def check_owner(enquiry: Enquiry, actor: Viewer) -> None:
    """Refuse who is neither the owner nor a leader; an enquiry nobody has is taken first."""
    if enquiry.owner is None:
        raise Refused("enquiry_not_taken_yet", N_("Take the enquiry first, then answer it."))
    if enquiry.owner_id != actor.membership_id and not actor.roles & set(OUR_ROLES):
        raise Refused(
            "enquiry_of_another",
            N_("%(who)s has this enquiry. Write a note, or ask to have it handed over."),
            who=enquiry.owner.name,
        )


def lock_offered(enquiry: Enquiry, actor: Viewer) -> Enquiry:
    """Lock it for the colleague it is offered to."""
    may_write(actor)
    enquiry = lock_enquiry(enquiry, actor)
    if enquiry.offered_to_id is None or enquiry.offered_to_id != actor.membership_id:
        raise Refused("not_offered", N_("The hand-over has been settled already."))
    return enquiry


def mark_answered(enquiry: Enquiry, moment: datetime) -> None:
    """Note the first answer and the working minutes until it; later ones change nothing."""
    if enquiry.first_answer_at is not None:
        return
    jobcentre = Jobcentre.objects.get(pk=enquiry.jobcentre_id)
    enquiry.first_answer_at = max(moment, enquiry.received_at)
    enquiry.answer_minutes = rules.working_minutes(
        enquiry.received_at, enquiry.first_answer_at, hours_of(jobcentre)
    )


def save_enquiry(enquiry: Enquiry, *names: str) -> None:
    """Save the named fields, one version on."""
    enquiry.version += 1
    enquiry.save(update_fields=[*names, "version"])


def write_line(
    enquiry: Enquiry, kind: str, actor: Viewer | None, *, at: datetime | None = None, **values: Any
) -> EnquiryLine:
    """Write a line of the thread."""
    return EnquiryLine.objects.create(
        jobcentre_id=enquiry.jobcentre_id,
        enquiry=enquiry,
        kind=kind,
        at=at or now(),
        by_id=actor.membership_id if actor else None,
        **values,
    )


def index_enquiry(enquiry: Enquiry) -> None:
    """Let the search find it."""
    texts = [
        enquiry.asker_name, enquiry.company_typed, enquiry.asker_email, str(enquiry),
        enquiry.reference, enquiry.company.name if enquiry.company else "",
    ]  # fmt: skip
    index_words(enquiry.jobcentre_id, SEARCH_KIND, enquiry.pk, texts)


def tell_timeline(
    kind: str, enquiry: Enquiry, actor: Viewer, *, at: datetime | None = None
) -> None:
    """Put a line on the company's timeline: what it is about, nothing of what was written."""
    if enquiry.company_id is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        about = str(EnquirySubject(enquiry.subject).label)
    log_event(
        kind,
        actor=actor,
        company_id=enquiry.company_id,
        workplace_id=enquiry.workplace_id,
        subject=enquiry.public_id,
        text=f"{about[:1].upper()}{about[1:]}",
        at=at,
    )
