"""An administrator's pages: the words profiles choose from, and the match schemes kept open."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from citizens import law
from citizens.actions.lists import add_scheme, add_word, keep_scheme, offer_word
from citizens.choices import WORD_KINDS
from citizens.models import JobcentreScheme, MatchScheme
from citizens.views.shared import add_refusal
from citizens.words import words_listed
from jobcenter.errors import Refused
from jobcenter.fields import LineField
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


class OwnWordForm(forms.Form):
    """A word of the jobcentre's own."""

    name_da = LineField(label=gettext_lazy("In Danish"), max_length=80)
    name_en = LineField(label=gettext_lazy("In English"), max_length=80)


def _tabs(current: str) -> list[tuple[str, str, bool]]:
    """Return address, label and whether it is the present one, of every list and the schemes."""
    words = reverse("citizens:words")
    tabs = [
        (f"{words}?liste={code}", str(capfirst(str(label))), code == current)
        for code, label in WORD_KINDS
    ]
    return [*tabs, (reverse("citizens:schemes"), _("Match groups"), current == "schemes")]


def _address(kind: str) -> str:
    return f"{reverse('citizens:words')}?liste={kind}"


@allow(Can.ADMINISTER)
@require_http_methods(["GET", "POST"])
def words(request: Request) -> HttpResponse:
    """The words of one list, and a word of one's own."""
    kinds = dict(WORD_KINDS)
    asked = request.GET.get("liste", "")
    kind = asked if asked in kinds else WORD_KINDS[0][0]
    form = OwnWordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_word(actor=request.viewer, kind=kind, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, "name_da")
        else:
            messages.success(request, _("Saved."))
            return redirect(_address(kind))
    return render(
        request,
        "citizens/words.html",
        {
            "tabs": _tabs(kind),
            "kind": kind,
            "label": kinds[kind],
            "words": words_listed(request.viewer.jobcentre_id, kind),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@allow(Can.ADMINISTER)
@require_POST
def word(request: Request, kind: str, code: str) -> HttpResponse:
    """Take a word off its list, or put it back."""
    is_offered = request.POST.get("tilbyd") == "ja"
    offer_word(actor=request.viewer, kind=kind, code=code, is_offered=is_offered)
    messages.success(
        request, _("The word is offered again.") if is_offered else _("The word is off the list.")
    )
    return redirect(_address(kind))


class OwnSchemeForm(forms.Form):
    """A way of grouping of the jobcentre's own: groups one a line, in both languages."""

    name_da = LineField(label=gettext_lazy("Name in Danish"), max_length=120)
    name_en = LineField(label=gettext_lazy("Name in English"), max_length=120)
    groups_da = forms.CharField(
        label=gettext_lazy("Groups in Danish, one a line"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    groups_en = forms.CharField(
        label=gettext_lazy("Groups in English, in the same order"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def pairs(self) -> list[tuple[str, str]]:
        """Return each group's two names; "" where one is missing."""
        danish, english = (
            [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
            for name in ("groups_da", "groups_en")
        )
        return list(zip_longest(danish, english, fillvalue=""))


SCHEME_FIELD = {"scheme_twice": "name_da", "groups_unequal": "groups_en"}


@allow(Can.ADMINISTER)
@require_http_methods(["GET", "POST"])
def schemes(request: Request) -> HttpResponse:
    """Every match scheme with its period and source, which are kept open here, and an own one."""
    form = OwnSchemeForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    add_scheme(
                        actor=request.viewer, groups=form.pairs(),
                        name_da=form.cleaned_data["name_da"], name_en=form.cleaned_data["name_en"],
                    )  # fmt: skip
        except Refused as error:
            add_refusal(form, error, SCHEME_FIELD.get(error.code, "groups_da"))
        else:
            messages.success(request, _("Saved."))
            return redirect("citizens:schemes")
    jobcentre_id = request.viewer.jobcentre_id
    kept = set(
        JobcentreScheme.objects.filter(jobcentre_id=jobcentre_id)
        .order_by()
        .values_list("scheme_id", flat=True)
    )
    known = MatchScheme.objects.filter(
        Q(jobcentre_id=jobcentre_id) | Q(jobcentre__isnull=True)
    ).prefetch_related("groups")
    rows = [
        {
            "scheme": scheme,
            "groups": list(scheme.groups.all()),
            "is_own": scheme.jobcentre_id is not None,
            "is_kept": scheme.pk in kept,
            "follows": scheme.code == law.CURRENT_RULESET,
        }
        for scheme in known.order_by("-valid_from", "pk")
    ]
    return render(
        request,
        "citizens/schemes.html",
        {
            "rows": rows,
            "tabs": _tabs("schemes"),
            "form": form or OwnSchemeForm(initial=_copied(rows, request.GET.get("fra", ""))),
        },
        status=422 if form is not None and form.errors else 200,
    )


def _copied(rows: list[dict[str, Any]], code: str) -> dict[str, str]:
    """Return the groups of a scheme as a form shows them; nothing for an unknown one."""
    for row in rows:
        if row["scheme"].code == code:
            return {
                "groups_da": "\n".join(group.name_da for group in row["groups"]),
                "groups_en": "\n".join(group.name_en for group in row["groups"]),
            }
    return {}


@allow(Can.ADMINISTER)
@require_POST
def scheme(request: Request, code: str) -> HttpResponse:
    """Keep a scheme open here, or no longer."""
    found = get_object_or_404(
        MatchScheme,
        Q(jobcentre_id=request.viewer.jobcentre_id) | Q(jobcentre__isnull=True),
        code=code,
    )
    is_kept = request.POST.get("aaben") == "ja"
    try:
        keep_scheme(found, actor=request.viewer, is_kept=is_kept)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Saved."))
    return redirect("citizens:schemes")
