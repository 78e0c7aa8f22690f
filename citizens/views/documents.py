"""The files kept about a citizen: the list, keeping one, fetching one, taking one away."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access import get_case_citizen
from citizens.access.documents import documents_of, get_document
from citizens.actions.documents import CONTENT_PURPOSE, add_document, remove_document
from citizens.choices import DocumentKind
from citizens.forms.person import to_choose
from citizens.models import Citizen, CitizenDocument
from citizens.own.door import Own, own_view
from citizens.rules.own import DOOR
from citizens.views.shared import add_refusal, private
from jobcenter.errors import NotYours, Refused
from jobcenter.fields import LineField
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.uploads import MOST_BYTES, SUFFIX, file_answer, unsealed


class DocumentForm(forms.Form):
    """A file and what it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=lambda: to_choose(DocumentKind.choices, empty=True)
    )
    title = LineField(label=gettext_lazy("What is it?"), max_length=120)
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


@allow(Can.READ_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def documents(request: Request, citizen: UUID) -> HttpResponse:
    """What is kept, and a form that keeps one more."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.documents")
    can_write = request.viewer.can(Can.WRITE_CITIZENS)
    form = None
    if request.method == "POST":
        form = DocumentForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                _keep(request, found, form)
            except Refused as error:
                add_refusal(form, error, "title" if "titled" in error.code else "file")
            else:
                messages.success(request, _("The document is kept."))
                return redirect("citizens:documents", found.public_id)
    return render(
        request,
        "citizens/documents.html",
        {
            "citizen": found,
            "in_team": True,
            "can_write": can_write,
            "documents": documents_of(request.viewer, found),
            "form": form or DocumentForm(),
        },
        status=422 if form is not None and form.errors else 200,
    )


def _keep(request: Request, citizen: Citizen, form: DocumentForm) -> None:
    with transaction.atomic():  # a refusal gives the key back
        if claim_once(request.viewer, request.POST.get("once")):
            add_document(
                citizen,
                actor=request.viewer,
                kind=form.cleaned_data["kind"],
                title=form.cleaned_data["title"],
                content=form.cleaned_data["file"].read(MOST_BYTES + 1),
            )


@allow(Can.READ_CITIZENS)
@require_GET
@private
def fetch_document(request: Request, citizen: UUID, document: UUID) -> HttpResponse:
    """Save a document; the look is written."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.document")
    return _answer(get_document(request.viewer, found, document))


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def take_document(request: Request, citizen: UUID, document: UUID) -> HttpResponse:
    """Take a document away for good."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.documents")
    remove_document(get_document(request.viewer, found, document), actor=request.viewer)
    messages.success(request, _("The document is gone for good."))
    return redirect("citizens:documents", found.public_id)


@allow.door(DOOR)
@require_GET
@own_view
def own_documents(request: Request, own: Own) -> HttpResponse:
    """The citizen's own documents, on their own page."""
    rows = [row for row in documents_of(own.viewer, own.citizen) if row.removed_at is None]
    return own.show(request, "citizens/own/documents.html", {"documents": rows})


@allow.door(DOOR)
@require_GET
@own_view
def own_document(request: Request, own: Own, document: UUID) -> HttpResponse:
    """Save one of them."""
    return _answer(get_document(own.viewer, own.citizen, document))


def _answer(document: CitizenDocument) -> HttpResponse:
    name = slugify(document.get_kind_display()) or "dokument"
    if document.content_encrypted is None:
        raise NotYours
    content = unsealed(document.content_encrypted, purpose=CONTENT_PURPOSE)
    return file_answer(content, f"{name}.{SUFFIX[document.content_type]}", document.content_type)
