"""What mentors are written: a first name, a week and a link; nothing else about anybody."""

from placements.mails.weeks import (
    NEW_LINK,
    ask_about_week,
    mentor_recipient,
    recipient_of,
)

__all__ = [
    "NEW_LINK",
    "ask_about_week",
    "mentor_recipient",
    "recipient_of",
]
