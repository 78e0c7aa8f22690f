"""When the next newsletter is due, and what one must hold to be sent: plain cases."""

from collections.abc import Sequence
from datetime import date, timedelta

from companies.choices.network import MONTHS_BETWEEN
from jobcenter.errors import N_, Refused

SHORTEST = timedelta(days=56)  # no two months are shorter


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


def sent_by_when_due(today: date) -> date:
    """Return the last day on which an issue was sent that makes the next due by `today`.

    On 22 November that is 22 September; on 28 February it is 31 December.
    """
    for days in range(
        SHORTEST.days, 64
    ):  # two months are 59 to 62 days, two at the year's end fewer
        sent = today - timedelta(days=days)
        due = next_due(sent)
        if due is not None and due <= today:
            return sent
    raise ValueError(f"No day is two months before: {today}")


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
