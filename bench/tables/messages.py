"""Reminders and the messages that told them: one of each for most placements that were started."""

from bench.loading import Load, history_load, insert
from bench.tables.contacts import person_public_id
from bench.tables.placements import STARTED
from bench.tables.world import World
from companies.models import ContactPerson
from followup.models import Message, MessageLine, Reminder
from placements.models import Placement

KIND = "placements.check_in"


def loads(world: World) -> list[Load]:
    """Return how reminders and messages are filled; all of them have been dealt with."""
    key = f"'contact:' || {person_public_id('p.mentor_id')}"
    day = "(p.starts_on + 3)"
    address = "'kontakt' || (p.mentor_id - 1) || '@bench.example'"
    source = f"{STARTED} WHERE p.id <= {world.size.messages} AND p.starts_on + 3 < {world.day} - 14"
    reminder = {
        "id": "p.id", "jobcentre_id": "p.jobcentre_id", "created_at": day, "kind": f"'{KIND}'",
        "subject": "p.public_id", "occurrence": "to_char(p.starts_on, 'IYYY-\"W\"IW')",
        "due_on": day, "recipient_kind": "'contact'", "recipient_key": key,
        "recipient_name": "'Mentor'", "channel": "'mail'", "address": address,
        "context": "jsonb_build_object('week', p.starts_on)", "state": "'closed'",
        "told_at": f"{day} + time '08:00'", "closed_at": f"{day} + time '13:00'",
    }  # fmt: skip
    # One message in 400 needs a person; of the settled past one in 50 bounced.
    unsure = "p.n % 400 = 7"
    state = "(ARRAY['doubtful', 'failed', 'bounced'])[1 + p.n / 400 % 3]"
    message = {
        "id": "p.id", "jobcentre_id": "p.jobcentre_id", "created_at": day, "envelope": "'day'",
        "recipient_kind": "'contact'", "recipient_key": key, "recipient_name": "'Mentor'",
        "channel": "'mail'", "address": address, "local_day": day,
        "not_before": f"{day} + time '07:00'", "attempts": "1",
        "message_id": "md5('m' || p.id) || '@bro'",
        "state": f"CASE WHEN {unsure} THEN {state}"
                 " WHEN p.n % 50 = 1 THEN 'bounced' ELSE 'sent' END",
        "settled": f"CASE WHEN NOT ({unsure}) AND p.n % 50 = 1 THEN 'arrived' ELSE '' END",
        "sent_at": f"{day} + time '08:00'", "title": "'Hvordan gik ugen?'",
        "body": "'Hvordan gik ugen? Tre tryk, ingen adgangskode. Det tager et minut.'",
    }  # fmt: skip
    line = {
        "id": "p.id", "jobcentre_id": "p.jobcentre_id", "message_id": "p.id",
        "reminder_id": "p.id",
    }  # fmt: skip
    needs = [Placement, ContactPerson]
    return [
        Load(Reminder, [insert(Reminder, source, reminder)], needs),
        Load(Message, [insert(Message, source, message)], needs),
        history_load(Message),
        Load(MessageLine, [insert(MessageLine, source, line)], needs),
    ]
