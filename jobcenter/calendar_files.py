"""One appointment as an iCalendar object (RFC 5545), for a mail or to be fetched."""

from datetime import UTC, datetime

from jobcenter.clock import now

PUBLISH, CANCEL = "PUBLISH", "CANCEL"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
LINE = 75  # octets, without the line break


def appointment(
    *,
    uid: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    text: str = "",
    organizer: str = "",
    organizer_mail: str = "",
    sequence: int = 0,
    is_cancelled: bool = False,
    is_sure: bool = True,
) -> str:
    """Return the object: the same `uid` with a higher `sequence` replaces what was sent before.

    It is published, not requested: nobody's calendar program answers it by mail.
    """
    method = CANCEL if is_cancelled else PUBLISH
    status = "CANCELLED" if is_cancelled else "CONFIRMED" if is_sure else "TENTATIVE"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bro//DA", f"METHOD:{method}", "BEGIN:VEVENT",
        f"UID:{uid}", f"SEQUENCE:{sequence}", f"DTSTAMP:{_moment(now())}",
        f"DTSTART:{_moment(starts_at)}", f"DTEND:{_moment(ends_at)}",
        f"SUMMARY:{_text(title)}", f"STATUS:{status}",
    ]  # fmt: skip
    if place:
        lines.append(f"LOCATION:{_text(place)}")
    if text:
        lines.append(f"DESCRIPTION:{_text(text)}")
    if organizer_mail:
        name = "".join(sign for sign in organizer if sign not in '";:,\r\n')
        lines.append(f'ORGANIZER;CN="{name}":mailto:{organizer_mail}')
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> str:
    """Fold a line after 75 octets at most, never inside a letter."""
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LINE:
            parts.append(part)
            part, size = "", 1  # the space that a folded line begins with
        part, size = part + sign, size + octets
    return "\r\n ".join([*parts, part])
