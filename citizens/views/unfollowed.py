"""Who is to follow those whom nobody follows: a leader chooses, and is never chosen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from citizens.access import pseudonym
from citizens.actions import add_team_member
from citizens.forms import TeamForm
from citizens.queries import citizen as queries
from citizens.queue.unfollowed import MOST_COUNTED, PAGE, chosen, unfollowed
from citizens.views.shared import private
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


def _ids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


@allow(Can.GRANT_ACCESS)
@require_http_methods(["GET", "POST"])
@private
def unfollowed_list(request: Request) -> HttpResponse:
    """Those nobody follows, without names; tick some and choose a colleague."""
    others = [
        each for each in queries.colleagues(request.viewer)
        if each.pk != request.viewer.membership_id
    ]  # fmt: skip
    form = TeamForm(request.POST if request.method == "POST" else None, colleagues=others)
    ticked = _ids(request.POST.getlist("borger"))
    if request.method == "POST" and form.is_valid():
        found = chosen(request.viewer, ticked)
        if not found:
            form.add_error(None, _("Tick those the colleague is to follow."))
        else:
            for citizen in found:
                add_team_member(citizen, actor=request.viewer, **form.cleaned_data)
            done = ngettext(
                "%(name)s follows %(number)s candidate now.",
                "%(name)s follows %(number)s candidates now.",
                len(found),
            )
            name = form.cleaned_data["membership"].name
            messages.success(request, done % {"name": name, "number": len(found)})
            return redirect("citizens:unfollowed")
    rows = [
        {
            "public_id": public_id,
            "pseudonym": pseudonym(public_id),
            "created_at": created_at,
            "ticked": public_id in ticked,
        }
        for public_id, created_at in unfollowed(request.viewer).values_list(
            "public_id", "created_at"
        )[:PAGE]
    ]
    count = len(rows)
    if count == PAGE:
        count = unfollowed(request.viewer)[:MOST_COUNTED].count()
    return render(
        request,
        "citizens/unfollowed.html",
        {"form": form, "rows": rows, "count": count, "cap": MOST_COUNTED},
        status=422 if form.errors else 200,
    )
