"""How long what we know of people is kept; erasures proposed, approved, and their certificates."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.actions import erasing as actions
from citizens.erasing.certificate import certificate_of
from citizens.erasing.holds import holds
from citizens.erasing.kinds import BY_CODE, KINDS
from citizens.models.erasing import OPEN, ErasureRun, ErasureState
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

NEWEST = 24
TONES = {"preview": "warn", "approved": "info", "running": "info", "done": "ok"}


class MonthsForm(forms.Form):
    """The months of every kind, within its bounds."""

    def __init__(self, months: dict[str, int], data: Any = None) -> None:
        super().__init__(data, initial=months)
        for kind in KINDS:
            self.fields[kind.code] = forms.IntegerField(
                label=kind.label, min_value=kind.least, max_value=kind.most,
                help_text=gettext_lazy("Months"),
            )  # fmt: skip

    def kinds(self) -> list[dict[str, Any]]:
        """Return each kind with its field."""
        return [{"kind": kind, "field": self[kind.code]} for kind in KINDS]


@allow(Can.ADMINISTER, Can.APPROVE_ERASURE)
@require_http_methods(["GET", "POST"])
def keeping(request: Request) -> HttpResponse:
    """The rules, and what has been erased by them."""
    present = actions.months_of(request.viewer.jobcentre_id)
    form = MonthsForm(present, request.POST if request.method == "POST" else None)
    may_set = request.viewer.can(Can.ADMINISTER)
    if request.method == "POST" and not may_set:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        actions.set_months(form.cleaned_data, actor=request.viewer)
        messages.success(request, _("The rules are saved. They hold from the next preview on."))
        return redirect("citizens:keeping")
    runs = (
        ErasureRun.objects.filter(jobcentre_id=request.viewer.jobcentre_id)
        .select_related("made_by", "decided_by")
        .order_by("-made_on", "-id")[:NEWEST]
    )
    rows: list[dict[str, Any]] = [
        {"run": run, "tone": TONES.get(run.state, "plain")} for run in runs
    ]
    return render(
        request,
        "citizens/keeping.html",
        {
            "form": form,
            "rows": rows,
            "may_set": may_set,
            "is_open": any(row["run"].state in OPEN for row in rows),
        },
        status=422 if form.errors else 200,
    )


@allow(Can.ADMINISTER)
@require_POST
def propose(request: Request) -> HttpResponse:
    """Count what would be erased today."""
    run = actions.propose_erasure(actor=request.viewer)
    return redirect("citizens:erasure", run.public_id)


def _run(request: Request, public_id: UUID) -> ErasureRun:
    found = (
        ErasureRun.objects.filter(jobcentre_id=request.viewer.jobcentre_id, public_id=public_id)
        .select_related("made_by", "decided_by", "jobcentre")
        .order_by()
        .first()
    )
    if found is None:
        raise NotYours
    return found


@allow(Can.APPROVE_ERASURE)
@require_GET
def erasure(request: Request, run: UUID) -> HttpResponse:
    """One erasure where it stands: the preview, or the certificate of what was done."""
    found = _run(request, run)
    is_preview, not_mine = found.state == ErasureState.PREVIEW, ""
    if is_preview:
        try:
            actions.check_is_another(found, actor=request.viewer)
        except Refused as problem:
            not_mine = sentence(problem)
    counts = found.counts.filter(jobcentre_id=found.jobcentre_id).order_by("pk")
    return render(
        request,
        "citizens/erasure.html",
        {
            "run": found,
            "tone": TONES.get(found.state, "plain"),
            "counts": [{"count": each, "kind": BY_CODE[each.kind]} for each in counts],
            "is_preview": is_preview,
            "not_mine": not_mine,
            "is_done": found.state == ErasureState.DONE,
            "holds": [hold.label for hold in holds],
            "printed_on": today(),
        },
    )


@allow(Can.APPROVE_ERASURE)
@require_GET
def certificate(request: Request, run: UUID) -> HttpResponse:
    """The certificate of an erasure that was carried out, on paper."""
    found = _run(request, run)
    if found.state != ErasureState.DONE:
        raise NotYours
    answer = HttpResponse(certificate_of(found), content_type="application/pdf")
    name = f"slettebevis-{found.made_on:%Y-%m-%d}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@allow(Can.APPROVE_ERASURE)
@require_POST
def decide_erasure(request: Request, run: UUID) -> HttpResponse:
    """Approve a preview, or put it away."""
    found = _run(request, run)
    if request.POST.get("svar") == "godkend":
        actions.approve_erasure(found, actor=request.viewer)
        messages.success(
            request, _("Approved. The nightly run carries it out, and it cannot be undone.")
        )
    else:
        actions.decline_erasure(found, actor=request.viewer)
        messages.success(request, _("Put away. Nothing is erased; next month proposes anew."))
    return redirect("citizens:erasure", found.public_id)
