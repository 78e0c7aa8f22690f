"""What the operations page says: the last sweeps, the outbox, and alarms with what to do."""

from followup.kinds import reminder_kinds  # noqa: F401
