"""The lines a citizen's timeline can have."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "citizen.registered": _("Registered"),
    "citizen.edited": _("Details changed"),
    "citizen.target_group": _("New target group"),
    "citizen.match_group": _("New match group"),
    "citizen.benefit": _("New benefit"),
    "citizen.ended": _("The work ended"),
    "citizen.reopened": _("The work was taken up again"),
    "citizen.profile": _("Profile changed"),
    "citizen.imported": _("Changed from the case system's file"),
    "citizen.import_undone": _("Import from the case system undone"),
}
# Seen by the case team only, as the barriers themselves.
BARRIERS = {
    "citizen.barrier_opened": _("Barrier opened"),
    "citizen.barrier_changed": _("Barrier changed"),
    "citizen.barrier_lifted": _("Barrier cleared"),
}
PLAN = {
    "citizen.plan_changed": _("Plan changed"),
    "citizen.plan_goal_reached": _("Goal of the plan reached"),
    "citizen.plan_step_done": _("Step of the plan done"),
    "citizen.plan_agree": _("Agrees with the plan"),
    "citizen.plan_disagree": _("Disagrees with the plan"),
    "citizen.plan_own_goal": _("Added an own goal to the plan"),
    "citizen.plan_wish": _("Wrote a wish"),
    "citizen.plan_answered": _("Answered what the candidate wrote about the plan"),
    "citizen.plan_link_sent": _("Link to the plan sent"),
    "citizen.plan_link_closed": _("Links to the plan closed"),
    "citizen.offer_released": _("Offer to choose released"),
    "citizen.offer_revoked": _("Offer to choose taken back"),
    "citizen.offer_chosen": _("Chose an offer"),
    "citizen.offer_taken_up": _("The candidate's choice was taken up"),
    "citizen.talk_begun": _("Conversation begun"),
    "citizen.talk_finished": _("Conversation finished"),
}
ACCESS = {
    "citizen.team_joined": _("Joined the case team"),
    "citizen.team_left": _("Left the case team"),
    "citizen.cpr_revealed": _("Citizen number seen"),
    "citizen.number_added": _("Citizen number written"),
    "citizen.access_asked": _("Access asked for"),
    "citizen.access_granted": _("Access granted"),
    "citizen.access_refused": _("Access refused"),
}
