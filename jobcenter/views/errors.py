"""Error pages: what happened, what was kept, what to do."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.translation import gettext as _

from jobcenter.errors import Refused
from jobcenter.law import Sentence
from jobcenter.permissions import allow


def _page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    template = f"errors/{status}.html"
    return HttpResponse(render_to_string(template, context, request), status=status)


@allow.public
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, 400)


@allow.public
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the role is too weak."""
    return _page(request, 403)


@allow.public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it does not exist, or not for this jobcentre."""
    return _page(request, 404)


@allow.public
def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without context, as the database may be what is missing."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)


@allow.public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose page was open for too long."""
    return HttpResponse(render_to_string("errors/csrf.html", {}, request), status=403)


def stale(request: HttpRequest) -> HttpResponse:
    """409: somebody else changed it meanwhile."""
    return _page(request, 409)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """422: a rule said no, in the rule's own sentence."""
    return _page(request, 422, sentence=sentence(error), code=error.code)


def sentence(said: Refused | Sentence) -> str:
    """Return what a rule says in the reader's language, its dates and decimals included."""
    text = _(said.message)
    words = {
        name: localize(value) if isinstance(value, date | Decimal) else value
        for name, value in said.params.items()
    }
    return text % words if words else text
