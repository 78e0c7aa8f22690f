"""What colleagues may grant on the spot: one's own frame, and for leaders everybody's."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from citizens.access.offers import frame_requests_to_answer, get_frame_member, get_frame_request
from citizens.actions.frames import answer_frame, ask_for_frame, see_frame_answer, set_frame
from citizens.choices.range import FrameState
from citizens.forms.support import AnswerFrameForm, AskFrameForm, FrameForm
from citizens.queries.support import frame_of, frames_led, latest_question
from citizens.views.shared import add_refusal, whole_page
from citizens.views.support import say_changed
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

FIELD_OF = {"grant_one": "hours", "grant_positive": "hours", "frame_reason": "reason"}


def _asked(request: Request) -> dict[str, Any]:
    """Return what the page that refused brought along."""
    told: dict[str, Any] = {}
    for name in ("hours", "amount"):
        try:
            told[name] = Decimal(request.GET[name])
        except (KeyError, InvalidOperation):
            continue
    return told


@allow(Can.WRITE_CITIZENS, Can.SET_FRAMES)
@require_http_methods(["GET", "POST"])
def frames(request: Request) -> HttpResponse:
    """My frame and how to ask for more; for leaders the questions and everybody's frames."""
    viewer = request.viewer
    can_ask = viewer.can(Can.WRITE_CITIZENS)
    form = AskFrameForm(request.POST if request.method == "POST" else None, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(viewer, request.POST.get("once")):
                    ask_for_frame(actor=viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code))
        else:
            messages.success(request, _("Your leader is asked. The answer comes on your day."))
            return redirect("citizens:frames")
    leads = viewer.can(Can.SET_FRAMES)
    return render(
        request,
        "citizens/range/frames.html",
        {
            "year": str(today().year),
            "frame": frame_of(viewer),
            "form": form,
            "can_ask": can_ask,
            "question": latest_question(viewer) if can_ask else None,
            "leads": leads,
            "rows": frames_led(viewer) if leads else [],
            "questions": list(
                frame_requests_to_answer(viewer)
                .select_related("membership")
                .order_by("asked_at", "pk")[:100]
            ),
        },
        status=422 if form.errors else 200,
    )


@allow(Can.SET_FRAMES)
@require_http_methods(["GET", "POST"])
def frame(request: Request, member: UUID) -> HttpResponse:
    """Set what a colleague may grant this year."""
    found = get_frame_member(request.viewer, member)
    present = frame_of(request.viewer, found.pk)
    form = FrameForm(
        request.POST if request.method == "POST" else None,
        initial={
            "hours": present.hours, "amount": present.amount,
            "version": present.version if present.pk else 0,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            set_frame(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error)
        except Stale:
            present = frame_of(request.viewer, found.pk)
            say_changed(form, present.version, request.POST.dict())
        else:
            messages.success(request, _("Saved."))
            return redirect("citizens:frames")
    return render(
        request,
        "citizens/range/frame.html",
        {"form": form, "member": found, "frame": present, "year": str(today().year)},
        status=422 if form.errors else 200,
    )


@allow(Can.SET_FRAMES)
@require_http_methods(["GET", "POST"])
def answer(request: Request, question: UUID) -> HttpResponse:
    """Say yes or no to a larger frame."""
    found = get_frame_request(request.viewer, question)
    if found.membership_id == request.viewer.membership_id:
        raise NotYours
    form = AnswerFrameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        state = FrameState.GRANTED if request.POST.get("svar") == "ja" else FrameState.REFUSED
        try:
            answer_frame(found, actor=request.viewer, state=state, **form.cleaned_data)
        except Refused as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("Your colleague gets the answer on their day."))
        return redirect("citizens:frames")
    return render(
        request,
        "citizens/range/frame_question.html",
        {"form": form, "question": found, "frame": frame_of(request.viewer, found.membership_id)},
        status=422 if form.errors else 200,
    )


@allow(Can.WRITE_CITIZENS)
@require_POST
def seen(request: Request, question: UUID) -> HttpResponse:
    """Take the answer off my day."""
    see_frame_answer(get_frame_request(request.viewer, question), actor=request.viewer)
    return whole_page(request, reverse("citizens:frames"))
