"""Addresses under /virksomheder/ for retention cases."""

from django.urls import path

from companies.views import retention, retention_work

urlpatterns = [
    path("fastholdelse/", retention.listing, name="retention"),
    path("fastholdelse/<uuid:case>/", retention.case, name="retention_case"),
    path("fastholdelse/<uuid:case>/ret/", retention.edit, name="retention_edit"),
    path("fastholdelse/<uuid:case>/samtale/", retention_work.plan_talk, name="retention_talk"),
    path("fastholdelse/<uuid:case>/plan/", retention_work.add_step, name="retention_step"),
    path("fastholdelse/<uuid:case>/uge/", retention_work.tick, name="retention_mark"),
    path("fastholdelse/<uuid:case>/paragraf-56/", retention_work.section_56, name="retention_56"),
    path("fastholdelse/<uuid:case>/klip/", retention_work.punch, name="retention_punch"),
    path("fastholdelse/<uuid:case>/kollega/", retention_work.add_member, name="retention_member"),
    path(
        "fastholdelse/<uuid:case>/kollega/<uuid:member>/ud/", retention_work.remove_member,
        name="retention_member_out",
    ),
    path("fastholdelse/<uuid:case>/giv/", retention_work.give, name="retention_give"),
    *(
        path(
            f"fastholdelse/<uuid:case>/{word}/", retention_work.move, {"step": step},
            name=f"retention_{step}",
        )
        for step, word in (
            ("agree", "aftalt"), ("part_time", "delvist"), ("full_time", "fuldt"),
            ("away", "vaek-igen"), ("close", "luk"), ("reopen", "aabn"),
        )
    ),
    path("fastholdelse/samtale/<uuid:talk>/", retention_work.hold_talk, name="retention_hold"),
    path(
        "fastholdelse/samtale/<uuid:talk>/fortryd/", retention_work.drop_talk,
        name="retention_talk_drop",
    ),
    path("fastholdelse/plan/<uuid:step>/set/", retention_work.finish_step,
         name="retention_step_done"),
    path("fastholdelse/plan/<uuid:step>/fjern/", retention_work.drop_step,
         name="retention_step_drop"),
    path("<uuid:company>/fastholdelse/", retention.new, name="retention_new"),
]  # fmt: skip
