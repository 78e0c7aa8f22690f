"""Partnership agreements: the list, one agreement, its draft, its moves, its versions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import agreements as acts
from companies.agreement_paper import texts_of
from companies.forms.agreements import (
    AgreementForm,
    ReasonForm,
    ScanForm,
    TemplateForm,
    first_values,
    values_of,
)
from companies.models import Agreement, AgreementText, Company
from companies.queries import people_of
from companies.queries.agreement_text import content_of, sections_of, template_of
from companies.queries.agreements import (
    PAGE,
    AgreementFilters,
    goals_counted,
    listed,
    meetings_of,
    of_agreement,
)
from companies.queries.parties import invitations_by_us, together_for_lead
from companies.queries.parties import shown as party_shown
from companies.rules import agreements as rules
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.lists import list_state
from jobcenter.models import Membership
from jobcenter.once import claim_once
from jobcenter.permissions import OUTSIDERS, Can, Role, allow
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence

TABS = ("running", "unfinished", "over", "all")


@allow(Can.READ_COMPANIES)
@require_GET
def listing(request: Request) -> HttpResponse:
    """Every agreement with its light: what is at risk first."""
    state = list_state(request, "agreements")
    if state.redirect:
        return redirect(state.redirect)
    filters = AgreementFilters.of(request.GET)
    rows = listed(request.viewer, filters)
    cursor = request.GET.get("side", "")
    start = int(cursor) if cursor.isdigit() and len(cursor) < 6 else 0
    rest = state.kind.kept(request.GET)
    rest.pop("vis", None)
    labels = (_("In force"), _("Not yet signed"), _("Over"), _("All"))
    context: dict[str, Any] = {
        "state": state, "filters": filters, "rows": rows[start : start + PAGE],
        "count": len(rows), "rest": rest.urlencode(),
        "following": str(start + PAGE) if len(rows) > start + PAGE else "",
        "is_first": start == 0, "tabs": list(zip(TABS, labels, strict=True)),
        "lights": _lights(), "may_administer": request.viewer.can(Can.ADMINISTER),
    }  # fmt: skip
    return render(request, "companies/agreements.html", context)


def _lights() -> list[tuple[str, str]]:
    from companies.choices.agreement import Light

    return [("", _("All")), *((value, str(label)) for value, label in Light.choices)]


@allow(Can.READ_COMPANIES)
@require_GET
def agreement(request: Request, agreement: UUID) -> HttpResponse:
    """One agreement: what was agreed, what was delivered, who signed, what comes next."""
    found = access.agreement(request.viewer, agreement)
    return render(request, "companies/agreement.html", page_of(request, found))


def page_of(request: Request, found: Agreement, **more: Any) -> dict[str, Any]:
    """Return what the agreement's page shows."""
    viewer = request.viewer
    goals = list(goals_counted(viewer, today()).filter(agreement=found))
    shown = of_agreement(found, goals, today())
    texts = texts_of(found)
    content = texts[0].content if texts and found.state != "draft" else content_of(found, goals)
    signatures = list(texts[0].signatures.all()) if texts and found.state != "draft" else []
    signed = {each.side for each in signatures}
    renewal = Agreement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, previous=found
    ).exclude(state="ended").first()  # fmt: skip
    is_out = found.state in {"sent", "signed_one"}
    may_write = viewer.can(Can.WRITE_AGREEMENTS)
    is_shared = found.is_shared  # type: ignore[attr-defined]  # by access
    parties = invitations_by_us(viewer, found.pk) if is_shared else []
    return {
        "parties": [told for row in parties if (told := party_shown(row)).code != "out"],
        "together": together_for_lead(found, shown, parties),
        "agreement": found, "shown": shown, "content": content,
        "sections": [row for row in sections_of(content) if not row[0].startswith("goals_")],
        "text": texts[0] if texts else None, "texts": texts, "signatures": signatures,
        "company": found.company, "renewal": renewal, "is_out": is_out, "may_write": may_write,
        "may_sign": is_out and viewer.can(Can.SIGN_AGREEMENTS) and "jobcentre" not in signed,
        "may_renew": may_write and found.state in rules.RENEWABLE and renewal is None,
        "may_scan": is_out and may_write,
        "may_see_scans": may_write or viewer.can(Can.SIGN_AGREEMENTS),
        "evaluations": list(
            found.evaluations.filter(jobcentre_id=viewer.jobcentre_id).order_by("-year_on", "side")
        ),
        "aside_slot": registries.render_slot("agreement.aside", request, agreement=found),
        "scan_form": ScanForm(), **more,
    }  # fmt: skip


def world_of(viewer: Viewer, company: Company) -> dict[str, list[Any]]:
    """Return whom and what a draft can name: people, colleagues, managers, meetings."""
    roles = [role for role in Role.values if role not in OUTSIDERS]
    staff = list(
        Membership.objects.active()
        .with_role(*roles)
        .filter(jobcentre_id=viewer.jobcentre_id)
        .order_by("name", "id")
    )
    return {
        "people": [each for each in people_of(viewer, company=company) if each.left_on is None],
        "staff": staff,
        "managers": [each for each in staff if Role.MANAGER in each.roles],
        "meetings": meetings_of(viewer, company),
    }


@allow(Can.WRITE_AGREEMENTS)
@require_http_methods(["GET", "POST"])
def new(request: Request, company: UUID) -> HttpResponse:
    """Write a draft from the jobcentre's template."""
    found = access.company(request.viewer, company)
    _number, clauses = template_of(request.viewer)
    return _draft(request, found, clauses, None)


@allow(Can.WRITE_AGREEMENTS)
@require_http_methods(["GET", "POST"])
def renew(request: Request, agreement: UUID) -> HttpResponse:
    """Write the draft that renews an agreement: the same text, the next period."""
    former = access.agreement(request.viewer, agreement)
    return _draft(request, former.company, former.clauses, former)


def _draft(
    request: Request, company: Company, clauses: list[dict[str, str]], former: Agreement | None
) -> HttpResponse:
    viewer = request.viewer
    world = world_of(viewer, company)
    if request.method == "POST":
        form = AgreementForm(world, clauses, request.POST)
        if form.is_valid():
            if not claim_once(viewer, request.POST.get("once")):
                return redirect("companies:agreements")
            made = acts.draft_agreement(company, form.facts, actor=viewer, previous=former)
            messages.success(request, _("The draft is saved. Read it through, then send it."))
            return redirect("companies:agreement", made.public_id)
    else:
        goals = list(former.goals.order_by("order")) if former else []
        facts = acts.renewal_of(former, goals) if former else None
        initial = first_values(request.membership, world["managers"], facts)
        form = AgreementForm(world, clauses, initial=initial)
    back = former or company
    name = "companies:agreement" if former else "companies:company"
    return _form(request, company, form, reverse(name, args=[back.public_id]), former=former)


@allow(Can.WRITE_AGREEMENTS)
@require_http_methods(["GET", "POST"])
def edit(request: Request, agreement: UUID) -> HttpResponse:
    """Change a draft; what a colleague changed meanwhile is not overwritten."""
    found = access.agreement(request.viewer, agreement)
    rules.check_can_edit_agreement(found.state)
    world = world_of(request.viewer, found.company)
    back = reverse("companies:agreement", args=[found.public_id])
    if request.method != "POST":
        return _form(request, found.company, _filled(found, world), back)
    form = AgreementForm(world, found.clauses, request.POST)
    if not form.is_valid():
        return _form(request, found.company, form, back)
    version = form.cleaned_data["version"] or 0
    try:
        acts.edit_agreement(found, form.facts, actor=request.viewer, version=version)
    except Stale:
        stored = access.agreement(request.viewer, found.public_id)
        return conflict(
            request, yours=form, theirs=_filled(stored, world), version=stored.version,
            title=stored.purpose, back=back, changed=last_change(request.viewer, stored),
        )  # fmt: skip
    messages.success(request, _("The draft is saved. Read it through, then send it."))
    return redirect(back)


def _filled(found: Agreement, world: dict[str, list[Any]]) -> AgreementForm:
    goals = list(found.goals.order_by("order"))
    initial = values_of(found, version=found.version, goals=goals)
    return AgreementForm(world, found.clauses, initial=initial)


def _form(
    request: Request, company: Company, form: AgreementForm, back: str, **more: Any
) -> HttpResponse:
    wrong = form.errors or any(goal.errors for goal in form.goals if form.is_bound)
    context = {"company": company, "form": form, "back": back, **more}
    return render(request, "companies/agreement_form.html", context, status=422 if wrong else 200)


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def move(request: Request, agreement: UUID, step: str) -> HttpResponse:
    """Send a draft for signing, or take it back while nobody has signed."""
    found = access.agreement(request.viewer, agreement)
    version = int(request.POST.get("version", "0") or 0)
    try:
        if step == "send":
            acts.send_agreement(found, actor=request.viewer, version=version)
            done = _("It is sent. Both managements have been asked to sign.")
        else:
            acts.take_agreement_back(found, actor=request.viewer, version=version)
            done = _("It is a draft again. The link in the mail no longer works.")
    except Refused as problem:
        found = access.agreement(request.viewer, agreement)
        context = page_of(request, found, refusal=sentence(problem))
        return render(request, "companies/agreement.html", context, status=422)
    messages.success(request, done)
    return redirect("companies:agreement", found.public_id)


@allow(Can.WRITE_AGREEMENTS)
@require_http_methods(["GET", "POST"])
def end(request: Request, agreement: UUID) -> HttpResponse:
    """End an agreement before its day."""
    found = access.agreement(request.viewer, agreement)
    form = ReasonForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            acts.end_agreement(
                found, actor=request.viewer, version=form.cleaned_data["version"] or 0,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("The agreement is ended. It stays in the history."))
            return redirect("companies:agreement", found.public_id)
    context = {"agreement": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "companies/agreement_end.html", context, status=status)


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def tick(request: Request, agreement: UUID, goal: UUID) -> HttpResponse:
    """Note a milestone reached, or take the note back."""
    found = access.agreement(request.viewer, agreement)
    row = found.goals.filter(jobcentre_id=request.viewer.jobcentre_id, public_id=goal).first()
    if row is None:
        raise NotYours
    acts.tick_milestone(row, actor=request.viewer, done=request.POST.get("done") == "1")
    return redirect("companies:agreement", found.public_id)


@allow(Can.READ_COMPANIES)
@require_GET
def versions(request: Request, agreement: UUID) -> HttpResponse:
    """Two texts of a cooperation side by side, clause by clause."""
    found = access.agreement(request.viewer, agreement)
    chain = [found.pk]
    former = found.previous
    while former is not None and len(chain) < 20:
        chain.append(former.pk)
        former = former.previous
    texts = list(
        AgreementText.objects.select_related("agreement")
        .filter(jobcentre_id=request.viewer.jobcentre_id, agreement_id__in=chain)
        .order_by("agreement__number", "number")
    )
    options = [
        (
            str(each.public_id),
            _("Agreement %(number)s, text %(text)s")
            % {"number": each.agreement.number, "text": each.number},
            each.content,
        )
        for each in texts
    ]
    if found.state == "draft":
        goals = list(found.goals.order_by("order"))
        options.append(("draft", _("The draft as it is now"), content_of(found, goals)))
    asked = [request.GET.get(name, "") for name in ("fra", "til")]
    known = {key: at for at, (key, _label, _content) in enumerate(options)}
    newer = known.get(asked[1], len(options) - 1)
    older = known.get(asked[0], max(newer - 1, 0))
    rows = []
    if options:
        before, after = (sections_of(options[at][2]) for at in (older, newer))
        rows = rules.differences(before, after)
    context = {
        "agreement": found, "rows": rows, "options": options,
        "older": options[older] if options else None,
        "newer": options[newer] if options else None,
        "changed": sum(1 for row in rows if row.kind != "same"),
    }  # fmt: skip
    return render(request, "companies/agreement_versions.html", context)


@allow(Can.ADMINISTER)
@require_http_methods(["GET", "POST"])
def template(request: Request) -> HttpResponse:
    """The clauses new agreements begin with; every change is a new version."""
    number, clauses = template_of(request.viewer)
    if request.method == "POST":
        form = TemplateForm(clauses, request.POST)
        if form.is_valid():
            try:
                acts.write_template(
                    form.clauses, actor=request.viewer, number=form.cleaned_data["number"]
                )
            except Refused as problem:
                form.add_error(None, sentence(problem))
            else:
                messages.success(
                    request, _("The template is saved. Agreements written before keep their text.")
                )
                return redirect("companies:agreement_template")
    else:
        form = TemplateForm(clauses, initial={"number": number})
    context = {"form": form, "number": number}
    status = 422 if form.errors else 200
    return render(request, "companies/agreement_template.html", context, status=status)
