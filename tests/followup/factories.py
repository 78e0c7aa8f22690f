"""Messages and reminders as the tests need them."""

from typing import Any

from followup.models import Message
from jobcenter import clock
from jobcenter.ids import uuid7


def make_message(jobcentre: Any, **values: Any) -> Message:
    """Make a message of today's reminders; call it inside the jobcentre."""
    moment = clock.now()
    facts: dict[str, Any] = {
        "envelope": "day",
        "recipient_kind": "contact",
        "recipient_key": f"contact:{uuid7()}",
        "recipient_name": "Mette Møller",
        "channel": "mail",
        "address": "mette@virk.example",
        "local_day": clock.today(),
        "not_before": moment,
    }
    if values.get("state") == "sent":
        facts["sent_at"] = moment
    if values.get("state") == "sending":
        facts |= {"claim": uuid7(), "claimed_at": moment}
    return Message.objects.create(jobcentre_id=jobcentre.pk, **facts | values)
