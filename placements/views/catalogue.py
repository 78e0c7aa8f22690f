"""The candidate catalogue: our side of a profile, and what a company sees through its own page."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access import get_open_citizen, in_case_team
from citizens.models import Citizen
from companies.choices.own_page import DOOR
from companies.queries.own_page import key_of_door
from companies.views.doors import WRONG_TOKENS, closed_to_the_world, language_of
from jobcenter.clock import today
from jobcenter.doors import find_door, is_open
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.fields import LineField
from jobcenter.http import Request, client_address
from jobcenter.models import Jobcentre
from jobcenter.permissions import allow
from jobcenter.tenancy import set_tenant
from jobcenter.throttle import too_many
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence
from placements.actions import catalogue as acts
from placements.choices.sharing import Area, HoursBand, ProfileState, SaidHow, WorkField
from placements.forms import DateInput
from placements.models import CatalogueProfile, CatalogueRequest
from placements.queries import catalogue as reads
from placements.rules import catalogue as rules
from placements.rules.sharing import latest_until
from placements.views.shared import add_refusal, form_page, private
from placements.views.sharing import READS, WRITES

ASKS = 40  # an hour and link
FIELD_OF = {
    "number_text": "text", "long_text": "text", "competences_many": "competences",
    "until_passed": "until", "until_late": "until", "how_unknown": "how",
}  # fmt: skip


class ProfileForm(forms.Form):
    """Coarse facts, and a few words that somebody else reads first."""

    field = forms.ChoiceField(label=gettext_lazy("Field of work"), choices=WorkField.choices)
    area = forms.ChoiceField(label=gettext_lazy("Area"), choices=Area.choices)
    hours = forms.ChoiceField(label=gettext_lazy("Hours a week"), choices=HoursBand.choices)
    competences = forms.MultipleChoiceField(
        label=gettext_lazy("Competences"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = LineField(
        label=gettext_lazy("In a few words"), max_length=rules.TEXT_MOST, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competences"].choices = reads.competences_offered()  # type: ignore[attr-defined]


class ConsentForm(forms.Form):
    """The citizen's yes to being in the catalogue."""

    how = forms.ChoiceField(
        label=gettext_lazy("How did the citizen say yes?"), choices=SaidHow.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    until = forms.DateField(label=gettext_lazy("It holds until and including"), widget=DateInput())
    is_free = forms.BooleanField(
        label=gettext_lazy(
            "I have said that it is voluntary, and that the yes can be taken back any time"
        ),
        error_messages={
            "required": gettext_lazy("Say it first: a yes counts only when it is free.")
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def _may_write(request: Request, citizen: Citizen) -> bool:
    return in_case_team(request.viewer, citizen.pk) and any(
        request.viewer.can(can) for can in WRITES
    )


def _page(
    request: Request, citizen: Citizen, *, consent: ConsentForm | None = None
) -> HttpResponse:
    viewer = request.viewer
    profile, questions = reads.profile_of(viewer, citizen.pk)
    is_open = profile is not None and profile.state in {ProfileState.DRAFT, ProfileState.SHOWN}
    can_write = _may_write(request, citizen)
    shown = None
    if profile is not None and profile.state == ProfileState.SHOWN:
        shown = reads.visible(viewer.jobcentre_id, today()).get(profile.pk)
    if consent is None and profile is not None and profile.state == ProfileState.DRAFT:
        consent = ConsentForm(initial={"version": profile.version, "until": latest_until(today())})
    return render(
        request,
        "placements/catalogue/profile.html",
        {
            "citizen": citizen,
            "in_team": can_write,
            "can_write": can_write,
            "profile": profile if is_open else None,
            "former": profile if not is_open else None,
            "facts": reads.facts_in_words(profile.facts) if profile else [],
            "shown": reads.facts_in_words(shown) if shown else [],
            "is_shown": shown is not None,
            "least": rules.ALIKE,
            "questions": questions,
            "form": consent,
            "can_review": bool(
                can_write and profile and is_open and profile.text and not profile.reviewed_at
                and profile.written_by_id != viewer.membership_id
            ),
        },
        status=422 if consent is not None and consent.errors else 200,
    )  # fmt: skip


@allow(*READS)
@require_GET
@private
def profile(request: Request, citizen: UUID) -> HttpResponse:
    """A candidate's profile as companies see it, the consent, and who asked."""
    found = get_open_citizen(request.viewer, citizen, purpose="word.list")
    return _page(request, found)


def _mine(request: Request, citizen: UUID) -> tuple[Citizen, CatalogueProfile]:
    found = get_open_citizen(request.viewer, citizen, purpose="word.write")
    if not _may_write(request, found):
        raise PermissionDenied
    row, _questions = reads.profile_of(request.viewer, found.pk)
    if row is None:
        raise NotYours
    return found, row


@allow(*WRITES)
@require_http_methods(["GET", "POST"])
@private
def edit(request: Request, citizen: UUID) -> HttpResponse:
    """Write the profile; what is changed is out until the citizen says yes again."""
    found = get_open_citizen(request.viewer, citizen, purpose="word.write")
    if not _may_write(request, found):
        raise PermissionDenied
    row, _questions = reads.profile_of(request.viewer, found.pk)
    initial: dict[str, Any] = {}
    if row is not None:
        names = ("field", "area", "hours", "competences", "text", "version")
        initial = {name: getattr(row, name) for name in names}
        if row.state not in {ProfileState.DRAFT, ProfileState.SHOWN}:
            initial["version"] = None
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_profile(found, actor=request.viewer, **form.cleaned_data)
        except Stale:
            form.add_error(None, _("A colleague has changed it meanwhile. Open it anew."))
        except Refused as error:
            field = FIELD_OF.get(error.code)
            add_refusal(form, error, field if field in form.fields else None)
        else:
            messages.success(request, _("Saved. Show it to the candidate before it is shared."))
            return redirect("placements:catalogue_profile", found.public_id)
    return form_page(
        request, "placements/catalogue/edit.html", form=form, citizen=found, profile=row
    )


@allow(*WRITES)
@require_POST
@private
def agree(request: Request, citizen: UUID) -> HttpResponse:
    """Note the citizen's yes to being in the catalogue."""
    found, row = _mine(request, citizen)
    form = ConsentForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            acts.agree_profile(
                row, actor=request.viewer, how=said["how"], until=said["until"],
                version=said["version"],
            )  # fmt: skip
        except Stale:
            messages.error(request, _("A colleague has changed it meanwhile. Open it anew."))
            return redirect("placements:catalogue_profile", found.public_id)
        except Refused as error:
            field = FIELD_OF.get(error.code)
            add_refusal(form, error, field if field in form.fields else None)
        else:
            messages.success(request, _("The yes is noted. The profile is in the catalogue."))
            return redirect("placements:catalogue_profile", found.public_id)
    return _page(request, found, consent=form)


@allow(*WRITES)
@require_POST
@private
def review(request: Request, citizen: UUID) -> HttpResponse:
    """Say as the second reader whether the words give the person away."""
    found, row = _mine(request, citizen)
    fine, read = request.POST.get("fine") == "yes", request.POST.get("version", "")
    try:  # what was read is what is said yes to: not words that came meanwhile
        version = int(read) if read.isascii() and read.isdigit() and len(read) < 9 else 0
        acts.review_text(row, actor=request.viewer, fine=fine, version=version)
    except Stale:
        messages.error(request, _("A colleague has changed it meanwhile. Open it anew."))
        return redirect("placements:catalogue_profile", found.public_id)
    messages.success(
        request, _("The words may be shown.") if fine else _("The words are taken out.")
    )
    return redirect("placements:catalogue_profile", found.public_id)


@allow(*WRITES)
@require_POST
@private
def withdraw(request: Request, citizen: UUID) -> HttpResponse:
    """Take the profile out at once."""
    found, row = _mine(request, citizen)
    acts.withdraw_profile(row, actor=request.viewer)
    messages.success(request, _("The profile is out of the catalogue."))
    return redirect("placements:catalogue_profile", found.public_id)


@allow(*WRITES)
@require_POST
@private
def answer(request: Request, question: UUID) -> HttpResponse:
    """Note what the citizen says to a company that asks."""
    row = (
        CatalogueRequest.objects.filter(
            jobcentre_id=request.viewer.jobcentre_id, public_id=question
        )
        .select_related("profile__citizen")
        .order_by()
        .first()
    )
    if row is None:
        raise NotYours
    citizen = row.profile.citizen
    get_open_citizen(request.viewer, citizen.public_id, purpose="word.write")
    made = acts.answer_request(row, actor=request.viewer, yes=request.POST.get("say") == "yes")
    if made is not None:
        messages.success(request, _("Write the text for the company, and show it to the citizen."))
        return redirect("placements:word_edit", made.public_id)
    messages.success(request, _("The company reads: not this time."))
    return redirect("placements:catalogue_profile", citizen.public_id)


# ── the company's side ────────────────────────────────────────────────────────────────────────


@csrf_exempt
@allow.door(DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def for_company(request: HttpRequest, token: str) -> HttpResponse:
    """Anonymous profiles for a company with an agreement; asking for one. Each look is noted."""
    door = find_door(DOOR, token)
    if door is None:
        slow = too_many("wrong", client_address(request), WRONG_TOKENS)
        with translation.override(language_of(request)):
            return _show(request, "gone", None, status=429 if slow else 404)
    # For the rest of the request, whose transaction ends with it: the door says where we are.
    set_tenant(door.jobcentre_id)
    key = key_of_door(door.jobcentre_id, door.subject) if is_open(door) else None
    house = key.jobcentre if key else Jobcentre.objects.get(pk=door.jobcentre_id)
    with translation.override(language_of(request, key.person.language if key else "da")):
        if key is None or not reads.may_see(house.pk, key.person.company):
            return _show(request, "gone", house, status=410)
        viewer = Viewer.at(door)
        told, status = "", 200
        if request.method == "POST":
            if too_many("catalogue", token, ASKS):
                return _show(request, "gone", house, status=429)
            told = _ask(request, viewer, key)
            if not told:
                path = reverse("placements:catalogue", args=[token])
                return closed_to_the_world(
                    redirect(f"{path}?sprog={translation.get_language()}&spurgt=1")
                )
            status = 422
        rows = reads.shown_to(house.pk, key.person.company, today())
        if request.method != "HEAD":
            acts.note_shown(key, [each.citizen for each in rows], actor=viewer)
        return _show(
            request, "company", house, status=status, rows=rows, token=token, told=told,
            company=key.person.company, has_asked="spurgt" in request.GET,
        )  # fmt: skip


def _ask(request: HttpRequest, viewer: Viewer, key: Any) -> str:
    """Ask for a profile that is shown now; return why not, "" if it was asked."""
    try:
        wanted = UUID(request.POST.get("profil", ""))
    except ValueError:
        wanted = None
    shown = reads.shown_to(viewer.jobcentre_id, key.person.company, today())
    if wanted is None or not any(each.public_id == wanted for each in shown):
        return _("The profile is not in the catalogue any more.")
    row = CatalogueProfile.objects.get(jobcentre_id=viewer.jobcentre_id, public_id=wanted)
    try:
        acts.ask_for(row, actor=viewer, key=key)
    except Refused as error:
        return sentence(error)
    return ""


def _show(
    request: HttpRequest, name: str, house: Jobcentre | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    context = {
        "house": house, "here": request.path, "language": translation.get_language(),
        "languages": settings.LANGUAGES, **context,
    }  # fmt: skip
    page = render(request, f"placements/catalogue/{name}.html", context, status=status)
    return closed_to_the_world(page)
