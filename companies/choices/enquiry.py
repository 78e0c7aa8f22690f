"""The words of incoming enquiries: subjects, ways in, states, endings, lines of the thread."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobcenter.permissions import Role

SEARCH_KIND = "enquiry"
OUR_ROLES = (Role.TEAM_LEADER, Role.MANAGER)  # who may move what another owns


class EnquirySubject(models.TextChoices):
    """What a company asks about. These words stand on timelines: none is about anyone's health."""

    LABOUR = "labour", _("need for labour")
    TRIAL = "trial", _("work trial or wage subsidy")
    RETENTION = "retention", _("keeping an employee")
    REDUNDANCIES = "redundancies", _("redundancies")
    RULES = "rules", _("rules and paperwork")
    COMPLAINT = "complaint", _("complaint")
    OTHER = "other", _("something else")


class EnquiryChannel(models.TextChoices):
    """How an enquiry came in."""

    PHONE = "phone", _("phone")
    FORM = "form", _("web form")
    MAIL = "mail", _("e-mail")
    WALK_IN = "walk_in", _("came by")


class EnquiryState(models.TextChoices):
    """Where an enquiry stands; `rules.enquiries.MOVES` says which way it may go."""

    OPEN = "open", _("open")
    TAKEN = "taken", _("taken")
    WAITING = "waiting", _("waiting for the company")
    CLOSED = "closed", _("closed")


class Closing(models.TextChoices):
    """How an enquiry ended. Only the first is what the company came for."""

    HELPED = "helped", _("helped")
    NOT_FOR_US = "not_for_us", _("not for us")
    UNREACHABLE = "unreachable", _("could not be reached")
    NO_HELP = "no_help", _("we could not help")


class MeetingOffer(models.TextChoices):
    """A company that turns to us is offered a meeting."""

    PLANNED = "planned", _("meeting planned")
    LATER = "later", _("would like one later")
    DECLINED = "declined", _("no, thank you")


class LineKind(models.TextChoices):
    """What a line of the thread is: something written, or a move with who made it."""

    ASKED = "asked", _("enquiry")
    ADDED = "added", _("more from the company")
    ANSWERED_MAIL = "answered_mail", _("answered by e-mail")
    ANSWERED_PHONE = "answered_phone", _("answered by phone or in person")
    NOTE = "note", _("note")
    TAKEN = "taken", _("taken")
    OFFERED = "offered", _("hand-over offered")
    ACCEPTED = "accepted", _("hand-over accepted")
    DECLINED = "declined", _("hand-over declined")
    WITHDRAWN = "withdrawn", _("hand-over withdrawn")
    GIVEN = "given", _("handed over")
    MEETING = "meeting", _("meeting offered")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("opened again")


WRITTEN_BY_US = {LineKind.ANSWERED_MAIL, LineKind.ANSWERED_PHONE, LineKind.NOTE}
WRITTEN_BY_THEM = {LineKind.ASKED, LineKind.ADDED}
STATE_TONES = {
    EnquiryState.OPEN: "bad",
    EnquiryState.TAKEN: "info",
    EnquiryState.WAITING: "warn",
    EnquiryState.CLOSED: "plain",
}


class MailOutcome(models.TextChoices):
    """What became of a mail that came in."""

    NEW = "new", _("became an enquiry")
    CONTINUED = "continued", _("continued an enquiry")
    AUTOMATIC = "automatic", _("automatic, left alone")
    BOUNCED = "bounced", _("a mail of ours came back")
    LOOP = "loop", _("our own mail, left alone")
    TOO_MANY = "too_many", _("too many from one sender today")
    EMPTY = "empty", _("nothing in it")
