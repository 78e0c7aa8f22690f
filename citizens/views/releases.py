"""The case team lets a citizen choose, takes back, and takes the choice up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from citizens.access import get_case_citizen
from citizens.access.offers import get_offer
from citizens.access.plan import get_goal
from citizens.access.release import get_release
from citizens.actions.release import release_offer, revoke_release, take_up_choice
from citizens.forms.release import ReleaseForm, RevokeForm
from citizens.models import Citizen
from citizens.rules.release import USUAL
from citizens.views.shared import add_refusal, private, whole_page
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

PURPOSE = "citizen.plan"


def _page(request: Request, citizen: Citizen, form: Any, **context: Any) -> HttpResponse:
    return render(
        request,
        "citizens/plan/form.html",
        {"citizen": citizen, "form": form, **context},
        status=422 if form.errors else 200,
    )


def _plan(request: Request, citizen: Citizen) -> HttpResponse:
    return whole_page(request, reverse("citizens:plan", args=[citizen.public_id]) + "#valg")


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def release(request: Request, citizen: UUID, offer: UUID) -> HttpResponse:
    """Let the citizen choose an entry of the range."""
    found = get_case_citizen(request.viewer, citizen, purpose=PURPOSE)
    entry = get_offer(request.viewer, offer)
    form = ReleaseForm(
        request.POST if request.method == "POST" else None, initial={"until": today() + USUAL}
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    release_offer(found, entry, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            field = "until" if error.code in {"release_past", "release_far"} else None
            add_refusal(form, error, field)
        else:
            messages.success(
                request,
                _("%(name)s can choose %(offer)s now, where the plan is read.")
                % {"name": found.first_name, "offer": entry.name},
            )
            return _plan(request, found)
    return _page(
        request, found, form, with_once=True,
        title=_("Let %(name)s choose %(offer)s")
        % {"name": found.first_name, "offer": entry.name},
        lead=_("It stands where the plan is read: by link, on the own page, on your screen."),
        button=_("Let them choose"),
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def revoke(request: Request, citizen: UUID, release: UUID) -> HttpResponse:
    """Take an offer back, with words the citizen reads."""
    found = get_case_citizen(request.viewer, citizen, purpose=PURPOSE)
    row = get_release(request.viewer, found, release)
    form = RevokeForm(
        request.POST if request.method == "POST" else None, initial={"version": row.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            revoke_release(
                row, actor=request.viewer, version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except Refused as error:
            add_refusal(form, error, "reason" if error.code == "release_reason" else None)
        except Stale:
            return _meanwhile(request, found)
        else:
            messages.success(request, _("Taken back. The candidate reads why."))
            return _plan(request, found)
    return _page(
        request, found, form, title=_("Take %(offer)s back") % {"offer": row.offer.name},
        lead=_("The candidate can't choose it any more, and reads why."),
        button=_("Take the offer back"), warning=True,
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def take_up(request: Request, citizen: UUID, release: UUID) -> HttpResponse:
    """Turn the choice into a stay or a step; from my day with one click."""
    found = get_case_citizen(request.viewer, citizen, purpose=PURPOSE)
    row = get_release(request.viewer, found, release)
    goal = None
    if asked := request.POST.get("goal"):
        try:
            goal = get_goal(request.viewer, found, UUID(asked))
        except ValueError:
            raise NotYours from None
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 9 else row.version
    try:
        done = take_up_choice(row, actor=request.viewer, version=version, goal=goal)
    except Refused as error:
        messages.error(request, sentence(error))
    except Stale:
        return _meanwhile(request, found)
    else:
        said = (
            _("%(name)s is enrolled in %(offer)s. Write the first day when it begins.")
            if done.stay_id
            else _("%(offer)s is a step of %(name)s's plan now. Choose who does it, and when.")
        )
        messages.success(request, said % {"name": found.first_name, "offer": row.offer.name})
    return _plan(request, found)


def _meanwhile(request: Request, citizen: Citizen) -> HttpResponse:
    messages.error(request, _("It changed while you looked. Read it again."))
    return _plan(request, citizen)
