"""Contact persons who look alike: found on entry and by a search, merged, and parted again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import merging
from companies.forms.fields import PhoneField
from companies.models import ContactPerson, PersonMerge, PersonPair
from companies.queries.likeness import alike_in_company, newest_merges, open_pairs
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

WHY = {
    "mail": gettext_lazy("same e-mail"),
    "phone": gettext_lazy("same number"),
    "name": gettext_lazy("a name like it"),
}


def why_in_words(reasons: list[str]) -> str:
    """Return why two look alike."""
    return ", ".join(str(WHY[reason]) for reason in reasons if reason in WHY)


@allow(Can.LOG_CONTACT, Can.IMPORT_COMPANIES)
@require_GET
def duplicates(request: Request) -> HttpResponse:
    """Pairs to look at, and what was merged lately."""
    after = request.GET.get("side", "")
    pk = int(after) if after.isascii() and after.isdigit() and len(after) < 18 else 0
    pairs, following = open_pairs(request.viewer, pk)
    return render(
        request,
        "companies/duplicates.html",
        {
            "pairs": [{"pair": pair, "why": why_in_words(pair.reasons)} for pair in pairs],
            "following": following,
            "previous": "-" if pk else "",
            "merges": newest_merges(request.viewer),
        },
    )


@allow(Can.LOG_CONTACT, Can.IMPORT_COMPANIES)
@require_POST
def duplicates_search(request: Request) -> HttpResponse:
    """Compare all contact persons now; else it is done every night."""
    number = merging.find_duplicates(actor=request.viewer)
    if number:
        messages.success(request, _("New pairs to look at: %(number)s.") % {"number": number})
    else:
        messages.success(request, _("No new pairs were found."))
    return redirect("companies:duplicates")


@allow(Can.LOG_CONTACT, Can.IMPORT_COMPANIES)
@require_POST
def different(request: Request, pair: UUID) -> HttpResponse:
    """Remember that two are not the same."""
    found = PersonPair.objects.filter(
        jobcentre_id=request.viewer.jobcentre_id, public_id=pair
    ).first()
    if found is None:
        raise NotYours
    merging.note_different(found, actor=request.viewer)
    messages.success(request, _("Remembered: they are two different persons."))
    return redirect("companies:duplicates")


def _label(name: str) -> str:
    field: Any = ContactPerson._meta.get_field(name)
    return str(field.verbose_name)


def _sides(one: ContactPerson, other: ContactPerson) -> list[dict[str, Any]]:
    """Return the fields in which two differ; where only one says something, that is chosen."""
    rows = []
    for name in merging.CHOSEN:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine == theirs or (not mine and not theirs):
            continue
        display = f"get_{name}_display"
        rows.append(
            {
                "name": name,
                "label": _label(name),
                "one": getattr(one, display)() if hasattr(one, display) else mine or "",
                "other": getattr(other, display)() if hasattr(other, display) else theirs or "",
                "takes_other": not mine,
            }
        )
    return rows


@allow(Can.LOG_CONTACT, Can.IMPORT_COMPANIES)
@require_http_methods(["GET", "POST"])
def merge(request: Request, person: UUID, other: UUID) -> HttpResponse:
    """Choose field by field what the one person keeps; then merge."""
    one = access.person(request.viewer, person)
    two = access.person(request.viewer, other)
    problem = ""
    if one.pk == two.pk and request.method == "POST":
        found = PersonMerge.objects.select_related("by", "winner").filter(
            jobcentre_id=request.viewer.jobcentre_id,
            loser_public_id__in=[person, other],
            undone_at__isnull=True,
        )
        done = found.order_by("-id").first()
        if done is not None and done.by_id != request.viewer.membership_id:
            said = {"who": done.by.name, "loser": done.loser_name, "winner": done.winner.name}
            text = _("%(who)s has just merged %(loser)s into %(winner)s. Nothing more was changed.")
            messages.warning(request, text % said)
    if one.pk == two.pk:
        return redirect("companies:company", one.company.public_id)
    if request.method == "POST" and claim_once(request.viewer, request.POST.get("once")):
        names = {name for name in merging.CHOSEN if request.POST.get(name) == "other"}
        versions = tuple(
            int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
            for text in (request.POST.get("version", ""), request.POST.get("version_other", ""))
        )
        try:
            done = merging.merge_people(
                one, two, actor=request.viewer, take=names, versions=(versions[0], versions[1])
            )
        except Refused as refused:
            problem = sentence(refused)
        else:
            text = _("%(name)s is now one person. You can undo it under Likely duplicates.")
            messages.success(request, text % {"name": done.winner.name})
            return redirect("companies:company", one.company.public_id)
    return render(
        request,
        "companies/merge.html",
        {"one": one, "other": two, "rows": _sides(one, two), "problem": problem},
        status=422 if problem else 200,
    )


@allow(Can.LOG_CONTACT, Can.IMPORT_COMPANIES)
@require_POST
def undo_merge(request: Request, merge: UUID) -> HttpResponse:
    """Make two of one again."""
    found = PersonMerge.objects.filter(
        jobcentre_id=request.viewer.jobcentre_id, public_id=merge
    ).first()
    if found is None:
        raise NotYours
    kept = merging.undo_merge(found, actor=request.viewer)
    messages.success(request, _("The merge is undone: they are two persons again."))
    if kept:
        names = ", ".join(_label(name) for name in kept)
        text = _("Changed since the merge and therefore kept: %(fields)s.")
        messages.warning(request, text % {"fields": names})
    return redirect("companies:duplicates")


@allow(Can.LOG_CONTACT)
@require_POST
def person_alike(request: Request, company: UUID) -> HttpResponse:
    """Say who looks like the person being typed: a fragment beside the form."""
    found = access.company(request.viewer, company)
    typed = {name: request.POST.get(name, "").strip()[:254] for name in ("name", "phone", "email")}
    try:
        typed["phone"] = PhoneField(required=False).clean(typed["phone"])
    except ValidationError:
        typed["phone"] = ""
    return render(
        request,
        "companies/_alike.html",
        {"alike": _told(request, found.pk, typed), "company": found},
    )


def _told(request: Request, company_id: int, typed: dict[str, str]) -> list[dict[str, Any]]:
    rows = alike_in_company(
        request.viewer, company_id, name=typed["name"], phone=typed["phone"], email=typed["email"]
    )
    return [{"person": row.person, "why": why_in_words(row.reasons)} for row in rows]


def tell_alike(request: Request, person: ContactPerson) -> None:
    """Say after a person is saved who else here looks like them, with the way to merge."""
    rows = alike_in_company(
        request.viewer, person.company_id, name=person.name, phone=str(person.phone or ""),
        email=person.email, but=person.pk,
    )  # fmt: skip
    if rows:
        merging.find_duplicates(actor=request.viewer, company_id=person.company_id)
        text = _("%(name)s is already here (%(why)s). If it is the same person, merge them: see "
                 "Likely duplicates.")  # fmt: skip
        said = {"name": rows[0].person.name, "why": why_in_words(rows[0].reasons)}
        messages.warning(request, text % said)
