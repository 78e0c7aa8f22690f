"""Keeping reminders in step with their candidates: all kinds of a jobcentre in one question.

The candidates travel as one JSON array a column (PostgreSQL's own arrays take psycopg five times
as long) and every recipient once. One statement says where candidates and open reminders differ;
only if they do, a second one opens, moves and reopens, and a third closes.
"""

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from followup.kinds import Candidate, Recipient, ReminderKind
from jobcenter import clock
from jobcenter.ids import uuid7

_GIVEN = """
given AS MATERIALIZED (
  SELECT g.place, g.public_id::uuid AS public_id, g.kind, g.subject::uuid AS subject, g.occurrence,
    g.step::int AS step, g.due_on::date AS due_on, g.context::jsonb AS context,
    p.recipient_kind, p.recipient_key, p.recipient_name, p.channel, p.address, p.language
  FROM ROWS FROM (
    json_array_elements_text(%(public_id)s), json_array_elements_text(%(kind)s),
    json_array_elements_text(%(subject)s), json_array_elements_text(%(occurrence)s),
    json_array_elements_text(%(step)s), json_array_elements_text(%(due_on)s),
    json_array_elements_text(%(context)s), json_array_elements_text(%(who)s)
  ) WITH ORDINALITY AS g(public_id, kind, subject, occurrence, step, due_on, context, who, place)
  JOIN ROWS FROM (
    json_array_elements_text(%(recipient_kind)s), json_array_elements_text(%(recipient_key)s),
    json_array_elements_text(%(recipient_name)s), json_array_elements_text(%(channel)s),
    json_array_elements_text(%(address)s), json_array_elements_text(%(language)s)
  ) WITH ORDINALITY AS p(recipient_kind, recipient_key, recipient_name, channel, address, language,
    place) ON p.place = g.who::bigint)
"""
_IDENTITY = (
    "r.kind = g.kind AND r.subject = g.subject AND r.occurrence = g.occurrence AND r.step = g.step"
    " AND r.recipient_key = g.recipient_key"
)
# A candidate without an open reminder, an open reminder without a candidate, or two that differ.
_DIFFERENCES = f"""
WITH {_GIVEN}, known AS MATERIALIZED (
  SELECT * FROM followup_reminder
  WHERE jobcentre_id = %(jobcentre)s AND kind = ANY(%(kinds)s) AND state <> 'closed')
SELECT g.place, r.id FROM given g FULL JOIN known r ON {_IDENTITY}
WHERE r.id IS NULL OR g.place IS NULL OR
  (r.due_on, r.recipient_name, r.channel, r.address, r.language, r.context) IS DISTINCT FROM
  (g.due_on, g.recipient_name, g.channel, g.address, g.language, g.context)
"""  # noqa: S608  fixed text, values are parameters
# One that is closed opens again, as what it was.
_KEEP = f"""
WITH {_GIVEN}
INSERT INTO followup_reminder AS kept (jobcentre_id, public_id, created_at, kind, subject,
  occurrence, step, due_on, recipient_kind, recipient_key, recipient_name, channel, address,
  language, context, state)
SELECT %(jobcentre)s, g.public_id, %(now)s, g.kind, g.subject, g.occurrence, g.step, g.due_on,
  g.recipient_kind, g.recipient_key, g.recipient_name, g.channel, g.address, g.language, g.context,
  'waiting'
FROM given g ORDER BY g.kind, g.subject, g.occurrence, g.step, g.recipient_key
ON CONFLICT (jobcentre_id, kind, subject, occurrence, step, recipient_key) DO UPDATE SET
  due_on = excluded.due_on, recipient_name = excluded.recipient_name, channel = excluded.channel,
  address = excluded.address, language = excluded.language, context = excluded.context,
  state = CASE WHEN kept.state <> 'closed' THEN kept.state
               WHEN kept.told_at IS NULL THEN 'waiting' ELSE 'told' END,
  closed_at = NULL
RETURNING kind, (xmax = 0) AS is_new
"""  # noqa: S608
_CLOSE = """
UPDATE followup_reminder r SET state = 'closed', closed_at = %(now)s
WHERE r.jobcentre_id = %(jobcentre)s AND r.id = ANY(%(gone)s) AND r.state <> 'closed'
RETURNING kind
"""


@dataclass
class Tally:
    """What one kind came to: candidates found, reminders opened and closed, seconds of asking."""

    found: int = 0
    opened: int = 0
    closed: int = 0
    seconds: float = 0


Named = tuple[str, Candidate]  # the kind's code


def keep_in_step(jobcentre_id: int, kinds: Sequence[ReminderKind]) -> tuple[dict[str, Tally], bool]:
    """Open reminders for new candidates, follow the changed, close those that left.

    Returns what each kind came to, and whether anything was written. One statement, and two more
    if there is something to write, besides the queries of the kinds.
    """
    tallies = {kind.code: Tally() for kind in kinds}
    candidates: list[Named] = []
    for kind in kinds:
        clocked = time.perf_counter()
        found = _found_by(jobcentre_id, kind)
        candidates += found
        seconds = time.perf_counter() - clocked
        tallies[kind.code].found, tallies[kind.code].seconds = len(found), seconds
    changed, gone = _differences(jobcentre_id, list(tallies), candidates)
    moment = clock.now()
    with connection.cursor() as cursor:
        if changed:
            columns = _columns(changed, with_ids=True)
            cursor.execute(_KEEP, {**columns, "jobcentre": jobcentre_id, "now": moment})
            for code, is_new in cursor.fetchall():
                tallies[code].opened += is_new
        if gone:
            cursor.execute(_CLOSE, {"jobcentre": jobcentre_id, "gone": gone, "now": moment})
            for (code,) in cursor.fetchall():
                tallies[code].closed += 1
    return tallies, bool(changed or gone)


def _found_by(jobcentre_id: int, kind: ReminderKind) -> list[Named]:
    """Return a kind's candidates, each identity once."""
    found = kind.candidates(jobcentre_id, clock.today())
    unique = {(c.subject, c.occurrence, c.step, c.recipient.key): (kind.code, c) for c in found}
    return list(unique.values())


def _differences(
    jobcentre_id: int, codes: list[str], candidates: list[Named]
) -> tuple[list[Named], list[int]]:
    """Return the candidates that are not as the open reminders are, and the ids of those left."""
    columns = _columns(candidates)
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, {**columns, "jobcentre": jobcentre_id, "kinds": codes})
        rows: list[tuple[int | None, int | None]] = cursor.fetchall()
    changed = [candidates[place - 1] for place, _pk in rows if place is not None]
    return changed, [pk for place, pk in rows if place is None and pk is not None]


def _columns(named: Iterable[Named], *, with_ids: bool = False) -> dict[str, Any]:
    """Return candidates and their recipients column by column, as JSON."""
    codes, candidates = [], []
    who: list[int] = []
    recipients: list[Recipient] = []
    places: dict[int, int] = {}  # by identity: the same person may stand there twice, no harm
    for code, candidate in named:
        recipient = candidate.recipient
        place = places.get(id(recipient))
        if place is None:
            recipients.append(recipient)
            place = places[id(recipient)] = len(recipients)
        codes.append(code)
        candidates.append(candidate)
        who.append(place)
    columns: dict[str, list[Any]] = {
        "public_id": [uuid7() for _ in candidates] if with_ids else [],
        "kind": codes,
        "subject": [c.subject for c in candidates],
        "occurrence": [c.occurrence for c in candidates],
        "step": [c.step for c in candidates],
        "due_on": [c.due_on for c in candidates],
        "context": [json.dumps(c.context) if c.context else "{}" for c in candidates],
        "who": who,
        "recipient_kind": [r.kind for r in recipients],
        "recipient_key": [r.key for r in recipients],
        "recipient_name": [r.name[:120] for r in recipients],
        "channel": [r.channel for r in recipients],
        "address": [r.address for r in recipients],
        "language": [r.language for r in recipients],
    }
    return {name: json.dumps(values, default=str) for name, values in columns.items()}
