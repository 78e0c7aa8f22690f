"""What a plan may become: states of goals and steps, dates, who does a step. Plain Python."""

from datetime import date, timedelta

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
