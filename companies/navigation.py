"""The pages of this room side by side: groups, and in each its pages; others add one line each.

`page("plan", "needs", _("Needs"), "companies:needs", order=50)` in a wiring file puts a page into
a group; its template includes `companies/_lists.html` with `here="needs"`.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Page:
    """One page of the room, shown to viewers with any of the capabilities."""

    code: str
    label: Any
    url_name: str
    order: int
    can: tuple[Can, ...]


@dataclass
class Group:
    """Pages that belong together; its tab leads to the first of them the viewer may open."""

    code: str
    label: Any
    pages: list[Page] = field(default_factory=list)

    def pages_of(self, viewer: Viewer) -> list[Page]:
        """Return the pages the viewer may open, in their order."""
        return [page for page in self.pages if any(viewer.can(can) for can in page.can)]


groups: dict[str, Group] = {
    group.code: group
    for group in (
        Group("know", _("Find and see")),
        Group("plan", _("Plan")),
        Group("meet", _("Meet")),
        Group("offer", _("Offer")),
    )
}


def page(group: str, code: str, label: Any, url_name: str, *can: Can, order: int) -> None:
    """Put a page into a group: one line in the wiring of whoever owns the page."""
    pages = groups[group].pages
    pages.append(Page(code, label, url_name, order, can or (Can.READ_COMPANIES,)))
    pages.sort(key=lambda each: each.order)


def register() -> None:
    """Name the pages that stand in this room from the beginning."""
    for group, code, label, order in (
        ("know", "companies", _("Companies"), 10),
        ("know", "contacts", _("Contacts"), 20),
        ("know", "people", _("Contact persons"), 30),
        ("know", "map", _("Map"), 40),
        ("plan", "campaigns", _("Campaigns"), 10),
        ("plan", "segments", _("Segments"), 20),
        ("plan", "coverage", _("Coverage"), 30),
        ("plan", "panel", _("Panel"), 40),
    ):
        page(
            group, code, label, f"companies:{'list' if code == 'companies' else code}", order=order
        )
