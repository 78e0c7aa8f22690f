"""Every write of the room."""

from placements.actions.check_ins import handle_needs_action, record_check_in
from placements.actions.endings import cancel_placement, end_placement, interrupt_placement
from placements.actions.links import revoke_links, send_new_link, send_new_link_to_mentor
from placements.actions.needs import unuse_for_need, use_for_need
from placements.actions.placements import (
    agree_placement,
    change_follow_up,
    extend_placement,
    plan_placement,
    start_placement,
)
from placements.actions.places import close_place, edit_place, open_place
from placements.actions.visits import hold_visits, plan_visit

__all__ = [
    "agree_placement",
    "cancel_placement",
    "change_follow_up",
    "close_place",
    "edit_place",
    "end_placement",
    "extend_placement",
    "handle_needs_action",
    "hold_visits",
    "interrupt_placement",
    "open_place",
    "plan_placement",
    "plan_visit",
    "record_check_in",
    "revoke_links",
    "send_new_link",
    "send_new_link_to_mentor",
    "start_placement",
    "unuse_for_need",
    "use_for_need",
]
