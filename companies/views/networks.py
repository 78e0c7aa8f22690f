"""Networks: the list, one network with members and meetings, the certificate on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import date as date_text
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import networks as actions
from companies.choices.network import WHAT_FOR, NetworkKind
from companies.forms.networks import JoinForm, NetworkForm
from companies.models import Network
from companies.queries import networks as queries
from companies.queries import staff_choices
from companies.queries.newsletters import person_with
from jobcenter import pdf
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.models import Jobcentre
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


def _page(network: Network) -> HttpResponse:
    return redirect("companies:network", network.public_id)


@allow(Can.READ_COMPANIES)
@require_GET
def networks(request: Request) -> HttpResponse:
    """The networks we run, and those that have ended."""
    which = "ended" if request.GET.get("vis") == "ended" else "now"
    context = {
        "rows": queries.networks(request.viewer, which), "which": which,
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS),
        "kinds": [(label, WHAT_FOR[NetworkKind(code)]) for code, label in NetworkKind.choices],
    }  # fmt: skip
    return render(request, "companies/networks.html", context)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def write(request: Request, network: UUID | None = None) -> HttpResponse:
    """Found a network, or change one."""
    found = access.network(request.viewer, network) if network else None
    staff, parents = staff_choices(request.viewer), queries.possible_parents(request.viewer)
    me = next((m for m in staff if m.pk == request.viewer.membership_id), None)
    first = NetworkForm.first_of(found) if found else {
        "responsible": str(me.public_id) if me else "", "parent": request.GET.get("gruppe", ""),
    }  # fmt: skip
    form = NetworkForm(
        staff, [each for each in parents if found is None or each.pk != found.pk],
        request.POST or None, initial=first,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if found is None and not claim_once(request.viewer, request.POST.get("once")):
            return redirect("companies:networks")
        try:
            if found is None:
                made = actions.found_network(form.facts, actor=request.viewer)
            else:
                version = form.cleaned_data["version"] or 0
                made = actions.edit_network(
                    found, form.facts, actor=request.viewer, version=version
                )
        except Stale:
            form.add_error(None, _("A colleague changed the network meanwhile. Look at what you"
                                   " wrote, and save again to keep yours."))  # fmt: skip
            again = request.POST.copy()
            again["version"] = str(found.version if found else 0)
            form.data = again
        except Refused as refused:
            form.add_error("parent", sentence(refused))
        else:
            messages.success(request, _("The network is saved."))
            return _page(made)
    status = 422 if form.errors else 200
    context = {
        "form": form, "network": found,
        "kinds": [(label, WHAT_FOR[NetworkKind(code)]) for code, label in NetworkKind.choices],
    }  # fmt: skip
    return render(request, "companies/network_form.html", context, status=status)


@allow(Can.READ_COMPANIES)
@require_GET
def network(request: Request, network: UUID) -> HttpResponse:
    """One network: what for, who, when we met, what came of it."""
    return _network_page(request, access.network(request.viewer, network), JoinForm())


def _network_page(request: Request, found: Network, form: JoinForm) -> HttpResponse:
    side = request.GET.get("side", "")
    members, following = queries.members(request.viewer, found, side)
    context = {
        "network": found, "what_for": WHAT_FOR[NetworkKind(found.kind)],
        "members": members, "following": following, "is_first": not side,
        "meetings": queries.meetings(request.viewer, found),
        "groups": queries.groups(request.viewer, found),
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS), "is_open": found.ended_on is None,
        "is_training": found.kind == NetworkKind.TRAINING, "form": form,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/network.html", context, status=status)


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def join(request: Request, network: UUID) -> HttpResponse:
    """Take a contact person into a network."""
    found = access.network(request.viewer, network)
    form = JoinForm(request.POST)
    if form.is_valid():
        person = person_with(request.viewer, form.cleaned_data["email"])
        if person is None:
            form.add_error(
                "email",
                _("No contact person has this address. Add them at their company first."),
            )
        else:
            try:
                actions.join_network(found, person, actor=request.viewer)
            except Refused as refused:
                form.add_error("email", sentence(refused))
            else:
                messages.success(request, _("%(name)s is in the network.") % {"name": person.name})
                return _page(found)
    return _network_page(request, found, form)


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def leave(request: Request, member: UUID) -> HttpResponse:
    """Note that a member left."""
    found = access.network_member(request.viewer, member)
    actions.leave_network(found, actor=request.viewer)
    messages.success(request, _("%(name)s has left the network.") % {"name": found.person.name})
    return _page(found.network)


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def end(request: Request, network: UUID) -> HttpResponse:
    """End a network."""
    found = access.network(request.viewer, network)
    actions.end_network(found, actor=request.viewer)
    messages.success(request, _("The network has ended. It stays readable."))
    return _page(found)


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def certify(request: Request, member: UUID) -> HttpResponse:
    """Give the certificate."""
    found = access.network_member(request.viewer, member)
    try:
        actions.give_certificate(found, actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, _("%(name)s has the certificate.") % {"name": found.person.name})
    return _page(found.network)


@allow(Can.READ_COMPANIES)
@require_GET
def certificate(request: Request, member: UUID) -> HttpResponse:
    """The certificate as PDF/UA, in Danish."""
    found = access.network_member(request.viewer, member)
    if found.certified_on is None:
        raise NotYours
    network, house = found.network, Jobcentre.objects.get(pk=request.viewer.jobcentre_id)
    with translation.override("da"):
        title = _("Certificate: mentor training")
        blocks = [
            pdf.text(
                _("%(name)s, %(company)s, has taken part in “%(course)s” and completed it.")
                % {"name": found.person.name, "company": found.company.name,
                   "course": network.name}
            ),
            pdf.heading(_("The course")),
            pdf.facts([
                (_("Hours of training"), network.hours),
                (_("Days attended"), actions.days_attended(found)),
                (_("Completed"), date_text(found.certified_on, "j. F Y")),
            ]),
        ]  # fmt: skip
        if network.content:
            blocks += [pdf.heading(_("What is taught")), pdf.text(network.content)]
        blocks.append(pdf.signatures([(f"{house.unit_label} {house.name}", "")]))
        content = pdf.render(
            "report",
            {"title": title, "lead": network.purpose, "language": "da",
             "head": pdf.head_of(house), "blocks": blocks},
        )  # fmt: skip
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="kursusbevis.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(answer)
    return answer
