"""Save a list's filters, sort and columns under a name; change, copy and delete what is saved."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jobcenter import saved_views
from jobcenter.errors import Refused
from jobcenter.http import Request
from jobcenter.lists import NO_VIEW, VIEW_PARAM, ListKind, allowed_kind, column_codes, view_url
from jobcenter.models import SavedView
from jobcenter.permissions import allow


class ViewForm(forms.Form):
    """A view's name, and who sees it when."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=60)
    is_shared = forms.BooleanField(label=gettext_lazy("My colleagues may use it"), required=False)
    is_default = forms.BooleanField(
        label=gettext_lazy("Open the list with it from now on"), required=False
    )


def _page(
    request: Request, kind: ListKind, form: ViewForm, view: SavedView | None = None, query: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "kind": kind,
        "form": form,
        "view": view,
        "query": query,
        "is_mine": view is None or view.owner_id == request.viewer.membership_id,
        "list_url": view_url(view) if view else f"{reverse(kind.url_name)}?{query}",
    }
    status = 422 if form.errors else 200
    return render(request, "jobcenter/lists/view.html", context, status=status)


def _asked(kind: ListKind, text: str) -> tuple[str, list[str]]:
    """Return filters and columns of an address's query, what the list does not know left out."""
    query = QueryDict(text[:2000])
    known = {column.code for column in kind.columns}
    columns = [code for code in column_codes(query) if code in known]
    kept = kind.kept(query)
    for name in kind.unsaved:
        kept.pop(name, None)
    return kept.urlencode(), columns


@allow.member
@require_POST
def save(request: Request, code: str) -> HttpResponse:
    """Save what the list shows now, under a name."""
    kind = allowed_kind(request.viewer, code)
    text = request.POST.get("query", "")
    query, columns = _asked(kind, text)
    form = ViewForm(request.POST)
    if not form.is_valid():
        return _page(request, kind, form, query=text)
    facts = form.cleaned_data
    try:
        view = saved_views.save_view(
            kind, facts["name"], query, columns, actor=request.viewer,
            is_shared=facts["is_shared"], is_default=facts["is_default"],
        )  # fmt: skip
    except Refused as no:
        form.add_error("name", _(no.message))
        return _page(request, kind, form, query=text)
    messages.success(request, _("The view is saved."))
    return redirect(view_url(view))


@allow.member
@require_http_methods(["GET", "POST"])
def view(request: Request, view: UUID) -> HttpResponse:
    """Change, renew, copy or delete a saved view: the owner; copy only: everyone else."""
    found = saved_views.readable_view(request.viewer, view)
    kind = allowed_kind(request.viewer, found.list_code)
    if request.method != "POST":
        values = {"name": found.name, "is_shared": found.is_shared, "is_default": found.is_default}
        return _page(request, kind, ViewForm(initial=values), found)
    deed = request.POST.get("deed", "")
    if deed == "copy":
        copied = saved_views.copy_view(kind, found, actor=request.viewer)
        messages.success(request, _("You have a view of your own now."))
        return redirect("jobcenter:view", copied.public_id)
    if deed == "delete":
        saved_views.delete_view(found, actor=request.viewer)
        messages.success(request, _("The view is deleted. The list is as it was."))
        return redirect(f"{reverse(kind.url_name)}?{VIEW_PARAM}={NO_VIEW}")
    if deed == "renew":
        query, columns = _asked(kind, request.POST.get("query", ""))
        renewed = saved_views.renew_view(found, query, columns, actor=request.viewer)
        messages.success(request, _("The view shows this from now on."))
        return redirect(view_url(renewed))
    form = ViewForm(request.POST)
    if form.is_valid():
        try:
            changed = saved_views.change_view(found, actor=request.viewer, **form.cleaned_data)
        except Refused as no:
            form.add_error("name", _(no.message))
        else:
            messages.success(request, _("The view is saved."))
            return redirect(view_url(changed))
    return _page(request, kind, form, found)
