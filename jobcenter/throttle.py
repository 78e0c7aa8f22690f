"""Pages open to everybody: guessing slowed down, and nothing large read."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 60 * 60
LARGEST = 64 * 1024  # bytes of a posted form


def too_many(what: str, key: str, most: int) -> bool:
    """Count one more of `what` in this hour; the key itself is not kept, only a keyed hash."""
    name = _name(what, key)
    cache.add(name, 0, HOUR)
    try:
        return cache.incr(name) > most
    except ValueError:  # it expired in between
        return False


def _name(what: str, key: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{what}:{key}".encode(), sha256).hexdigest()
    return f"throttle:{digest[:40]}"


def is_large(request: HttpRequest) -> bool:
    """Return whether more is posted than a form holds; announced as nothing or nonsense is, too."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    is_number = announced.isascii() and announced.isdigit()
    return request.method == "POST" and not (is_number and int(announced) <= LARGEST)
