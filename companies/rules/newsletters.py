"""When the next newsletter is due, and what one must hold to be sent: plain cases."""

from collections.abc import Sequence
from datetime import date

from companies.network_choices import MONTHS_BETWEEN
from jobcenter.errors import N_, Refused


def next_due(last: date | None) -> date | None:
    """Return the day two months after the last issue, on the month's last day where it is short."""
    if last is None:
        return None
    months = last.month - 1 + MONTHS_BETWEEN
    year, month = last.year + months // 12, months % 12 + 1
    for day in (last.day, 30, 29, 28):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise ValueError(f"No month has fewer than 28 days: {last}")


def check_can_send(state: str, blocks: Sequence[dict[str, str]], recipients: int) -> None:
    """Refuse an issue that is sent already, empty, or for nobody."""
    check_can_edit(state)
    if not any(block["kind"] == "text" and block["text"].strip() for block in blocks):
        raise Refused("empty", N_("Write at least one block of text."))
    if not recipients:
        raise Refused("nobody", N_("Nobody has agreed to the newsletter yet."))


def check_can_edit(state: str) -> None:
    """Refuse to change what was sent."""
    if state != "draft":
        raise Refused("sent", N_("This newsletter has been sent: it stays as it was."))
