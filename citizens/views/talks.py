"""Conversations by the guide: pages of the case team."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access import get_case_citizen
from citizens.access.plan import goals_visible_to
from citizens.actions.talk import (
    add_note,
    agree_next_step,
    begin_talk,
    finish_talk,
    mark_wheel,
    write_talk,
)
from citizens.choices.plan import GoalState
from citizens.forms.talk import NoteForm, SmartForm, TalkForm, WheelForm
from citizens.models import Citizen, Talk
from citizens.queries.talk import (
    SHOWN,
    before,
    get_talk,
    marks_of,
    notes_of,
    posts_of,
    talks_of,
    wheel_of,
)
from citizens.views.plan import team_of
from citizens.views.shared import add_refusal, private
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

FIELD_OF = {
    "motivation_number": "motivation", "motivation_missing": "motivation", "note_empty": "text",
    "notes_full": "text", "smart_proof": "proof", "due_past": "due_on", "due_far": "due_on",
    "goal_closed": "goal", "steps_full": "goal", "plan_empty": "text", "signpost": "signpost",
}  # fmt: skip


def _to(talk: Talk, citizen: Citizen, part: str = "") -> HttpResponse:
    url = reverse("citizens:talk", args=[citizen.public_id, talk.public_id])
    return redirect(f"{url}#{part}" if part else url)


@allow(Can.READ_CITIZENS)
@require_GET
@private
def talks(request: Request, citizen: UUID) -> HttpResponse:
    """The conversations, the newest first."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.talks")
    return render(
        request,
        "citizens/plan/talks.html",
        {
            "citizen": found, "in_team": True, "talks": talks_of(request.viewer, found)[:SHOWN],
            "can_write": request.viewer.can(Can.WRITE_CITIZENS),
        },
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def begin(request: Request, citizen: UUID) -> HttpResponse:
    """Begin a conversation."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.talks")
    try:
        with transaction.atomic():
            if not claim_once(request.viewer, request.POST.get("once")):
                return redirect("citizens:talks", found.public_id)
            talk = begin_talk(found, actor=request.viewer)
    except Refused as error:
        messages.error(request, sentence(error))
        return redirect("citizens:talks", found.public_id)
    return _to(talk, found)


@allow(Can.READ_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def talk(request: Request, citizen: UUID, talk: UUID) -> HttpResponse:
    """One conversation: the guide, its tools, small notes."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.talks")
    row = get_talk(request.viewer, found, talk)
    form = TalkForm(request.POST if request.method == "POST" else None, initial=_filled(row))
    if request.method == "POST" and form.is_valid():
        try:
            write_talk(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code))
        except Stale:
            row = get_talk(request.viewer, found, talk)
            return conflict(
                request, yours=form, theirs=TalkForm(initial=_filled(row)), version=row.version,
                title=_("Conversation"), back=_to(row, found)["Location"],
                changed=last_change(request.viewer, row),
            )  # fmt: skip
        else:
            messages.success(request, _("Saved."))
            return _to(row, found)
    return _page(request, found, row, form=form)


def _filled(row: Talk) -> dict[str, Any]:
    return {
        "focus": row.focus, "motivation": row.motivation, "why": row.why, "version": row.version,
    }  # fmt: skip


def _page(
    request: Request, citizen: Citizen, row: Talk, *, form: TalkForm | None = None,
    note: NoteForm | None = None,
) -> HttpResponse:  # fmt: skip
    earlier = before(request.viewer, row)
    form = form or TalkForm(initial=_filled(row))
    note = note or NoteForm(auto_id="note_%s")
    return render(
        request,
        "citizens/plan/talk.html",
        {
            "citizen": citizen, "talk": row, "form": form, "note": note, "earlier": earlier,
            "wheel": wheel_of(row, earlier), "posts": posts_of(notes_of(request.viewer, row)),
            "can_write": request.viewer.can(Can.WRITE_CITIZENS) and row.finished_at is None,
            "in_team": True,
        },
        status=422 if form.errors or note.errors else 200,
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def note(request: Request, citizen: UUID, talk: UUID) -> HttpResponse:
    """Write a small note."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.talks")
    row = get_talk(request.viewer, found, talk)
    form = NoteForm(request.POST, auto_id="note_%s")
    if form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    add_note(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            field = FIELD_OF.get(error.code)
            add_refusal(form, error, field if field in form.fields else None)
        else:
            return _to(row, found, form.cleaned_data["signpost"])
    return _page(request, found, row, note=form)


def _tool(
    request: Request, citizen: Citizen, row: Talk, form: Any, write: Callable[[], Any],
    template: str, **context: Any,
) -> HttpResponse:  # fmt: skip
    """Answer with the page of one tool, or write what it holds."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    write()
        except Refused as error:
            field = FIELD_OF.get(error.code)
            add_refusal(form, error, field if field in form.fields else None)
        else:
            messages.success(request, _("Saved."))
            return _to(row, citizen)
    return render(
        request, f"citizens/plan/{template}.html",
        {"citizen": citizen, "talk": row, "form": form, **context},
        status=422 if form.errors else 200,
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def wheel(request: Request, citizen: UUID, talk: UUID) -> HttpResponse:
    """The wheel of life."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.talks")
    row = get_talk(request.viewer, found, talk)
    form = WheelForm(request.POST if request.method == "POST" else None, initial=marks_of(row))
    return _tool(
        request, found, row, form,
        lambda: mark_wheel(row, actor=request.viewer, marks=form.marks()), "wheel",
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def next_step(request: Request, citizen: UUID, talk: UUID) -> HttpResponse:
    """The SMART next step, which becomes a step of the plan."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.talks")
    row = get_talk(request.viewer, found, talk)
    goals = goals_visible_to(request.viewer).filter(citizen=found, state=GoalState.OPEN)
    form = SmartForm(
        request.POST if request.method == "POST" else None, goals=goals.order_by("id"),
        team=team_of(found), me=request.viewer.membership_id,
    )  # fmt: skip
    return _tool(
        request, found, row, form,
        lambda: agree_next_step(row, actor=request.viewer, **form.facts()), "next_step",
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def finish(request: Request, citizen: UUID, talk: UUID) -> HttpResponse:
    """Finish the conversation; the citizen can answer three questions."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.talks")
    row = get_talk(request.viewer, found, talk)
    try:
        finish_talk(row, actor=request.viewer)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("The conversation is finished. Show the plan or send a link:"
                                    " the three questions stand there."))  # fmt: skip
    return _to(row, found)
