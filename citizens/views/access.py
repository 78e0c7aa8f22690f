"""The case team, asking for access and answering, and who looked."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from citizens.access import (
    get_answer,
    get_citizen,
    get_masked_citizen,
    get_request,
    may_read_access_log,
    may_see_name,
    pseudonym,
    requests_to_decide,
)
from citizens.actions import (
    add_team_member,
    ask_for_access,
    grant_access,
    refuse_access,
    remove_team_member,
    see_answer,
)
from citizens.forms import DecisionForm, ReasonForm, TeamForm
from citizens.models import AccessRequest, CaseTeamMember
from citizens.purposes import in_words, reason_in_words
from citizens.queries import citizen as queries
from citizens.rules import LONGEST_ACCESS
from citizens.views.page import masked_page
from citizens.views.shared import add_refusal, private
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.READ_CITIZENS)
@require_POST
@private
def ask(request: Request, citizen: UUID) -> HttpResponse:
    """Ask to see a masked citizen."""
    found = get_masked_citizen(request.viewer, citizen)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            ask_for_access(found, actor=request.viewer, reason=form.cleaned_data["reason"])
        except Refused as error:
            add_refusal(form, error, "reason")
        else:
            messages.success(request, _("Your team leader has got your request."))
            return redirect("citizens:page", found.public_id)
    return masked_page(request, found, form, status=422)


@allow(Can.GRANT_ACCESS)
@require_GET
@private
def requests(request: Request) -> HttpResponse:
    """The requests for access that wait for an answer from me."""
    waiting = list(
        requests_to_decide(request.viewer)
        .select_related("citizen", "membership", "membership__team")
        .order_by("asked_at", "pk")[:100]
    )
    seen = may_see_name(request.viewer, [row.citizen_id for row in waiting])
    teams = queries.teams_of(request.viewer, [row.citizen_id for row in waiting])
    rows = [
        {
            "request": row,
            "seen": row.citizen_id in seen,
            "pseudonym": pseudonym(row.citizen.public_id),
            "team": teams.get(row.citizen_id, []),
        }
        for row in waiting
    ]
    return render(request, "citizens/requests.html", {"rows": rows})


@allow(Can.GRANT_ACCESS)
@require_http_methods(["GET", "POST"])
@private
def decide(request: Request, request_id: UUID) -> HttpResponse:
    """Grant or refuse one request."""
    asked = get_request(request.viewer, request_id)
    initial = {"until": today() + LONGEST_ACCESS / 3}
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        grant = request.POST.get("decision") == "grant"
        try:
            _decide(request, asked, form, grant=grant)
        except Refused as error:
            add_refusal(form, error, "until" if grant else "answer")
        else:
            done = _("Access is granted.") if grant else _("Access is refused.")
            messages.success(request, done)
            return redirect("citizens:requests")
    seen = may_see_name(request.viewer, [asked.citizen_id])
    return render(
        request,
        "citizens/decide.html",
        {
            "asked": asked,
            "form": form,
            "seen": bool(seen),
            "pseudonym": pseudonym(asked.citizen.public_id),
            "team": queries.teams_of(request.viewer, [asked.citizen_id]).get(asked.citizen_id, []),
        },
        status=422 if form.errors else 200,
    )


@allow(Can.READ_CITIZENS)
@require_POST
@private
def see(request: Request, request_id: UUID) -> HttpResponse:
    """Open the page an answer is about, and take the answer off my day."""
    asked = get_answer(request.viewer, request_id)
    see_answer(asked, actor=request.viewer)
    url = reverse("citizens:page", args=[asked.citizen.public_id])
    # my day posts without loading itself again: it is left for the page all the same
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _decide(request: Request, asked: AccessRequest, form: DecisionForm, *, grant: bool) -> None:
    answer = form.cleaned_data["answer"]
    if grant:
        until = form.cleaned_data["until"] or today() + LONGEST_ACCESS / 3
        grant_access(asked, actor=request.viewer, until=until, answer=answer)
    else:
        refuse_access(asked, actor=request.viewer, answer=answer)


@allow(Can.WRITE_CITIZENS, Can.GRANT_ACCESS)
@require_http_methods(["GET", "POST"])
@private
def add_member(request: Request, citizen: UUID) -> HttpResponse:
    """Take a colleague into the case team."""
    found = get_citizen(request.viewer, citizen, purpose="citizen.team")
    if found.is_masked and not request.viewer.can(Can.GRANT_ACCESS):
        raise PermissionDenied
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        colleagues=queries.colleagues(request.viewer),
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_team_member(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, "membership")
        else:
            messages.success(
                request,
                _("%(name)s is in the case team.") % {"name": form.cleaned_data["membership"].name},
            )
            return redirect("citizens:page", found.public_id)
    return render(
        request,
        "citizens/team.html",
        {
            "citizen": found,
            "form": form,
            "members": CaseTeamMember.objects.on(today())
            .filter(jobcentre_id=request.viewer.jobcentre_id, citizen_id=found.id)
            .select_related("membership")
            .order_by("from_on", "pk"),
        },
        status=422 if form.errors else 200,
    )


@allow(Can.WRITE_CITIZENS, Can.GRANT_ACCESS)
@require_POST
@private
def remove_member(request: Request, citizen: UUID, member: UUID) -> HttpResponse:
    """Take somebody out of the case team."""
    row = (
        CaseTeamMember.objects.filter(
            jobcentre_id=request.viewer.jobcentre_id,
            citizen__public_id=citizen,
            public_id=member,
        )
        .select_related("membership")
        .order_by()
        .first()
    )
    if row is None:
        raise NotYours
    remove_team_member(row, actor=request.viewer)
    messages.success(request, _("%(name)s has left the case team.") % {"name": row.membership.name})
    return redirect("citizens:page", citizen)


@allow(Can.WRITE_CITIZENS, Can.GRANT_ACCESS)
@require_GET
@private
def access_log(request: Request, citizen: UUID) -> HttpResponse:
    """Who looked at the citizen, when and what for."""
    if not may_read_access_log(request.viewer, seen=True):
        get_masked_citizen(request.viewer, citizen)  # another jobcentre's is 404 to everybody
        raise PermissionDenied
    found = get_citizen(request.viewer, citizen, purpose="citizen.access_log")
    if not may_read_access_log(request.viewer, seen=not found.is_masked):
        raise PermissionDenied
    looks, following = queries.looks_at(
        request.viewer, found.public_id, request.GET.get("side", "")
    )
    rows = [
        (look, in_words(look.purpose), reason_in_words(look.purpose, look.reason)) for look in looks
    ]
    asked = (
        AccessRequest.objects.filter(jobcentre_id=request.viewer.jobcentre_id, citizen_id=found.id)
        .select_related("membership", "decided_by")
        .order_by("-asked_at", "-pk")[:50]
    )
    return render(
        request,
        "citizens/access_log.html",
        {
            "citizen": found,
            "rows": rows,
            "following": following,
            "is_first": not request.GET.get("side"),
            "asked": asked,
        },
    )
