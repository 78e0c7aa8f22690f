"""Decisions of the room: plain Python, dates passed in, tested as tables of cases."""

from companies.rules.contacts import (
    EARLIEST_CONTACT,
    IN_TOUCH,
    LATEST_PLAN,
    LENIENCY,
    RECENT,
    NextStep,
    check_can_edit,
    check_held_at,
    check_left_on,
    check_move,
    check_next_step,
    check_planned_at,
    check_still_there,
    is_recent,
    number_in,
    whole_next_step,
)

__all__ = [
    "EARLIEST_CONTACT",
    "IN_TOUCH",
    "LATEST_PLAN",
    "LENIENCY",
    "RECENT",
    "NextStep",
    "check_can_edit",
    "check_held_at",
    "check_left_on",
    "check_move",
    "check_next_step",
    "check_planned_at",
    "check_still_there",
    "is_recent",
    "number_in",
    "whole_next_step",
]
