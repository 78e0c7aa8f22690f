"""Tells whoever asked to see a citizen what the answer is: a mail, and a line on my day."""

from citizens.mails.access import (
    ANSWERS,
    AccessAnswered,
    tell_answer,
)

__all__ = [
    "ANSWERS",
    "AccessAnswered",
    "tell_answer",
]
