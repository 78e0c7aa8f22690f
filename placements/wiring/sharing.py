"""Wires what is shared with companies into the frame's registries when Django starts."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from citizens.models import Citizen
from citizens.navigation import tab
from citizens.own.facts import own_facts
from citizens.own.parts import own_part
from citizens.parts import Card, part
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.models import Sharing
from placements.own.sharing import own_held, own_line


def _shared(viewer: Viewer) -> Any:
    """Return the companies that may read something about the citizen, as JSON."""
    rows = Sharing.objects.filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk"),
        state__in=["draft", "approved", "sent"],
    )  # fmt: skip
    return ArraySubquery(
        rows.order_by("-pk").values(told=JSONObject(state="state", name="company__name"))[:5]
    )


def _card(viewer: Viewer, citizen: Citizen, found: list[dict[str, str]]) -> Card | None:
    """Tell with whom something is shared, and what waits for the citizen's yes."""
    if not found:
        return None
    shared = [each["name"] for each in found if each["state"] == "sent"]
    waiting = len(found) - len(shared)
    lines = [*shared]
    if waiting:
        lines.append(
            ngettext("%(n)s text is being written", "%(n)s texts are being written", waiting)
            % {"n": waiting}
        )
    return Card(
        _("Shared with companies"), lines, reverse("placements:shared", args=[citizen.public_id]),
        _("Exactly what, and who read it"),
    )  # fmt: skip


def register() -> None:
    """Fill timeline, messages, the citizen's pages, the administrator's menu, demo."""
    from followup.kinds import register_message
    from jobcenter import registries
    from placements import events
    from placements.demo import sharing as demo_sharing
    from placements.mails import sharing as mails_sharing

    for code, label in events.WORDS.items():
        registries.event_kind(code, label, group="placements", link=events.word_link)
    register_message(mails_sharing.WordLink())
    register_message(mails_sharing.WordStopped())
    tab("sharing", gettext_lazy("Shared with companies"), "placements:shared", order=60)
    part("sharing", rows=_shared, tell=_card, order=60)
    registries.menu(
        gettext_lazy("Words to stop at"), "placements:warning_words", Can.ADMINISTER, order=87,
        is_secondary=True,
    )  # fmt: skip
    own_part(
        "virksomheder", gettext_lazy("What companies know about me"), tell=own_line,
        url_name="placements:own_sharing", order=40,
    )  # fmt: skip
    own_facts("companies", own_held, order=40)
    registries.demo(64, demo_sharing.build)
