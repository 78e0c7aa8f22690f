"""What a citizen finds on their own page: other files and rooms add one part each.

    own_part("plan", _("My plan"), url_name="own:plan", tell=_line, order=20)
    own_part("placements", _("My placements"), render=_shown, order=30)

The front page lists every part: its label, and in one line what `tell(viewer, citizen)` says of it
(None leaves the part out, "" shows the label alone). A part opens in one of two ways:

- `render(request, own)` returns HTML that stands inside the frame, for what is only read;
- `url_name` is a page of the part's own under /mig/, without arguments, for what has forms:

    @allow.door(DOOR)                       # citizens.rules.own.DOOR
    @require_http_methods(["GET", "POST"])
    @own_view                               # citizens.own.door: session, tenant, language, no-store
    def plan(request, own): return own.show(request, "citizens/own/plan.html", {...})

  whose template extends "citizens/own/base.html" and fills `content` (the base has the way back).
  Forms carry {% csrf_token %} as everywhere.

`own.viewer` is a Viewer of kind "citizen" with `viewer.subject`, the citizen's public id;
`own.citizen` and `own.house` are the rows. Everything is read by `own.citizen.pk` and the viewer's
jobcentre, never by an id of the address alone. Inside, the tenant is set and the language is the
citizen's. Nothing about third persons is shown; no colleague is named beyond name and function.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from citizens.models import Citizen
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class OwnPart:
    """One thing a citizen can open, and what the front page says of it."""

    code: str
    label: Any
    order: int
    tell: Callable[[Viewer, Citizen], str | None] | None
    render: Callable[[Any, Any], str] | None
    url_name: str


_parts: list[OwnPart] = []


def own_part(
    code: str,
    label: Any,
    *,
    order: int,
    tell: Callable[[Viewer, Citizen], str | None] | None = None,
    render: Callable[[Any, Any], str] | None = None,
    url_name: str = "",
) -> None:
    """Add a part; `code` is its word in the address. Exactly one of `render` and `url_name`."""
    if bool(render) == bool(url_name) or any(each.code == code for each in _parts):
        raise ValueError(f"A part of the own page needs a code and one way to open: {code!r}")
    _parts.append(OwnPart(code, label, order, tell, render, url_name))
    _parts.sort(key=lambda each: each.order)


def parts() -> list[OwnPart]:
    """Return all parts in their order."""
    return list(_parts)


def rendered_part(code: str) -> OwnPart | None:
    """Return the part that is shown inside the frame; None for an unknown code."""
    return next((each for each in _parts if each.code == code and each.render), None)
