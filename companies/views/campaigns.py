"""Campaigns: the list, choosing companies with a live count, planning, the campaign's page."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from companies.access import company as access
from companies.actions import campaigns as actions
from companies.actions.campaigns import CampaignFacts, Whom
from companies.choices.campaign import MOST_OF_ALL, MOST_ROWS, CampaignState, RowState
from companies.forms.campaigns import CampaignForm, CriteriaForm, NumbersForm, contact_channel
from companies.models import Campaign, Company
from companies.queries import campaigns as queries
from companies.queries import staff_choices
from companies.queries.criteria import Criteria
from companies.queries.listing import with_ours
from companies.queries.selecting import company_ids, known_ids
from companies.queries.standings import staff_in_order
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

PAGE = 25


@allow(Can.READ_COMPANIES)
@require_GET
def campaigns(request: Request) -> HttpResponse:
    """Running, planned or closed campaigns with how far they are."""
    state = request.GET.get("tilstand", "")
    state = state if state in CampaignState.values else CampaignState.RUNNING
    context = {
        "rows": queries.campaigns(request.viewer, state),
        "state": state,
        "tabs": [(CampaignState.RUNNING, _("Running")), (CampaignState.DRAFT, _("Planned")),
                 (CampaignState.CLOSED, _("Finished"))],
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS),
        "today": today(),
    }  # fmt: skip
    return render(request, "companies/campaigns.html", context)


@allow(Can.READ_COMPANIES)
@require_GET
def choose(request: Request) -> HttpResponse:
    """Choose companies by criteria: how many they are, and who, as one types."""
    criteria = Criteria.of(request.GET)
    ids = company_ids(request.viewer, criteria)
    page = request.GET.get("side", "")
    start = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0
    shown = ids[start : start + PAGE]
    companies = Company.objects.defer("search", "months").in_bulk(shown)
    context: dict[str, Any] = {
        "criteria": criteria,
        "form": CriteriaForm.of(criteria),
        "rows": with_ours(
            request.viewer, [companies[pk] for pk in shown], staff_in_order(request.viewer)
        ),
        "count": None if len(ids) > MOST_ROWS else len(ids),
        "most": MOST_ROWS,
        "most_of_all": MOST_OF_ALL,
        "is_first": start == 0,
        "following": str(start + PAGE) if len(ids) > start + PAGE else "",
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS),
        "campaign": _draft(request),
        "query_string": criteria.query,
    }
    template = "companies/campaign_choose.html"
    if request.htmx and request.htmx.target == "resultat":
        template += "#results"
    return render(request, template, context)


def _draft(request: Request) -> Campaign | None:
    """Return the planned campaign whose companies are being chosen again."""
    try:
        public_id = UUID(request.GET.get("kampagne", ""))
    except ValueError:
        return None
    return access.campaign(request.viewer, public_id)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def numbers(request: Request) -> HttpResponse:
    """Begin with the companies of a survey: their CVR numbers, pasted or in a file."""
    form = NumbersForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["found"]
        ids, missing = known_ids(request.viewer, wanted)
        if ids:
            request.session["campaign_numbers"] = [each for each in wanted if each not in missing]
            if missing:
                messages.warning(
                    request,
                    _("We do not know %(number)s of the numbers: %(which)s")
                    % {"number": len(missing), "which": ", ".join(missing[:10])},
                )
            return redirect(reverse("companies:campaign_new") + "?liste=1")
        form.add_error("numbers", _("We know none of these companies."))
    status = 422 if form.errors else 200
    return render(request, "companies/campaign_numbers.html", context, status=status)


def _plan_page(
    request: Request, form: CampaignForm, campaign: Campaign | None, whom: Whom
) -> HttpResponse:
    context = {
        "form": form, "campaign": campaign, "criteria": whom.criteria,
        "numbers": len(whom.cvr_numbers),
        "back": reverse("companies:campaign", args=[campaign.public_id]) if campaign else "",
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/campaign_form.html", context, status=status)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Save what was chosen as a campaign with a written purpose."""
    staff = staff_choices(request.viewer)
    listed = request.session.get("campaign_numbers", []) if request.GET.get("liste") else []
    whom = Whom(Criteria() if listed else Criteria.of(request.GET), listed)
    if request.method != "POST":
        me = next((m for m in staff if m.pk == request.viewer.membership_id), None)
        initial = {
            "owner": str(me.public_id) if me else "", "starts_on": today(),
            "ends_on": today() + timedelta(days=56), "contact_form": "phone",
        }  # fmt: skip
        return _plan_page(request, CampaignForm(staff, initial=initial), None, whom)
    form = CampaignForm(staff, request.POST)
    if not form.is_valid():
        return _plan_page(request, form, None, whom)
    if not claim_once(request.viewer, request.POST.get("once")):
        return redirect(reverse("companies:campaigns") + "?tilstand=draft")
    campaign = actions.plan_campaign(CampaignFacts(**form.facts), whom, actor=request.viewer)
    request.session.pop("campaign_numbers", None)
    messages.success(request, _("The campaign is saved. Nothing has been sent or shared out yet."))
    return redirect("companies:campaign", campaign.public_id)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def edit(request: Request, campaign: UUID) -> HttpResponse:
    """Change what a campaign says."""
    found = access.campaign(request.viewer, campaign)
    staff = staff_choices(request.viewer)
    whom = Whom(Criteria.of(found.criteria), found.cvr_numbers)
    if request.method != "POST":
        initial = {"owner": str(found.owner.public_id), "version": found.version}
        return _plan_page(
            request, CampaignForm(staff, instance=found, initial=initial), found, whom
        )
    version = found.version
    form = CampaignForm(staff, request.POST, instance=found)
    if not form.is_valid():
        return _plan_page(request, form, found, whom)
    try:
        actions.edit_campaign(
            found, CampaignFacts(**form.facts), actor=request.viewer,
            version=form.cleaned_data.get("version") or 0,
        )  # fmt: skip
    except Stale:
        form.add_error(None, _("A colleague changed the campaign meanwhile. Look at what you wrote,"
                               " and save again to keep yours."))  # fmt: skip
        again = request.POST.copy()
        again["version"] = str(version)
        form.data = again
        return _plan_page(request, form, found, whom)
    except Refused as refused:
        form.add_error(None, sentence(refused))
        return _plan_page(request, form, found, whom)
    messages.success(request, _("The campaign is saved."))
    return redirect("companies:campaign", found.public_id)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["POST"])
def rechoose(request: Request, campaign: UUID) -> HttpResponse:
    """Give a planned campaign the companies of other criteria."""
    found = access.campaign(request.viewer, campaign)
    criteria = Criteria.of(QueryDict(request.POST.get("criteria", "")[:2000]))
    try:
        actions.choose_companies(found, Whom(criteria), actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, _("The campaign is saved."))
    return redirect("companies:campaign", found.public_id)


@allow(Can.READ_COMPANIES)
@require_GET
def campaign(request: Request, campaign: UUID) -> HttpResponse:
    """A campaign: what for, how far, whose turn, and what came of it."""
    found = access.campaign(request.viewer, campaign)
    criteria = Criteria.of(found.criteria)
    context: dict[str, Any] = {
        "campaign": found, "criteria": criteria, "words": criteria.words(),
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS),
        "may_write": request.viewer.can(Can.LOG_CONTACT),
        "is_over": found.state == CampaignState.RUNNING and found.ends_on < today(),
        "is_letter": found.contact_form == "letter",
    }  # fmt: skip
    if found.state == CampaignState.DRAFT:
        ids = company_ids(request.viewer, criteria, found.cvr_numbers)
        context |= {
            "count": None if len(ids) > MOST_ROWS else len(ids), "most": MOST_ROWS,
            "is_everything": criteria.is_everything and not found.cvr_numbers,
            "most_of_all": MOST_OF_ALL,
        }  # fmt: skip
        return render(request, "companies/campaign.html", context)
    whose = request.GET.get("hvem", "")
    progress = queries.progress_of(request.viewer, found)
    mine = any(share.consultant_id == request.viewer.membership_id for share in progress.shares)
    if not whose:
        whose = "mig" if mine and found.state == CampaignState.RUNNING else "alle"
    state = request.GET.get("tilstand", "")
    state = state if state in RowState.values else ""
    if not state and "tilstand" not in request.GET and found.state == CampaignState.RUNNING:
        state = RowState.TODO
    after = request.GET.get("side", "")
    rows, following = queries.work_rows(
        request.viewer, found, state=state,
        whose=_consultant(whose, request, progress),
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 7 else 0,
    )  # fmt: skip
    result = queries.result_of(request.viewer, found)
    context |= {
        "progress": progress, "rows": rows, "following": following, "is_first": not after,
        "whose": whose, "shown_state": state, "mine": mine, "result": result,
        "share": min(100, round(100 * result / found.aim_number)),
        "states": RowState, "channel": contact_channel(found.contact_form),
        "tabs": [(RowState.TODO, RowState.TODO.label, progress.todo),
                 (RowState.CONTACTED, RowState.CONTACTED.label, progress.contacted),
                 (RowState.DECLINED, RowState.DECLINED.label, progress.declined),
                 (RowState.SKIPPED, RowState.SKIPPED.label, progress.skipped)],
        "query_string": f"hvem={whose}&tilstand={state}",
    }  # fmt: skip
    return render(request, "companies/campaign.html", context)


def _consultant(whose: str, request: Request, progress: queries.Progress) -> int | None:
    """Return whose rows are shown; None for everybody's."""
    if whose == "mig":
        return request.viewer.membership_id
    number = int(whose) if whose.isascii() and whose.isdigit() else 0
    known = (share.consultant_id for share in progress.shares)
    return next((pk for at, pk in enumerate(known, start=1) if at == number), None)
