"""Handing a case over: the case team's page, the taker's answer, and the manager's figures."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from citizens import continuity
from citizens.access import get_case_citizen, in_case_team
from citizens.access.case_handover import get_case_handover, of_citizen
from citizens.actions import case_handover as acts
from citizens.forms.case_handover import AcceptForm, HandoverForm, WhyForm
from citizens.models import Barrier, CaseHandover, Citizen
from citizens.queries import citizen as queries
from citizens.views.shared import add_refusal, change_page, private
from jobcenter.errors import Refused
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow

FIELD_OF = {
    "handover_benefit": None, "handover_wish": None, "handover_barriers": "barriers_reviewed",
    "handover_agreed": "agreed", "handover_conversation": "conversation_on",
    "handover_leaves": "leaves_on", "handover_self": "taker", "cannot_follow": "taker",
    "handover_has_it": "taker", "handover_before": "conversation_on",
}  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_GET
@private
def handovers(request: Request, citizen: UUID) -> HttpResponse:
    """The consultants so far, and every handover of the candidate."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.handover")
    rows = list(
        of_citizen(request.viewer, found).select_related("giver", "taker").order_by("-pk")[:20]
    )
    people = continuity.of_citizen(request.viewer, found)
    context = {
        "citizen": found, "in_team": True, "rows": rows, "people": people,
        "number": continuity.so_far(people),
        "is_open": any(row.state in ("proposed", "returned") for row in rows),
        "can_write": request.viewer.can(Can.WRITE_CITIZENS),
    }  # fmt: skip
    return render(request, "citizens/handover/list.html", context)


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def propose(request: Request, citizen: UUID) -> HttpResponse:
    """Propose a consultant, with what they need to know."""
    return _form(
        request, get_case_citizen(request.viewer, citizen, purpose="citizen.handover"), None
    )


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def again(request: Request, handover: UUID) -> HttpResponse:
    """Mend a handover that came back, and send it once more."""
    row = get_case_handover(request.viewer, handover)
    return _form(
        request,
        get_case_citizen(request.viewer, row.citizen.public_id, purpose="citizen.handover"),
        row,
    )


def _form(request: Request, found: Citizen, row: CaseHandover | None) -> HttpResponse:
    colleagues = [
        each for each in queries.colleagues(request.viewer)
        if acts.can_take(each) and each.pk != request.viewer.membership_id
    ]  # fmt: skip
    initial: dict[str, Any] = {}
    if row is not None:
        initial = {
            "taker": str(row.taker.public_id), "agreed": row.agreed, "version": row.version,
            "conversation_on": row.conversation_on, "leaves_on": row.leaves_on,
            "why_no_conversation": row.why_no_conversation,
        }  # fmt: skip
    posted = request.POST if request.method == "POST" else None
    form = HandoverForm(posted, colleagues=colleagues, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, found, row, form)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code))
        else:
            name = form.cleaned_data["taker"].name
            messages.success(request, _("%(name)s has got the handover.") % {"name": name})
            return redirect("citizens:case_handovers", found.public_id)
    barriers = Barrier.objects.filter(
        jobcentre_id=found.jobcentre_id, citizen_id=found.pk, lifted_on__isnull=True
    ).select_related("word").order_by("pk")  # fmt: skip
    context = {
        "citizen": found, "in_team": True, "form": form, "row": row, "barriers": list(barriers),
        "target": queries.target_in_words(found.target_group, found.sub_flag),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "citizens/handover/form.html", context, status=status)


def _send(request: Request, found: Citizen, row: CaseHandover | None, form: HandoverForm) -> None:
    taker = form.cleaned_data["taker"]
    if row is not None:
        version = form.cleaned_data["version"] or 0
        acts.propose_again(row, taker, form.content(), actor=request.viewer, version=version)
        return
    with transaction.atomic():  # a refusal gives the key back
        if claim_once(request.viewer, request.POST.get("once")):
            acts.propose_handover(found, taker, form.content(), actor=request.viewer)


@allow(Can.READ_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def handover(request: Request, handover: UUID) -> HttpResponse:
    """One handover: what it says, and the taker's answer."""
    row = get_case_handover(request.viewer, handover)
    is_takers = row.state == "proposed" and row.taker_id == request.viewer.membership_id
    accept, why = AcceptForm(initial={"conversation_on": row.conversation_on}), WhyForm()
    if request.method == "POST":
        if request.POST.get("answer") == "return":
            why = WhyForm(request.POST)
            form: Any = why
        else:
            accept = AcceptForm(request.POST)
            form = accept
        if form.is_valid():
            try:
                return _answered(request, row, form)
            except Refused as error:
                name = "reason" if form is why else FIELD_OF.get(error.code)
                add_refusal(form, error, name)
    citizen = row.citizen
    context = {
        "row": row, "citizen": citizen, "is_takers": is_takers, "accept": accept, "why": why,
        "in_team": in_case_team(request.viewer, citizen.pk),
        "can_write": request.viewer.can(Can.WRITE_CITIZENS),
        "target": queries.target_in_words(citizen.target_group, citizen.sub_flag),
        "number": continuity.so_far(continuity.of_citizen(request.viewer, citizen)),
    }  # fmt: skip
    status = 422 if accept.errors or why.errors else 200
    return render(request, "citizens/handover/one.html", context, status=status)


def _answered(request: Request, row: CaseHandover, form: Any) -> HttpResponse:
    if isinstance(form, WhyForm):
        acts.return_handover(row, actor=request.viewer, reason=form.cleaned_data["reason"])
        messages.success(request, _("Sent back to %(name)s.") % {"name": row.giver.name})
        return redirect("/")
    acts.accept_handover(
        row, actor=request.viewer, conversation_on=form.cleaned_data["conversation_on"]
    )
    messages.success(request, _("Accepted. You are in the case team now."))
    return redirect("citizens:page", row.citizen.public_id)


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def withdraw(request: Request, handover: UUID) -> HttpResponse:
    """Take a handover back."""
    row = get_case_handover(request.viewer, handover)
    found = get_case_citizen(request.viewer, row.citizen.public_id, purpose="citizen.handover")
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.withdraw_handover(row, actor=request.viewer, reason=form.cleaned_data["reason"])
        except Refused as error:
            add_refusal(form, error, "reason")
        else:
            messages.success(request, _("The handover is withdrawn."))
            return redirect("citizens:case_handovers", found.public_id)
    return change_page(
        request, found, form, title=_("Withdraw the handover"),
        lead=_("The candidate stays with the case team."), button=_("Withdraw the handover"),
        warning=True,
    )  # fmt: skip


@allow(Can.SEE_DASHBOARD)
@require_GET
@private
def figures(request: Request) -> HttpResponse:
    """How many consultants candidates have had, and how handovers go."""
    told = continuity.figures(request.viewer)
    return render(request, "citizens/handover/figures.html", {"told": told})
