"""One citizen: the page, the masked page, registering, editing, the number, the end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens import law
from citizens.access import (
    MaskedCitizen,
    get_citizen,
    get_open_citizen,
    in_case_team,
    may_read_access_log,
)
from citizens.actions import (
    add_number,
    edit_citizen,
    end_citizen,
    register_citizen,
    reopen_citizen,
    reveal_cpr,
)
from citizens.actions.citizen import cpr_index
from citizens.choices import CitizenState
from citizens.forms import EditForm, NumberForm, ReasonForm, RegisterForm, RevealForm
from citizens.known import known_of
from citizens.models import CaseTeamMember, Citizen
from citizens.queries import citizen as queries
from citizens.views.shared import add_refusal, change_page, private
from jobcenter import cpr
from jobcenter.access_log import record_look
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.events import timeline
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.registries import render_slot
from jobcenter.timelines import asked_of, wants_more

# The timeline's filters, in this order; a group nobody registers is not offered.
GROUPS = {
    "placements": gettext_lazy("Placements"),
    "attention": gettext_lazy("Needed action"),
    "citizen": gettext_lazy("Changes"),
    "barrier": gettext_lazy("Barriers"),
    "plan": pgettext_lazy("citizen", "Plan"),
    "support": gettext_lazy("Offers and support"),
    "access": gettext_lazy("Access"),
}


def _timeline(request: Request, citizen_id: int, *, in_team: bool) -> dict[str, Any]:
    """Return a page of the timeline; the case team alone reads barriers and support."""
    hidden = () if in_team else ("barrier", "support")
    asked = asked_of(request)
    events, following = timeline(
        request.viewer,
        group=asked.group,
        hidden=hidden,
        after=asked.after,
        citizen_id=citizen_id,
    )
    return {"events": events, **asked.context(GROUPS, following, hidden=hidden)}


@allow(Can.READ_CITIZENS)
@require_GET
@private
def page(request: Request, citizen: UUID) -> HttpResponse:
    """The citizen for those who need to know; for others the mask and how to ask."""
    viewer = request.viewer
    if wants_more(request):
        open_one = get_open_citizen(viewer, citizen, purpose="citizen.timeline")
        in_team = in_case_team(viewer, open_one.pk)
        rows = _timeline(request, open_one.pk, in_team=in_team)
        return render(request, "citizens/_timeline.html#more", rows)
    found = get_citizen(viewer, citizen, purpose="citizen.page")
    if isinstance(found, MaskedCitizen):
        return masked_page(request, found, ReasonForm())
    facts = queries.dated_facts(found)
    known = known_of(viewer, found)
    in_team = known.has_in_team(viewer)
    return render(
        request,
        "citizens/page.html",
        {
            "citizen": found,
            "age": _age(found.birth_date),
            "target": queries.target_in_words(found.target_group, found.sub_flag),
            "target_since": next((p.from_on for p in facts if p.kind == "target"), None),
            "past_targets": [p for p in facts if p.kind == "target"][1:],
            "class_of_trial": _class_of_trial(found),
            "schemes": queries.kept_open(facts),
            "benefits": [p for p in facts if p.kind == "benefit"],
            "known": known,
            "in_team": in_team,
            "can_write": in_team and viewer.can(Can.WRITE_CITIZENS),
            "shows_contact": in_team or not found.is_address_protected,
            "can_read_log": may_read_access_log(viewer, seen=True),
            "can_grant": viewer.can(Can.GRANT_ACCESS),
            "masked_number": cpr.mask("", show_birth_date=False),
            **_timeline(request, found.pk, in_team=in_team),
            "main_slots": render_slot("citizen.main", request, citizen=found),
            "aside_slots": render_slot("citizen.aside", request, citizen=found),
        },
    )


def _age(born: object) -> int | None:
    if born is None:
        return None
    day = today()
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))  # type: ignore[attr-defined]


def _class_of_trial(citizen: object) -> str:
    """Return “A” or “B”; "" where the law of the day doesn't know the group any longer."""
    try:
        return law.trial_class(citizen.target_group.number, citizen.sub_flag, today())  # type: ignore[attr-defined]
    except Refused:
        return ""


def masked_page(
    request: Request, citizen: MaskedCitizen, form: ReasonForm, status: int = 200
) -> HttpResponse:
    """Answer with what everybody may know, who to ask, and the form that asks."""
    team = (
        CaseTeamMember.objects.on(today())
        .filter(jobcentre_id=request.viewer.jobcentre_id, citizen_id=citizen.id)
        .select_related("membership")
        .order_by("from_on", "pk")
    )
    return render(
        request,
        "citizens/masked.html",
        {
            "citizen": citizen,
            "state": CitizenState(citizen.state).label,
            "team": team,
            "form": form,
            "asked": queries.latest_request(request.viewer, citizen),
            "can_read_log": may_read_access_log(request.viewer, seen=False),
            "can_grant": request.viewer.can(Can.GRANT_ACCESS),
        },
        status=status,
    )


def _note_look(request: Request, number: str) -> None:
    """Log who learned that a number is here; registering itself was refused and rolled back."""
    there = Citizen.objects.filter(
        jobcentre_id=request.viewer.jobcentre_id,
        cpr_index=cpr_index(cpr.parse(number, today=today()).digits),
    ).order_by()
    for found in there:
        record_look(request.viewer, found.public_id, "cpr.search")


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def register(request: Request) -> HttpResponse:
    """Register a citizen."""
    schemes = queries.open_schemes(request.viewer.jobcentre_id)
    form = RegisterForm(
        request.POST if request.method == "POST" else None, day=today(), schemes=schemes
    )
    same: list[queries.Row] = []
    if request.method == "POST" and form.is_valid():
        try:
            # one savepoint for both: a refusal gives the key back
            with transaction.atomic():
                if not claim_once(request.viewer, request.POST.get("once")):
                    messages.info(request, _("The citizen was registered the first time."))
                    return redirect("citizens:list")
                citizen = register_citizen(actor=request.viewer, **form.facts())
        except Refused as error:
            if error.code == "citizen_registered":
                _note_look(request, form.facts()["cpr"])
            if error.code == "citizen_maybe_same":
                same = queries.maybe_same(request.viewer, form.facts())
            add_refusal(form, error, FIELD_OF.get(error.code))
        else:
            messages.success(
                request,
                _("%(name)s is registered, and you are in the case team.")
                % {"name": citizen.first_name},
            )
            return redirect("citizens:page", citizen.public_id)
    return render(
        request,
        "citizens/register.html",
        {"form": form, "same": same},
        status=422 if form.errors else 200,
    )


FIELD_OF = {
    "citizen_registered": "cpr",
    "citizen_maybe_same": "is_somebody_else",
    "birth_date_missing": "birth_date",
    "birth_date_ahead": "birth_date",
    "birth_date_long_ago": "birth_date",
    "cpr_future": "cpr",
    "cpr_form": "cpr",
    "cpr_date": "cpr",
    "from_future": "from_on",
    "from_before_present": "from_on",
    "target_group_closed": "target",
    "target_group_unknown": "target",
}


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def edit(request: Request, citizen: UUID) -> HttpResponse:
    """Change what is known; somebody else's change meanwhile is shown, never overwritten."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.edit")
    names = [name for name in EditForm.base_fields if name != "version"]
    initial = {name: getattr(found, name) for name in names} | {"version": found.version}
    form = EditForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            edit_citizen(found, actor=request.viewer, version=fields.pop("version"), **fields)
        except Stale:
            return render(
                request, "citizens/stale.html", {"citizen": found, "typed": form}, status=409
            )
        messages.success(request, _("Saved."))
        return redirect("citizens:page", found.public_id)
    return render(
        request,
        "citizens/edit.html",
        {"citizen": found, "form": form},
        status=422 if form.errors else 200,
    )


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def number(request: Request, citizen: UUID) -> HttpResponse:
    """Show the whole number once, for a chosen reason; loading the page again hides it."""
    found = get_open_citizen(request.viewer, citizen, purpose="cpr.ask")
    form = RevealForm(request.POST if request.method == "POST" else None)
    shown = ""
    # the key is used once, so that loading the answer again hides the number
    if (
        request.method == "POST"
        and form.is_valid()
        and claim_once(request.viewer, request.POST.get("once"))
    ):
        shown = reveal_cpr(found, actor=request.viewer, reason=form.cleaned_data["reason"])
    return render(
        request,
        "citizens/reveal.html",
        {"citizen": found, "form": form, "shown": shown},
        status=422 if form.errors else 200,
    )


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def write_number(request: Request, citizen: UUID) -> HttpResponse:
    """Write the number of somebody who was registered without one."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.edit")
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_number(found, actor=request.viewer, cpr=form.cleaned_data["cpr"])
        except Refused as error:
            if error.code == "citizen_registered":
                _note_look(request, form.cleaned_data["cpr"])
            add_refusal(form, error, "cpr")
        else:
            messages.success(request, _("Saved."))
            return redirect("citizens:page", found.public_id)
    return change_page(
        request,
        found,
        form,
        title=_("Write the citizen number"),
        lead=_("It is kept encrypted and never shown in lists. The birth date follows it."),
        button=_("Save"),
    )


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def end(request: Request, citizen: UUID) -> HttpResponse:
    """End the work with a citizen, with a reason."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.end")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_citizen(found, actor=request.viewer, reason=form.cleaned_data["reason"])
        except Refused as error:
            add_refusal(form, error, "reason")
        else:
            messages.success(request, _("The work with the citizen has ended."))
            return redirect("citizens:page", found.public_id)
    return change_page(
        request,
        found,
        form,
        title=_("End the work"),
        lead=_(
            "The citizen leaves your list, and stays, support and mentors end with it. "
            "History stays, and the work can be taken up again."
        ),
        button=_("End the work"),
        warning=True,
    )


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def reopen(request: Request, citizen: UUID) -> HttpResponse:
    """Take up the work with a citizen again."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.end")
    reopen_citizen(found, actor=request.viewer)
    messages.success(request, _("The work with the citizen is under way again."))
    return redirect("citizens:page", found.public_id)
