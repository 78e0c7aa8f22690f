"""Wires the files kept about citizens into the frame's registries when Django starts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

EVENTS = {
    "citizen.document_added": _("Document kept"),
    "citizen.document_removed": _("Document taken away"),
}


def register() -> None:
    """Fill timeline, tabs, the citizen's own page, key rotation and the demo."""
    from citizens.access.documents import documents_visible_to
    from citizens.actions.documents import CONTENT_PURPOSE
    from citizens.demo import documents as demo_documents
    from citizens.models import Citizen
    from citizens.navigation import tab
    from citizens.own.parts import own_part
    from jobcenter import registries
    from jobcenter.viewer import Viewer

    def line(viewer: Viewer, citizen: Citizen) -> str | None:
        number = documents_visible_to(viewer).filter(removed_at__isnull=True).count()
        return ngettext("%(number)s file", "%(number)s files", number) % {"number": number}

    tab("documents", _("Documents"), "citizens:documents", order=70, team_only=True)
    own_part("filer", _("My documents"), tell=line, url_name="own:documents", order=40)
    registries.sealed_column("citizens.CitizenDocument", "content_encrypted", CONTENT_PURPOSE)
    registries.demo(26, demo_documents.build)
    for code, label in EVENTS.items():
        registries.event_kind(code, label, group="citizen")
