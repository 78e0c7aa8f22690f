"""Shared with companies: what was told about a citizen, writing a clear word, the citizen's yes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access import get_case_citizen, get_open_citizen, in_case_team
from jobcenter.clock import today
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from placements.access import placement as access
from placements.access.sharing import sharing_for
from placements.actions import sharing as acts
from placements.actions.readers import confirm_reader
from placements.choices.sharing import WordState
from placements.forms.sharing import ApproveForm, AskForm, ChooseForm, TextForm, WarningWordsForm
from placements.models import Placement, Sharing
from placements.queries import sharing as reads
from placements.queries.catalogue import profile_of
from placements.rules import sharing as rules
from placements.views.shared import add_refusal, form_page, private

READS = (Can.READ_CITIZENS,)
WRITES = (Can.WRITE_CITIZENS, Can.MAKE_PLACEMENTS)
FIELD_OF = {
    "readers_many": "readers", "reader_left": "readers", "until_passed": "until",
    "until_late": "until", "how_unknown": "how", "basis_unknown": "basis",
    **{f"{what}_{name}": name for name in rules.SECTIONS for what in ("number", "long")},
}  # fmt: skip


def _refuse(form: Any, error: Refused) -> None:
    field = FIELD_OF.get(error.code)
    add_refusal(form, error, field if field in form.fields else None)


@allow(*READS)
@require_GET
@private
def shared(request: Request, citizen: UUID) -> HttpResponse:
    """Exactly what went to whom about one citizen, until when, and when it was read."""
    viewer = request.viewer
    found = get_open_citizen(viewer, citizen, purpose="word.list")
    in_team = in_case_team(viewer, found.pk)
    may_write = in_team and any(viewer.can(can) for can in WRITES)
    rows = reads.told_about(viewer, found.pk)
    profile, questions = profile_of(viewer, found.pk)
    taken = {each.sharing.placement_id for each in rows if each.sharing.is_open}
    return render(
        request,
        "placements/sharing/list.html",
        {
            "citizen": found,
            "in_team": in_team,
            "rows": rows,
            "profile": profile,
            "asked": sum(1 for each in questions if each.state == "asked"),
            "can_write": may_write,
            "placements": [
                each for each in reads.open_placements(viewer, found) if each.pk not in taken
            ]
            if may_write
            else [],
        },
    )


@allow(*WRITES)
@require_http_methods(["GET", "POST"])
@private
def new(request: Request, placement: UUID) -> HttpResponse:
    """Choose what to tell the company of a placement, and who there reads it."""
    viewer = request.viewer
    found = access.placement_for(viewer, placement)
    citizen = get_case_citizen(request.viewer, found.citizen.public_id, purpose="word.write")
    company = found.place.workplace.company
    choices = reads.choices_of(viewer, citizen)
    form = ChooseForm(
        request.POST or None, people=reads.people_of(viewer, company.pk), choices=choices,
        purpose=found.purpose,
        initial={
            "readers": [str(found.mentor.public_id)] if found.mentor else [],
            "lines": [each.code for each in choices if each.section == "strengths"],
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if not claim_once(viewer, request.POST.get("once")):
                    return redirect("placements:shared", citizen.public_id)
                made = acts.write_word(
                    citizen, company, actor=viewer, placement=found,
                    readers=form.people,
                    texts=reads.compose(form.chosen), basis=form.cleaned_data["basis"],
                )  # fmt: skip
        except Refused as error:
            _refuse(form, error)
        else:
            return redirect("placements:word_edit", made.public_id)
    return form_page(
        request, "placements/sharing/new.html", form=form, citizen=citizen, company=company,
        placement=found, unverified=_unverified(),
    )  # fmt: skip


def _unverified() -> list[tuple[str, str]]:
    return [
        (each.provenance.legal_ref, each.provenance.unverified_because)
        for each in rules.bases_on(today())
        if not each.provenance.verified
    ]


def _context(request: Request, sharing: Sharing) -> dict[str, Any]:
    told = reads.one_told(request.viewer, sharing)
    basis, unverified = reads.basis_in_words(sharing)
    in_team = in_case_team(request.viewer, sharing.citizen_id)
    return {
        "sharing": told.sharing,
        "told": told,
        "citizen": sharing.citizen,
        "basis": basis,
        "unverified": unverified,
        "in_team": in_team,
        "can_write": in_team and any(request.viewer.can(can) for can in WRITES),
        "warned": reads.warned_in(sharing),
        "missing": [
            reads.label_of(name, sharing.form)
            for name in rules.missing_in(sharing.form, sharing.texts)
        ]
        if sharing.state == WordState.DRAFT
        else [],
    }


@allow(*READS)
@require_GET
@private
def word(request: Request, sharing: UUID) -> HttpResponse:
    """One text as the company reads it, with all that happened to it."""
    found = sharing_for(request.viewer, sharing)
    context = {**_context(request, found), "form": AskForm()}
    return render(request, "placements/sharing/word.html", context)


def _mine(request: Request, sharing: UUID) -> Sharing:
    found = sharing_for(request.viewer, sharing, purpose="word.write")
    if not in_case_team(request.viewer, found.citizen_id):
        raise PermissionDenied
    return found


def _text_form(request: Request, found: Sharing, *, posted: bool) -> TextForm:
    readers = found.readers.filter(jobcentre_id=found.jobcentre_id)
    return TextForm(
        request.POST if posted else None, form=found.form,
        people=reads.people_of(request.viewer, found.company_id),
        initial={
            **found.texts, "version": found.version,
            "readers": [str(pk) for pk in readers.values_list("person__public_id", flat=True)],
        },
    )  # fmt: skip


@allow(*WRITES)
@require_http_methods(["GET", "POST"])
@private
def edit(request: Request, sharing: UUID) -> HttpResponse:
    """Write the text while it is a draft."""
    found = _mine(request, sharing)
    if found.state != WordState.DRAFT:
        return redirect("placements:word", found.public_id)
    form = _text_form(request, found, posted=request.method == "POST")
    if request.method == "POST" and form.is_valid():
        try:
            acts.edit_word(
                found, actor=request.viewer, version=form.cleaned_data["version"],
                texts=form.texts, readers=form.people,
            )  # fmt: skip
        except Stale:
            fresh = sharing_for(request.viewer, sharing, purpose="word.write")
            if fresh.state != WordState.DRAFT:
                messages.info(request, _("A colleague was faster: the text is approved."))
                return redirect("placements:word", found.public_id)
            return conflict(
                request, yours=form, theirs=_text_form(request, fresh, posted=False),
                title=_("Clear word to the company"), back=request.path, version=fresh.version,
                changed=last_change(request.viewer, fresh),
            )  # fmt: skip
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("placements:word", found.public_id)
    return form_page(
        request, "placements/sharing/edit.html", form=form, sharing=found, citizen=found.citizen
    )


@allow(*WRITES)
@require_http_methods(["GET", "POST"])
@private
def approve(request: Request, sharing: UUID) -> HttpResponse:
    """Show the citizen the text on this screen, and note the yes."""
    found = _mine(request, sharing)
    if found.state != WordState.DRAFT:
        return redirect("placements:word", found.public_id)
    context = _context(request, found)
    latest = rules.latest_until(today())
    until = found.placement.ends_on if found.placement else latest
    form = ApproveForm(
        request.POST or None, warned=context["warned"],
        initial={"version": found.version, "until": min(max(until, today()), latest)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            acts.approve_word(
                found, actor=request.viewer, version=said["version"], how=said["how"],
                until=said["until"],
            )  # fmt: skip
        except Stale:
            form.add_error(
                None, _("The text was changed meanwhile. Read it once more with the citizen.")
            )
            form.data = request.POST.copy()
            form.data["version"] = str(found.version)
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("The yes is noted. Now it can be shared."))
            return redirect("placements:word", found.public_id)
    return form_page(request, "placements/sharing/approve.html", form=form, **context)


@allow(*WRITES)
@require_POST
@private
def send(request: Request, sharing: UUID) -> HttpResponse:
    """Share an approved text, or send the links once more."""
    found = _mine(request, sharing)
    if found.state == WordState.SENT:
        acts.send_word_again(found, actor=request.viewer)
        messages.success(request, _("New links are on their way."))
    else:
        acts.send_word(found, actor=request.viewer)
        messages.success(request, _("It is shared. Each reader gets a link by mail."))
    return redirect("placements:word", found.public_id)


@allow(*WRITES)
@require_POST
@private
def reader(request: Request, sharing: UUID) -> HttpResponse:
    """Say that a reader whose address has changed is the same person."""
    found = _mine(request, sharing)
    try:
        wanted = UUID(request.POST.get("reader", ""))
    except ValueError:
        raise NotYours from None
    row = found.readers.filter(jobcentre_id=found.jobcentre_id, public_id=wanted).first()
    if row is None:
        raise NotYours
    confirm_reader(row, actor=request.viewer, seen=request.POST.get("seen", ""))
    messages.success(request, _("Noted. Send the links once more: the former ones are closed."))
    return redirect("placements:word", found.public_id)


@allow(*WRITES)
@require_POST
@private
def ask(request: Request, sharing: UUID) -> HttpResponse:
    """Show the draft on the citizen's own page."""
    found = _mine(request, sharing)
    context = _context(request, found)
    form = AskForm(request.POST)
    has_looked = form.is_valid()
    if context["warned"] and not has_looked and found.state == WordState.DRAFT:
        page = {**context, "form": form}
        return render(request, "placements/sharing/word.html", page, status=422)
    acts.ask_citizen(found, actor=request.viewer, has_looked=has_looked)
    messages.success(request, _("It stands on the citizen's own page, to be answered there."))
    return redirect("placements:word", found.public_id)


@allow(*WRITES)
@require_http_methods(["GET", "POST"])
@private
def withdraw(request: Request, sharing: UUID) -> HttpResponse:
    """Take the yes back, or throw a draft away."""
    found = _mine(request, sharing)
    if request.method == "POST":
        if found.state == WordState.DRAFT:
            acts.drop_word(found, actor=request.viewer)
            messages.success(request, _("The draft is thrown away."))
        else:
            by_citizen = request.POST.get("who") != "us"
            acts.withdraw_word(found, actor=request.viewer, by_citizen=by_citizen)
            messages.success(request, _("Nothing is shared any more. The links are closed."))
        return redirect("placements:shared", found.citizen.public_id)
    if not found.is_open:
        return redirect("placements:word", found.public_id)
    return render(
        request, "placements/sharing/withdraw.html", {"sharing": found, "citizen": found.citizen}
    )


@allow(Can.ADMINISTER)
@require_http_methods(["GET", "POST"])
def words(request: Request) -> HttpResponse:
    """The list of words of diagnosis that a text is stopped at."""
    present = reads.warning_words(request.viewer.jobcentre_id)
    form = WarningWordsForm(request.POST or None, initial={"words": "\n".join(present)})
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_warning_words(form.cleaned_data["words"].split("\n"), actor=request.viewer)
        except Refused as error:
            add_refusal(form, error, "words")
        else:
            messages.success(request, _("Saved."))
            return redirect("placements:warning_words")
    return form_page(request, "placements/sharing/words.html", form=form)


def on_placement(placement: Placement) -> dict[str, Any]:
    """Return what the placement's page shows of the text for its company: one query."""
    row = (
        Sharing.objects.filter(
            jobcentre_id=placement.jobcentre_id, citizen_id=placement.citizen_id,
            company_id=placement.place.workplace.company_id,
        )
        .order_by("-pk")
        .only("public_id", "state", "until", "sent_at")
        .first()
    )  # fmt: skip
    return {"word": row, "word_tone": reads.STATE_TONES[row.state] if row else ""}
