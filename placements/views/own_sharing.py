"""On the citizen's own page: exactly what companies read, the citizen's yes, and taking it back."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from citizens.own.door import Own, own_view
from citizens.rules.own import DOOR
from citizens.views.shared import add_refusal
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.permissions import allow
from placements.actions import sharing as acts
from placements.actions.catalogue import withdraw_profile
from placements.choices.sharing import ProfileState, WordState
from placements.forms import DateInput
from placements.models import Sharing
from placements.queries import sharing as reads
from placements.queries.catalogue import facts_in_words, profile_of
from placements.rules import sharing as rules


class YesForm(forms.Form):
    """The citizen's own yes, until a day."""

    until = forms.DateField(label=_("My yes holds until and including"), widget=DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput)


@allow.door(DOOR)
@require_safe
@own_view
def companies(request: HttpRequest, own: Own) -> HttpResponse:
    """Exactly what went to whom, and when it was read; what waits for an answer on top."""
    rows = [
        each
        for each in reads.told_about(own.viewer, own.citizen.pk)
        if each.sharing.state != WordState.DRAFT or each.sharing.asked_at
    ]
    rows.sort(key=lambda each: each.sharing.state != WordState.DRAFT)
    profile, questions = profile_of(own.viewer, own.citizen.pk)
    is_shown = profile is not None and profile.state == ProfileState.SHOWN
    context = {
        "rows": rows, "profile": profile if is_shown else None, "questions": questions,
        "facts": facts_in_words(profile.facts) if profile else [],
    }  # fmt: skip
    return own.show(request, "placements/own/companies.html", context)


@allow.door(DOOR)
@require_POST
@own_view
def leave_catalogue(request: HttpRequest, own: Own) -> HttpResponse:
    """Take oneself out of the catalogue at once."""
    profile, _questions = profile_of(own.viewer, own.citizen.pk)
    if profile is None:
        raise NotYours
    if profile.state == ProfileState.SHOWN:
        withdraw_profile(profile, actor=own.viewer)
    return redirect("placements:own_sharing")


def _mine(own: Own, public_id: UUID) -> Sharing:
    found = (
        Sharing.objects.filter(
            jobcentre_id=own.viewer.jobcentre_id, citizen_id=own.citizen.pk, public_id=public_id
        )
        .exclude(state=WordState.DRAFT, asked_at__isnull=True)
        .select_related("company", "placement", "citizen", "by")
        .order_by()
        .first()
    )
    if found is None:
        raise NotYours
    return found


def _until(found: Sharing) -> date:
    latest = rules.latest_until(today())
    ends = found.placement.ends_on if found.placement else latest
    return min(max(ends, today()), latest)


@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
@own_view
def answer(request: HttpRequest, own: Own, sharing: UUID) -> HttpResponse:
    """One text: say yes or no to it, or take the yes back."""
    found = _mine(own, sharing)
    form = YesForm(
        request.POST if request.POST.get("what") == "yes" else None,
        initial={"version": found.version, "until": _until(found)},
    )
    if request.method == "POST" and request.POST.get("what") == "no":
        try:
            acts.withdraw_own_word(found, actor=own.viewer)
        except Refused as error:
            form = YesForm(request.POST, initial=form.initial)
            form.full_clean()
            add_refusal(form, error)
        else:
            return redirect("placements:own_sharing")
    elif request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            acts.approve_own_word(
                found, actor=own.viewer, version=said["version"], until=said["until"]
            )
        except Stale:
            return redirect("placements:own_sharing")
        except Refused as error:
            add_refusal(form, error, "until" if error.code.startswith("until") else None)
        else:
            return redirect("placements:own_sharing")
    context = {"told": reads.one_told(own.viewer, found), "sharing": found, "form": form}
    status = 422 if form.errors else 200
    return own.show(request, "placements/own/answer.html", context, status)
