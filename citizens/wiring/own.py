"""Wires the citizen's own access into the frame's registries when Django starts."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "citizen.own_invited": _("Own page offered"),
    "citizen.own_closed": _("Own page closed"),
    "citizen.own_reopened": _("Own page opened again"),
    "citizen.own_remark": _("Said that something is wrong"),
    "citizen.own_remark_answered": _("Answered what was wrong"),
}


def register() -> None:
    """Fill messages, timeline, my day, the tabs and the page's own parts."""
    from citizens.demo import own as demo_own
    from citizens.mails import own as mails_own
    from citizens.mails import waiting as mails_waiting
    from citizens.navigation import tab
    from citizens.own import held as own_held
    from citizens.own import held_work as own_held_work
    from citizens.own import looks as own_looks
    from citizens.own.parts import own_part
    from citizens.queue import own as work_own
    from followup.kinds import register as register_reminder
    from followup.kinds import register_message
    from followup.queue import register_queue
    from jobcenter import registries

    register_message(mails_own.OwnCodeMessage())
    register_message(mails_own.OwnLinkMessage())
    register_message(mails_own.OwnAnswerMessage())
    own_held.register()
    own_held_work.register()
    register_queue(work_own.REMARKS)
    register_reminder(mails_waiting.RemarkWaits())
    tab("own", _("Own access"), "citizens:own", order=80)
    own_part("alt", _("Everything about me"), tell=own_held.line, url_name="own:held", order=10)
    own_part("forkert", _("Something is wrong"), tell=own_held.remarks_line, url_name="own:wrong",
             order=90)  # fmt: skip
    registries.demo(24, demo_own.build)
    own_part("opslag", _("Who has looked at me?"), tell=own_looks.line, render=own_looks.render,
             order=60)  # fmt: skip
    for code, label in EVENTS.items():
        registries.event_kind(code, label, group="access")
