"""What there is to remind of and to write about: rooms above register their kinds here.

A reminder kind is a small class. The engine asks it every few minutes, per jobcentre, which rows
are candidates now; keeps one reminder per identity; closes the reminders whose candidate left the
set; bundles those that are due into one message per recipient, day and channel; and asks for the
text at the moment of sending, in the recipient's language, inside the jobcentre.

    class WeeklyCheckIn(ReminderKind):
        code = "placements.check_in"
        label = _("weekly check-in to the mentor")
        expected_every = timedelta(days=8)

        def candidates(self, jobcentre_id, today):
            for row in Placement.objects.filter(jobcentre_id=jobcentre_id, …).values_list(…):
                yield Candidate(subject=…, occurrence="2026-W47", due_on=…, recipient=…)

        def text(self, reminder, jobcentre):
            token = make_door("mentor", …)
            return Text(_("How is the week going?"), [_("Three taps, no login.")],
                        Link(_("Answer now"), url))

    register(WeeklyCheckIn())          # in AppConfig.ready()
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from followup.models import Message, Reminder
    from jobcenter.models import Jobcentre


@dataclass(frozen=True)
class Recipient:
    """Who is told, and where. `key` is stable: the kind and the public id."""

    kind: str  # RecipientKind: "contact", "membership" or "citizen"
    public_id: UUID
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "da"
    prefers: str = "mail"  # Channel

    @property
    def key(self) -> str:
        """How reminders, messages and pauses name this person."""
        return f"{self.kind}:{self.public_id}"

    @property
    def channel(self) -> str:
        """The preferred channel if there is an address for it, else the other one."""
        if self.prefers == "sms":
            return "sms" if self.phone or not self.email else "mail"
        return "mail" if self.email or not self.phone else "sms"

    @property
    def address(self) -> str:
        """The address on the channel; empty if the person has none."""
        return str(self.phone if self.channel == "sms" else self.email)


@dataclass(frozen=True)
class Candidate:
    """One thing to tell one recipient: identity is kind, subject, occurrence, step, recipient."""

    subject: UUID
    due_on: date
    recipient: Recipient
    occurrence: str = ""  # "2026-W47"; at most 40 characters
    step: int = 0  # 0 the first time, 1 the second …
    context: dict[str, Any] = field(default_factory=dict)  # ids only, nothing about people


@dataclass(frozen=True)
class Link:
    """What to press. A private link (a door's token) is never stored with the message."""

    label: Any
    url: str  # absolute
    is_private: bool = True


@dataclass(frozen=True)
class Text:
    """What is written. `title` is the subject line: nothing about people in it."""

    title: Any
    lines: list[Any]
    link: Link | None = None
    sms: Any = ""  # if empty, title and link
    is_automatic: bool = True  # False: a person wrote it, and other machines may pass it on
    answers: str = ""  # the Message-ID of the mail it answers, without brackets
    calendar: str = ""  # an iCalendar object (jobcenter/calendar_files.py), sent along with a mail
    # The https address of a page that ends these mails by one POST (RFC 8058).
    unsubscribe: str = ""


class ReminderKind:
    """Base of every kind of reminder."""

    code: str = ""
    label: Any = ""
    names_people: bool = True  # then only the subject line is kept, not the text
    # How often something is expected to be told in a jobcentre that `expects` it; None: never
    # an alarm about silence.
    expected_every: timedelta | None = None

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return everything to be told now or later, in a fixed number of queries.

        What is not returned any more is done: its reminder closes itself, and is left out of
        a message not sent yet.
        """
        raise NotImplementedError

    def text(self, reminder: "Reminder", jobcentre: "Jobcentre") -> Text | None:
        """Return the text, written now; None if there is nothing left to say.

        Runs in the transaction that claims the message: a door made here is committed before
        the mail leaves. The recipient's language is active.
        """
        raise NotImplementedError

    def expects(self, jobcentre_id: int, today: date) -> bool:
        """Return whether silence would be wrong here: is there anything to follow at all?"""
        return True


class MessageKind:
    """Base of every kind of direct message (`outbox.send_soon`)."""

    code: str = ""
    label: Any = ""
    names_people: bool = True
    is_urgent: bool = False  # may go at night, at weekends and despite a pause

    def text(self, message: "Message", jobcentre: "Jobcentre") -> Text | None:
        """Return the text, written now, from `message.subject` and `message.context`."""
        raise NotImplementedError


reminder_kinds: dict[str, ReminderKind] = {}
message_kinds: dict[str, MessageKind] = {}


def register(kind: ReminderKind) -> None:
    """Add a kind of reminder; a second one with the same code is a mistake."""
    if not kind.code or kind.code in reminder_kinds:
        raise ValueError(f"A reminder kind needs a code of its own: {kind.code!r}")
    reminder_kinds[kind.code] = kind


def register_message(kind: MessageKind) -> None:
    """Add a kind of direct message."""
    if not kind.code or kind.code in message_kinds:
        raise ValueError(f"A message kind needs a code of its own: {kind.code!r}")
    message_kinds[kind.code] = kind


def label_of(code: str) -> Any:
    """Return a kind's label, or its code if nobody registers it any more."""
    kind = reminder_kinds.get(code) or message_kinds.get(code)
    return kind.label if kind else code
