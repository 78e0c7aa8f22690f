"""Growth programmes: all of them, a cohort, and what one company and we committed ourselves to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.actions import growth as acts
from companies.choices.growth import TONES
from companies.forms.growth import CommitForm, MeetingForm, ProgrammeForm, TakeInForm
from companies.models import GrowthCommitment, GrowthProgramme
from companies.queries import growth as reads
from companies.queries import staff_choices
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


@allow(Can.READ_COMPANIES)
@require_GET
def listing(request: Request) -> HttpResponse:
    """Every programme."""
    context = {
        "rows": reads.programmes(request.viewer), "today": today(),
        "may_write": request.viewer.can(Can.WRITE_AGREEMENTS),
    }  # fmt: skip
    return render(request, "companies/growth.html", context)


@allow(Can.WRITE_AGREEMENTS)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin a programme."""
    me = str(request.membership.public_id)
    form = ProgrammeForm(staff_choices(request.viewer), request.POST or None, initial={"owner": me})
    if request.method == "POST" and form.is_valid():
        if not claim_once(request.viewer, request.POST.get("once")):
            return redirect("companies:growth")
        try:
            made = acts.begin_programme(acts.ProgrammeFacts(**form.facts), actor=request.viewer)
        except Refused as problem:
            names = {"partner_is_us": "partner", "growth_period": "ends_on"}
            form.add_error(names.get(problem.code, "owner"), sentence(problem))
        else:
            return redirect("companies:growth_programme", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "companies/growth_form.html", {"form": form}, status=status)


def _page(
    request: Request, found: GrowthProgramme, *, status: int = 200, **more: Any
) -> HttpResponse:
    rows = reads.cohort(request.viewer, found, today())
    context = {
        "programme": found, "rows": rows, "meetings": reads.meetings(request.viewer, found),
        "may_write": request.viewer.can(Can.WRITE_AGREEMENTS), "form": TakeInForm(),
        "meeting": MeetingForm(rows), **more,
    }  # fmt: skip
    return render(request, "companies/growth_programme.html", context, status=status)


@allow(Can.READ_COMPANIES)
@require_GET
def programme(request: Request, programme: UUID) -> HttpResponse:
    """A cohort: its companies with what both sides kept, its camps and sparring."""
    return _page(request, reads.programme(request.viewer, programme))


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def take_in(request: Request, programme: UUID) -> HttpResponse:
    """Take a company in that the partner chose."""
    found = reads.programme(request.viewer, programme)
    form = TakeInForm(request.POST)
    if form.is_valid():
        try:
            acts.take_in(
                found, form.cleaned_data["cvr"].strip(), actor=request.viewer,
                developer=form.cleaned_data["developer"],
            )  # fmt: skip
        except Refused as problem:
            form.add_error("cvr", sentence(problem))
        else:
            messages.success(request, _("The company is in the programme."))
            return redirect("companies:growth_programme", found.public_id)
    return _page(request, found, form=form, status=422)


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def meeting(request: Request, programme: UUID) -> HttpResponse:
    """Note a camp or sparring."""
    found = reads.programme(request.viewer, programme)
    form = MeetingForm(reads.cohort(request.viewer, found, today()), request.POST)
    if form.is_valid():
        try:
            if claim_once(request.viewer, request.POST.get("once")):
                acts.note_meeting(found, actor=request.viewer, **form.facts)
        except Refused as problem:
            form.add_error(
                "held_on" if problem.code == "meeting_outside" else "members", sentence(problem)
            )
        else:
            messages.success(request, _("The meeting is noted."))
            return redirect("companies:growth_programme", found.public_id)
    return _page(request, found, meeting=form, status=422)


@allow(Can.READ_COMPANIES)
@require_http_methods(["GET", "POST"])
def member(request: Request, member: UUID) -> HttpResponse:
    """What a company and we committed ourselves to, numbered; and one more."""
    found = reads.member(request.viewer, member)
    may_write = request.viewer.can(Can.WRITE_AGREEMENTS)
    form = CommitForm(request.POST if may_write and request.POST else None)
    if request.method == "POST":
        if not may_write:
            return render(request, "403.html", status=403)
        if form.is_valid():
            if claim_once(request.viewer, request.POST.get("once")):
                acts.commit_side(found, actor=request.viewer, **form.cleaned_data)
            return redirect("companies:growth_member", found.public_id)
    rows = [
        {"each": each, "tone": TONES[each.state],
         "is_late": each.state == "open" and each.due_on < today()}
        for each in found.listed  # type: ignore[attr-defined]
    ]  # fmt: skip
    context = {
        "member": found, "form": form, "may_write": may_write,
        "meetings": reads.met(request.viewer, found),
        "sides": [
            (_("The company commits itself to"),
             [row for row in rows if row["each"].side == "company"]),
            (_("The jobcentre commits itself to"),
             [row for row in rows if row["each"].side == "jobcentre"]),
        ],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/growth_member.html", context, status=status)


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def settle(request: Request, commitment: UUID) -> HttpResponse:
    """Say what became of a commitment."""
    found = (
        GrowthCommitment.objects.select_related("member")
        .filter(jobcentre_id=request.viewer.jobcentre_id, public_id=commitment)
        .first()
    )
    if found is None:
        raise NotYours
    try:
        acts.settle(
            found, actor=request.viewer, state=request.POST.get("state", ""),
            reason=request.POST.get("reason", "").replace("\x00", "")[:300],
        )  # fmt: skip
    except Refused as problem:
        messages.error(request, sentence(problem))
    return redirect("companies:growth_member", found.member.public_id)
