"""A new work trial: whom, where, and then from when – checked against the law as one types."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from citizens.access import citizens_visible_to, get_open_citizen
from citizens.choices import CitizenState
from citizens.models import Citizen
from jobcenter.calendar import add_working_days
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence
from placements.access import placement as access
from placements.actions import limits, plan_placement
from placements.choices import OPEN_STATES
from placements.forms import PlanForm
from placements.models import Place, Placement
from placements.queries.needs import needs_to_fill
from placements.queries.place_list import PlaceFilters, page_of_places
from placements.queries.reservations import mine_at
from placements.rules.conditions import check_purpose_fits, check_weekly_hours
from placements.rules.duration import Limit, max_weeks
from placements.rules.reach import check_can_begin_on
from placements.views.shared import add_refusal, private
from placements.views.words import say

MOST = 100


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@allow(Can.MAKE_PLACEMENTS)
@require_GET
@private
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the candidate, then the place – in the order one comes with them."""
    viewer = request.viewer  # type: ignore[attr-defined]
    citizen_id = _uuid(request.GET.get("kandidat", ""))
    place_id = _uuid(request.GET.get("plads", ""))
    need_id = _uuid(request.GET.get("behov", ""))
    if citizen_id and place_id:
        answer = redirect("placements:plan", citizen=citizen_id, place=place_id)
        if need_id:
            answer["Location"] += f"?behov={need_id}"
        return answer
    if citizen_id is None:
        return render(
            request,
            "placements/choose_candidate.html",
            {"candidates": _candidates(request), "place_id": place_id, "need_id": need_id},
        )
    citizen = get_open_citizen(viewer, citizen_id, purpose="placement.plan")
    after = request.GET.get("side", "")
    filters = PlaceFilters.of(request.GET)
    rows, following, is_first = page_of_places(viewer, filters, today(), after)
    return render(
        request,
        "placements/choose_place.html",
        {
            "citizen": citizen,
            "rows": rows,
            "following": following,
            "is_first": is_first,
            "filters": filters,
        },
    )


def _candidates(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the viewer's candidates with what they have open, those without anything first."""
    viewer = request.viewer  # type: ignore[attr-defined]
    citizens = list(
        citizens_visible_to(viewer)
        .filter(state=CitizenState.ACTIVE)
        .select_related("target_group")
        .order_by("name_key", "id")[:MOST]
    )
    open_to = dict(
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            citizen_id__in=[each.pk for each in citizens],
            state__in=OPEN_STATES,
        )
        .order_by("ends_on", "id")
        .values_list("citizen_id", "ends_on")
    )
    rows = [{"citizen": each, "open_until": open_to.get(each.pk)} for each in citizens]
    return sorted(rows, key=lambda row: row["open_until"] is not None)


@allow(Can.MAKE_PLACEMENTS)
@require_http_methods(["GET", "POST"])
@private
def plan(request: HttpRequest, citizen: UUID, place: UUID) -> HttpResponse:
    """Plan a work trial; the check says what the law allows before anything is saved."""
    viewer = request.viewer  # type: ignore[attr-defined]
    person = get_open_citizen(viewer, citizen, purpose="placement.plan")
    where = access.place_for(viewer, place)
    limit, trouble = _limit(person)
    mine = mine_at(viewer, where, [person.pk])
    begin = max(today(), where.open_from, mine.starts_on if mine else today())
    first = add_working_days(begin, 0)
    form = PlanForm(
        request.POST or None,
        citizen=person,
        place=where,
        most_weeks=limit.weeks if limit else 4,
        needs=needs_to_fill(viewer, where.workplace.company_id),
        initial={
            "need": request.GET.get("behov", ""),
            "starts_on": first,
            "weeks": limit.weeks if limit else None,
            "weekly_hours": mine.weekly_hours if mine else where.weekly_hours,
        },
    )
    context: dict[str, Any] = {
        "form": form, "citizen": person, "place": where, "limit": limit, "trouble": trouble,
        "mine": mine,
    }  # fmt: skip
    if request.method == "POST" and request.htmx:  # type: ignore[attr-defined]
        return render(
            request, "placements/plan.html#check", {"check": live_check(form, person, where)}
        )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            done = _save(request, form, person, where)
            if done is not None:
                return done
        status = 422
    context["check"] = live_check(form, person, where)
    return render(request, "placements/plan.html", context, status=status)


def _save(
    request: HttpRequest, form: PlanForm, person: Citizen, where: Place
) -> HttpResponse | None:
    viewer = request.viewer  # type: ignore[attr-defined]
    if not claim_once(viewer, request.POST.get("once")):
        return redirect("citizens:page", citizen=person.public_id)
    asked = {key: value for key, value in form.cleaned_data.items() if key != "weeks"}
    try:
        placement = plan_placement(person, where, actor=viewer, **asked)
    except Refused as error:
        add_refusal(form, error, _field_of(error.code))
        return None
    messages.success(request, _("The work trial is planned. Agree it when everybody has said yes."))
    return redirect("placements:placement", placement=placement.public_id)


def _field_of(code: str) -> str | None:
    """Return the field a refusal belongs to, so that the cursor lands there."""
    if code.startswith("duration"):
        return "ends_on"
    if code.startswith("hours"):
        return "weekly_hours"
    if code.startswith("purpose"):
        return "purpose"
    return {
        "start_out_of_reach": "starts_on",
        "place_taken": "starts_on",
        "place_hours_few": "weekly_hours",
        "place_not_yet_open": "starts_on",
        "mentor_elsewhere": "mentor",
    }.get(code)


def _limit(person: Citizen) -> tuple[Limit | None, str]:
    try:
        return max_weeks(person.target_group.number, person.sub_flag, today()), ""
    except Refused as error:
        return None, sentence(error)


def live_check(form: PlanForm, person: Citizen, where: Place) -> dict[str, Any]:
    """Return what would happen: blocks and warnings in words, and the limit with its paragraph."""
    asked = _asked(form, person, where)
    starts_on, ends_on = asked.get("starts_on"), asked.get("ends_on")
    if not starts_on or not ends_on:
        return {"blocks": [], "warnings": [], "limit": None}
    try:
        check_can_begin_on(starts_on, today())
    except Refused as error:  # no other rule knows the law of that day
        return {"blocks": [sentence(error)], "warnings": [], "limit": None}
    blocks: list[str] = []
    warnings: list[str] = []
    limit = None
    known = limits.placements_of(person)
    try:
        limit = limits.limit_for(person, starts_on, ends_on)
        warnings = [
            say(each) for each in limits.warnings_for(known, where, limit, starts_on, ends_on)
        ]
    except Refused as error:
        blocks.append(sentence(error))
    for check in _checks(asked, person, where, known):
        try:
            check()
        except Refused as error:
            blocks.append(sentence(error))
    return {
        "blocks": list(dict.fromkeys(blocks)),
        "warnings": warnings,
        "limit": limit,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "weeks": -(-((ends_on - starts_on).days + 1) // 7),
        "group": person.target_group,
    }


def _asked(form: PlanForm, person: Citizen, where: Place) -> dict[str, Any]:
    """Return what the form says so far; an untouched one asks for the law's longest."""
    if form.is_bound:
        form.is_valid()
        return form.cleaned_data
    asked = {"starts_on": form.initial["starts_on"], "weekly_hours": form.initial["weekly_hours"]}
    limit, _trouble = _limit(person)
    if limit:
        asked["ends_on"] = limit.latest_end(asked["starts_on"])
    return asked


def _checks(
    asked: dict[str, Any], person: Citizen, where: Place, known: list[Placement]
) -> list[Callable[[], object]]:
    starts_on, ends_on = asked["starts_on"], asked["ends_on"]
    checks: list[Callable[[], object]] = [
        lambda: limits.check_place_open(where, starts_on, ends_on),
        lambda: limits.check_citizen_free(known, starts_on, ends_on),
    ]
    if hours := asked.get("weekly_hours"):
        checks.append(
            lambda: limits.check_place_free(where, starts_on, ends_on, hours, citizen_id=person.pk)
        )
        checks.append(
            lambda: check_weekly_hours(
                hours, starts_on, normal_hours_of_workplace=where.weekly_hours
            )
        )
    if purpose := asked.get("purpose"):
        checks.append(
            lambda: check_purpose_fits(
                purpose,
                target_group_number=person.target_group.number,
                flag=person.sub_flag,
                on=starts_on,
            )
        )
    return checks
