"""What every timeline's page does alike: which filters it offers, and what the address asks for.

A page answers whole, and the rows that follow alone when htmx asks for them (`wants_more`).
Templates: `components/timeline_tabs.html` above the rows, `components/timeline_more.html` after
them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobcenter import registries
from jobcenter.http import Request

EVERYTHING = _("Everything")


@dataclass(frozen=True)
class Asked:
    """The group an address asks for, and the key its rows come after; both may be empty."""

    group: str
    after: str

    def context(
        self, labels: Mapping[str, Any], following: str, *, hidden: Collection[str] = ()
    ) -> dict[str, Any]:
        """Return what the templates need; a group that no kind of event has is not offered."""
        used = {kind.group for kind in registries.event_kinds.values()} - set(hidden)
        return {
            "following": following,
            "group": self.group,
            "groups": [("", EVERYTHING)]
            + [(code, label) for code, label in labels.items() if code in used],
            "is_first": not self.after,
        }


def asked_of(request: Request) -> Asked:
    """Return what the address asks for."""
    return Asked(request.GET.get("gruppe", ""), request.GET.get("efter", ""))


def wants_more(request: Request) -> bool:
    """Return whether htmx asks for the rows that follow, and nothing else."""
    return bool(request.htmx) and request.htmx.target == "mere"
