"""Visits: log one for everybody who was seen, plan the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from jobcenter.clock import today
from jobcenter.dates import say
from jobcenter.errors import Refused
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence
from placements.access import placement as access
from placements.actions import hold_visits, plan_visit
from placements.choices import State
from placements.forms import PlanVisitForm, VisitForm
from placements.models import Placement
from placements.views.moves import placement_url
from placements.views.shared import add_refusal, back_to, form_page, on_the_day, private

MOST = 200


@allow(Can.MAKE_PLACEMENTS)
@require_http_methods(["GET", "POST"])
@private
def log(request: HttpRequest) -> HttpResponse:
    """Log a visit or a call for one or more of one's own candidates."""
    viewer = request.viewer  # type: ignore[attr-defined]
    mine = {
        str(each.public_id): each
        for each in Placement.objects.running()
        .filter(jobcentre_id=viewer.jobcentre_id, consultant_id=viewer.membership_id)
        .with_names()
        .order_by("place__sort_key", "citizen__name_key", "id")[:MOST]
    }
    asked = [key for key in request.GET.getlist("f") if key in mine]
    if len(asked) == 0 and len(request.GET.getlist("f")) == 1:
        # Somebody of the case team who is not the consultant comes from the placement's page.
        asked, mine = _one_more(request, mine)
    form = VisitForm(request.POST or None, initial={"placements": asked, "held_on": today()})
    form.fields["placements"].choices = [  # type: ignore[attr-defined]
        (key, f"{each.citizen.short_name} · {each.place.workplace.name}")
        for key, each in sorted(mine.items(), key=lambda pair: pair[0] not in asked)
    ]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            held = hold_visits(
                [mine[key] for key in said["placements"]],
                actor=viewer,
                held_on=said["held_on"],
                channel=said["channel"],
                note=said["note"].replace("\x00", ""),
            )
        except Refused as error:
            add_refusal(form, error, "held_on" if error.code == "visit_in_future" else None)
        else:
            words = ngettext(
                "The visit is logged.", "The visit is logged for %(n)s candidates.", len(held)
            ) % {"n": len(held)}
            return back_to(request, "placements:day", words)
    if on_the_day(request) and request.method == "POST" and request.htmx:  # type: ignore[attr-defined]
        messages.error(request, _("The visit was not logged. Open the form and try there."))
        return back_to(request, "placements:day")
    return form_page(request, "placements/visit.html", form=form, has_any=bool(mine))


def _one_more(
    request: HttpRequest, mine: dict[str, Placement]
) -> tuple[list[str], dict[str, Placement]]:
    viewer = request.viewer  # type: ignore[attr-defined]
    try:
        public_id = UUID(request.GET["f"])
    except ValueError:
        return [], mine
    found = access.placement_for(viewer, public_id)
    access.require_over(viewer, found)
    if found.state != State.RUNNING:
        return [], mine
    return [str(public_id)], {**mine, str(public_id): found}


@allow(Can.MAKE_PLACEMENTS)
@require_POST
def plan(request: HttpRequest, placement: UUID) -> HttpResponse:
    """Plan the next visit, or move it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    page = placement_url(found.public_id)
    form = PlanVisitForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the day of the visit."))
        return back_to(request, page)
    try:
        visit = plan_visit(found, actor=viewer, due_on=form.cleaned_data["due_on"])
    except Refused as error:
        messages.error(request, sentence(error))
        return back_to(request, page)
    day = say(visit.due_on, "l j. F")
    return back_to(request, page, _("A visit is planned for %(day)s.") % {"day": day})
