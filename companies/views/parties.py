"""Several jobcentres in one agreement: the lead's page of parties, and the parties' own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.access import parties as access_parties
from companies.actions import parties as acts
from companies.agreement_paper import document_for_party, signed_of
from companies.choices.agreement import STATE_TONES, AgreementState, Side
from companies.forms.parties import InviteForm, LeaveForm, ShareForm, WhyForm
from companies.models import Agreement, PartyInvitation
from companies.queries import parties as reads
from companies.queries.agreement_text import sections_of
from companies.queries.agreements import COUNTED, goals_counted, of_agreement
from companies.rules import parties as rules
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.models import Jobcentre
from jobcenter.permissions import Can, allow
from jobcenter.uploads import file_answer
from jobcenter.views.errors import sentence


@allow(Can.READ_COMPANIES)
@require_GET
def parties(request: Request, agreement: UUID) -> HttpResponse:
    """Who is a party to our agreement, who was asked, and what all delivered together."""
    found = access.agreement(request.viewer, agreement)
    return _lead_page(request, found)


def _lead_page(
    request: Request, found: Agreement, *, status: int = 200, **more: Any
) -> HttpResponse:
    viewer = request.viewer
    invitations = reads.invitations_by_us(viewer, found.pk)
    may_write = viewer.can(Can.WRITE_AGREEMENTS)
    may_invite = may_write and found.state in rules.INVITES
    if may_invite and "form" not in more:
        more["form"] = InviteForm(_to_invite(invitations, viewer.jobcentre_id))
    counted = list(goals_counted(viewer, today()).filter(agreement=found))
    shown = of_agreement(found, counted, today())
    context = {
        "agreement": found, "company": found.company, "may_write": may_write,
        "may_invite": may_invite, "invitations": [reads.shown(row) for row in invitations],
        "goals": reads.together_for_lead(found, shown, invitations),
        **more,
    }  # fmt: skip
    return render(request, "companies/parties.html", context, status=status)


def _to_invite(invitations: list[Any], ours: int) -> list[Jobcentre]:
    """Return the jobcentres that are neither ours nor asked or in already."""
    asked = [row.party_id for row in invitations if reads.shown(row).code in {"", "accepted"}]
    return list(Jobcentre.objects.exclude(pk__in=[ours, *asked]).order_by("name", "id"))


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def invite(request: Request, agreement: UUID) -> HttpResponse:
    """Ask another jobcentre to be a party."""
    found = access.agreement(request.viewer, agreement)
    houses = _to_invite(
        reads.invitations_by_us(request.viewer, found.pk), request.viewer.jobcentre_id
    )
    form = InviteForm(houses, request.POST)
    if form.is_valid():
        try:
            acts.invite_party(
                found, form.house, actor=request.viewer, note=form.cleaned_data["note"]
            )
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("They are invited. Their manager answers."))
            return redirect("companies:agreement_parties", found.public_id)
    return _lead_page(request, found, form=form, status=422)


@allow(Can.WRITE_AGREEMENTS)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, invitation: UUID) -> HttpResponse:
    """Take an invitation back, take note of a no, or end a party's part with a reason."""
    found = access_parties.invitation_by_us(request.viewer, invitation)
    told = reads.shown(found)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if not told.is_party:
        form.fields["reason"].required = False
    if request.method == "POST" and form.is_valid():
        try:
            acts.withdraw_party(found, actor=request.viewer, reason=form.cleaned_data["reason"])
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("Noted. They no longer read the agreement."))
            return redirect("companies:agreement_parties", found.shared.agreement.public_id)
    context = {"told": told, "agreement": found.shared.agreement, "form": form}
    status = 422 if form.errors else 200
    return render(request, "companies/party_withdraw.html", context, status=status)


@allow(Can.READ_COMPANIES)
@require_GET
def ours(request: Request) -> HttpResponse:
    """What other jobcentres lead and asked us to be a party to."""
    rows = [reads.shown(row) for row in reads.invitations_to_us(request.viewer)[:200]]
    context = {
        "waiting": [row for row in rows if not row.code],
        "taken_part": [row for row in rows if row.is_party],
        "over": [row for row in rows if row.code and not row.is_party],
        "may_answer": request.viewer.can(Can.SIGN_AGREEMENTS),
    }
    return render(request, "companies/party_agreements.html", context)


@allow(Can.READ_COMPANIES)
@require_GET
def party(request: Request, invitation: UUID) -> HttpResponse:
    """An invitation before the answer; afterwards the agreement, to read.

    Timelines of both sides lead here: who leads the agreement goes on to its own page.
    """
    found = access_parties.invitation(request.viewer, invitation)
    if found.jobcentre_id == request.viewer.jobcentre_id:
        ours = access_parties.invitation_by_us(request.viewer, invitation)
        return redirect("companies:agreement_parties", ours.shared.agreement.public_id)
    return _party_page(request, found)


def _party_page(
    request: Request, found: PartyInvitation, *, status: int = 200, **more: Any
) -> HttpResponse:
    viewer = request.viewer
    told = reads.shown(found)
    context: dict[str, Any] = {
        "told": told, "invitation": found, "company": found.company,
        "may_answer": viewer.can(Can.SIGN_AGREEMENTS) and found.withdrawn_at is None,
        "is_over": found.ends_on < today(), "can_accept": told.code in rules.MOVES["accept"],
        **more,
    }  # fmt: skip
    if told.is_party:
        context |= _agreement_for_party(request, found, told.answer, more.get("bound"))
        context.setdefault("leave_form", LeaveForm(initial={"leaves_on": today() + rules.NOTICE}))
    elif not told.code:
        context.setdefault("why_form", WhyForm())
    return render(request, "companies/party.html", context, status=status)


def _agreement_for_party(
    request: Request, found: PartyInvitation, answer: Any, bound: Any
) -> dict[str, Any]:
    viewer = request.viewer
    shared = access_parties.shared_agreement(viewer, found)
    goals = reads.goals_of(shared)
    rows = reads.put_together(
        goals, reads.parts_for_party(viewer, shared, answer, goals, today()),
        starts_on=shared.starts_on, day=today(), is_counted=shared.state in COUNTED,
    )  # fmt: skip
    may_share = viewer.can(Can.WRITE_AGREEMENTS) and shared.state in rules.TAKES_SHARES
    shares = [(row, _share_form(row, bound)) for row in rows if row.can_be_shared]
    return {
        "shared": shared, "state_tone": STATE_TONES[shared.state],
        "state_label": AgreementState(shared.state).label,
        "goals": rows, "shares": shares if may_share else [],
        "sections": [
            row for row in sections_of(shared.content) if not row[0].startswith("goals_")
        ],
        "signatures": [(Side(row["side"]).label, signed_of(row)) for row in shared.signatures],
    }  # fmt: skip


def _share_form(row: reads.GoalTogether, bound: Any) -> ShareForm:
    """Return the form of a goal's share; the one that was sent and found wrong, as it was sent."""
    if bound is not None and bound[0] == row.goal.id:
        return bound[1]
    return ShareForm(initial={"share": row.our_share_number}, auto_id=f"{row.goal.id}-%s")


@allow(Can.SIGN_AGREEMENTS)
@require_POST
def accept(request: Request, invitation: UUID) -> HttpResponse:
    """Become a party."""
    found = access_parties.invitation_to_us(request.viewer, invitation)
    acts.accept_invitation(found, actor=request.viewer)
    messages.success(request, _("Your jobcentre is a party to the agreement now."))
    return redirect("companies:party", found.public_id)


@allow(Can.SIGN_AGREEMENTS)
@require_POST
def decline(request: Request, invitation: UUID) -> HttpResponse:
    """Say no, and why."""
    found = access_parties.invitation_to_us(request.viewer, invitation)
    form = WhyForm(request.POST)
    if form.is_valid():
        acts.decline_invitation(found, actor=request.viewer, reason=form.cleaned_data["reason"])
        messages.success(request, _("Declined. They read why."))
        return redirect("companies:party", found.public_id)
    return _party_page(request, found, why_form=form, status=422)


@allow(Can.SIGN_AGREEMENTS)
@require_POST
def leave(request: Request, invitation: UUID) -> HttpResponse:
    """Give notice."""
    found = access_parties.invitation_to_us(request.viewer, invitation)
    form = LeaveForm(request.POST)
    if form.is_valid():
        try:
            acts.leave_agreement(
                found, actor=request.viewer, reason=form.cleaned_data["reason"],
                leaves_on=form.cleaned_data["leaves_on"],
            )  # fmt: skip
        except Refused as problem:
            name = "leaves_on" if problem.code == "too_soon" else None
            form.add_error(name, sentence(problem))
        else:
            messages.success(request, _("Notice is given. Until then you stay a party."))
            return redirect("companies:party", found.public_id)
    return _party_page(request, found, leave_form=form, status=422)


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def share(request: Request, invitation: UUID, goal: UUID) -> HttpResponse:
    """Take on a share of a goal."""
    found = access_parties.invitation_to_us(request.viewer, invitation)
    form = ShareForm(request.POST, auto_id=f"{goal}-%s")
    if not form.is_valid():
        return _party_page(request, found, bound=(goal, form), status=422)
    try:
        acts.state_share(found, goal, form.cleaned_data["share"], actor=request.viewer)
    except Refused as problem:
        form.add_error("share", sentence(problem))
        return _party_page(request, found, bound=(goal, form), status=422)
    messages.success(request, _("Your share is noted, and all parties see it."))
    return redirect("companies:party", found.public_id)


@allow(Can.READ_COMPANIES)
@require_GET
def document(request: Request, invitation: UUID) -> HttpResponse:
    """The agreement on paper, for a party."""
    found = access_parties.invitation_to_us(request.viewer, invitation)
    if not reads.shown(found).is_party:
        raise NotYours
    shared = access_parties.shared_agreement(request.viewer, found)
    return file_answer(document_for_party(shared), "partnerskabsaftale.pdf", "application/pdf")
