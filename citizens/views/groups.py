"""Changing target group, match group and benefit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from citizens.access import get_open_citizen
from citizens.actions import change_benefit, change_target_group, set_match_group
from citizens.forms import BenefitForm, MatchForm, TargetForm
from citizens.queries import citizen as queries
from citizens.views.shared import add_refusal, change_page, private
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.permissions import Can, allow


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def target(request: Request, citizen: UUID) -> HttpResponse:
    """Another target group from a day."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.groups")
    form = TargetForm(request.POST if request.method == "POST" else None, day=today())
    if request.method == "POST" and form.is_valid():
        group, flag = form.cleaned_data["target"]
        try:
            change_target_group(
                found,
                actor=request.viewer,
                target_group=group,
                sub_flag=flag,
                from_on=form.cleaned_data["from_on"],
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The target group is changed."))
            return redirect("citizens:page", found.public_id)
    present = queries.target_in_words(found.target_group, found.sub_flag)
    return change_page(
        request,
        found,
        form,
        title=_("Change target group"),
        lead=_("Now: %(present)s. The past is kept.") % {"present": present},
        button=_("Change target group"),
    )


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def match(request: Request, citizen: UUID, scheme: str) -> HttpResponse:
    """Another match group of one of the open schemes from a day."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.groups")
    open_ones = queries.open_schemes(request.viewer.jobcentre_id)
    chosen = next((each for each in open_ones if each.code == scheme), None)
    if chosen is None:
        raise NotYours
    groups = open_ones[chosen]
    form = MatchForm(
        request.POST if request.method == "POST" else None, scheme=chosen, groups=groups
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_match_group(
                found,
                actor=request.viewer,
                group=form.cleaned_data["group"],
                from_on=form.cleaned_data["from_on"],
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The match group is changed."))
            return redirect("citizens:page", found.public_id)
    return change_page(
        request,
        found,
        form,
        title=_("Change match group"),
        lead=_("%(scheme)s. The past is kept.") % {"scheme": chosen.name},
        button=_("Change match group"),
    )


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def benefit(request: Request, citizen: UUID) -> HttpResponse:
    """Another benefit from a day."""
    found = get_open_citizen(request.viewer, citizen, purpose="citizen.groups")
    form = BenefitForm(
        request.POST if request.method == "POST" else None, initial={"benefit": found.benefit}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_benefit(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The benefit is changed."))
            return redirect("citizens:page", found.public_id)
    return change_page(
        request,
        found,
        form,
        title=_("Change benefit"),
        lead=_("What the citizen lives on. The past is kept."),
        button=_("Change benefit"),
    )
