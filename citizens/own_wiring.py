"""Wires the citizen's own access into the frame's registries when Django starts."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "citizen.own_invited": _("Own page offered"),
    "citizen.own_closed": _("Own page closed"),
    "citizen.own_reopened": _("Own page opened again"),
}


def register() -> None:
    """Fill messages, timeline and the page's own parts."""
    from citizens import mails_own, own_looks
    from citizens.own_parts import own_part
    from followup.kinds import register_message
    from jobcenter import registries

    register_message(mails_own.OwnCodeMessage())
    register_message(mails_own.OwnLinkMessage())
    own_part("opslag", _("Who has looked at me?"), tell=own_looks.line, render=own_looks.render,
             order=60)  # fmt: skip
    for code, label in EVENTS.items():
        registries.event_kind(code, label, group="access")
