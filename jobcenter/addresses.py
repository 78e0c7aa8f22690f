"""Addresses of views, worked out once a view: a page holds a hundred of them.

Django's `reverse` matches its pattern anew for each: 25 µs where this takes 2.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import urls
from django.conf import settings

_ANYONE = UUID(int=0xB0B)


def reverse(
    name: str, args: Sequence[Any] | None = None, kwargs: dict[str, Any] | None = None
) -> str:
    """Return what Django's `reverse` returns: the address of a view, by its name."""
    if not kwargs and len(args or ()) <= 1 and (not args or type(args[0]) is UUID):
        before, after = _around(
            name, bool(args), urls.get_urlconf() or settings.ROOT_URLCONF, urls.get_script_prefix()
        )
        return f"{before}{args[0]}{after}" if args else before
    return urls.reverse(name, args=args, kwargs=kwargs)


@lru_cache(maxsize=2_048)
def _around(name: str, takes_id: bool, urlconf: str, prefix: str) -> tuple[str, str]:
    """Return what stands before and after the id in a view's address."""
    if not takes_id:
        return urls.reverse(name), ""
    before, _id, after = urls.reverse(name, args=[_ANYONE]).partition(str(_ANYONE))
    return before, after
