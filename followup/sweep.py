"""The sweep of one jobcentre: keep reminders in step with their candidates, bundle, tidy up.

Every statement is set-based, so a sweep costs the same number of queries for one placement as for
a thousand, and a sweep that finds nothing new writes nothing but its own SweepRun row. Safe to run
twice and at once: identity is a unique constraint, and a second sweep of the same jobcentre steps
aside.
"""

import json
import logging
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from followup.choices import Envelope, MessageState
from followup.hours import next_open
from followup.kinds import Candidate, ReminderKind, reminder_kinds
from followup.models import Message, SweepRun
from jobcenter import clock
from jobcenter.ids import uuid7
from jobcenter.tenancy import acting_in

logger = logging.getLogger("bro.followup")
LOCK = 41107  # the sweeps' family of advisory locks; the second key is the jobcentre
BUNDLING = "bundling"  # the SweepRun row of the last step: it says that a sweep went through

_IDENTITY = (
    "r.jobcentre_id = %(jobcentre)s AND r.kind = %(kind)s AND r.subject = c.subject"
    " AND r.occurrence = c.occurrence AND r.step = c.step AND r.recipient_key = c.recipient_key"
)
_CANDIDATES = (
    "unnest(%(public_id)s::uuid[], %(subject)s::uuid[], %(occurrence)s::text[], %(step)s::int[],"
    " %(due_on)s::date[], %(recipient_kind)s::text[], %(recipient_key)s::text[],"
    " %(recipient_name)s::text[], %(channel)s::text[], %(address)s::text[], %(language)s::text[],"
    " %(context)s::jsonb[]) AS c(public_id, subject, occurrence, step, due_on, recipient_kind,"
    " recipient_key, recipient_name, channel, address, language, context)"
)
# Only what is new or has changed is touched, so that a quiet sweep locks and writes nothing.
_KEEP = f"""
INSERT INTO followup_reminder AS kept (jobcentre_id, public_id, created_at, kind, subject,
  occurrence, step, due_on, recipient_kind, recipient_key, recipient_name, channel, address,
  language, context, state)
SELECT %(jobcentre)s, c.public_id, %(now)s, %(kind)s, c.subject, c.occurrence, c.step, c.due_on,
  c.recipient_kind, c.recipient_key, c.recipient_name, c.channel, c.address, c.language, c.context,
  'waiting'
FROM {_CANDIDATES} LEFT JOIN followup_reminder r ON {_IDENTITY}
WHERE r.id IS NULL OR r.state = 'closed' OR
  (r.due_on, r.recipient_name, r.channel, r.address, r.language, r.context) IS DISTINCT FROM
  (c.due_on, c.recipient_name, c.channel, c.address, c.language, c.context)
ORDER BY c.subject, c.occurrence, c.step, c.recipient_key
ON CONFLICT (jobcentre_id, kind, subject, occurrence, step, recipient_key) DO UPDATE SET
  due_on = excluded.due_on, recipient_name = excluded.recipient_name, channel = excluded.channel,
  address = excluded.address, language = excluded.language, context = excluded.context,
  state = CASE WHEN kept.state <> 'closed' THEN kept.state
               WHEN kept.told_at IS NULL THEN 'waiting' ELSE 'told' END,
  closed_at = NULL
RETURNING (xmax = 0) AS is_new
"""  # noqa: S608  fixed text, values are parameters
_CLOSE = f"""
UPDATE followup_reminder r SET state = 'closed', closed_at = %(now)s
WHERE r.jobcentre_id = %(jobcentre)s AND r.kind = %(kind)s AND r.state <> 'closed'
  AND NOT EXISTS (SELECT 1 FROM {_CANDIDATES} WHERE {_IDENTITY})
"""  # noqa: S608
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
_NEW_ADDRESS = """
UPDATE followup_message m SET address = r.address, recipient_name = r.recipient_name
FROM followup_messageline l JOIN followup_reminder r
  ON r.jobcentre_id = l.jobcentre_id AND r.id = l.reminder_id
WHERE m.jobcentre_id = %(jobcentre)s AND m.state = 'waiting' AND m.envelope = 'day'
  AND l.jobcentre_id = m.jobcentre_id AND l.message_id = m.id AND r.channel = m.channel
  AND r.address <> '' AND r.address <> m.address AND r.state = 'told'
"""


def sweep(jobcentre_id: int) -> None:
    """Sweep one jobcentre. A kind that fails is noted and does not stop the others."""
    for kind in list(reminder_kinds.values()):
        _watched(jobcentre_id, kind.code, lambda kind=kind: _keep_in_step(jobcentre_id, kind))
    _watched(jobcentre_id, BUNDLING, lambda: _bundle_and_tidy(jobcentre_id))


def _watched(jobcentre_id: int, code: str, work: Any) -> None:
    """Run one step in a transaction of its own and note how it went."""
    began, clocked = clock.now(), time.perf_counter()
    try:
        with acting_in(jobcentre_id):
            if not _claim_sweep(jobcentre_id):
                return
            _commit_soon()
            found, opened, closed = work()
            facts: dict[str, Any] = {
                "finished_at": clock.now(),
                "found": found,
                "opened": opened,
                "closed": closed,
                "failing_since": None,
                "last_error": "",
            }
            if opened:
                facts["last_opened_at"] = began
            _note(jobcentre_id, code, began, clocked, facts)
    except Exception as error:
        logger.warning("The sweep of %s failed: %s", code, type(error).__name__, exc_info=error)
        with acting_in(jobcentre_id):
            known = SweepRun.objects.filter(jobcentre_id=jobcentre_id, kind=code).first()
            since = known.failing_since if known and known.failing_since else began
            facts = {"failing_since": since, "last_error": type(error).__name__[:200]}
            _note(jobcentre_id, code, began, clocked, facts)


def _claim_sweep(jobcentre_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, jobcentre_id])
        return bool(cursor.fetchone()[0])


def _commit_soon() -> None:
    """Do not wait for the disk: what a crash loses, the next sweep finds again.

    Nothing is sent on the strength of it either: whoever claims a message waits for the disk, and
    the log is written in order.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")


def _note(
    jobcentre_id: int, code: str, began: datetime, clocked: float, facts: dict[str, Any]
) -> None:
    facts |= {"started_at": began, "seconds": round(time.perf_counter() - clocked, 3)}
    run = SweepRun(jobcentre_id=jobcentre_id, kind=code, first_at=began, **facts)
    SweepRun.objects.bulk_create(  # one statement instead of the five of update_or_create
        [run],
        update_conflicts=True,
        unique_fields=["jobcentre", "kind"],
        update_fields=list(facts),
    )


def _keep_in_step(jobcentre_id: int, kind: ReminderKind) -> tuple[int, int, int]:
    """Open reminders for new candidates, follow the changed, close those that left."""
    day = clock.today()
    rows = _columns(kind.candidates(jobcentre_id, day))
    values: dict[str, Any] = {
        **rows,
        "jobcentre": jobcentre_id,
        "kind": kind.code,
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        opened = 0
        if rows["subject"]:
            cursor.execute(_KEEP, values)
            opened = sum(1 for (is_new,) in cursor.fetchall() if is_new)
        cursor.execute(_CLOSE, values)
        closed = cursor.rowcount
    return len(rows["subject"]), opened, closed


def _columns(candidates: Iterable[Candidate]) -> dict[str, list[Any]]:
    """Return the candidates column by column, each identity once."""
    unique = {(c.subject, c.occurrence, c.step, c.recipient.key): c for c in candidates}.values()
    return {
        "public_id": [uuid7() for _ in unique],
        "subject": [c.subject for c in unique],
        "occurrence": [c.occurrence for c in unique],
        "step": [c.step for c in unique],
        "due_on": [c.due_on for c in unique],
        "recipient_kind": [c.recipient.kind for c in unique],
        "recipient_key": [c.recipient.key for c in unique],
        "recipient_name": [c.recipient.name[:120] for c in unique],
        "channel": [c.recipient.channel for c in unique],
        "address": [c.recipient.address for c in unique],
        "language": [c.recipient.language for c in unique],
        "context": [json.dumps(c.context) for c in unique],
    }


def _bundle_and_tidy(jobcentre_id: int) -> tuple[int, int, int]:
    """Put what is due into messages; mark what a crash left behind as doubtful."""
    moment, day = clock.now(), clock.today()
    values: dict[str, Any] = {"jobcentre": jobcentre_id, "today": day, "now": moment}
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_MESSAGE, values)
        recipients = cursor.fetchall()
    opened = _open_messages(jobcentre_id, recipients, moment, day)
    with connection.cursor() as cursor:
        cursor.execute(_FILL, values)
        told = cursor.rowcount
        cursor.execute(_NEW_ADDRESS, values)
    mark_doubtful(jobcentre_id)
    return told, opened, 0


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
    limit = clock.now() - timedelta(seconds=settings.SEND_LEASE_SECONDS)
    return Message.objects.filter(
        jobcentre_id=jobcentre_id, state=MessageState.SENDING, claimed_at__lt=limit
    ).update(state=MessageState.DOUBTFUL, last_error="crash")
