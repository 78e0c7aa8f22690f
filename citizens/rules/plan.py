"""What a plan may become: states of goals and steps, dates, who does a step. Plain Python."""

from datetime import date, datetime, timedelta

from jobcenter.errors import N_, Refused

MOST_GOALS = 40  # of one citizen, closed ones included
MOST_STEPS = 30  # of one goal
FURTHEST = timedelta(days=2 * 366)

# state → states it may become; what is given up or called off needs a reason
GOAL_MOVES = {
    "open": {"reached", "dropped"},
    "reached": {"open"},
    "dropped": {"open"},
}
STEP_MOVES = {
    "planned": {"under_way", "done", "dropped"},
    "under_way": {"planned", "done", "dropped"},
    "done": {"under_way"},
    "dropped": {"planned"},
}
OPEN_STEPS = ("planned", "under_way")


def check_can_move_goal(present: str, to: str, reason: str, open_steps: int) -> None:
    """Refuse a goal's move that the table does not know, without a reason, or with open steps."""
    if to not in GOAL_MOVES.get(present, set()):
        raise Refused("goal_move", N_("The goal has been closed or opened meanwhile."))
    if to == "dropped":
        _check_says_why(reason)
    if to != "open" and open_steps:
        raise Refused(
            "goal_open_steps",
            N_("Steps of the goal are still open. Finish them, or call them off, first."),
        )


def check_can_move_step(present: str, to: str, reason: str, goal: str) -> None:
    """Refuse a step's move that the table does not know, without a reason, or of a closed goal."""
    check_goal_is_open(goal)
    if to not in STEP_MOVES.get(present, set()):
        raise Refused("step_move", N_("The step can't go there from where it is now."))
    if to == "dropped":
        _check_says_why(reason)


def check_goal_is_open(goal: str) -> None:
    """Refuse to write steps of a goal that is reached or given up."""
    if goal != "open":
        raise Refused("goal_closed", N_("The goal is closed. Open it again first."))


def check_step_is_open(state: str) -> None:
    """Refuse to change a step that is done or called off."""
    if state not in OPEN_STEPS:
        raise Refused("step_closed", N_("The step is done or called off. Open it again first."))


def check_due(due_on: date, today: date, before: date | None = None) -> None:
    """Refuse a date that has passed or is years ahead; one that stood there before may stay."""
    if due_on == before:
        return
    if due_on < today:
        raise Refused("due_past", N_("The date has passed. Choose today or later."))
    if due_on > today + FURTHEST:
        raise Refused("due_far", N_("Choose a date within two years."))


def check_target(target_on: date | None, today: date, before: date | None = None) -> None:
    """Refuse a goal's date as a step's; a goal may be without one."""
    if target_on is not None:
        check_due(target_on, today, before)


def check_doer(doer: str, outside: str) -> None:
    """Refuse a step of others that does not say whose."""
    if doer == "outside" and not outside.strip():
        raise Refused("outside_missing", N_("Write which department or organisation."))


def is_overdue(state: str, due_on: date, today: date) -> bool:
    """Tell whether a step should have been done by now."""
    return state in OPEN_STEPS and due_on < today


def _check_says_why(reason: str) -> None:
    if len(reason.strip()) < 3:
        raise Refused("plan_reason", N_("Write in a few words why. The candidate reads it."))


LONGEST_VOICE = 1_000  # signs
LINK = "plan_link"  # the door of the message: asks for the birthday, shows nothing
OPENED = "plan_open"  # the door behind it
LINK_LASTS = timedelta(days=14)
OPEN_LASTS = timedelta(minutes=30)  # after each use
OPEN_MOST = timedelta(hours=2)
WRONG_BIRTHDAYS = 8  # of one link: then it closes, and a new one is asked for
MOST_VOICES = 20  # of one citizen that wait for an answer
ANSWER_WITHIN = 5  # working days: our own promise, no law's
NEEDS_ANSWER = ("disagree", "goal", "wish")


def check_can_speak(kind: str, text: str, waiting: int) -> None:
    """Refuse what says nothing, and more than anybody can answer; agreeing needs no words."""
    if kind != "agree" and not text.strip():
        raise Refused("voice_empty", N_("Write a few words, so that we understand you."))
    if kind in NEEDS_ANSWER and waiting >= MOST_VOICES:
        raise Refused("voices_full", N_("You have written a lot. Ring us, so that we can talk."))


def check_can_answer(kind: str, is_answered: bool, answer: str) -> None:
    """Refuse to answer twice, or without words."""
    if kind not in NEEDS_ANSWER or is_answered:
        raise Refused("voice_answered", N_("A colleague has answered already."))
    if len(answer.strip()) < 3:
        raise Refused("answer_missing", N_("Write an answer. The candidate reads it."))


def stays_open_until(opened_at: datetime, now: datetime) -> datetime:
    """Return when a page just used closes by itself: in half an hour, two hours at most."""
    return min(now + OPEN_LASTS, opened_at + OPEN_MOST)
