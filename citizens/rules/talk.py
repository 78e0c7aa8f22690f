"""What a conversation may hold, where the wheel's points lie, what a group's answers may tell.

Plain Python.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import cos, pi, sin

from jobcenter.errors import N_, Refused

LONGEST_NOTE = 300  # signs: small notes are read, long ones are not
MOST_NOTES = 12  # of one conversation
MOST_A_DAY = 3  # conversations of one citizen
WHEEL = range(1, 11)
MOTIVATION = range(11)
ANSWERS = range(1, 5)  # not at all, a little, mostly, completely
ASK_WITHIN = timedelta(days=30)  # so long after a talk the three questions are asked


def check_wheel(marks: Mapping[str, int], areas: Sequence[str]) -> None:
    """Refuse a wheel with unknown spokes, or marks outside 1–10."""
    if not marks or any(area not in areas or mark not in WHEEL for area, mark in marks.items()):
        raise Refused("wheel_marks", N_("Give each part you talk about a number from 1 to 10."))


def check_motivation(number: int | None, why: str) -> None:
    """Refuse a number outside 0–10, and a reason without a number."""
    if number is not None and number not in MOTIVATION:
        raise Refused("motivation_number", N_("Choose a number from 0 to 10."))
    if number is None and why.strip():
        raise Refused("motivation_missing", N_("Choose the number the reason is about."))


def check_note(text: str, there: int) -> None:
    """Refuse an empty note, and more than a talk needs."""
    if not text.strip():
        raise Refused("note_empty", N_("Write a few words."))
    if there >= MOST_NOTES:
        raise Refused("notes_full", N_("There are 12 notes already. Say the rest in the plan."))


def check_can_change(is_finished: bool) -> None:
    """Refuse to write in a conversation that is over."""
    if is_finished:
        raise Refused("talk_over", N_("The conversation is finished. Begin a new one."))


def check_answers(answers: Sequence[int]) -> None:
    """Refuse anything but three answers of 1–4."""
    if len(answers) != 3 or any(each not in ANSWERS for each in answers):
        raise Refused("feedback_answers", N_("Answer all three questions."))


def quarter_of(day: date) -> date:
    """Return the first day of a day's quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def points(marks: Sequence[int | None], radius: float, middle: float) -> list[tuple[float, float]]:
    """Return where the marks of a wheel lie, the first upwards and on clockwise; 0 for none."""
    turn = 2 * pi / len(marks)
    return [
        (
            round(middle + radius * (mark or 0) / 10 * sin(at * turn), 1),
            round(middle - radius * (mark or 0) / 10 * cos(at * turn), 1),
        )
        for at, mark in enumerate(marks)
    ]


def quarters_shown(today: date, number: int) -> list[date]:
    """Return the last quarters that nobody can answer about any more, the newest first.

    A figure that grew while somebody watched would tell who answered what.
    """
    quarter = quarter_of(today - ASK_WITHIN - timedelta(days=1))
    shown = []
    for _each in range(number):
        quarter = quarter_of(quarter - timedelta(days=1))
        shown.append(quarter)
    return shown
