"""Identity, closing and bundling: what the sweep keeps in step."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup import sending
from followup.models import Message, MessageLine, Reminder, SweepRun
from followup.sweep import BUNDLING, sweep
from jobcenter.clock import clock_at
from jobcenter.tenancy import acting_in
from tests.followup.kinds import person

pytestmark = pytest.mark.usefixtures("tuesday", "published")


def reminders(jobcentre: Any) -> list[Reminder]:
    with acting_in(jobcentre):
        return list(Reminder.objects.filter(jobcentre_id=jobcentre.pk).order_by("id"))


def messages(jobcentre: Any) -> list[Message]:
    with acting_in(jobcentre):
        return list(Message.objects.filter(jobcentre_id=jobcentre.pk).order_by("id"))


def run_of(jobcentre: Any, code: str) -> SweepRun:
    with acting_in(jobcentre):
        return SweepRun.objects.get(jobcentre_id=jobcentre.pk, kind=code)


def test_a_reminder_is_the_same_when_its_due_date_moves(north: Any, kind: Any) -> None:
    mette = person()
    first = kind.add(north, mette, due_on=date(2026, 11, 20), occurrence="2026-W47")
    sweep(north.pk)
    kind.rows[north.pk] = []
    kind.add(north, mette, subject=first.subject, due_on=date(2026, 11, 25), occurrence="2026-W47")
    sweep(north.pk)
    (only,) = reminders(north)
    assert (only.due_on, only.state) == (date(2026, 11, 25), "waiting")
    assert run_of(north, kind.code).opened == 0


def test_another_occurrence_step_or_recipient_is_another_reminder(north: Any, kind: Any) -> None:
    mette, first = person(), None
    first = kind.add(north, mette, occurrence="2026-W47")
    kind.add(north, mette, subject=first.subject, occurrence="2026-W48")
    kind.add(north, mette, subject=first.subject, occurrence="2026-W47", step=1)
    kind.add(north, person("kim@virk.example"), subject=first.subject, occurrence="2026-W47")
    kind.add(north, mette, subject=first.subject, occurrence="2026-W47")  # once more
    sweep(north.pk)
    sweep(north.pk)
    assert len(reminders(north)) == 4


def test_what_leaves_the_candidates_closes_itself_and_comes_back(north: Any, kind: Any) -> None:
    kind.add(north, due_on=date(2026, 12, 24))
    sweep(north.pk)
    kept, kind.rows[north.pk] = kind.rows[north.pk], []
    sweep(north.pk)
    (gone,) = reminders(north)
    assert gone.state == "closed"
    assert gone.closed_at is not None
    kind.rows[north.pk] = kept
    sweep(north.pk)
    (back,) = reminders(north)
    assert (back.state, back.closed_at) == ("waiting", None)


def test_one_message_carries_all_of_a_persons_reminders(north: Any, kind: Any) -> None:
    mette = person()
    for step in range(3):
        kind.add(north, mette, step=step)
    kind.add(north, person("kim@virk.example"))
    kind.add(north, mette, due_on=date(2026, 11, 18))  # tomorrow's
    sweep(north.pk)
    first, second = messages(north)
    with acting_in(north):
        lines = MessageLine.objects.filter(jobcentre_id=north.pk)
        assert lines.filter(message=first).count() + lines.filter(message=second).count() == 4
    assert {first.recipient_key, second.recipient_key} >= {mette.key}
    assert sending.send_waiting(north.pk) == 2
    titles = sorted(each.subject for each in mail.outbox)
    assert titles == ["3 påmindelser", "How is it going? 0"]


def test_a_second_message_on_the_same_day_waits_for_the_next(
    north: Any, kind: Any, tuesday: Any
) -> None:
    mette = person()
    kind.add(north, mette)
    sweep(north.pk)
    sending.send_waiting(north.pk)
    kind.add(north, mette)
    sweep(north.pk)
    assert len(messages(north)) == 1
    with clock_at(tuesday + timedelta(days=1)):
        sweep(north.pk)
        assert len(messages(north)) == 2


def test_a_reminder_closed_before_it_is_sent_is_left_out(north: Any, kind: Any) -> None:
    mette = person()
    kind.add(north, mette, step=1)
    kind.add(north, mette, step=2)
    sweep(north.pk)
    del kind.rows[north.pk][0]
    sweep(north.pk)
    sending.send_waiting(north.pk)
    (sent,) = mail.outbox
    assert sent.subject == "How is it going? 2"


def test_a_message_with_nothing_left_to_say_is_cancelled(north: Any, kind: Any) -> None:
    kind.add(north)
    sweep(north.pk)
    kind.rows[north.pk] = []
    sweep(north.pk)
    sending.send_waiting(north.pk)
    assert mail.outbox == []
    assert [each.state for each in messages(north)] == ["cancelled"]


def test_a_new_address_reaches_a_waiting_message(north: Any, kind: Any) -> None:
    mette = person()
    first = kind.add(north, mette)
    sweep(north.pk)
    kind.rows[north.pk] = []
    kind.add(north, person("new@virk.example", public_id=mette.public_id), subject=first.subject)
    sweep(north.pk)
    assert [each.address for each in messages(north)] == ["new@virk.example"]


def test_without_an_address_the_reminder_waits(north: Any, kind: Any) -> None:
    kind.add(north, person(""))
    sweep(north.pk)
    assert messages(north) == []
    assert [each.state for each in reminders(north)] == ["waiting"]


def test_a_broken_kind_is_noted_and_stops_nothing(north: Any, kind: Any) -> None:
    kind.fails = True
    sweep(north.pk)
    run = run_of(north, kind.code)
    assert (run.last_error, run.finished_at) == ("LookupError", None)
    assert run_of(north, BUNDLING).finished_at is not None
    kind.fails = False
    sweep(north.pk)
    assert run_of(north, kind.code).failing_since is None


def test_a_broken_kind_does_not_hold_up_its_neighbours(
    north: Any, kind: Any, other_kind: Any
) -> None:
    kind.add(north)
    sweep(north.pk)
    kind.fails = True
    other_kind.add(north)
    sweep(north.pk)
    assert {each.kind: each.state for each in reminders(north)} == {
        kind.code: "told", other_kind.code: "told",
    }  # fmt: skip
    assert run_of(north, kind.code).last_error == "LookupError"
    assert run_of(north, other_kind.code).opened == 1
    assert run_of(north, BUNDLING).finished_at is not None


def test_kinds_are_told_apart_and_asked_about_together(
    north: Any, kind: Any, other_kind: Any
) -> None:
    mette = person()
    first = kind.add(north, mette)
    other_kind.add(north, mette, subject=first.subject)  # the same but for the kind
    with CaptureQueriesContext(connection) as both:
        sweep(north.pk)
    assert [each.kind for each in reminders(north)] == [kind.code, other_kind.code]
    assert len(messages(north)) == 1
    kind.rows[north.pk] = []
    sweep(north.pk)
    assert [each.state for each in reminders(north)] == ["closed", "told"]
    assert (run_of(north, kind.code).closed, run_of(north, other_kind.code).closed) == (1, 0)
    kept = [query for query in both if "INSERT INTO followup_reminder" in query["sql"]]
    assert len(kept) == 1


def test_a_quiet_sweep_asks_in_one_transaction_however_many_kinds_there_are(
    north: Any, kind: Any, other_kind: Any
) -> None:
    kind.add(north)
    other_kind.add(north)
    sweep(north.pk)
    with CaptureQueriesContext(connection) as queries:
        sweep(north.pk)
    # The tenant, the lock, the difference, what there is to do, the note, the former tenant; the
    # kinds of the tests ask nothing.
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) <= 7


def test_what_a_crash_left_between_the_steps_is_told_by_the_next_sweep(
    north: Any, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: Any) -> Any:
        raise KeyboardInterrupt

    kind.add(north)
    with monkeypatch.context() as patch:
        patch.setattr("followup.sweep._bundle_and_tidy", crash)
        with pytest.raises(KeyboardInterrupt):
            sweep(north.pk)
    assert [each.state for each in reminders(north)] == ["waiting"]
    assert messages(north) == []
    sweep(north.pk)
    assert [each.state for each in reminders(north)] == ["told"]
    assert len(messages(north)) == 1


def test_names_travel_as_they_are_written(north: Any, kind: Any) -> None:
    name = 'Åse "Øl" O\'Connor \\ {a,b} %s NULL\n☕'
    kind.add(north, person(name=name), occurrence="50 %", context={"uge": "ø"})
    sweep(north.pk)
    sweep(north.pk)
    (only,) = reminders(north)
    assert (only.recipient_name, only.occurrence, only.context) == (name, "50 %", {"uge": "ø"})
    assert run_of(north, kind.code).opened == 0


def test_south_is_not_swept_with_north(north: Any, south: Any, kind: Any) -> None:
    kind.add(north)
    kind.add(south)
    sweep(north.pk)
    assert len(messages(north)) == 1
    assert messages(south) == []


def test_a_quiet_sweep_writes_nothing_and_costs_the_same_for_one_as_for_many(
    north: Any, kind: Any
) -> None:
    kind.add(north)
    sweep(north.pk)
    with CaptureQueriesContext(
        connection,
    ) as one:
        sweep(north.pk)
    for _ in range(20):
        kind.add(north)
    sweep(north.pk)
    with acting_in(north):
        before = list(Reminder.objects.order_by("id").values_list("id", "state", "told_at"))
    with CaptureQueriesContext(connection) as many:
        sweep(north.pk)
    assert len(many) == len(one)
    with acting_in(north):
        after = list(Reminder.objects.order_by("id").values_list("id", "state", "told_at"))
    assert before == after
