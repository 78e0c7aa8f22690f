"""The sweep of one jobcentre: keep reminders in step with their candidates, bundle, tidy up.

Every statement is set-based, so a sweep costs the same number of queries for one placement as for
a thousand, and a sweep that finds nothing new writes nothing but its own SweepRun row. Safe to run
twice and at once: identity is a unique constraint, and a second sweep of the same jobcentre steps
aside.
"""

import logging
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection

from followup.choices import Envelope, MessageState
from followup.hours import next_open
from followup.keeping import Tally, keep_in_step
from followup.kinds import ReminderKind, reminder_kinds
from followup.models import Message, SweepRun
from jobcenter import clock
from jobcenter.tenancy import acting_in

logger = logging.getLogger("bro.followup")
LOCK = 41107  # the sweeps' family of advisory locks; the second key is the jobcentre
BUNDLING = "bundling"  # the SweepRun row of the last step: it says that a sweep went through

_NOT_PAUSED = """NOT EXISTS (SELECT 1 FROM followup_pause p WHERE p.jobcentre_id = %(jobcentre)s
  AND p.ended_at IS NULL AND p.until >= %(today)s
  AND (p.recipient_key = r.recipient_key OR p.subject = r.subject))"""
_DUE = f"""r.jobcentre_id = %(jobcentre)s AND r.state = 'waiting' AND r.due_on <= %(today)s
  AND r.address <> '' AND {_NOT_PAUSED}"""
# The first reminder of each recipient and channel without a message that can still take more.
_WITHOUT_MESSAGE = f"""
SELECT DISTINCT ON (r.recipient_key, r.channel) r.recipient_kind, r.recipient_key,
  r.recipient_name, r.channel, r.address, r.language
FROM followup_reminder r WHERE {_DUE} AND NOT EXISTS (SELECT 1 FROM followup_message m
  WHERE m.jobcentre_id = %(jobcentre)s AND m.recipient_key = r.recipient_key
  AND m.channel = r.channel AND m.envelope = 'day' AND m.state = 'waiting')
ORDER BY r.recipient_key, r.channel, r.id DESC
"""  # noqa: S608
# A message being claimed is locked by its worker; what it did not take waits for the next day.
_FILL = f"""
WITH open AS MATERIALIZED (SELECT m.id, m.recipient_key, m.channel FROM followup_message m
  WHERE m.jobcentre_id = %(jobcentre)s AND m.state = 'waiting' AND m.envelope = 'day'
    AND m.recipient_key IN (SELECT r.recipient_key FROM followup_reminder r WHERE {_DUE})
  ORDER BY m.id FOR NO KEY UPDATE OF m),
lines AS (INSERT INTO followup_messageline (jobcentre_id, message_id, reminder_id)
  SELECT DISTINCT ON (r.id) %(jobcentre)s, open.id, r.id FROM followup_reminder r
  JOIN open ON open.recipient_key = r.recipient_key AND open.channel = r.channel
  WHERE {_DUE} ORDER BY r.id, open.id ON CONFLICT DO NOTHING RETURNING reminder_id)
UPDATE followup_reminder r SET state = 'told', told_at = %(now)s
FROM lines WHERE r.id = lines.reminder_id AND r.jobcentre_id = %(jobcentre)s
"""  # noqa: S608
_LINES = """followup_messageline l JOIN followup_reminder r
  ON r.jobcentre_id = l.jobcentre_id AND r.id = l.reminder_id"""
_MOVED = """m.jobcentre_id = %(jobcentre)s AND m.state = 'waiting' AND m.envelope = 'day'
  AND l.jobcentre_id = m.jobcentre_id AND l.message_id = m.id AND r.channel = m.channel
  AND r.address <> '' AND r.address <> m.address AND r.state = 'told'"""
_NEW_ADDRESS = f"""
UPDATE followup_message m SET address = r.address, recipient_name = r.recipient_name
FROM {_LINES} WHERE {_MOVED}
"""  # noqa: S608
# What there is to do at all, asked before anything of it is done.
_WORK = f"""
SELECT EXISTS (SELECT 1 FROM followup_reminder r WHERE {_DUE}),
  EXISTS (SELECT 1 FROM followup_message m, {_LINES} WHERE {_MOVED}),
  EXISTS (SELECT 1 FROM followup_message m WHERE m.jobcentre_id = %(jobcentre)s
    AND m.state = 'sending' AND m.claimed_at < %(silent_since)s)
"""  # noqa: S608


def sweep(jobcentre_id: int) -> None:
    """Sweep one jobcentre: all kinds at once, or each by itself if one of them fails.

    A kind that fails is noted and does not stop the others.
    """
    kinds = list(reminder_kinds.values())
    try:
        is_done = _at_once(jobcentre_id, kinds)
    except Exception as error:
        logger.warning("A sweep goes on kind by kind: %s", type(error).__name__, exc_info=error)
        is_done = False
        for kind in kinds:
            _watched(jobcentre_id, kind.code, partial(_keep_one, jobcentre_id, kind))
    if not is_done:
        _watched(jobcentre_id, BUNDLING, partial(_bundle_and_tidy, jobcentre_id))


def _at_once(jobcentre_id: int, kinds: list[ReminderKind]) -> bool:
    """Keep all kinds in step in one transaction; return whether nothing is left to do.

    Bundling is in it only if no reminder was written: it locks messages first and reminders then,
    as a worker does who claims a message.
    """
    began, clocked = clock.now(), time.perf_counter()
    with acting_in(jobcentre_id):
        if not _claim_sweep(jobcentre_id):
            return True
        tallies, has_written = keep_in_step(jobcentre_id, kinds)
        if not has_written:
            asking = sum(tally.seconds for tally in tallies.values())
            tallies[BUNDLING] = _bundle_and_tidy(jobcentre_id)
            tallies[BUNDLING].seconds = time.perf_counter() - clocked - asking
        _note(jobcentre_id, began, tallies)
    return not has_written


def _keep_one(jobcentre_id: int, kind: ReminderKind) -> Tally:
    return keep_in_step(jobcentre_id, [kind])[0][kind.code]


def _watched(jobcentre_id: int, code: str, work: Callable[[], Tally]) -> None:
    """Run one step in a transaction of its own and note how it went."""
    began, clocked = clock.now(), time.perf_counter()
    try:
        with acting_in(jobcentre_id):
            if not _claim_sweep(jobcentre_id):
                return
            tally = work()
            tally.seconds = time.perf_counter() - clocked
            _note(jobcentre_id, began, {code: tally})
    except Exception as error:
        logger.warning("The sweep of %s failed: %s", code, type(error).__name__, exc_info=error)
        with acting_in(jobcentre_id):
            _note_failure(jobcentre_id, code, began, time.perf_counter() - clocked, error)


def _claim_sweep(jobcentre_id: int) -> bool:
    """Be the only sweep of the jobcentre until the transaction ends; False if there is one.

    It does not wait for the disk when it commits: what a crash loses, the next sweep finds again.
    Nothing is sent on the strength of it either: whoever claims a message waits for the disk, and
    the log is written in order.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s, %s),"
            " set_config('synchronous_commit', 'off', true)",
            [LOCK, jobcentre_id],
        )
        return bool(cursor.fetchone()[0])


def _note(jobcentre_id: int, began: datetime, tallies: dict[str, Tally]) -> None:
    """Note what each step came to: one statement, and another if something was opened."""
    ended = clock.now()
    for is_opening in (False, True):
        facts = ["finished_at", "found", "opened", "closed", "failing_since", "last_error"]
        runs = [
            SweepRun(
                jobcentre_id=jobcentre_id, kind=code, first_at=began, started_at=began,
                seconds=round(tally.seconds, 3), finished_at=ended, found=tally.found,
                opened=tally.opened, closed=tally.closed, failing_since=None, last_error="",
                last_opened_at=began if is_opening else None,
            )
            for code, tally in tallies.items() if bool(tally.opened) is is_opening
        ]  # fmt: skip
        _keep_runs(runs, [*facts, "last_opened_at"] if is_opening else facts)


def _note_failure(
    jobcentre_id: int, code: str, began: datetime, seconds: float, error: Exception
) -> None:
    known = SweepRun.objects.filter(jobcentre_id=jobcentre_id, kind=code).first()
    run = SweepRun(
        jobcentre_id=jobcentre_id, kind=code, first_at=began, started_at=began,
        seconds=round(seconds, 3), last_error=type(error).__name__[:200],
        failing_since=known.failing_since if known and known.failing_since else began,
    )  # fmt: skip
    _keep_runs([run], ["failing_since", "last_error"])


def _keep_runs(runs: list[SweepRun], facts: list[str]) -> None:
    if runs:
        SweepRun.objects.bulk_create(  # one statement instead of the five of update_or_create
            runs,
            update_conflicts=True,
            unique_fields=["jobcentre", "kind"],
            update_fields=[*facts, "started_at", "seconds"],
        )


def _bundle_and_tidy(jobcentre_id: int) -> Tally:
    """Put what is due into messages; mark what a crash left behind as doubtful."""
    moment, day = clock.now(), clock.today()
    values: dict[str, Any] = {
        "jobcentre": jobcentre_id,
        "today": day,
        "now": moment,
        "silent_since": _silent_since(),
    }
    tally = Tally()
    with connection.cursor() as cursor:
        cursor.execute(_WORK, values)
        is_due, is_addressed_anew, is_silent = cursor.fetchone()
    if is_due:
        with connection.cursor() as cursor:
            cursor.execute(_WITHOUT_MESSAGE, values)
            recipients = cursor.fetchall()
        tally.opened = _open_messages(jobcentre_id, recipients, moment, day)
        with connection.cursor() as cursor:
            cursor.execute(_FILL, values)
            tally.found = cursor.rowcount
    if is_due or is_addressed_anew:
        with connection.cursor() as cursor:
            cursor.execute(_NEW_ADDRESS, values)
    if is_silent:
        mark_doubtful(jobcentre_id)
    return tally


def _open_messages(
    jobcentre_id: int, recipients: list[tuple[Any, ...]], moment: datetime, day: date
) -> int:
    """Open the day's message of each recipient; one that has had today's gets none."""
    leaves = next_open(moment)
    local_day = clock.local_day(leaves)
    # Asked first, so that a refused insert does not use up a number every few minutes.
    taken = set(
        Message.objects.filter(
            jobcentre_id=jobcentre_id,
            envelope=Envelope.DAY,
            local_day=local_day,
            recipient_key__in=[row[1] for row in recipients],
        )
        .exclude(state=MessageState.CANCELLED)
        .values_list("recipient_key", "channel")
    )
    messages = [
        Message(
            jobcentre_id=jobcentre_id,
            envelope=Envelope.DAY,
            recipient_kind=kind,
            recipient_key=key,
            recipient_name=name,
            channel=channel,
            address=address,
            language=language,
            local_day=local_day,
            not_before=leaves,
        )
        for kind, key, name, channel, address, language in recipients
        if (key, channel) not in taken
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=1000)
    return len(messages)


def mark_doubtful(jobcentre_id: int) -> int:
    """Mark messages whose worker has been silent longer than the lease; never send them again.

    The worker may have died before, during or after the handover: nobody can know.
    """
    return Message.objects.filter(
        jobcentre_id=jobcentre_id, state=MessageState.SENDING, claimed_at__lt=_silent_since()
    ).update(state=MessageState.DOUBTFUL, last_error="crash")


def _silent_since() -> datetime:
    """Return when a worker must have claimed its message to be alive."""
    return clock.now() - timedelta(seconds=settings.SEND_LEASE_SECONDS)
