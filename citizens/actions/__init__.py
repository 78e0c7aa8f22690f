"""Every write about citizens: registering and groups, case team, access."""

from citizens.actions.citizen import (
    add_number,
    edit_citizen,
    end_citizen,
    register_citizen,
    reopen_citizen,
    reveal_cpr,
)
from citizens.actions.groups import change_benefit, change_target_group, set_match_group
from citizens.actions.profile import (
    add_profile_line,
    change_barrier,
    lift_barrier,
    open_barrier,
    remove_profile_line,
    take_over_barrier,
)
from citizens.actions.team import (
    add_team_member,
    ask_for_access,
    grant_access,
    refuse_access,
    remove_team_member,
    see_answer,
)

__all__ = [
    "add_number",
    "add_profile_line",
    "add_team_member",
    "ask_for_access",
    "change_barrier",
    "change_benefit",
    "change_target_group",
    "edit_citizen",
    "end_citizen",
    "grant_access",
    "lift_barrier",
    "open_barrier",
    "refuse_access",
    "register_citizen",
    "remove_profile_line",
    "remove_team_member",
    "reopen_citizen",
    "reveal_cpr",
    "see_answer",
    "set_match_group",
    "take_over_barrier",
]
