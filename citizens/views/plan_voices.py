"""Our side of what citizens say about their plans: answers, links, and the page on our screen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from citizens.access import get_case_citizen
from citizens.access.plan import get_voice
from citizens.actions.plan_voice import answer_voice, close_plan_links, send_plan_link
from citizens.choices.plan import Through
from citizens.forms.plan_voice import AnswerForm
from citizens.plan_reading import Reading, read_plan
from citizens.views.shared import add_refusal, private
from jobcenter.errors import Refused
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def answer(request: Request, citizen: UUID, voice: UUID) -> HttpResponse:
    """Answer what a citizen said."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    row = get_voice(request.viewer, found, voice)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_voice(row, actor=request.viewer, answer=form.cleaned_data["answer"])
        except Refused as error:
            add_refusal(form, error, "answer")
        else:
            messages.success(
                request, _("Answered. The candidate reads it on the page of the plan.")
            )
            return redirect("citizens:plan", found.public_id)
    return render(
        request, "citizens/plan/answer.html", {"citizen": found, "form": form, "voice": row},
        status=422 if form.errors else 200,
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def send_link(request: Request, citizen: UUID) -> HttpResponse:
    """Send the citizen a link to the plan."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    try:
        send_plan_link(found, actor=request.viewer)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(
            request,
            _("A link is on its way to %(name)s. It leaves between 7 and 17 on working days.")
            % {"name": found.first_name},
        )
    return redirect("citizens:plan", found.public_id)


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def close_links(request: Request, citizen: UUID) -> HttpResponse:
    """Close every link to the plan."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    close_plan_links(found, actor=request.viewer)
    messages.success(request, _("No link opens the plan any more."))
    return redirect("citizens:plan", found.public_id)


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def on_screen(request: Request, citizen: UUID) -> HttpResponse:
    """The citizen's page on a colleague's screen, in the language the citizen reads."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    asked = request.POST.get("sprog") or request.GET.get("sprog") or found.language
    with translation.override("en" if asked == "en" else "da"):
        return read_plan(
            request,
            Reading(
                viewer=request.viewer, citizen=found, house=request.jobcentre,
                through=Through.SCREEN,
                here=reverse("citizens:plan_on_screen", args=[found.public_id]),
                back=reverse("citizens:plan", args=[found.public_id]), with_csrf=True,
            ),
        )  # fmt: skip
