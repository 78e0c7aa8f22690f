"""Mentors of one citizen: order, decide, enter hours, end."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access import display_name
from citizens.models import Citizen
from jobcenter.calendar import monday_of
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import allow
from jobcenter.views.errors import sentence
from placements.access import mentoring as access
from placements.actions import mentoring as acts
from placements.choices.mentoring import STATE_TONES
from placements.forms.mentoring import ALL, WEEK, EndForm, EntryForm, OrderForm, WhyForm
from placements.models import MentorOrder, Placement
from placements.queries import mentoring as reads
from placements.rules import mentoring as rules
from placements.views.shared import add_refusal, form_page, private

FIELD_OF = {
    "mentor_backwards": "to_on", "mentor_long": "to_on", "mentor_back": "from_on",
    "mentor_ahead": "from_on", "mentor_overlaps": "from_on", "mentor_hours": "hours",
    "mentor_week": "hours", "mentor_unpaid": "rate", "mentor_rate": "rate",
    "mentor_parallel": "parallel_note", "mentor_parallel_known": "parallel",
    "mentor_reason": "reason", "mentor_end_day": "ended_on", "mentor_end_ahead": "ended_on",
    "mentor_end_case": "ended_on", "mentor_hours_case": "to_on", "mentor_hours_ahead": "to_on",
    "mentor_hours_outside": "from_on", "mentor_hours_long": "to_on", "mentor_hours_left": "hours",
    "mentorhours_days_once": "from_on", "mentororder_one_of_kind": "kind",
}  # fmt: skip


def _refuse(form: Any, error: Refused) -> None:
    field = FIELD_OF.get(error.code)
    add_refusal(form, error, field if field in form.fields else None)


def _changed(form: Any, version: int) -> None:
    """Say that a colleague was faster; what was typed stays, with the new version."""
    form.data = {**form.data.dict(), "version": version}
    form.add_error(None, _("A colleague changed this meanwhile. Look again, and save once more."))


@allow(*access.READS)
@require_GET
@private
def of_citizen(request: Request, citizen: UUID) -> HttpResponse:
    """Every mentor of a citizen: what was granted, given and cost."""
    viewer = request.viewer
    found = access.get_citizen_with_mentors(viewer, citizen)
    rows = reads.orders_of(viewer, found)
    can_write = found.state == "active" and any(viewer.can(can) for can in access.WRITES)
    return render(
        request,
        "placements/mentoring/citizen.html",
        {
            "citizen": found, "in_team": True, "can_write": can_write,
            "open": [(row, STATE_TONES[row.state]) for row in rows if row.is_open],
            "past": [(row, STATE_TONES[row.state]) for row in rows if not row.is_open],
            "beside": reads.beside(viewer.jobcentre_id, found.pk, today()),
        },
    )  # fmt: skip


def _order_form(
    request: Request, citizen: Citizen, before: MentorOrder | None = None
) -> HttpResponse:
    viewer = request.viewer
    beside = reads.beside(viewer.jobcentre_id, citizen.pk, today())
    usual = _as_before(before) if before else _usual()
    if beside.granted:
        usual["parallel"] = rules.BESIDE
    form = OrderForm(
        request.POST or None, initial=usual,
        placements=Placement.objects.open().filter(
            jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk
        ).select_related("place__workplace").order_by("id")[:10],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if not claim_once(viewer, request.POST.get("once")):
                    return redirect("placements:mentors", citizen.public_id)
                order = acts.order_mentor(citizen, actor=viewer, prolongs=before, **form.facts())
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Ordered. Look at the cost, and approve it."))
            return redirect("placements:mentor_order", order.public_id)
    return form_page(
        request, "placements/mentoring/order_form.html", form=form, citizen=citizen,
        before=before, period=rules.source_of("period"), parallel=rules.source_of("parallel"),
        beside=beside,
    )  # fmt: skip


def _usual() -> dict[str, Any]:
    """Begin on the next Monday, for thirteen weeks."""
    begin = monday_of(today()) + timedelta(weeks=1)
    return {"from_on": begin, "to_on": begin + timedelta(weeks=13, days=-1), "hours_per": WEEK}


def _as_before(before: MentorOrder) -> dict[str, Any]:
    """Go on as before, from the day after, for as long."""
    begin = before.last_on + timedelta(days=1)
    last = min(begin + (before.to_on - before.from_on), rules.latest_end(begin))
    return {
        "from_on": begin, "to_on": last, "kind": before.kind, "mentor_name": before.mentor_name,
        "goal": before.goal, "frequency": before.frequency, "rate": before.rate,
        "hours": before.weekly_hours or before.hours,
        "hours_per": WEEK if before.weekly_hours else ALL,
        "parallel": before.parallel, "parallel_note": before.parallel_note,
        "placement": str(before.placement.public_id) if before.placement else "",
    }  # fmt: skip


@allow(*access.WRITES)
@require_http_methods(["GET", "POST"])
@private
def new(request: Request, citizen: UUID) -> HttpResponse:
    """Order a mentor."""
    return _order_form(request, access.get_citizen_with_mentors(request.viewer, citizen))


@allow(*access.WRITES)
@require_http_methods(["GET", "POST"])
@private
def prolong(request: Request, order: UUID) -> HttpResponse:
    """Order a new period that goes on from another."""
    before = access.order_to_write(request.viewer, order)
    return _order_form(request, before.citizen, before)


@allow(*access.READS)
@require_GET
@private
def page(request: Request, order: UUID) -> HttpResponse:
    """One order: what it costs, what is left of the money, who decides, the hours given."""
    viewer = request.viewer
    found, in_team = access.order_for(viewer, order)
    frame = asks = None
    waits = found.state == rules.ORDERED
    if waits:
        frame = reads.frame_of(viewer.jobcentre_id, found.from_on.year)
        asks = rules.asks_leader(found.cost_ore, frame)
    leader = access.may_decide(viewer, found)
    can_write = in_team and any(viewer.can(can) for can in access.WRITES)
    beside = rules.Beside()
    if in_team and found.is_open:
        beside = reads.beside(viewer.jobcentre_id, found.citizen_id, found.from_on, found.last_on)
    warned = rules.warns_of_parallel(found.kind, found.parallel, beside)
    is_active = found.citizen.state == "active"
    return render(
        request,
        "placements/mentoring/order.html",
        {
            "order": found, "in_team": in_team, "citizen": found.citizen,
            "name": display_name(found.citizen, in_team), "tone": STATE_TONES[found.state],
            "frame": frame, "left": _kroner(frame.left if frame else None),
            "left_of_ceiling": _kroner(frame.left_of_ceiling if frame else None),
            "asks": [_(text) for text in (asks or {}).values()],
            "can_decide": waits and (leader or (can_write and not asks)),
            "can_ask": waits and can_write and asks and not leader and not found.for_leader,
            "can_refuse": waits and (leader or (can_write and not _is_own(request, found))),
            "can_cancel": can_write and found.state in rules.MOVES["cancel"][0],
            "can_start": can_write and is_active and found.state == rules.APPROVED
            and found.from_on <= today(),
            "can_enter": can_write and found.state in (rules.APPROVED, rules.RUNNING),
            "can_end": can_write and found.state == rules.RUNNING,
            "can_prolong": can_write and is_active and found.state in rules.GRANTED
            and not reads.is_prolonged(found),
            "warned": _(warned) if warned and found.is_open else "",
            "beside": beside, "case_ended_on": found.citizen.ended_on if found.is_open else None,
            "parallel": rules.source_of("parallel"), "hours_rule": rules.source_of("hours"),
            "entries": reads.entries_of(found) if in_team and not waits else [],
            "ceiling": rules.ceiling_of(found.from_on.year),
        },
    )  # fmt: skip


def _kroner(ore: int | None) -> Decimal | None:
    return None if ore is None else Decimal(ore) / 100


def _is_own(request: Request, order: MentorOrder) -> bool:
    return order.ordered_by_id == request.viewer.membership_id


@allow(*access.READS)
@require_POST
@private
def approve(request: Request, order: UUID) -> HttpResponse:
    """Approve on the spot, or leave the order with the leader."""
    found, _in_team = access.order_for(request.viewer, order)
    sent = request.POST.get("version", "")
    try:
        version = int(sent) if sent.isdecimal() and len(sent) < 9 else 0
        done = acts.approve_order(found, actor=request.viewer, version=version)
    except Refused as error:
        messages.error(request, sentence(error))
    except Stale:
        messages.error(request, _("A colleague was faster. This is how the order stands now."))
    else:
        if done.state == rules.APPROVED:
            messages.success(request, _("The order is approved."))
        else:
            messages.info(request, _("The order lies with your leader now."))
    return redirect("placements:mentor_order", found.public_id)


@allow(*access.WRITES)
@require_POST
@private
def start(request: Request, order: UUID) -> HttpResponse:
    """Write that the mentor has begun."""
    found = access.order_to_write(request.viewer, order)
    acts.start_order(found, actor=request.viewer)
    messages.success(request, _("The mentor has begun."))
    return redirect("placements:mentor_order", found.public_id)


def _form_page(request: Request, form: Any, order: MentorOrder, **words: Any) -> HttpResponse:
    return form_page(
        request, "placements/mentoring/change.html", form=form, order=order, **words
    )  # fmt: skip


@allow(*access.READS)
@require_http_methods(["GET", "POST"])
@private
def refuse(request: Request, order: UUID) -> HttpResponse:
    """Refuse an order with a reason."""
    found, _in_team = access.order_for(request.viewer, order)
    return _closed(request, found, acts.refuse_order, _("Refuse the order"), _("It is refused."))


@allow(*access.WRITES)
@require_http_methods(["GET", "POST"])
@private
def cancel(request: Request, order: UUID) -> HttpResponse:
    """Cancel what has not begun."""
    found = access.order_to_write(request.viewer, order)
    return _closed(request, found, acts.cancel_order, _("Cancel the order"), _("It is cancelled."))


def _closed(
    request: Request, found: MentorOrder, write: Any, title: str, said: str
) -> HttpResponse:
    form = WhyForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            write(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        except Stale:
            _changed(form, access.order_for(request.viewer, found.public_id)[0].version)
        else:
            messages.success(request, said)
            return redirect("placements:mentor_order", found.public_id)
    return _form_page(request, form, found, title=title, button=title, warning=True)


@allow(*access.WRITES)
@require_http_methods(["GET", "POST"])
@private
def end(request: Request, order: UUID) -> HttpResponse:
    """Write the last day, and whether the goal was reached."""
    found = access.order_to_write(request.viewer, order)
    form = EndForm(
        request.POST or None,
        initial={
            "version": found.version,
            "ended_on": rules.last_day(min(today(), found.to_on), found.citizen.ended_on),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.end_order(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        except Stale:
            _changed(form, access.order_to_write(request.viewer, order).version)
        else:
            messages.success(request, _("The mentor's time is ended."))
            return redirect("placements:mentor_order", found.public_id)
    return _form_page(
        request, form, found, title=_("End the mentor's time"), button=_("End it"),
        lead=_("Hours that were not given are free again."),
    )  # fmt: skip


@allow(*access.WRITES)
@require_http_methods(["GET", "POST"])
@private
def enter(request: Request, order: UUID) -> HttpResponse:
    """Enter hours that were given, with what shows it."""
    found = access.order_to_write(request.viewer, order)
    monday = monday_of(today()) - timedelta(weeks=1)
    form = EntryForm(
        request.POST or None,
        initial={
            "from_on": max(monday, found.from_on),
            "to_on": rules.last_day(
                min(monday + timedelta(days=6), found.to_on), found.citizen.ended_on
            ),
            "by": found.mentor_name,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    acts.record_hours(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("The hours are entered."))
            return redirect("placements:mentor_order", found.public_id)
    return _form_page(
        request, form, found, title=pgettext("mentor", "Enter hours"), button=_("Save"),
        lead=_("%(left)s of %(hours)s hours are left.")
        % {"left": _plain(found.left), "hours": _plain(found.hours)},
    )  # fmt: skip


def _plain(hours: Decimal) -> str:
    return str(floatformat(hours, -2))


@allow(*access.WRITES)
@require_http_methods(["GET", "POST"])
@private
def take_out(request: Request, order: UUID, entry: UUID) -> HttpResponse:
    """Take out hours that were entered wrongly."""
    found = access.order_to_write(request.viewer, order)
    row = access.entry_of(request.viewer, found, entry)
    if request.method == "POST":
        acts.take_out_hours(row, actor=request.viewer)
        messages.success(request, _("The hours are taken out."))
        return redirect("placements:mentor_order", found.public_id)
    return render(
        request, "placements/mentoring/take_out.html", {"order": found, "entry": row}
    )  # fmt: skip
