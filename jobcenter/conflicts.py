"""Two people changed the same record: one readable page with both versions, nothing lost.

A view that edits a record with a `version` catches `Stale`, reads the record again, fills its form
with it and answers `conflict(…)`. The page shows field by field what differs; *save mine* sends the
typed form again with the present version, *keep theirs* goes back. What is overwritten stays in
the change history.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from jobcenter.dates import say
from jobcenter.http import Request
from jobcenter.models import Membership
from jobcenter.viewer import Viewer

# What a form sends besides its fields; the page writes its own.
_OWN = {"csrfmiddlewaretoken", "version", "once"}


@dataclass(frozen=True)
class Line:
    """A field as the reader typed it and as it is stored now."""

    label: str
    yours: str
    theirs: str


@dataclass(frozen=True)
class Change:
    """Who changed the record last, and when; either may be unknown."""

    who: str = ""
    at: datetime | None = None


def differences(yours: forms.BaseForm, theirs: forms.BaseForm) -> list[Line]:
    """Return the fields in which two fillings of the same form differ, in words."""
    lines = []
    for mine in yours.visible_fields():
        if mine.name not in theirs.fields:
            continue
        other = theirs[mine.name]
        shown, kept = _shown(mine), _shown(other)
        if shown != kept:
            label = str(other.field.label or mine.field.label or mine.name)
            lines.append(Line(label, shown or "–", kept or "–"))
    return lines


def _shown(bound: forms.BoundField) -> str:
    form = bound.form
    cleaned = getattr(form, "cleaned_data", {})
    value = cleaned[bound.name] if bound.name in cleaned else bound.value()
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        words = {str(key): str(label) for key, label in choices if str(key)}
        picked = value if isinstance(value, list | tuple) else [value]
        return ", ".join(words.get(str(each), "") for each in sorted(map(str, picked)))
    return _in_words(value)


def _in_words(value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return say(value, "j. F Y")
    if isinstance(value, time):
        return time_format(value, "TIME_FORMAT")
    return str(value).replace("\r\n", "\n").strip()


def last_change(viewer: Viewer, row: Any) -> Change:
    """Return who changed a tracked row last, and when: two queries, on a conflict only."""
    events = row.history.filter(jobcentre_id=viewer.jobcentre_id).order_by("-pgh_id")
    newest = events.values("pgh_created_at", "pgh_context").first()
    if newest is None:
        return Change()
    pk = (newest["pgh_context"] or {}).get("membership", 0)
    member = Membership.objects.filter(jobcentre_id=viewer.jobcentre_id, pk=pk).first()
    return Change(member.name if member else "", newest["pgh_created_at"])


def conflict(
    request: Request,
    *,
    yours: forms.BaseForm,
    theirs: forms.BaseForm,
    version: int,
    title: str,
    back: str,
    changed: Change | None = None,
    action: str = "",
) -> HttpResponse:
    """Answer 409 with both versions; where they say the same, there is no conflict.

    `yours` is bound and valid, `theirs` the same form filled with the record as it is now, whose
    number is `version`. `action` is where *save mine* posts to: this address, unless named.
    """
    lines = differences(yours, theirs)
    if not lines:
        messages.success(request, _("It is saved already, just as you wrote it."))
        return redirect(back)
    return render(
        request,
        "jobcenter/conflict.html",
        {
            "lines": lines,
            "typed": list(_typed(request)),
            "version": version,
            "title": title,
            "back": back,
            "changed": changed or Change(),
            "action": action or request.get_full_path(),
        },
        status=409,
    )


def _typed(request: Request) -> Iterable[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in _OWN:
            for value in values:
                yield name, str(value)
