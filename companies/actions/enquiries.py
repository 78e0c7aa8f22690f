"""Enquiries: received, taken, handed over, answered, closed. The first taker owns it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from companies.actions.checks import (
    hold_person,
    may_write,
    of_company,
    of_this_house,
    people_of_company,
)
from companies.choices.enquiry import EnquiryChannel, EnquiryState, EnquirySubject, LineKind
from companies.enquiry_steps import (
    hours_of,
    index_enquiry,
    lock_enquiry,
    save_enquiry,
    tell_timeline,
    write_line,
)
from companies.mails import enquiries as mails
from companies.models import Company, ContactPerson, Enquiry, EnquiryLine, Workplace
from companies.rules import enquiries as rules
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import N_, Refused, Stale
from jobcenter.models import Jobcentre, Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

ENTRANCE = ("entrance_opens", "entrance_closes", "answer_hours", "entrance_phone", "entrance_email")


@dataclass(frozen=True)
class EnquiryFacts:
    """Who asks about what, as it was typed or written."""

    subject: str
    text: str
    channel: str
    name: str = ""
    phone: str = ""
    email: str = ""
    company_typed: str = ""
    language: str = "da"
    company: Company | None = None
    workplace: Workplace | None = None
    person: ContactPerson | None = None
    attachments: Sequence[dict[str, Any]] = field(default_factory=tuple)
    mail_id: str = ""


@action
def receive_enquiry(
    facts: EnquiryFacts,
    *,
    actor: Viewer,
    received_at: datetime | None = None,
    owner: Membership | None = None,
    answered: bool = False,
    note: str = "",
) -> Enquiry:
    """Keep an enquiry. With an `owner` it is taken from the first minute; `answered` at once.

    Typed by staff it needs LOG_CONTACT; the form and the mailbox act as the system. Who wrote
    and left an address gets an automatic reply that names the contact.
    """
    may_write(actor)
    of_this_house(actor, owner)
    person = hold_person(actor, facts.person)
    moment = received_at or now()
    rules.check_received_at(moment, now())
    if facts.company is not None:
        of_company(facts.company, facts.workplace)
        people_of_company(facts.company, person)
    jobcentre = Jobcentre.objects.get(pk=actor.jobcentre_id)
    enquiry = Enquiry(
        jobcentre_id=actor.jobcentre_id,
        company=facts.company,
        workplace=facts.workplace,
        person=person,
        company_typed=rules.one_line(facts.company_typed, 200),
        asker_name=rules.one_line(facts.name, 120),
        asker_phone=rules.one_line(facts.phone, 40),
        asker_email=rules.one_line(facts.email, 254),
        subject=facts.subject,
        text=rules.plain_text(facts.text),
        channel=facts.channel,
        language=facts.language,
        received_at=moment,
        due_at=rules.due_at(moment, hours_of(jobcentre)),
        owner=owner,
        state=EnquiryState.TAKEN if owner else EnquiryState.OPEN,
    )
    _check_whole(enquiry)
    if answered and owner is not None:
        enquiry.first_answer_at, enquiry.answer_minutes = moment, 0
    enquiry.save(force_insert=True)
    write_line(enquiry, LineKind.ASKED, None, text=enquiry.text, at=moment,
          attachments=list(facts.attachments), mail_id=facts.mail_id)  # fmt: skip
    if owner is not None:
        write_line(enquiry, LineKind.TAKEN, actor)
    if answered and owner is not None and note.strip():
        write_line(enquiry, LineKind.ANSWERED_PHONE, actor, text=rules.plain_text(note))
    index_enquiry(enquiry)
    tell_timeline("companies.enquiry_received", enquiry, actor, at=moment)
    if facts.channel in {EnquiryChannel.FORM, EnquiryChannel.MAIL}:
        mails.send_receipt(enquiry)
    return enquiry


def _check_whole(enquiry: Enquiry) -> None:
    if enquiry.subject not in EnquirySubject.values:
        raise Refused("subject_missing", N_("Choose what it is about."))
    if not enquiry.text:
        raise Refused("text_missing", N_("Write what is asked."))
    known = (enquiry.company_id, enquiry.asker_name, enquiry.asker_phone, enquiry.asker_email,
             enquiry.company_typed)  # fmt: skip
    if not any(known):
        raise Refused("asker_missing", N_("Write who asks: a name, a number or a company."))


@action
def note_enquiry(enquiry: Enquiry, *, actor: Viewer, text: str) -> EnquiryLine:
    """Add a note for colleagues; anybody who may log contacts can."""
    may_write(actor)
    enquiry = lock_enquiry(enquiry, actor)
    words = rules.plain_text(text, 2000)
    if not words:
        raise Refused("note_missing", N_("Write something."))
    return write_line(enquiry, LineKind.NOTE, actor, text=words)


@action
def add_to_enquiry(
    enquiry: Enquiry,
    *,
    actor: Viewer,
    text: str,
    sender: str = "",
    attachments: Sequence[dict[str, Any]] = (),
    mail_id: str = "",
) -> EnquiryLine:
    """Add what the company wrote, through its link or by mail; a closed one opens again."""
    enquiry = lock_enquiry(enquiry, actor)
    words = rules.plain_text(text, 4000)
    if not words:
        raise Refused("line_missing", N_("Write something."))
    line = write_line(enquiry, LineKind.ADDED, None, text=words, sender=rules.one_line(sender, 254),
                 attachments=list(attachments), mail_id=mail_id)  # fmt: skip
    if enquiry.is_closed or enquiry.state == EnquiryState.WAITING:
        if enquiry.is_closed:
            write_line(enquiry, LineKind.REOPENED, None)
        enquiry.state = EnquiryState.TAKEN
        enquiry.closed_at, enquiry.closing, enquiry.closing_note = None, "", ""
        if enquiry.owner is not None and enquiry.owner.ended_on is not None:
            # Who had it does not work here any more: it is everybody's again, not nobody's.
            enquiry.state, enquiry.owner = EnquiryState.OPEN, None
            enquiry.offered_to = enquiry.offered_at = None
    enquiry.has_news = True
    save_enquiry(enquiry, "state", "owner", "offered_to", "offered_at", "closed_at", "closing",
          "closing_note", "has_news")  # fmt: skip
    tell_timeline("companies.enquiry_added", enquiry, actor)
    if enquiry.owner is not None:
        mails.notify(enquiry, enquiry.owner, "added", occurrence=f"line-{line.pk}")
    return line


@action
def connect_enquiry(
    enquiry: Enquiry,
    *,
    actor: Viewer,
    version: int,
    company: Company | None,
    workplace: Workplace | None = None,
    person: ContactPerson | None = None,
    subject: str = "",
) -> Enquiry:
    """Say which company it is, and what it is about, once that is known."""
    may_write(actor)
    person = hold_person(actor, person)
    enquiry = lock_enquiry(enquiry, actor)
    if enquiry.version != version:
        raise Stale
    if company is not None:
        of_company(company, workplace)
        people_of_company(company, person)
    is_new = company is not None and enquiry.company_id != company.pk
    enquiry.company, enquiry.workplace, enquiry.person = company, workplace, person
    if subject:
        enquiry.subject = subject
    _check_whole(enquiry)
    save_enquiry(enquiry, "company", "workplace", "person", "subject")
    index_enquiry(enquiry)
    if is_new:
        tell_timeline("companies.enquiry_received", enquiry, actor, at=enquiry.received_at)
    return enquiry


@action
def set_entrance(jobcentre: Jobcentre, *, actor: Viewer, **values: Any) -> Jobcentre:
    """Set the entrance's hours, promise, number and address; only administrators do."""
    if not actor.can(Can.ADMINISTER) or jobcentre.pk != actor.jobcentre_id:
        raise PermissionDenied
    for name in ENTRANCE:
        if name in values:
            setattr(jobcentre, name, values[name])
    address = jobcentre.entrance_email
    others = Jobcentre.objects.filter(entrance_email__iexact=address).exclude(pk=jobcentre.pk)
    if address and others.exists():
        raise Refused(
            "entrance_taken",
            N_("Another jobcentre's entrance has this address: its mail would come to us."),
        )
    jobcentre.save(update_fields=[name for name in ENTRANCE if name in values])
    return jobcentre
