"""Signing, scans, the printed agreement, and the yearly evaluation; the company's links."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import agreements_signing as acts
from companies.agreement_paper import document_of, texts_of
from companies.choices.agreement import DOOR, EVALUATION_DOOR, Side
from companies.forms.agreements import EvaluationForm, ScanForm, SignForm
from companies.models import Agreement, CompanyRelation, Evaluation
from companies.queries.agreement_text import sections_of
from companies.rules.agreements import anniversary
from companies.views.agreements import page_of
from companies.views.doors import (
    LANGUAGES,
    closed_to_the_world,
    door_of,
    gone,
    language_of,
    plain,
)
from jobcenter.clock import now, today
from jobcenter.doors import is_open
from jobcenter.errors import NotYours, Refused
from jobcenter.events import log_event
from jobcenter.http import Request
from jobcenter.models import Door, Jobcentre
from jobcenter.permissions import Can, allow
from jobcenter.tenancy import acting_in
from jobcenter.uploads import MOST_BYTES, SUFFIX, file_answer, unsealed
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence


@allow(Can.SIGN_AGREEMENTS)
@require_POST
def sign_ours(request: Request, agreement: UUID) -> HttpResponse:
    """Sign as our manager the text that was shown."""
    found = access.agreement(request.viewer, agreement)
    acts.sign_for_us(found, actor=request.viewer, text_hash=request.POST.get("text_hash", "-"))
    messages.success(request, _("You have signed for the jobcentre."))
    return redirect("companies:agreement", found.public_id)


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def scan(request: Request, agreement: UUID) -> HttpResponse:
    """Note a signature on paper, with its scan."""
    found = access.agreement(request.viewer, agreement)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            acts.add_scan(
                found, actor=request.viewer, side=form.cleaned_data["side"],
                name=form.cleaned_data["name"], content=file.read(MOST_BYTES + 1),
            )  # fmt: skip
        except Refused as problem:
            form.add_error("file", sentence(problem))
        else:
            messages.success(request, _("The signature is noted, and the scan is kept."))
            return redirect("companies:agreement", found.public_id)
    context = page_of(request, found, scan_form=form)
    context["scan_form"] = form
    return render(request, "companies/agreement.html", context, status=422)


@allow(Can.WRITE_AGREEMENTS, Can.SIGN_AGREEMENTS)
@require_GET
def fetch_scan(request: Request, scan: UUID) -> HttpResponse:
    """Download a scan; who did stands on the timeline."""
    signature = access.scan(request.viewer, scan)
    kept = signature.scan
    if kept is None:
        raise NotYours
    content = unsealed(kept.content_encrypted, purpose=acts.SCAN_PURPOSE)
    agreement = signature.text.agreement
    log_event(
        "companies.agreement_scan_read", actor=request.viewer, company_id=agreement.company_id,
        subject=agreement.public_id,
    )  # fmt: skip
    return file_answer(content, f"underskrift.{SUFFIX[kept.content_type]}", kept.content_type)


@allow(Can.READ_COMPANIES)
@require_GET
def document(request: Request, agreement: UUID) -> HttpResponse:
    """The agreement on paper."""
    found = access.agreement(request.viewer, agreement)
    return file_answer(
        document_of(found, request.viewer), "partnerskabsaftale.pdf", "application/pdf"
    )


@allow(Can.WRITE_AGREEMENTS)
@require_http_methods(["GET", "POST"])
def evaluate_ours(request: Request, company: UUID) -> HttpResponse:
    """Our own answer about a year with a company."""
    found = access.company(request.viewer, company)
    relation = access.relation(request.viewer, found.pk)
    year = anniversary(relation.since, today()) if relation else None
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and year is not None and form.is_valid():
        try:
            acts.answer_evaluation(
                found, acts.Answers(**form.cleaned_data), actor=request.viewer,
                side=Side.JOBCENTRE, year_on=year,
                agreement=running_with(request.viewer, found.pk),
            )  # fmt: skip
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("Thank you. The evaluation is kept."))
            return redirect("companies:company", found.public_id)
    rows = Evaluation.objects.select_related("by").filter(
        jobcentre_id=request.viewer.jobcentre_id, company=found
    )
    context = {
        "company": found, "form": form, "year": year,
        "rows": list(rows.order_by("-year_on", "side")[:40]),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/agreement_evaluation.html", context, status=status)


def running_with(viewer: Viewer, company_id: int) -> Agreement | None:
    """Return the agreement in force with a company, the newest; None without one."""
    rows = Agreement.objects.running().filter(
        jobcentre_id=viewer.jobcentre_id, company_id=company_id
    )
    return rows.order_by("-starts_on", "-id").first()


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """The company's management reads the agreement and signs it; looking signs nothing."""
    door = door_of(request, DOOR, token)
    with translation.override(language_of(request)):
        if door is None:
            return closed_to_the_world(gone(request, 404))
        with acting_in(door.jobcentre_id):
            return closed_to_the_world(_sign(request, door, token))


def _sign(request: HttpRequest, door: Door, token: str) -> HttpResponse:
    viewer = Viewer.at(door)
    try:
        found = access.agreement(viewer, door.subject)
    except NotYours:
        return gone(request, 410)
    texts = texts_of(found)
    text = texts[0] if texts else None
    signed = next((s for s in text.signatures.all() if s.side == "company"), None) if text else None
    told, status = "", 200
    form = SignForm(initial={
        "text_hash": text.text_hash if text else "",
        "name": found.their_signer.name if found.their_signer else "",
        "title": found.their_signer.title if found.their_signer else "",
    })  # fmt: skip
    if now() >= door.expires_at or (signed is None and not is_open(door)):
        return gone(request, 410)
    if text is None or found.state == "draft":
        return gone(request, 410)
    if request.method == "POST":
        form = SignForm(plain(request))
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                acts.sign_for_company(
                    found, actor=viewer, text_hash=data["text_hash"], name=data["name"],
                    title=data["title"],
                )  # fmt: skip
            except Refused as problem:
                told = sentence(problem)
            else:
                return redirect(reverse("agreements:sign", args=[token]) + "?tak=1")
    context = {
        "agreement": found, "text": text, "signed": signed, "form": form, "told": told,
        "sections": sections_of(text.content) if text else [],
        "house": Jobcentre.objects.get(pk=door.jobcentre_id),
        "thanks": request.GET.get("tak") == "1", "here": request.path, "token": token,
        "can_sign": is_open(door) and signed is None and found.ends_on >= today(),
        "is_over": found.ends_on < today(), "language": translation.get_language(),
        "languages": LANGUAGES,
    }  # fmt: skip
    return render(request, "companies/entrance/agreement.html", context, status=status)


@allow.door(DOOR)
@require_http_methods(["GET", "HEAD"])
def door_document(request: HttpRequest, token: str) -> HttpResponse:
    """The agreement on paper, for who holds the link."""
    door = door_of(request, DOOR, token)
    if door is None or now() >= door.expires_at:
        with translation.override(language_of(request)):
            return closed_to_the_world(gone(request, 410 if door else 404))
    with acting_in(door.jobcentre_id):
        viewer = Viewer.at(door)
        found = access.agreement(viewer, door.subject)
        if found.state == "draft":
            return closed_to_the_world(gone(request, 410))
        content = document_of(found, viewer)
    return closed_to_the_world(file_answer(content, "partnerskabsaftale.pdf", "application/pdf"))


@csrf_exempt
@allow.door(EVALUATION_DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: HttpRequest, token: str) -> HttpResponse:
    """Three questions about the year, for the company."""
    door = door_of(request, EVALUATION_DOOR, token)
    with translation.override(language_of(request)):
        if door is None or not is_open(door):
            return closed_to_the_world(gone(request, 410 if door else 404))
        with acting_in(door.jobcentre_id):
            return closed_to_the_world(_evaluate(request, door))


def _evaluate(request: HttpRequest, door: Door) -> HttpResponse:
    viewer = Viewer.at(door)
    relation = (
        CompanyRelation.objects.select_related("company", "owner")
        .filter(jobcentre_id=door.jobcentre_id, public_id=door.subject)
        .first()
    )
    year: date | None = anniversary(relation.since, today()) if relation else None
    if relation is None or year is None:
        return gone(request, 410)
    ours = {"jobcentre_id": door.jobcentre_id, "company": relation.company, "year_on": year}
    done = Evaluation.objects.filter(**ours, side=Side.COMPANY).exists()
    form, told, status = EvaluationForm(), "", 200
    if request.method == "POST":
        form = EvaluationForm(plain(request))
        status = 422
        if form.is_valid():
            try:
                acts.answer_evaluation(
                    relation.company, acts.Answers(**form.cleaned_data), actor=viewer,
                    side=Side.COMPANY, year_on=year,
                    agreement=running_with(viewer, relation.company_id),
                )  # fmt: skip
            except Refused as problem:
                told = sentence(problem)
            else:
                return redirect(request.path + "?tak=1")
    context = {
        "form": form, "told": told, "done": done, "relation": relation, "year": year,
        "house": Jobcentre.objects.get(pk=door.jobcentre_id), "here": request.path,
        "language": translation.get_language(),
        "languages": LANGUAGES,
    }  # fmt: skip
    return render(request, "companies/entrance/evaluation.html", context, status=status)
