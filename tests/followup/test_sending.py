"""Claims, retries, pauses, quiet hours, and the outbox's promise about transactions."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from followup import actions, channels, sending
from followup.channels import Outcome
from followup.models import Message, Reminder
from followup.outbox import send_soon
from followup.sweep import mark_doubtful, sweep
from jobcenter.clock import clock_at
from jobcenter.ids import uuid7
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.followup.factories import make_message
from tests.followup.kinds import UrgentNote, person

pytestmark = pytest.mark.usefixtures("published")


def only(jobcentre: Any) -> Message:
    with acting_in(jobcentre):
        return Message.objects.get(jobcentre_id=jobcentre.pk)


def answer(monkeypatch: pytest.MonkeyPatch, outcome: Outcome) -> None:
    monkeypatch.setattr(sending, "deliver", lambda *_: outcome)


def test_a_sent_message_says_when_and_where_and_keeps_no_personal_link(
    north: Any, note: Any, tuesday: Any
) -> None:
    with acting_in(north):
        send_soon(note.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())
    assert sending.send_waiting(north.pk) == 1
    sent = only(north)
    assert (sent.state, sent.sent_at, sent.address) == ("sent", tuesday, "mette@virk.example")
    (letter,) = mail.outbox
    assert letter.extra_headers["Message-ID"] == f"<{sent.message_id}>"
    assert letter.reply_to == ["virksomhed@nord.example"]
    assert "https://bro.test/m/" in str(letter.body)
    assert "As you asked." in sent.body
    assert "/m/" not in sent.body
    assert "72 00 00 00" in str(letter.body)


def test_a_text_that_may_name_people_is_not_kept(north: Any, kind: Any, tuesday: Any) -> None:
    kind.add(north)
    sweep(north.pk)
    sending.send_waiting(north.pk)
    assert (only(north).title, only(north).body) == ("How is it going? 0", "")


def test_a_rollback_queues_nothing(
    north: Any, note: Any, tuesday: Any, published: list[Any]
) -> None:
    with pytest.raises(LookupError), acting_in(north):  # noqa: PT012  the rollback is the point
        send_soon(note.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())
        raise LookupError
    with acting_in(north):
        assert not Message.objects.filter(jobcentre_id=north.pk).exists()
    assert published == []


@pytest.mark.django_db(transaction=True)
def test_the_hint_goes_out_after_the_commit(
    north: Any, note: Any, tuesday: Any, published: list[Any]
) -> None:
    with acting_in(north):
        send_soon(note.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())
        assert published == []
    assert published == [("followup.tasks.send_in_jobcentre", north.pk)]


def test_the_same_occurrence_is_written_once(north: Any, note: Any, tuesday: Any) -> None:
    mette, subject = person(), uuid7()
    with acting_in(north):
        facts = {"jobcentre_id": north.pk, "subject": subject, "recipient": mette}
        assert send_soon(note.code, occurrence="a", **facts) is not None
        assert send_soon(note.code, occurrence="a", **facts) is None
        assert send_soon(note.code, occurrence="b", **facts) is not None


def test_a_message_is_written_in_its_own_jobcentre_only(
    north: Any, south: Any, note: Any, tuesday: Any
) -> None:
    with acting_in(south), pytest.raises(RuntimeError):
        send_soon(note.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())


def test_of_two_workers_one_gets_the_message(north: Any, kind: Any, tuesday: Any) -> None:
    kind.add(north)
    sweep(north.pk)
    first = sending.claim_next(north)
    assert first is not None
    assert first[1] is not None
    assert sending.claim_next(north) is None
    assert only(north).state == "sending"


def test_a_busy_server_is_asked_again_later(
    north: Any, kind: Any, tuesday: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind.add(north)
    sweep(north.pk)
    answer(monkeypatch, Outcome("waiting", "SMTP 451"))
    sending.send_waiting(north.pk)
    waiting = only(north)
    assert (waiting.state, waiting.attempts, waiting.last_error) == ("waiting", 1, "SMTP 451")
    assert waiting.not_before == tuesday + timedelta(minutes=2)
    assert sending.send_waiting(north.pk) == 0
    with clock_at(tuesday + timedelta(minutes=3)):
        assert sending.send_waiting(north.pk) == 1
    assert only(north).attempts == 2


def test_after_many_tries_it_has_failed(
    north: Any, kind: Any, tuesday: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind.add(north)
    sweep(north.pk)
    answer(monkeypatch, Outcome("waiting", "SMTP 451"))
    for day in range(12):
        with clock_at(tuesday + timedelta(days=7 * day)):
            sending.send_waiting(north.pk)
    failed = only(north)
    assert (failed.state, failed.attempts) == ("failed", 9)


def test_a_silent_worker_leaves_a_doubtful_message_that_is_never_sent_by_itself(
    north: Any, kind: Any, tuesday: Any
) -> None:
    kind.add(north)
    sweep(north.pk)
    claimed = sending.claim_next(north)
    with clock_at(tuesday + timedelta(minutes=9)), acting_in(north):
        assert mark_doubtful(north.pk) == 0
    with clock_at(tuesday + timedelta(minutes=11)):
        sweep(north.pk)
        assert only(north).state == "doubtful"
        assert sending.send_waiting(north.pk) == 0
        assert mail.outbox == []
        # The slow worker comes back after all: it knows that it was sent.
        assert claimed is not None
        assert sending.settle(claimed[0], Outcome("sent"))
    assert only(north).state == "sent"


def test_a_settled_message_is_not_changed_by_a_late_worker(
    north: Any, kind: Any, nora: Any, tuesday: Any
) -> None:
    kind.add(north)
    sweep(north.pk)
    claimed = sending.claim_next(north)
    assert claimed is not None
    with clock_at(tuesday + timedelta(minutes=11)), acting_in(north):
        mark_doubtful(north.pk)
        actions.confirm_arrival(only(north), actor=Viewer.of(nora))
        assert not sending.settle(claimed[0], Outcome("waiting"))


def test_a_broken_text_is_tried_again_and_stops_nothing(
    north: Any, kind: Any, note: Any, tuesday: Any
) -> None:
    kind.add(north)
    kind.text_fails = True
    sweep(north.pk)
    with acting_in(north):
        send_soon(note.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())
    assert sending.send_waiting(north.pk) == 2
    assert len(mail.outbox) == 1
    with acting_in(north):
        broken = Message.objects.get(jobcentre_id=north.pk, envelope="day")
    assert (broken.state, broken.last_error) == ("waiting", "text: LookupError")
    assert broken.not_before > tuesday


@pytest.mark.parametrize("hours", [12, 24 * 4])  # Tuesday 22:00, Saturday 10:00
def test_at_night_and_at_weekends_only_urgent_messages_leave(
    north: Any, note: Any, tuesday: Any, hours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from followup import kinds

    monkeypatch.setitem(kinds.message_kinds, UrgentNote.code, UrgentNote())
    with acting_in(north):  # in the morning, before everything stood still
        send_soon(note.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())
    with clock_at(tuesday + timedelta(hours=hours)):
        assert sending.send_waiting(north.pk) == 0
        with acting_in(north):
            send_soon(UrgentNote.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())
        assert sending.send_waiting(north.pk) == 1


def test_a_reminder_found_in_the_evening_belongs_to_the_next_working_day(
    north: Any, kind: Any, tuesday: Any
) -> None:
    kind.add(north)
    with clock_at(tuesday + timedelta(hours=11)):
        sweep(north.pk)
    waiting = only(north)
    assert str(waiting.local_day) == "2026-11-18"
    assert waiting.not_before.isoformat() == "2026-11-18T06:00:00+00:00"


def pause(nora: Any, **target: Any) -> Any:
    with acting_in(nora.jobcentre_id, membership_id=nora.pk):
        return actions.pause_reminders(
            actor=Viewer.of(nora),
            until=target.pop("until"),
            reason="Ferie",
            **target,
        )


def test_a_paused_person_hears_nothing_until_the_pause_ends(
    north: Any, nora: Any, kind: Any, tuesday: Any
) -> None:
    mette = person()
    kind.add(north, mette)
    kind.add(north, person("kim@virk.example"))
    pause(nora, recipient_key=mette.key, until=(tuesday + timedelta(days=2)).date())
    sweep(north.pk)
    assert only(north).address == "kim@virk.example"
    with clock_at(tuesday + timedelta(days=3)):
        sweep(north.pk)
        assert sending.send_waiting(north.pk) == 2


def test_a_pause_also_holds_what_is_in_the_outbox_already(
    north: Any, nora: Any, kind: Any, tuesday: Any
) -> None:
    mette = person()
    kind.add(north, mette)
    sweep(north.pk)
    held = pause(nora, recipient_key=mette.key, until=tuesday.date())
    assert sending.send_waiting(north.pk) == 0
    with acting_in(nora.jobcentre_id, membership_id=nora.pk):
        actions.end_pause(held, actor=Viewer.of(nora))
    assert sending.send_waiting(north.pk) == 1


def test_a_paused_subject_is_left_out_and_told_later(
    north: Any, nora: Any, kind: Any, tuesday: Any
) -> None:
    mette = person()
    first = kind.add(north, mette, step=1)
    kind.add(north, mette, step=2)
    sweep(north.pk)
    pause(nora, subject=first.subject, until=tuesday.date())
    sending.send_waiting(north.pk)
    assert mail.outbox[0].subject == "How is it going? 2"
    with acting_in(north):
        assert Reminder.objects.get(subject=first.subject).state == "waiting"
    with clock_at(tuesday + timedelta(days=1)):
        sweep(north.pk)
        sending.send_waiting(north.pk)
    assert mail.outbox[1].subject == "How is it going? 1"


def test_the_text_is_in_the_recipients_language(north: Any, kind: Any, tuesday: Any) -> None:
    for language in ("da", "en"):
        someone = person(f"{language}@virk.example", language=language)
        kind.add(north, someone, step=1)
        kind.add(north, someone, step=2)
    sweep(north.pk)
    sending.send_waiting(north.pk)
    assert sorted(each.subject for each in mail.outbox) == ["2 påmindelser", "2 reminders"]


def test_south_cannot_be_sent_from_north(north: Any, south: Any, kind: Any, tuesday: Any) -> None:
    kind.add(south)
    sweep(south.pk)
    assert sending.send_waiting(north.pk) == 0
    assert only(south).state == "waiting"


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), "waiting"),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"unknown")}), "failed"),
        (smtplib.SMTPDataError(451, b"greylisted"), "waiting"),
        (smtplib.SMTPDataError(554, b"spam"), "failed"),
        (smtplib.SMTPSenderRefused(421, b"busy", "b"), "waiting"),
        (smtplib.SMTPServerDisconnected("gone"), "doubtful"),
        (TimeoutError(), "doubtful"),
        (LookupError("a mistake of ours"), "doubtful"),
    ],
)
def test_what_a_mail_servers_answer_means(
    north: Any,
    kind: Any,
    tuesday: Any,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    state: str,
) -> None:
    def fail(self: Any, mails: Any) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    kind.add(north)
    sweep(north.pk)
    sending.send_waiting(north.pk)
    assert only(north).state == state


def test_a_server_that_does_not_answer_took_nothing_over(
    north: Any, kind: Any, tuesday: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse, raising=False)
    kind.add(north)
    sweep(north.pk)
    sending.send_waiting(north.pk)
    assert only(north).last_error == "connecting: ConnectionRefusedError"
    assert only(north).state == "waiting"


def test_resending_makes_a_new_message_with_its_own_id_once(
    north: Any, nora: Any, kind: Any, tuesday: Any
) -> None:
    kind.add(north)
    sweep(north.pk)
    sending.claim_next(north)
    with clock_at(tuesday + timedelta(minutes=11)):
        sweep(north.pk)
        first = only(north)
        with acting_in(north):
            again = actions.resend_message(first, actor=Viewer.of(nora), address="new@virk.example")
            with pytest.raises(actions.Stale):
                actions.resend_message(first, actor=Viewer.of(nora))
        assert again.message_id != first.message_id
        assert sending.send_waiting(north.pk) == 1
    (letter,) = mail.outbox
    assert letter.to == ["new@virk.example"]
    assert letter.subject == "How is it going? 0"


def test_an_address_nobody_can_write_down_fails_at_once(north: Any, tuesday: Any) -> None:
    with acting_in(north):
        message = make_message(north, address="two\nlines@virk.example")
    letter = channels.Letter("t", "t", "t", "t", "t")
    assert channels.deliver(message, letter, north).state == "failed"
