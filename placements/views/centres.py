"""Company centres: the list, one centre, its terms, places, companies, contract and end."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access import display_name
from companies.access import company as companies
from companies.choices.agreement import STATE_TONES as CONTRACT_TONES
from companies.models import Company
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence
from placements.access import centre as access
from placements.access import placement as places
from placements.actions import centre as acts
from placements.choices.centre import PARTNER_WORDS, STATE_TONES
from placements.forms.centre import CentreForm, EndForm, PartnerForm, PlacesForm, standing_alone
from placements.models import Centre
from placements.queries import centre as reads
from placements.queries import health
from placements.queries.place_list import with_use
from placements.rules import centre as rules
from placements.views.shared import add_refusal, form_page, private

FIELD_OF = {
    "centre_small": "places_planned", "centre_large": "places_planned",
    "centre_of_four_places": "places_planned", "centre_backwards": "ends_on",
    "centre_mentor": "mentor", "centre_mentor_within_week": "mentor_hours",
    "centrepartner_once": "cvr", "centre_itself": "cvr", "company_ceased": "cvr",
    "workplace_ceased": "workplace", "centre_reason": "reason",
}  # fmt: skip
YEAR = timedelta(days=365)


def _refuse(form: Any, error: Refused) -> None:
    field = FIELD_OF.get(error.code)
    add_refusal(form, error, field if field in form.fields else None)


def _changed(form: Any, fresh: Centre | None) -> None:
    """Say that a colleague was faster; what was typed stays, with the new version."""
    form.data = {**form.data.dict(), "version": fresh.version if fresh else 0}
    form.add_error(None, _("A colleague changed this meanwhile. Look again, and save once more."))


@allow(access.READS)
@require_GET
@private
def list_centres(request: Request) -> HttpResponse:
    """Centres that run, are being prepared or are over, with their use today."""
    show = request.GET.get("vis", "running")
    show = show if show in reads.SHOWN else "running"
    rows = reads.centres(request.viewer, show, today())
    return render(
        request,
        "placements/centre/list.html",
        {
            "rows": [(row, STATE_TONES[row.centre.state]) for row in rows],
            "show": show,
            "numbers": reads.numbers(request.viewer),
            "places": sum(row.places for row in rows),
            "held": sum(row.held for row in rows),
            "can_write": request.viewer.can(access.WRITES),
        },
    )


@allow(access.READS)
@require_GET
@private
def page(request: Request, centre: UUID) -> HttpResponse:
    """One centre: its places and who holds them, its terms, people and contract."""
    viewer = request.viewer
    found = access.get_centre(viewer, centre)
    rows = with_use(viewer, reads.places_of(found), today())
    seen = places.names_seen(viewer, [each for row in rows for each in row.held])
    state = health.centre_health(found, today()) if found.state != rules.DRAFT else None
    lacks = reads.lacking(found) if found.state == rules.DRAFT else []
    return render(
        request,
        "placements/centre/centre.html",
        {
            "centre": found,
            "can_read_pay": viewer.can(Can.READ_PAY) and found.agreement is not None
            and found.agreement.signed_at is not None,
            "tone": STATE_TONES[found.state],
            "rows": [
                (
                    row,
                    [
                        (each, each.citizen_id in seen,
                         display_name(each.citizen, each.citizen_id in seen, short=True))
                        for each in row.held
                    ],
                )
                for row in rows
            ],
            "open": sum(row.place.state == "open" for row in rows),
            "held": sum(bool(row.held) for row in rows),
            "partners": list(
                found.partners.filter(jobcentre_id=viewer.jobcentre_id).select_related("company")
            ) if found.needs.partner else [],
            "partner_word": PARTNER_WORDS.get(found.needs.partner, ""),
            "lacks": [(code, _(acts.LACKS[code])) for code in lacks],
            "texts": reads.texts_of(found),
            "health": state,
            "signs": health.sign_words(state) if state else [],
            "causes": [
                (health.cause_words()[cause], number) for cause, number in state.causes.items()
            ] if state else [],
            "contract_tone": CONTRACT_TONES[found.agreement.state] if found.agreement else "",
            "can_contract": found.agreement is None
            or found.agreement.state in {"signed", "expired", "ended"},
            "alone": standing_alone(found)
            if found.is_open and viewer.can(access.WRITES) else [],
            "can_write": viewer.can(access.WRITES) and found.is_open,
            "can_open": viewer.can(Can.WRITE_PLACES),
        },
    )  # fmt: skip


@allow(access.WRITES)
@require_http_methods(["GET", "POST"])
def new(request: Request, company: UUID) -> HttpResponse:
    """Write a centre at a company."""
    found = companies.company(request.viewer, company)
    return _terms(request, found, None)


@allow(access.WRITES)
@require_http_methods(["GET", "POST"])
def edit(request: Request, centre: UUID) -> HttpResponse:
    """Change the terms of a centre."""
    found = access.get_centre(request.viewer, centre)
    return _terms(request, found.company, found)


def _terms(request: Request, company: Company, centre: Centre | None) -> HttpResponse:
    viewer = request.viewer
    initial: dict[str, Any] = (
        CentreForm.initial_of(centre)
        if centre
        else {"starts_on": today(), "ends_on": today() + YEAR, "name": company.name,
              "consultant": viewer.membership_id}
    )  # fmt: skip
    form = CentreForm(company, viewer.jobcentre_id, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if centre is not None:
                    acts.edit_centre(
                        centre, actor=viewer, version=form.cleaned_data["version"], **form.facts()
                    )
                elif claim_once(viewer, request.POST.get("once")):
                    centre = acts.write_centre(company, actor=viewer, **form.facts())
                else:
                    return redirect("placements:centres")
        except Refused as error:
            _refuse(form, error)
        except Stale:
            _changed(form, access.get_centre(viewer, centre.public_id) if centre else None)
        else:
            messages.success(request, _("The centre is saved."))
            return redirect("placements:centre", centre.public_id)
    return form_page(
        request, "placements/centre/form.html", form=form, company=company, centre=centre
    )


def _done(request: Request, centre: Centre, work: Any, said: str) -> HttpResponse:
    """Do one thing, and say on the centre's page how it went."""
    try:
        with transaction.atomic():
            work()
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, said)
    return redirect("placements:centre", centre.public_id)


@allow(access.WRITES)
@require_POST
def contract(request: Request, centre: UUID) -> HttpResponse:
    """Write the contract from the terms, and go on to it: people, meeting, signatures."""
    found = access.get_centre(request.viewer, centre)
    try:
        with transaction.atomic():
            agreement = acts.write_contract(found, actor=request.viewer)
    except Refused as error:
        messages.error(request, sentence(error))
        return redirect("placements:centre", found.public_id)
    messages.success(
        request, _("The contract is written. Choose who signs and the meeting, and send it.")
    )
    return redirect("companies:agreement", agreement.public_id)


@allow(access.WRITES)
@require_POST
def start(request: Request, centre: UUID) -> HttpResponse:
    """Let the centre run."""
    found = access.get_centre(request.viewer, centre)
    return _done(
        request, found, lambda: acts.start_centre(found, actor=request.viewer),
        _("The centre is running."),
    )  # fmt: skip


@allow(access.WRITES)
@require_http_methods(["GET", "POST"])
def end(request: Request, centre: UUID) -> HttpResponse:
    """End a centre or give it up, knowing who is there until when."""
    viewer = request.viewer
    found = access.get_centre(viewer, centre)
    form = EndForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                acts.end_centre(found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        except Stale:
            _changed(form, access.get_centre(viewer, centre))
        else:
            messages.success(request, _("The centre is over. Its places stand by themselves now."))
            return redirect("placements:centre", found.public_id)
    rows = with_use(viewer, reads.places_of(found), today())
    held = [each for row in rows for each in row.held]
    return form_page(
        request, "placements/centre/end.html", form=form, centre=found, number=len(held),
        last=max((each.ends_on for each in held), default=None),
    )  # fmt: skip


@allow(access.WRITES)
@require_http_methods(["GET", "POST"])
def add_places(request: Request, centre: UUID) -> HttpResponse:
    """Open several places alike."""
    viewer = request.viewer
    found = access.get_centre(viewer, centre)
    form = PlacesForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(viewer, request.POST.get("once")):
                    acts.open_centre_places(found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("The places are open."))
            return redirect("placements:centre", found.public_id)
    return form_page(request, "placements/centre/places.html", form=form, centre=found)


@allow(access.WRITES)
@require_POST
def move_place(request: Request, centre: UUID, place: UUID) -> HttpResponse:
    """Take a place into the centre, or let it stand by itself."""
    viewer = request.viewer
    found, row = access.get_centre(viewer, centre), places.place_for(viewer, place)
    if request.POST.get("to") == "out":
        return _done(
            request, found, lambda: acts.let_place_out(found, row, actor=viewer),
            _("The place stands by itself."),
        )  # fmt: skip
    return _done(
        request, found, lambda: acts.take_place_in(found, row, actor=viewer),
        _("The place is one of the centre's."),
    )  # fmt: skip


@allow(access.WRITES)
@require_http_methods(["GET", "POST"])
def partner(request: Request, centre: UUID) -> HttpResponse:
    """Add another company to a centre."""
    viewer = request.viewer
    found = access.get_centre(viewer, centre)
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            with transaction.atomic():
                acts.add_partner(
                    found, facts["cvr"], actor=viewer, from_on=facts["from_on"],
                    tasks=facts["tasks"],
                )  # fmt: skip
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("The company is in the centre."))
            return redirect("placements:centre", found.public_id)
    return form_page(
        request, "placements/centre/partner.html", form=form, centre=found,
        word=PARTNER_WORDS.get(found.needs.partner, ""),
    )  # fmt: skip


@allow(access.WRITES)
@require_POST
def partner_out(request: Request, centre: UUID, partner: UUID) -> HttpResponse:
    """Let a company leave the centre."""
    viewer = request.viewer
    found = access.get_centre(viewer, centre)
    row = access.get_partner(viewer, found, partner)
    return _done(
        request, found, lambda: acts.end_partner(row, actor=viewer),
        _("The company has left the centre."),
    )  # fmt: skip
