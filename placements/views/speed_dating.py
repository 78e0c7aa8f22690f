"""Speed dating: bring candidates, plan who sits with whom, note what came of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from citizens.access import display_name, may_see_name
from citizens.models import Citizen
from companies.access import company as company_access
from companies.choices import Industry
from companies.choices.need import FilledBy
from companies.models import Gathering
from jobcenter.errors import NotYours, Refused
from jobcenter.fields import LineField
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence
from placements.actions import speed_dating as actions
from placements.forms import ForNeed
from placements.models import DateOutcome
from placements.queries import speed_dating as queries
from placements.queries.needs import needs_to_fill


class CandidateForm(forms.Form):
    """A candidate who takes part."""

    citizen = forms.ChoiceField(label=gettext_lazy("Candidate"))
    looks_for = forms.MultipleChoiceField(
        label=gettext_lazy("Looks for work in"), choices=Industry.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    told = LineField(
        label=gettext_lazy("What the companies are told"), max_length=200, required=False
    )
    has_agreed = forms.BooleanField(
        label=gettext_lazy("The candidate has said yes to taking part and to what is told"),
        error_messages={"required": gettext_lazy("Ask the candidate first.")},
    )

    def __init__(self, citizens: list[Citizen], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.citizens = citizens
        self.fields["citizen"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *((str(each.public_id), each.full_name) for each in citizens),
        ]  # fmt: skip

    @property
    def chosen(self) -> Citizen:
        """The candidate."""
        wanted = self.cleaned_data["citizen"]
        return next(each for each in self.citizens if str(each.public_id) == wanted)


class OutcomeForm(ForNeed):
    """What came of a conversation, and which need of the company a job agreed fills."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"), choices=DateOutcome.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = LineField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, has_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_note:
            del self.fields["note"]
        if "need" in self.fields:
            self.fields["need"].help_text = gettext_lazy("Only when a job or trial was agreed.")
            self.fields["how"] = forms.ChoiceField(
                label=gettext_lazy("What became of it"), choices=FilledBy.choices, required=False,
                initial=FilledBy.JOB,
            )  # fmt: skip
            self.order_fields(["outcome", "need", "how", "note"])


def _page(gathering: Gathering) -> HttpResponse:
    answer = redirect("companies:gathering", gathering.public_id)
    answer["Location"] += "#speeddating"
    return answer


@allow(Can.MAKE_PLACEMENTS)
@require_http_methods(["GET", "POST"])
def bring(request: Request, gathering: UUID) -> HttpResponse:
    """Let one of the viewer's candidates take part."""
    found = company_access.gathering(request.viewer, gathering)
    form = CandidateForm(queries.my_candidates(request.viewer, found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_candidate(
                found, form.chosen, actor=request.viewer, looks_for=data["looks_for"],
                told=data["told"], has_agreed=data["has_agreed"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            messages.success(request, _("The candidate takes part."))
            return _page(found)
    status = 422 if form.errors else 200
    context = {"gathering": found, "form": form}
    return render(request, "placements/speed_dating_bring.html", context, status=status)


@allow(Can.MAKE_PLACEMENTS)
@require_POST
def take_out(request: Request, candidate: UUID) -> HttpResponse:
    """Take a candidate out again."""
    found = queries.candidate_for(request.viewer, candidate)
    try:
        actions.remove_candidate(found, actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, _("The candidate no longer takes part."))
    return _page(found.gathering)


@allow(Can.MAKE_PLACEMENTS, Can.MANAGE_CAMPAIGNS)
@require_POST
def plan(request: Request, gathering: UUID) -> HttpResponse:
    """Write the plan of the conversations."""
    found = company_access.gathering(request.viewer, gathering)
    try:
        number = actions.plan_dates(found, actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
    else:
        text = ngettext("%(n)s conversation is planned.", "%(n)s conversations are planned.",
                        number)  # fmt: skip
        messages.success(request, text % {"n": number})
    return _page(found)


@allow(Can.MAKE_PLACEMENTS, Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def outcome(request: Request, date: UUID) -> HttpResponse:
    """Note what came of a conversation."""
    found = queries.date_for(request.viewer, date)
    if not actions.may_note(request.viewer, found):
        raise NotYours
    filled = queries.need_filled_by(found)
    form = OutcomeForm(
        request.POST or None, initial={"outcome": found.outcome, "note": found.note},
        has_note=actions.is_over(request.viewer, found.candidate.citizen_id),
        needs=[] if filled else needs_to_fill(request.viewer, found.invitation.company_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_outcome(
                found, form.cleaned_data["outcome"], actor=request.viewer,
                note=form.cleaned_data.get("note", ""), need=form.cleaned_data.get("need"),
                how=form.cleaned_data.get("how") or FilledBy.JOB,
            )  # fmt: skip
        except Refused as refused:
            about_need = refused.code in {"no_job", "place_filled"} and "need" in form.fields
            form.add_error("need" if about_need else None, sentence(refused))
        else:
            messages.success(request, _("It is written down."))
            return _page(found.gathering)
    citizen = found.candidate.citizen
    seen = citizen.pk in may_see_name(request.viewer, [citizen.pk])
    context = {
        "date": found, "gathering": found.gathering, "form": form, "filled": filled,
        "candidate": display_name(citizen, seen, short=True),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "placements/speed_dating_outcome.html", context, status=status)


def on_event_page(request: HttpRequest, **subject: Any) -> str:
    """The candidates and the plan on the page of a speed dating: three queries."""
    return _slot(request, subject["gathering"], "placements/slots/speed_dating.html")


def on_day_sheet(request: HttpRequest, **subject: Any) -> str:
    """The plan on the day sheet: three queries."""
    return _slot(request, subject["gathering"], "placements/slots/speed_dating_sheet.html")


def _slot(request: HttpRequest, gathering: Gathering, template: str) -> str:
    viewer = request.viewer  # type: ignore[attr-defined]
    if gathering.kind != "speed_dating" or not viewer.can(Can.READ_CITIZENS):
        return ""
    candidates, dates = queries.of_gathering(viewer, gathering)
    may_bring = viewer.can(Can.MAKE_PLACEMENTS)
    context = {
        "gathering": gathering, "candidates": candidates, "dates": dates,
        "is_open": gathering.state == "planned", "may_bring": may_bring,
        "may_plan": may_bring or viewer.can(Can.MANAGE_CAMPAIGNS),
        "is_held": any(each.outcome for each in dates),
    }  # fmt: skip
    return render_to_string(template, context, request)
