"""The consultant's side of the week's status: written on the mentor's behalf, and acted on."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobcenter.errors import Refused
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence
from placements.access import placement as access
from placements.actions import handle_needs_action, record_check_in
from placements.forms import WeekForm
from placements.queries.texts import week_of
from placements.rules.rhythm import check_in_week_of
from placements.views.moves import placement_url
from placements.views.shared import add_refusal, back_to, form_page, private


def monday_from(text: str) -> date | None:
    """Return the Monday of an ISO week such as "2026-W47"; None for anything else."""
    if len(text) != 8:
        return None
    try:
        return date.fromisoformat(f"{text}-1")
    except ValueError:
        return None


@allow(Can.MAKE_PLACEMENTS)
@require_http_methods(["GET", "POST"])
@private
def week(request: HttpRequest, placement: UUID, week: str) -> HttpResponse:
    """Write the week's status for the mentor, after a call or a visit."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    access.require_over(viewer, found)
    monday = monday_from(week)
    asked = check_in_week_of(monday, found.starts_on, found.last_day) if monday else None
    if monday is None or asked is None:
        raise Http404
    present = found.check_ins.filter(
        jobcentre_id=viewer.jobcentre_id, week_starts_on=monday
    ).first()
    initial = (
        {"absent": present.absent_days, "rating": present.rating, "note": present.note}
        if present
        else {}
    )
    form = WeekForm(request.POST or None, days=found.days_of(monday), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            record_check_in(
                found,
                actor=viewer,
                week_starts_on=monday,
                rating=said["rating"],
                absent_days=said["absent"],
                note=said["note"],
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(
                request, _("The status of %(week)s is written.") % {"week": week_of(monday)}
            )
            return redirect(placement_url(found.public_id))
    return form_page(
        request,
        "placements/week.html",
        form=form,
        placement=found,
        week=asked,
        number=monday.isocalendar().week,
        present=present,
    )


@allow(Can.MAKE_PLACEMENTS)
@require_POST
def handle(request: HttpRequest, check_in: UUID) -> HttpResponse:
    """Write what was done about a week that needed action."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.check_in_for(viewer, check_in)
    page = placement_url(found.placement.public_id)
    what = request.POST.get("quick") or request.POST.get("what", "")
    try:
        handle_needs_action(found, actor=viewer, what=what.replace("\x00", ""))
    except Refused as error:
        messages.error(request, sentence(error))
        return back_to(request, page)
    return back_to(request, page, _("Written, and off your list."))
