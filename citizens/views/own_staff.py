"""The case team's side of a citizen's own access: offered, used, closed, and what is wrong."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access import get_open_citizen, in_case_team
from citizens.actions.own import close_access, invite, reopen_access
from citizens.actions.remark import answer_remark
from citizens.forms.own import AnswerForm, CloseForm
from citizens.mails.own import own_address
from citizens.models import Citizen, OwnAccess, OwnRemark
from citizens.own.login import is_on
from citizens.views.shared import add_refusal, change_page, private
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


@allow(Can.READ_CITIZENS)
@require_GET
@private
def own(request: Request, citizen: UUID) -> HttpResponse:
    """Whether a citizen can open the own page, when they last did, and what waits for an answer."""
    return _page(request, get_open_citizen(request.viewer, citizen, purpose="citizen.own"))


def _page(
    request: Request, found: Citizen, *, answer: AnswerForm | None = None, to: UUID | None = None
) -> HttpResponse:
    viewer = request.viewer
    in_team = in_case_team(viewer, found.pk)
    access = (
        OwnAccess.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=found.pk)
        .select_related("invited_by", "closed_by")
        .order_by()
        .first()
    )
    remarks = []
    if in_team:  # what they tell of may be health
        rows = OwnRemark.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=found.pk)
        for each in rows.select_related("answered_by").order_by("-pk")[:50]:
            form = None
            if each.answered_at is None:
                form = answer if to == each.public_id else AnswerForm(prefix=each.public_id.hex)
            remarks.append((each, form))
    context = {
        "citizen": found, "in_team": in_team,
        "shows_contact": in_team or not found.is_address_protected,
        "access": access, "remarks": remarks,
        "can_write": in_team and viewer.can(Can.WRITE_CITIZENS),
        "has_address": bool(found.email or found.phone), "address": own_address(request.jobcentre),
        "national_login": is_on(request.jobcentre),
    }  # fmt: skip
    status = 422 if answer else 200
    return render(request, "citizens/own_staff.html", context, status=status)


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def offer(request: Request, citizen: UUID) -> HttpResponse:
    """Send the address of the own page."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.own")
    try:
        invite(found, actor=request.viewer)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("The address is on its way. A code opens the page."))
    return redirect("citizens:own", found.public_id)


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def shut(request: Request, citizen: UUID) -> HttpResponse:
    """Close the own access, with a reason."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.own")
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            close_access(found, actor=request.viewer, reason=form.cleaned_data["reason"])
        except Refused as error:
            add_refusal(form, error, "reason")
        else:
            messages.success(request, _("The own page is closed, on every screen."))
            return redirect("citizens:own", found.public_id)
    return change_page(
        request, found, form, title=_("Close the own page"),
        lead=_("When a phone or mail is in wrong hands. The citizen can still ask you on paper."),
        button=_("Close the own page"), warning=True,
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def unshut(request: Request, citizen: UUID) -> HttpResponse:
    """Open the own access again."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.own")
    reopen_access(found, actor=request.viewer)
    messages.success(request, _("The own page can be opened again."))
    return redirect("citizens:own", found.public_id)


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def answer(request: Request, citizen: UUID, remark: UUID) -> HttpResponse:
    """Answer what a citizen says is wrong."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.own")
    row = (
        OwnRemark.objects.filter(
            jobcentre_id=request.viewer.jobcentre_id, citizen_id=found.pk, public_id=remark
        )
        .select_related("citizen")
        .order_by()
        .first()
    )
    if row is None:
        raise NotYours
    form = AnswerForm(request.POST, prefix=row.public_id.hex)
    if form.is_valid():
        try:
            answer_remark(row, actor=request.viewer, answer=form.cleaned_data["answer"])
        except Refused as error:
            add_refusal(form, error, "answer")
        else:
            messages.success(request, _("Answered. The citizen is told that there is an answer."))
            return redirect("citizens:own", found.public_id)
    return _page(request, found, answer=form, to=row.public_id)
