"""A double click makes one thing: creating forms carry a key that is used once."""

from uuid import UUID

from django.db import connection

from jobcenter.clock import now
from jobcenter.ids import uuid7
from jobcenter.viewer import Viewer


def new_once() -> str:
    """Return a key for a creating form's hidden field `once`."""
    return str(uuid7())


def claim_once(viewer: Viewer, key: str | UUID | None) -> bool:
    """Claim the key inside the running transaction; False if it was used before.

    A missing or broken key claims nothing and returns True: an API or a script may not send
    one. Two at once: the second waits for the first's commit, then gets False.
    """
    try:
        key = UUID(str(key))
    except ValueError:
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO jobcenter_oncekey (jobcentre_id, key, used_at) VALUES (%s, %s, %s)"
            " ON CONFLICT (jobcentre_id, key) DO NOTHING",
            [viewer.jobcentre_id, key, now()],
        )
        return cursor.rowcount == 1
