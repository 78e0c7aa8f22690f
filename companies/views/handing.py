"""A colleague leaves: see all that is theirs, choose who takes it, hand it over in one go."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.actions import handing
from companies.actions.handing import Part
from companies.mails.handing import label_of
from companies.models import HandOver
from companies.queries import staff_choices
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.handover import handover_kinds, in_order, numbers_of
from jobcenter.http import Request
from jobcenter.models import Membership
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

SHOWN = 50
STAYS = "nej"  # chosen instead of a receiver


@allow(Can.READ_COMPANIES)
@require_GET
def hand_over_index(request: Request) -> HttpResponse:
    """Choose a colleague; without the right to, one's own."""
    if not request.viewer.can(Can.HAND_OVER):
        return redirect("companies:hand_over_mine")
    staff = staff_choices(request.viewer)
    return render(request, "companies/hand_over_index.html", {"staff": staff})


@allow(Can.READ_COMPANIES)
@require_GET
def hand_over_mine(request: Request) -> HttpResponse:
    """All that is one's own."""
    return _page(request, request.membership, staff_choices(request.viewer))


@allow(Can.READ_COMPANIES)
@require_http_methods(["GET", "POST"])
def hand_over(request: Request, member: UUID) -> HttpResponse:
    """See what is a colleague's, choose receivers, look at it once more, hand it over."""
    colleagues = staff_choices(request.viewer)
    giver = next((each for each in colleagues if each.public_id == member), None) or (
        Membership.objects.filter(
            jobcentre_id=request.viewer.jobcentre_id, public_id=member
        ).first()
    )
    if giver is None:
        raise NotYours
    if not handing.may_hand_over(request.viewer, giver):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, giver, colleagues)
    staff = {str(each.public_id): each for each in _staff(request)}
    parts = _parts(request, staff)
    ends = request.POST.get("slut") == "1" and request.viewer.can(Can.ADMINISTER)
    if not parts and not ends:
        said = _("Choose who is to take it: at least one receiver.")
        return _page(request, giver, colleagues, said)
    if request.POST.get("trin") != "udfoer":
        return _preview(request, giver, parts, ends)
    if claim_once(request.viewer, request.POST.get("once")):
        _carry_out(request, giver, parts, ends)
    return redirect("companies:hand_over", giver.public_id)


def _staff(request: Request) -> list[Membership]:
    ids = [member.pk for member in staff_choices(request.viewer)]
    return list(
        Membership.objects.select_related("user")
        .filter(jobcentre_id=request.viewer.jobcentre_id, pk__in=ids)
        .order_by("name", "id")
    )


def _parts(request: Request, staff: dict[str, Membership]) -> list[Part]:
    """Read the receivers: one for everything, one per kind; ticked rows are what goes or stays."""
    everything = staff.get(request.POST.get("til", ""))
    return [
        part
        for kind in in_order()
        for part in parts_of(
            kind.code, everything, request.POST.get(f"til-{kind.code}", ""), staff,
            _ids(request.POST.getlist(f"raekke-{kind.code}")),
        )
    ]  # fmt: skip


def parts_of(
    code: str,
    everything: Membership | None,
    chosen: str,
    staff: dict[str, Membership],
    ticked: frozenset[UUID],
) -> list[Part]:
    """Return what goes to whom of one kind.

    The receiver chosen for the kind takes the ticked rows, or all of them if none is ticked; the
    rest goes where everything goes. With STAYS the ticked rows stay, or all of them.
    """
    own = staff.get(chosen)
    if chosen == STAYS or (own and ticked):
        rest = everything if ticked else None
        found = [Part(code, rest, None, ticked)] if rest else []
        return [*found, Part(code, own, ticked)] if own else found
    to = own or everything
    return [Part(code, to, ticked or None)] if to else []


def _ids(texts: list[str]) -> frozenset[UUID]:
    found = set()
    for text in texts:
        with suppress(ValueError):
            found.add(UUID(text))
    return frozenset(found)


def _options(staff: list[Membership]) -> SafeString:
    """Return the colleagues as options: put together once, for they stand in every group."""
    return format_html_join(
        "", '<option value="{}">{}</option>', ((each.public_id, each.name) for each in staff)
    )


def _with_chosen(options: SafeString, chosen: str) -> SafeString:
    """Return the options with the one chosen before."""
    value = f'value="{chosen}"'
    if not chosen or value not in options:
        return options
    return SafeString(options.replace(value, f"{value} selected", 1))


def _page(
    request: Request, giver: Membership, staff: list[Membership], problem: str = ""
) -> HttpResponse:
    numbers = numbers_of(request.viewer, giver.pk)
    options = _options([each for each in staff if each.pk != giver.pk])
    opened = request.GET.get("vis", "")
    sections = []
    for kind in in_order():
        number = numbers[kind.code]
        if not number:
            continue
        ticked = _ids(request.POST.getlist(f"raekke-{kind.code}"))
        chosen = request.POST.get(f"til-{kind.code}", "")
        is_open = kind.is_urgent or kind.code == opened or bool(ticked)
        sections.append(
            {
                "code": kind.code,
                "anchor": kind.code.replace(".", "-"),
                "label": kind.label,
                "is_open": is_open,
                "rows": kind.find(request.viewer, giver.pk, SHOWN) if is_open else [],
                "number": number,
                "more": max(0, number - SHOWN),
                "ticked": ticked,
                "stays": chosen == STAYS,
                "options": _with_chosen(options, chosen),
            }
        )
    past = HandOver.objects.select_related("receiver", "by").filter(
        jobcentre_id=request.viewer.jobcentre_id, giver=giver
    )
    return render(
        request,
        "companies/hand_over.html",
        {
            "giver": giver,
            "is_own": giver.pk == request.viewer.membership_id,
            "sections": sections,
            "options": _with_chosen(options, request.POST.get("til", "")),
            "today": today(),
            "past": [{"done": done, "label": label_of(done.kind)} for done in
                     past.order_by("-id")[:10]],
            "may_end": request.viewer.can(Can.ADMINISTER)
            and giver.pk != request.viewer.membership_id and giver.ended_on is None,
            "problem": problem,
            "values": request.POST,
        },
        status=422 if problem else 200,
    )  # fmt: skip


def _preview(request: Request, giver: Membership, parts: list[Part], ends: bool) -> HttpResponse:
    lines = []
    for part in parts:
        kind = handover_kinds[part.kind]
        if part.only is not None:
            number = len(part.only)
        else:
            number = kind.count(request.viewer, giver.pk) - len(part.leave)
        if number > 0:
            lines.append({"label": kind.label, "to": part.to, "number": number})
    kept = [
        (key, value) for key, values in request.POST.lists() for value in values
        if value and (key.startswith(("til", "raekke-")) or key in ("note", "slut", "once"))
    ]  # fmt: skip
    return render(
        request,
        "companies/hand_over_preview.html",
        {"giver": giver, "lines": lines, "kept": kept, "ends": ends,
         "note": request.POST.get("note", "")},
    )  # fmt: skip


def _carry_out(request: Request, giver: Membership, parts: list[Part], ends: bool) -> None:
    note = request.POST.get("note", "")
    given, is_whole = 0, True
    for part in parts:
        try:
            given += handing.hand_over_part(giver, part, actor=request.viewer, note=note)
        except Refused as problem:
            is_whole = False
            said = {"what": label_of(part.kind), "why": sentence(problem)}
            messages.error(request, _("%(what)s was not handed over: %(why)s") % said)
    if given:
        text = ngettext(
            "%(number)s thing is handed over. The receiver finds it on top of My day.",
            "%(number)s things are handed over. The receivers find them on top of My day.",
            given,
        )
        messages.success(request, text % {"number": given})
    if ends and is_whole:
        handing.end_membership(giver, actor=request.viewer)
        messages.success(request, _("%(name)s does not work here from today.") % _named(giver))
    elif ends:
        messages.warning(
            request, _("%(name)s still works here: not everything was handed over.") % _named(giver)
        )


def _named(member: Membership) -> dict[str, Any]:
    return {"name": member.name}


@allow(Can.READ_COMPANIES)
@require_POST
def hand_over_seen(request: Request, done: UUID) -> HttpResponse:
    """Take a hand-over off the top of one's day."""
    found = HandOver.objects.filter(
        jobcentre_id=request.viewer.jobcentre_id,
        public_id=done,
        receiver_id=request.viewer.membership_id,
    ).first()
    if found is None:
        raise NotYours
    handing.see_hand_over(found, actor=request.viewer)
    return redirect("/")
