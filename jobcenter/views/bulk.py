"""A change of many rows: choose, fill in, see what would change, confirm; each row answers."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.lists import MOST_AT_ONCE, Bulk, Change, ListKind, allowed_kind, ticked
from jobcenter.once import claim_once
from jobcenter.permissions import allow


@dataclass(frozen=True)
class Outcome:
    """What became of one row: changed, the same as before, or refused with a reason."""

    change: Change
    state: str  # "done", "same" or "refused"
    reason: str = ""


def _ids(request: Request, kind: ListKind) -> list[UUID]:
    """Return the rows ticked, or all that the filters leave; one more than may be at once."""
    if request.POST.get("alle") and kind.first_ids is not None:
        query = QueryDict(request.POST.get("query", "")[:2000])
        return kind.first_ids(request.viewer, query, MOST_AT_ONCE + 1)
    return ticked(request.POST.getlist("valgt"), MOST_AT_ONCE + 1)


def _bulk(request: Request, kind: ListKind) -> Bulk:
    code = request.POST.get("handling", "")
    found = next((each for each in kind.bulk if each.code == code), None)
    if found is None:
        raise Http404
    if not any(request.viewer.can(need) for need in found.can):
        raise PermissionDenied
    return found


def _seen(changes: list[Change]) -> dict[UUID, str]:
    """Return a short print of what each row was when it was shown."""
    return {
        each.public_id: hashlib.sha256(each.before.encode()).hexdigest()[:12] for each in changes
    }


@allow.member
@require_POST
def bulk(request: Request, code: str) -> HttpResponse:
    """Ask for the change's facts, show what it would do to each row, then do it."""
    kind = allowed_kind(request.viewer, code)
    query = QueryDict(request.POST.get("query", "")[:2000])
    back = reverse(kind.url_name) + (f"?{query.urlencode()}" if query else "")
    context: dict[str, Any] = {"kind": kind, "back": back, "most": MOST_AT_ONCE}
    context["query"] = query.urlencode()
    if not request.POST.get("handling"):
        return _none(request, context, _("Choose what you want to do with the rows."))
    wanted = _bulk(request, kind)
    ids = _ids(request, kind)
    if not ids:
        return _none(request, context, _("Tick the rows you want to change first."))
    context |= {"bulk": wanted, "is_cut": len(ids) > MOST_AT_ONCE}
    ids = ids[:MOST_AT_ONCE]
    context |= {"ids": ",".join(str(each) for each in ids), "number": len(ids)}
    step = request.POST.get("trin", "")
    if step not in {"vis", "gem"}:
        form = wanted.form(request.viewer)
        return render(request, "jobcenter/lists/bulk.html", {**context, "form": form})
    form = wanted.form(request.viewer, request.POST)
    if not form.is_valid():
        answer = {**context, "form": form}
        return render(request, "jobcenter/lists/bulk.html", answer, status=422)
    changes = wanted.preview(request.viewer, ids, form)
    if step == "vis":
        answer = {
            **context,
            "form": form,
            "changes": changes,
            "ready": sum(1 for each in changes if not each.refusal and not each.is_same),
            "seen": ",".join(f"{key}:{value}" for key, value in _seen(changes).items()),
        }
        return render(request, "jobcenter/lists/bulk_preview.html", answer)
    if not claim_once(request.viewer, request.POST.get("once")):
        return _none(request, context, _("This was already done."), status=200)
    outcomes = _apply(request, wanted, form, changes)
    counts = {
        state: sum(1 for each in outcomes if each.state == state)
        for state in ("done", "same", "refused")
    }
    return render(
        request, "jobcenter/lists/bulk_done.html", {**context, "outcomes": outcomes, **counts}
    )


def _apply(request: Request, wanted: Bulk, form: Any, changes: list[Change]) -> list[Outcome]:
    """Change row by row, each in a savepoint of its own: one refusal stops no other."""
    shown = dict(
        part.split(":", 1) for part in request.POST.get("set", "").split(",") if ":" in part
    )
    present = _seen(changes)
    outcomes = {}
    # In one order for everybody: two who change the same rows wait for, not on, each other.
    for change in sorted(changes, key=lambda each: each.public_id):
        key = change.public_id
        if change.refusal:
            outcomes[key] = Outcome(change, "refused", change.refusal)
        elif shown.get(str(key)) != present[key]:
            outcomes[key] = Outcome(change, "refused", _("A colleague changed it meanwhile."))
        elif change.is_same:
            outcomes[key] = Outcome(change, "same")
        else:
            outcomes[key] = _one(request, wanted, form, change)
    return [outcomes[change.public_id] for change in changes]


def _one(request: Request, wanted: Bulk, form: Any, change: Change) -> Outcome:
    try:
        with transaction.atomic():
            wanted.apply(request.viewer, change.public_id, form)
    except Refused as no:
        return Outcome(change, "refused", _(no.message) % no.params)
    except Stale:
        return Outcome(change, "refused", _("A colleague changed it meanwhile."))
    except (NotYours, PermissionDenied):
        return Outcome(change, "refused", _("It is not there any more, or not yours to change."))
    return Outcome(change, "done")


def _none(request: Request, context: dict[str, Any], text: str, status: int = 422) -> HttpResponse:
    return render(
        request, "jobcenter/lists/bulk_none.html", {**context, "text": text}, status=status
    )
