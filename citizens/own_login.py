"""The national login (MitID through OpenID Connect), off until a municipality sets it up."""

from typing import Any

from django.conf import settings


def provider_of(jobcentre: Any) -> dict[str, Any] | None:
    """Return the login a jobcentre has set up, or None: `BRO_CITIZEN_OIDC`, by its code."""
    found = settings.CITIZEN_OIDC.get(jobcentre.code)
    return dict(found) if found else None


def is_on(jobcentre: Any) -> bool:
    """Return whether citizens of a jobcentre can use the national login."""
    return provider_of(jobcentre) is not None
