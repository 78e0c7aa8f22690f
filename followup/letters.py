"""A message as it is written, at the moment of sending: title, plain text, HTML, short text."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from followup.choices import Envelope, ReminderState
from followup.kinds import Text, message_kinds, reminder_kinds
from followup.models import Message, MessageLine, Reminder
from followup.pauses import paused_subjects
from jobcenter.models import Jobcentre

TITLE = 200


@dataclass(frozen=True)
class Letter:
    """What leaves the house, and `kept`: the same without personal links, or nothing."""

    title: str
    text: str
    html: str
    sms: str
    kept: str
    is_automatic: bool = True
    answers: str = ""
    calendar: str = ""
    unsubscribe: str = ""


class NothingToSay(Exception):
    """Every line has been dealt with or paused meanwhile: the message is cancelled."""


def write(message: Message, jobcentre: Jobcentre) -> Letter:
    """Write the message in the recipient's language, inside the claiming transaction.

    Raises NothingToSay if nothing is left of it.
    """
    with translation.override(message.language):
        texts = _texts(message, jobcentre)
        if not texts:
            raise NothingToSay
        title = str(texts[0].title)
        if len(texts) > 1:
            count = len(texts)
            title = ngettext("%(count)d reminder", "%(count)d reminders", count) % {"count": count}
        title = " ".join(title.split())[:TITLE]
        facts = {
            "title": title,
            "texts": texts,
            "jobcentre": jobcentre,
            "language": message.language,
        }
        return Letter(
            title=title,
            text=_plain({**facts, "with_links": True}),
            html=render_to_string("followup/mail/letter.html", facts),
            sms=_short(texts, title),
            kept="" if _names_people(message) else _plain({**facts, "with_links": False}),
            is_automatic=any(text.is_automatic for text in texts),
            answers=texts[0].answers if len(texts) == 1 else "",
            calendar=texts[0].calendar if len(texts) == 1 else "",
            unsubscribe=texts[0].unsubscribe if len(texts) == 1 else "",
        )


def _names_people(message: Message) -> bool:
    """Return whether the text may name a citizen: colleagues outside the team read messages too."""
    if message.kind:
        return message_kinds[message.kind].names_people
    codes = {reminder.kind for reminder in _reminders(message)}
    return any(reminder_kinds[code].names_people for code in codes if code in reminder_kinds)


def _plain(facts: dict[str, object]) -> str:
    return render_to_string("followup/mail/letter.txt", facts).strip() + "\n"


def _short(texts: list[Text], title: str) -> str:
    """Return a text message: the kind's own words, or title and link, line by line."""
    parts = []
    for text in texts:
        words = str(text.sms or text.title)
        parts.append(f"{words} {text.link.url}" if text.link else words)
    return "\n".join(parts) if len(texts) == 1 else "\n".join([f"{title}:", *parts])


def _texts(message: Message, jobcentre: Jobcentre) -> list[Text]:
    if message.kind:
        text = message_kinds[message.kind].text(message, jobcentre)
        return [text] if text else []
    texts, dropped, held = [], [], []
    paused = paused_subjects(message.jobcentre_id)
    for reminder in _reminders(message):
        if reminder.subject in paused:
            held.append(reminder.pk)
            continue
        kind = reminder_kinds.get(reminder.kind)
        text = None
        if kind and reminder.state != ReminderState.CLOSED:
            text = kind.text(reminder, jobcentre)
        if text:
            texts.append(text)
        else:
            dropped.append(reminder.pk)
    if message.envelope == Envelope.DAY:
        _leave_out(message, dropped, held)
    return texts


def _reminders(message: Message) -> list[Reminder]:
    return list(
        Reminder.objects.filter(
            jobcentre_id=message.jobcentre_id,
            lines__message=message,
            lines__jobcentre_id=message.jobcentre_id,
        ).order_by("due_on", "id")
    )


def _leave_out(message: Message, dropped: list[int], held: list[int]) -> None:
    """Take what is not told out of the message; what is paused waits again."""
    if not dropped and not held:
        return
    MessageLine.objects.filter(
        jobcentre_id=message.jobcentre_id, message=message, reminder_id__in=[*dropped, *held]
    ).delete()
    # Closed before it was told: if it opens again, it is told then.
    Reminder.objects.filter(
        jobcentre_id=message.jobcentre_id, pk__in=dropped, state=ReminderState.CLOSED
    ).update(told_at=None)
    Reminder.objects.filter(
        jobcentre_id=message.jobcentre_id, pk__in=held, state=ReminderState.TOLD
    ).update(state=ReminderState.WAITING, told_at=None)


def preview(message: Message) -> str:
    """Return what a colleague reads of the text."""
    if message.title:
        return message.body or gettext(
            "Only the subject line is kept, as the text may name people."
        )
    return gettext("The text is written at the moment of sending.")
