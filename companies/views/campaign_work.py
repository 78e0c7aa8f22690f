"""Working through a campaign: start, a company's row, letters and mail, close."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import company as access
from companies.actions import campaigns as actions
from companies.actions import letters as letter_actions
from companies.choices.campaign import MOST_OF_ALL, MOST_ROWS, RowState, Sharing
from companies.forms.campaigns import CloseForm, RowForm, StartForm
from companies.models import Campaign
from companies.queries import staff_choices
from companies.queries.campaigns import progress_of, result_of
from companies.queries.criteria import Criteria
from companies.queries.letters import addressees, summary
from companies.queries.selecting import company_ids
from jobcenter.errors import Refused, Stale
from jobcenter.export_actions import ask_export
from jobcenter.http import Request
from jobcenter.lists import kinds
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


def _page(campaign: Campaign) -> HttpResponse:
    return redirect("companies:campaign", campaign.public_id)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def start(request: Request, campaign: UUID) -> HttpResponse:
    """Say who contacts whom, and begin: from then on the companies stay as they are."""
    found = access.campaign(request.viewer, campaign)
    staff = staff_choices(request.viewer)
    form = StartForm(
        staff, request.POST or None,
        initial={"sharing": Sharing.OWNER, "consultants": [str(found.owner.public_id)]},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.start_campaign(
                found, form.people, actor=request.viewer, sharing=form.cleaned_data["sharing"],
                is_everybody_meant=form.cleaned_data["everybody"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("everybody" if refused.code == "everybody" else None, sentence(refused))
        else:
            messages.success(request, _("The campaign has begun."))
            return _page(found)
    criteria = Criteria.of(found.criteria)
    ids = company_ids(request.viewer, criteria, found.cvr_numbers)
    is_everything = criteria.is_everything and not found.cvr_numbers
    context = {
        "campaign": found, "form": form, "count": len(ids), "is_too_many": len(ids) > MOST_ROWS,
        "most": MOST_OF_ALL if is_everything else MOST_ROWS, "is_everything": is_everything,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/campaign_start.html", context, status=status)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def row(request: Request, row: UUID) -> HttpResponse:
    """Say that a company declined or is skipped, and why; or that it is to do again."""
    found = access.campaign_row(request.viewer, row)
    asked = request.GET.get("som", RowState.SKIPPED)
    asked = asked if asked in {RowState.DECLINED, RowState.SKIPPED} else RowState.SKIPPED
    form = RowForm(request.POST or None, initial={"state": asked, "version": found.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_row(
                found, data["state"], actor=request.viewer, reason=data["reason"],
                version=data["version"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, sentence(refused))
        except Stale:
            messages.warning(request, _("A colleague was faster: see where the company is now."))
            return _page(found.campaign)
        else:
            messages.success(request, _("%(name)s: saved.") % {"name": found.company.name})
            return _page(found.campaign)
    state = form["state"].value()
    context = {"row": found, "form": form, "campaign": found.campaign, "state": state}
    status = 422 if form.errors else 200
    return render(request, "companies/campaign_row.html", context, status=status)


@allow(Can.LOG_CONTACT)
@require_POST
def take(request: Request, row: UUID) -> HttpResponse:
    """Take a colleague's company of a campaign over."""
    found = access.campaign_row(request.viewer, row)
    try:
        actions.take_row(found, actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
    return _page(found.campaign)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def close(request: Request, campaign: UUID) -> HttpResponse:
    """Close a campaign with what was learned."""
    found = access.campaign(request.viewer, campaign)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_campaign(found, form.cleaned_data["note"], actor=request.viewer)
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            messages.success(request, _("The campaign is closed."))
            return _page(found)
    context = {
        "campaign": found, "form": form, "progress": progress_of(request.viewer, found),
        "result": result_of(request.viewer, found),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/campaign_close.html", context, status=status)


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def drop(request: Request, campaign: UUID) -> HttpResponse:
    """Delete a plan that was never begun."""
    found = access.campaign(request.viewer, campaign)
    try:
        actions.drop_campaign(found, actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return _page(found)
    messages.success(request, _("The plan is deleted."))
    return redirect(reverse("companies:campaigns") + "?tilstand=draft")


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def letters(request: Request, campaign: UUID) -> HttpResponse:
    """Write letters as one PDF, send mail, and say that letters were posted."""
    found = access.campaign(request.viewer, campaign)
    if request.method == "POST":
        wanted = request.POST.get("handling", "")
        try:
            if wanted == "pdf":
                letter_actions.check_can_write(found, actor=request.viewer)
                query = QueryDict(mutable=True)
                query["kampagne"] = str(found.public_id)
                asked = ask_export(kinds["campaign_letters"], query, "pdf", actor=request.viewer)
                return redirect("jobcenter:file", asked.public_id)
            if wanted == "mail":
                number = letter_actions.send_mails(found, actor=request.viewer)
                text = ngettext("%(n)s e-mail is on its way.", "%(n)s e-mails are on their way.",
                                number)  # fmt: skip
                messages.success(request, text % {"n": number})
            elif wanted == "sendt":
                number = letter_actions.note_letters_posted(found, actor=request.viewer)
                text = ngettext("%(n)s letter is in the log.", "%(n)s letters are in the log.",
                                number)  # fmt: skip
                messages.success(request, text % {"n": number})
        except Refused as refused:
            messages.error(request, sentence(refused))
        return redirect("companies:campaign_letters", found.public_id)
    who = addressees(request.viewer, found)
    context = {"campaign": found, "letters": summary(who, "letter"), "mails": summary(who, "mail")}
    return render(request, "companies/campaign_letters.html", context)
