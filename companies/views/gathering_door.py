"""An invited person's own link: the event, yes or no, and the appointment for a calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from companies.access import company as access
from companies.actions.gathering_answers import answer as say
from companies.choices.gathering import DOOR, Answer
from companies.forms.gatherings import AnswerForm
from companies.mails.gatherings import calendar_of, when
from companies.views.doors import (
    LANGUAGES,
    closed_to_the_world,
    door_of,
    gone,
    language_of,
    plain,
)
from jobcenter.clock import now
from jobcenter.doors import is_open
from jobcenter.errors import NotYours, Refused
from jobcenter.models import Door, Jobcentre
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Read the invitation and say yes or no; looking says nothing."""
    door = door_of(request, DOOR, token)
    with translation.override(language_of(request)):
        if door is None or not is_open(door):
            return closed_to_the_world(gone(request, 410 if door else 404))
        with acting_in(door.jobcentre_id):
            try:
                return closed_to_the_world(_answer(request, door, token))
            except NotYours:
                return closed_to_the_world(gone(request, 410))


def _answer(request: HttpRequest, door: Door, token: str) -> HttpResponse:
    viewer = Viewer.at(door)
    row = access.invitation(viewer, door.subject)
    form = AnswerForm(initial={
        "comes": {Answer.COMING: "ja", Answer.WAITING: "ja", Answer.DECLINED: "nej"}.get(
            Answer(row.state), ""
        ),
        "seats": row.seats,
    })  # fmt: skip
    told, status = "", 200
    if request.method == "POST":
        form, status = AnswerForm(plain(request)), 422
        if form.is_valid():
            try:
                say(row, actor=viewer, comes=form.cleaned_data["comes"],
                    seats=form.cleaned_data["seats"])  # fmt: skip
            except Refused as problem:
                told = sentence(problem)
            else:
                return redirect(f"{request.path}?tak=1&sprog={language_of(request)}")
    gathering = row.gathering
    context = {
        "row": row, "gathering": gathering, "form": form, "told": told, "when": when(gathering),
        "house": Jobcentre.objects.get(pk=door.jobcentre_id), "token": token,
        "is_open": gathering.state == "planned" and gathering.starts_at > now(),
        "thanks": request.GET.get("tak") == "1", "here": request.path,
        "language": translation.get_language(),
        "languages": LANGUAGES,
    }  # fmt: skip
    return render(request, "companies/entrance/gathering.html", context, status=status)


@allow.door(DOOR)
@require_http_methods(["GET", "HEAD"])
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The event as an appointment."""
    door = door_of(request, DOOR, token)
    with translation.override(language_of(request)):
        if door is None or not is_open(door):
            return closed_to_the_world(gone(request, 410 if door else 404))
        with acting_in(door.jobcentre_id):
            row = access.invitation(Viewer.at(door), door.subject)
            content = calendar_of(
                row.gathering, Jobcentre.objects.get(pk=door.jobcentre_id),
                is_sure=row.state == Answer.COMING,
            )  # fmt: skip
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="moede.ics"'
    return closed_to_the_world(response)
