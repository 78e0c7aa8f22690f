"""Ways in without a login: a token, kept as a hash, that opens one subject for a time."""

import secrets
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from jobcenter.clock import now
from jobcenter.models import Door


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def make_door(kind: str, *, jobcentre_id: int, subject: UUID, expires_at: datetime) -> str:
    """Make a door and return its token: 256 random bits, shown once, stored as SHA-256."""
    token = secrets.token_urlsafe(32)
    Door.objects.create(
        token_hash=_hash(token),
        jobcentre_id=jobcentre_id,
        kind=kind,
        subject=subject,
        made_at=now(),
        expires_at=expires_at,
    )
    return token


def find_door(kind: str, token: str) -> Door | None:
    """Return the door of a token, also an expired or revoked one; None if there is none."""
    return Door.objects.filter(kind=kind, token_hash=_hash(token)).first()


def is_open(door: Door) -> bool:
    """Return whether a door lets anyone in now."""
    return door.revoked_at is None and now() < door.expires_at


def open_door(kind: str, token: str) -> Door | None:
    """Return the door of a token if it is open now, else None."""
    door = find_door(kind, token)
    return door if door and is_open(door) else None


def revoke_doors(kind: str, subject: UUID) -> int:
    """Revoke every door of a kind to a subject and return how many were open."""
    return Door.objects.filter(kind=kind, subject=subject, revoked_at__isnull=True).update(
        revoked_at=now()
    )
