"""Support beside a placement: granted on the spot, used, ended; pages of the case team."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from citizens.access import get_case_citizen
from citizens.access.offers import get_grant, get_use
from citizens.actions.support import end_support, grant_support, remove_use, write_use
from citizens.forms.support import EndSupportForm, GrantForm, UseForm
from citizens.models import SupportUse
from citizens.queries.support import frame_of, support_offers
from citizens.views.profile import team_of
from citizens.views.shared import add_refusal, change_page, private
from citizens.views.support import PURPOSE, say_changed
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

FIELD_OF = {
    "grant_one": "hours",
    "grant_positive": "hours",
    "grant_backwards": "until_on",
    "grant_past": "until_on",
    "grant_long": "until_on",
    "support_owner": "owner",
    "support_kind": "offer",
    "offer_closed": "offer",
    "use_positive": "number",
    "use_beyond": "number",
    "use_ahead": "used_on",
    "use_early": "used_on",
    "support_effect": "effect",
    "support_day": "ended_on",
}


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def new_grant(request: Request, citizen: UUID) -> HttpResponse:
    """Grant support within one's own frame; beyond it the page shows how to ask for more."""
    viewer = request.viewer
    found = get_case_citizen(viewer, citizen, purpose=PURPOSE)
    team = team_of(found)
    mine = next((each for each in team if each.membership_id == viewer.membership_id), None)
    form = GrantForm(
        request.POST if request.method == "POST" else None,
        offers=support_offers(viewer, found),
        team=team,
        initial={"from_on": today(), "owner": str(mine.membership.public_id) if mine else ""},
    )
    ask_url = ""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(viewer, request.POST.get("once")):
                    grant_support(found, actor=viewer, **form.facts())
        except Refused as error:
            field: str | None = FIELD_OF.get(error.code)
            if error.code == "frame_spent":
                field = "hours" if form.cleaned_data["hours"] is not None else "amount"
                ask_url = f"{reverse('citizens:frames')}?{field}={form.cleaned_data[field]}#bed"
            add_refusal(form, error, field)
        else:
            messages.success(request, _("The support is granted."))
            return redirect("citizens:support", found.public_id)
    return render(
        request,
        "citizens/range/grant.html",
        {"citizen": found, "form": form, "frame": frame_of(viewer), "ask_url": ask_url},
        status=422 if form.errors else 200,
    )


@allow(Can.READ_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def grant(request: Request, citizen: UUID, grant: UUID) -> HttpResponse:
    """One support: what was granted and used, and one more use."""
    viewer = request.viewer
    found = get_case_citizen(viewer, citizen, purpose=PURPOSE)
    row = get_grant(viewer, found, grant)
    form = UseForm(
        request.POST if request.method == "POST" else None,
        initial={"used_on": today(), "version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(viewer, request.POST.get("once")):
                    write_use(row, actor=viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code))
        except Stale:
            row = get_grant(viewer, found, grant)
            say_changed(form, row.version, request.POST.dict())
        else:
            messages.success(request, _("Saved."))
            return redirect("citizens:support_grant", found.public_id, row.public_id)
    uses = SupportUse.objects.filter(jobcentre_id=viewer.jobcentre_id, grant_id=row.pk)
    return render(
        request,
        "citizens/range/support_grant.html",
        {
            "citizen": found,
            "grant": row,
            "form": form,
            "uses": list(uses.select_related("written_by").order_by("-used_on", "-pk")[:200]),
            "can_write": viewer.can(Can.WRITE_CITIZENS) and row.ended_on is None,
            "day": today(),
        },
        status=422 if form.errors else 200,
    )


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def take_use(request: Request, citizen: UUID, grant: UUID, use: UUID) -> HttpResponse:
    """Take away a use written by mistake."""
    found = get_case_citizen(request.viewer, citizen, purpose=PURPOSE)
    row = get_grant(request.viewer, found, grant)
    one = get_use(request.viewer, row, use)
    try:
        if one is not None:
            remove_use(one, actor=request.viewer, version=row.version)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Taken away."))
    return redirect("citizens:support_grant", found.public_id, row.public_id)


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def end_grant(request: Request, citizen: UUID, grant: UUID) -> HttpResponse:
    """End support, with what it led to."""
    found = get_case_citizen(request.viewer, citizen, purpose=PURPOSE)
    row = get_grant(request.viewer, found, grant)
    form: Any = EndSupportForm(
        request.POST if request.method == "POST" else None,
        initial={"ended_on": today(), "version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            end_support(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code))
        except Stale:
            row = get_grant(request.viewer, found, grant)
            say_changed(form, row.version, request.POST.dict())
        else:
            messages.success(request, _("Saved."))
            return redirect("citizens:support", found.public_id)
    return change_page(
        request, found, form, title=_("End: %(offer)s") % {"offer": row.offer.name},
        lead=_("What was not used goes back to the frame of whoever granted it."),
        button=_("Save"),
    )  # fmt: skip
