"""Moves of an enquiry: taken, handed over, answered, a meeting offered, closed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from companies.actions.checks import can_be_in_charge, may_write, of_this_house
from companies.actions.contacts import ContactFacts, plan_contact
from companies.choices import Channel
from companies.choices.enquiry import Closing, EnquiryState, EnquirySubject, LineKind, MeetingOffer
from companies.enquiry_steps import (
    check_owner,
    lock_enquiry,
    lock_offered,
    lock_owned,
    mark_answered,
    save_enquiry,
    tell_timeline,
    write_line,
)
from companies.mails import enquiries as mails
from companies.models import Contact, Enquiry, EnquiryLine
from companies.rules import enquiries as rules
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import N_, Refused
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@action
def take_enquiry(enquiry: Enquiry, *, actor: Viewer) -> Enquiry:
    """Take an enquiry. Of two at the same moment one gets it, the other is told who has it."""
    may_write(actor)
    enquiry = lock_enquiry(enquiry, actor)
    if enquiry.owner is not None and not enquiry.is_closed:
        if enquiry.owner_id == actor.membership_id:
            return enquiry
        raise Refused("enquiry_taken", N_("%(who)s has taken it."), who=enquiry.owner.name)
    rules.check_enquiry_move(enquiry.state, EnquiryState.TAKEN)
    reopened = enquiry.is_closed
    enquiry.state, enquiry.owner_id = EnquiryState.TAKEN, actor.membership_id
    enquiry.closed_at, enquiry.closing, enquiry.closing_note = None, "", ""
    save_enquiry(enquiry, "state", "owner", "closed_at", "closing", "closing_note")
    write_line(enquiry, LineKind.REOPENED if reopened else LineKind.TAKEN, actor)
    tell_timeline("companies.enquiry_taken", enquiry, actor)
    return enquiry


@action
def offer_enquiry(enquiry: Enquiry, to: Membership, *, actor: Viewer, note: str = "") -> Enquiry:
    """Offer an enquiry to a colleague; until they accept, the owner owns it."""
    of_this_house(actor, to)
    enquiry = lock_owned(enquiry, actor)
    if enquiry.state not in {EnquiryState.TAKEN, EnquiryState.WAITING}:
        raise Refused("enquiry_not_taken", N_("Take it first, then hand it over."))
    if enquiry.owner_id == to.pk:
        raise Refused("offer_to_owner", N_("Choose somebody else: this person owns it."))
    _check_can_take(to)
    enquiry.offered_to, enquiry.offered_at = to, now()
    save_enquiry(enquiry, "offered_to", "offered_at")
    write_line(enquiry, LineKind.OFFERED, actor, to=to, text=rules.plain_text(note, 1000))
    mails.notify(enquiry, to, "offered")
    return enquiry


@action
def accept_enquiry(enquiry: Enquiry, *, actor: Viewer) -> Enquiry:
    """Accept a hand-over: from now on the enquiry is the viewer's."""
    enquiry = lock_offered(enquiry, actor)
    enquiry.owner_id = actor.membership_id
    enquiry.offered_to = enquiry.offered_at = None
    save_enquiry(enquiry, "owner", "offered_to", "offered_at")
    write_line(enquiry, LineKind.ACCEPTED, actor)
    tell_timeline("companies.enquiry_handed_over", enquiry, actor)
    return enquiry


@action
def decline_enquiry(enquiry: Enquiry, *, actor: Viewer, reason: str) -> Enquiry:
    """Decline a hand-over with a reason; the owner keeps it and is told."""
    enquiry = lock_offered(enquiry, actor)
    if not reason.strip():
        raise Refused("decline_reason_missing", N_("Write why, so that the owner can go on."))
    enquiry.offered_to = enquiry.offered_at = None
    save_enquiry(enquiry, "offered_to", "offered_at")
    write_line(enquiry, LineKind.DECLINED, actor, text=rules.plain_text(reason, 1000))
    if enquiry.owner is not None:
        mails.notify(enquiry, enquiry.owner, "declined")
    return enquiry


@action
def withdraw_offer(enquiry: Enquiry, *, actor: Viewer) -> Enquiry:
    """Take an offered hand-over back."""
    enquiry = lock_owned(enquiry, actor)
    if enquiry.offered_to_id is None:
        raise Refused("nothing_offered", N_("The hand-over has been settled already."))
    enquiry.offered_to = enquiry.offered_at = None
    save_enquiry(enquiry, "offered_to", "offered_at")
    write_line(enquiry, LineKind.WITHDRAWN, actor)
    return enquiry


@action
def give_enquiry(enquiry: Enquiry, to: Membership, *, actor: Viewer) -> Enquiry:
    """Give an enquiry away for good, when its owner hands everything over: nobody has to accept."""
    enquiry = lock_enquiry(enquiry, actor)
    if not actor.can(Can.HAND_OVER) and enquiry.owner_id != actor.membership_id:
        raise PermissionDenied
    can_be_in_charge(actor, to)
    _check_can_take(to)
    if enquiry.is_closed or enquiry.owner_id == to.pk:
        return enquiry
    enquiry.owner, enquiry.offered_to, enquiry.offered_at = to, None, None
    if enquiry.state == EnquiryState.OPEN:
        enquiry.state = EnquiryState.TAKEN
    save_enquiry(enquiry, "state", "owner", "offered_to", "offered_at")
    write_line(enquiry, LineKind.GIVEN, actor, to=to)
    tell_timeline("companies.enquiry_handed_over", enquiry, actor)
    return enquiry


def _check_can_take(to: Membership) -> None:
    if not Viewer.of(to).can(Can.LOG_CONTACT) or to.ended_on is not None:
        raise Refused("offer_to_reader", N_("%(who)s cannot take enquiries."), who=to.name)


@action
def answer_enquiry(
    enquiry: Enquiry,
    *,
    actor: Viewer,
    by_mail: bool,
    text: str,
    waits: bool = False,
    answered_at: datetime | None = None,
) -> EnquiryLine:
    """Answer by mail, or log an answer given by phone; `waits` for the company's next word."""
    enquiry = lock_owned(enquiry, actor)
    if enquiry.is_closed:
        raise Refused("enquiry_closed", N_("This enquiry is closed already."))
    words = rules.plain_text(text)
    if not words:
        raise Refused("answer_missing", N_("Write what you answered."))
    if by_mail and not enquiry.asker_email:
        raise Refused("no_address", N_("We have no e-mail address. Ring, and log the answer."))
    moment = min(answered_at or now(), now())
    kind = LineKind.ANSWERED_MAIL if by_mail else LineKind.ANSWERED_PHONE
    line = write_line(enquiry, kind, actor, text=words)
    mark_answered(enquiry, moment)
    wanted = EnquiryState.WAITING if waits else EnquiryState.TAKEN
    if enquiry.state != wanted:
        rules.check_enquiry_move(enquiry.state, wanted)
        enquiry.state = wanted
    enquiry.has_news = False
    save_enquiry(enquiry, "state", "first_answer_at", "answer_minutes", "has_news")
    tell_timeline("companies.enquiry_answered", enquiry, actor)
    if by_mail:
        mails.send_answer(enquiry, line)
    return line


@action
def offer_meeting(
    enquiry: Enquiry,
    *,
    actor: Viewer,
    reply: str,
    planned_at: datetime | None = None,
    channel: str = Channel.VISIT,
) -> Contact | None:
    """Note what the company said to a meeting; one with a time becomes a planned contact."""
    enquiry = lock_owned(enquiry, actor)
    if enquiry.is_closed:
        raise Refused("enquiry_closed", N_("This enquiry is closed already."))
    if reply not in MeetingOffer.values:
        raise Refused("meeting_reply_missing", N_("Choose what the company said."))
    contact = None
    if reply == MeetingOffer.PLANNED:
        if enquiry.company is None:
            raise Refused(
                "company_unknown", N_("Choose the company first: a meeting is planned with it.")
            )
        if planned_at is None:
            raise Refused("meeting_time_missing", N_("Write when the meeting is."))
        if enquiry.meeting_id is not None:
            raise Refused("meeting_planned", N_("A meeting is planned already."))
        about = str(EnquirySubject(enquiry.subject).label)
        contact = plan_contact(
            enquiry.company,
            ContactFacts(
                channel=channel, purpose=f"{about[:1].upper()}{about[1:]} ({enquiry})",
                person=enquiry.person, workplace=enquiry.workplace,
            ),
            actor=actor,
            planned_at=planned_at,
        )  # fmt: skip
        enquiry.meeting = contact
    enquiry.meeting_offer = reply
    if enquiry.meeting_id is not None and reply != MeetingOffer.PLANNED:
        enquiry.meeting = None
    mark_answered(enquiry, now())
    save_enquiry(enquiry, "meeting_offer", "meeting", "first_answer_at", "answer_minutes")
    write_line(enquiry, LineKind.MEETING, actor, text=str(MeetingOffer(reply).label))
    return contact


@action
def close_enquiry(enquiry: Enquiry, *, actor: Viewer, reason: str, note: str = "") -> Enquiry:
    """Close with how it ended; whoever closes one that nobody took has taken it."""
    may_write(actor)
    enquiry = lock_enquiry(enquiry, actor)
    if enquiry.owner_id is not None:
        check_owner(enquiry, actor)
    rules.check_enquiry_move(enquiry.state, EnquiryState.CLOSED)
    if reason not in Closing.values:
        raise Refused("closing_missing", N_("Choose how it ended."))
    rules.check_closing(reason, note)
    enquiry.owner_id = enquiry.owner_id or actor.membership_id
    enquiry.state, enquiry.closed_at = EnquiryState.CLOSED, now()
    enquiry.closing, enquiry.closing_note = reason, rules.one_line(note, 300)
    enquiry.offered_to = enquiry.offered_at = None
    enquiry.has_news = False
    save_enquiry(enquiry, "state", "owner", "closed_at", "closing", "closing_note", "offered_to",
          "offered_at", "has_news")  # fmt: skip
    write_line(enquiry, LineKind.CLOSED, actor, text=enquiry.closing_note)
    tell_timeline("companies.enquiry_closed", enquiry, actor)
    return enquiry
