"""Stopping the mail of campaigns by one POST (RFC 8058), from the mail program or from a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from companies.actions.mail_consent import STOP_DOOR, stop_mail
from companies.models import ContactPerson
from companies.views.doors import LANGUAGES, closed_to_the_world, door_of, gone, language_of
from jobcenter.doors import is_open
from jobcenter.models import Door, Jobcentre
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer


@csrf_exempt
@allow.door(STOP_DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mail. Looking stops nothing: mail filters open every link."""
    door = door_of(request, STOP_DOOR, token)
    with translation.override(language_of(request)):
        if door is None or not is_open(door):
            return closed_to_the_world(gone(request, 410 if door else 404))
        with acting_in(door.jobcentre_id):
            return closed_to_the_world(_stop(request, door))


def _stop(request: HttpRequest, door: Door) -> HttpResponse:
    person = ContactPerson.objects.filter(
        jobcentre_id=door.jobcentre_id, public_id=door.subject
    ).first()  # fmt: skip
    if person is None:
        return gone(request, 410)
    if request.method == "POST":
        stop_mail(person, actor=Viewer.at(door))
        person.refresh_from_db()
    context = {
        "is_stopped": not person.may_receive_mail, "here": request.path,
        "house": Jobcentre.objects.get(pk=door.jobcentre_id),
        "language": translation.get_language(), "languages": LANGUAGES,
    }  # fmt: skip
    return render(request, "companies/entrance/mail_stop.html", context)
