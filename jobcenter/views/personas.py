"""Signing in as a persona with one click; wired in demo mode only."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jobcenter.demo import PERSONAS
from jobcenter.models import User
from jobcenter.permissions import allow


@allow.public
@require_POST
def sign_in(request: HttpRequest, name: str) -> HttpResponse:
    """Sign in as a demo persona; 404 anywhere but in the demo."""
    persona = next((p for p in PERSONAS if p.name.lower() == name), None)
    if not settings.DEMO or persona is None:
        raise Http404
    user = User.objects.filter(email=persona.email).first()
    if user is None:
        raise Http404
    request.session.flush()
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("/")
