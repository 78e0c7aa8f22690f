"""The quiet hours as this installation keeps them: the demo sends at all hours."""

from datetime import datetime

from django.conf import settings

from followup import rules


def is_quiet(moment: datetime) -> bool:
    """Tell whether only urgent messages leave at `moment`."""
    return settings.QUIET_HOURS and rules.is_quiet(moment)


def next_open(moment: datetime) -> datetime:
    """Return when a message that is ready at `moment` leaves."""
    return rules.next_open(moment) if settings.QUIET_HOURS else moment
