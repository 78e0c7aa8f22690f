"""What several of the room's pages do alike."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from citizens.views.shared import add_refusal, private
from jobcenter.lists import ListState
from placements.views.day import queue

__all__ = ["add_refusal", "back_to", "form_page", "on_the_day", "private", "without_tab"]


def on_the_day(request: HttpRequest) -> bool:
    """Return whether a row of “my day” was pressed: it is answered with the queue."""
    return request.POST.get("from") == "day" or request.GET.get("from") == "day"


def without_tab(state: ListState, name: str = "vis") -> str:
    """Return the address of a list's state without its tab: what every tab keeps."""
    query = QueryDict(state.query_string, mutable=True)
    query.pop(name, None)
    return query.urlencode()


def back_to(request: HttpRequest, page: str, said: str = "") -> HttpResponse:
    """Answer a POST: the fresh queue for a row of the day, else back to a page."""
    if said:
        messages.success(request, said)
    if on_the_day(request):
        if request.htmx:  # type: ignore[attr-defined]
            return queue(request)
        return redirect("placements:day")
    following = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(following, allowed_hosts=None) and following[:1] == "/":
        return redirect(following)
    return redirect(page)


def form_page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Answer with the page of a form: 422 when something is wrong in it."""
    form = context.get("form")
    wrong = form is not None and form.is_bound and bool(form.errors)
    return render(request, template, context, status=422 if wrong else 200)
