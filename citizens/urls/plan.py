"""Addresses of a citizen's plan, below the citizen's own."""

from django.urls import path

from citizens.views import plan, plan_voices, releases, talks

urlpatterns = [
    path("", plan.plan, name="plan"),
    path("maal/nyt/", plan.new_goal, name="new_goal"),
    path("maal/<uuid:goal>/", plan.edit_goal, name="goal"),
    path("maal/<uuid:goal>/luk/", plan.close_goal, name="close_goal"),
    path("maal/<uuid:goal>/genoptag/", plan.reopen_goal, name="reopen_goal"),
    path("maal/<uuid:goal>/skridt/", plan.new_step, name="new_step"),
    path("skridt/<uuid:step>/", plan.edit_step, name="step"),
    path("skridt/<uuid:step>/saet/", plan.set_step, name="set_step"),
    path("skridt/<uuid:step>/aflys/", plan.call_off, name="call_off"),
    path("ord/<uuid:voice>/", plan_voices.answer, name="answer_voice"),
    path("valg/<uuid:release>/tag-op/", releases.take_up, name="take_up_choice"),
    path("valg/<uuid:release>/tilbage/", releases.revoke, name="revoke_release"),
    path("link/", plan_voices.send_link, name="send_plan_link"),
    path("link/luk/", plan_voices.close_links, name="close_plan_links"),
    path("laes/", plan_voices.on_screen, name="plan_on_screen"),
    path("samtaler/", talks.talks, name="talks"),
    path("samtaler/begynd/", talks.begin, name="begin_talk"),
    path("samtaler/<uuid:talk>/", talks.talk, name="talk"),
    path("samtaler/<uuid:talk>/note/", talks.note, name="talk_note"),
    path("samtaler/<uuid:talk>/livshjul/", talks.wheel, name="talk_wheel"),
    path("samtaler/<uuid:talk>/skridt/", talks.next_step, name="talk_step"),
    path("samtaler/<uuid:talk>/afslut/", talks.finish, name="finish_talk"),
]
