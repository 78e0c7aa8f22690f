"""What a citizen brings, and the barriers: pages of the case team."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from citizens.access import (
    get_barrier,
    get_case_citizen,
    get_profile_line,
)
from citizens.actions import (
    add_profile_line,
    change_barrier,
    lift_barrier,
    open_barrier,
    remove_profile_line,
)
from citizens.choices import BARRIER, ProfileKind
from citizens.forms import BarrierForm, ChangeBarrierForm, LiftForm, LineForm
from citizens.known import label_of, lines_of
from citizens.models import Barrier, CaseTeamMember, Citizen
from citizens.views.shared import add_refusal, change_page, private
from citizens.words import words_offered
from jobcenter.clock import today
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow

FIELD_OF = {
    "year_ahead": "from_year",
    "years_backwards": "to_year",
    "profile_twice": "word",
    "profile_empty": "word",
    "word_unknown": "word",
    "barrier_open": "word",
    "owner_outside": "owner",
    "barrier_how": "how",
    "barrier_due": "due_on",
}


def team_of(citizen: Citizen) -> list[CaseTeamMember]:
    """Return the case team of today, by name: who can own something of the citizen's."""
    rows = CaseTeamMember.objects.on(today()).filter(
        jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk, membership__ended_on__isnull=True
    )
    return list(rows.select_related("membership").order_by("membership__name", "pk"))


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def lines(request: Request, citizen: UUID, kind: str) -> HttpResponse:
    """The lines of one kind, and one more."""
    if kind not in ProfileKind.values:
        raise NotYours
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.profile")
    form = LineForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        words=words_offered(request.viewer.jobcentre_id, kind),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    add_profile_line(found, actor=request.viewer, kind=kind, **form.cleaned_data)
        except Refused as error:
            field = FIELD_OF.get(error.code)
            add_refusal(form, error, field if field in form.fields else None)
        else:
            messages.success(request, _("Saved."))
            return redirect("citizens:profile", found.public_id, kind)
    return render(
        request,
        "citizens/lines.html",
        {
            "citizen": found,
            "form": form,
            "kind": kind,
            "title": label_of(kind),
            "lines": lines_of(request.viewer, found, kind),
        },
        status=422 if form.errors else 200,
    )


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def remove_line(request: Request, citizen: UUID, kind: str, line: UUID) -> HttpResponse:
    """Take a line away."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.profile")
    if kind not in ProfileKind.values:
        raise NotYours
    row = get_profile_line(request.viewer, found, line)
    if row is not None:
        remove_profile_line(row, actor=request.viewer)
    messages.success(request, _("Taken away."))
    return redirect("citizens:profile", found.public_id, kind)


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def new_barrier(request: Request, citizen: UUID) -> HttpResponse:
    """Open a barrier."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.barriers")
    team = team_of(found)
    mine = next((each for each in team if each.membership_id == request.viewer.membership_id), None)
    form = BarrierForm(
        request.POST if request.method == "POST" else None,
        words=words_offered(request.viewer.jobcentre_id, BARRIER),
        team=team,
        initial={"owner": str(mine.membership.public_id)} if mine else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    open_barrier(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code, "opened_on"))
        else:
            messages.success(request, _("The barrier is written down."))
            return _back(found)
    return change_page(
        request, found, form, with_once=True,
        title=_("Open a barrier"),
        lead=_("What is in the way of a job, and who sees to it. Only the case team sees it."),
        button=_("Save"),
    )  # fmt: skip


def _back(citizen: Citizen) -> HttpResponse:
    return redirect(reverse("citizens:page", args=[citizen.public_id]) + "#barrierer")


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def edit_barrier(request: Request, citizen: UUID, barrier: UUID) -> HttpResponse:
    """Change the words of a barrier, or who sees to it."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.barriers")
    row = get_barrier(request.viewer, found, barrier)
    team = team_of(found)

    def filled(present: Barrier) -> dict[str, Any]:
        return {
            "text": present.text,
            "owner": str(present.owner.public_id),
            "due_on": present.due_on,
            "version": present.version,
        }

    form = ChangeBarrierForm(
        request.POST if request.method == "POST" else None, team=team, initial=filled(row)
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_barrier(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code))
        except Stale:
            row = get_barrier(request.viewer, found, barrier)
            return conflict(
                request,
                yours=form,
                theirs=ChangeBarrierForm(team=team, initial=filled(row)),
                version=row.version,
                title=row.word.name,
                back=reverse("citizens:page", args=[found.public_id]),
                changed=last_change(request.viewer, row),
            )
        else:
            messages.success(request, _("Saved."))
            return _back(found)
    return change_page(
        request, found, form, title=row.word.name,
        lead=_("Change what it means, or who sees to it."), button=_("Save"),
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def lift(request: Request, citizen: UUID, barrier: UUID) -> HttpResponse:
    """Write that a barrier is lifted, and how."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.barriers")
    row = get_barrier(request.viewer, found, barrier)
    form = LiftForm(
        request.POST if request.method == "POST" else None, initial={"version": row.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            lift_barrier(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code, "lifted_on"))
        except Stale:
            row = get_barrier(request.viewer, found, barrier)
            form = LiftForm({**request.POST.dict(), "version": row.version})
            form.is_valid()
            form.add_error(
                None,
                _("A colleague changed the barrier meanwhile: %(text)s. Save again if it is gone.")
                % {"text": row.text or row.word.name},
            )
        else:
            messages.success(request, _("The barrier is cleared."))
            return _back(found)
    return change_page(
        request, found, form, title=_("Clear the barrier"),
        lead=_("%(barrier)s is no longer in the way.") % {"barrier": row.word.name},
        button=_("Clear the barrier"),
    )  # fmt: skip
