"""What several of the room's pages do alike."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from citizens.models import Citizen
from jobcenter.errors import Refused
from jobcenter.views.errors import sentence


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep a page with personal data out of every cache, the browser's own included."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return run


def whole_page(request: HttpRequest, url: str) -> HttpResponse:
    """Go to a page; from my day, which swaps a part of itself, as a whole page too."""
    is_part = request.htmx  # type: ignore[attr-defined]
    return HttpResponseClientRedirect(url) if is_part else redirect(url)


def add_refusal(form: BaseForm, error: Refused, field: str | None = None) -> None:
    """Put a rule's sentence on the form."""
    form.add_error(field, sentence(error))


def change_page(
    request: HttpRequest, citizen: Citizen, form: BaseForm, **context: Any
) -> HttpResponse:
    """Answer with the page of one small form: 422 when something is wrong in it."""
    return render(
        request,
        "citizens/change.html",
        {"citizen": citizen, "form": form, "with_once": False, **context},
        status=422 if form.errors else 200,
    )
