"""Who is looking or acting: the one thing every access check and action takes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from jobcenter.permissions import CAPABILITIES, OUTSIDERS, Can

if TYPE_CHECKING:
    from jobcenter.models import Door, Membership


@dataclass(frozen=True)
class Viewer:
    """A staff membership, an outsider, a mentor or candidate at the door, an API client, or us.

    `subject` is the public id of the one thing a door opens; None for staff.
    """

    jobcentre_id: int
    kind: str
    membership_id: int | None = None
    user_id: int | None = None
    team_id: int | None = None
    roles: frozenset[str] = frozenset()
    subject: UUID | None = None
    name: str = field(default="", compare=False)

    @classmethod
    def of(cls, membership: "Membership") -> "Viewer":
        """Return the viewer of a membership: an outsider if it has only outsiders' roles."""
        roles = frozenset(membership.roles)
        return cls(
            jobcentre_id=membership.jobcentre_id,
            kind="outsider" if roles and roles <= OUTSIDERS else "staff",
            membership_id=membership.pk,
            user_id=membership.user_id,
            team_id=membership.team_id,
            roles=roles,
            name=membership.name,
        )

    @classmethod
    def at(cls, door: "Door") -> "Viewer":
        """Return the viewer a door lets in: a mentor or a candidate, for that subject only."""
        return cls(jobcentre_id=door.jobcentre_id, kind=door.kind, subject=door.subject)

    @classmethod
    def system(cls, jobcentre: Any) -> "Viewer":
        """Return the viewer of scheduled work in one jobcentre."""
        return cls(getattr(jobcentre, "pk", jobcentre), kind="system")

    def can(self, capability: Can | str) -> bool:
        """Return whether any role of this viewer has the capability."""
        return any(capability in CAPABILITIES[role] for role in self.roles)
