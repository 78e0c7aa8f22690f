"""The newsletter: its issues, writing and sending one, who gets it, and how to stop it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import newsletters as actions
from companies.choices.network import NEWSLETTER_DOOR, BlockKind, StopWay
from companies.forms.newsletters import ConsentForm, NewsletterForm
from companies.models import NewsletterConsent
from companies.queries import newsletters as queries
from companies.views.doors import LANGUAGES, closed_to_the_world, door_of, gone, language_of
from jobcenter.clock import today
from jobcenter.doors import is_open
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.models import Jobcentre
from jobcenter.permissions import Can, allow
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence

FIRST = [
    {"kind": BlockKind.TEXT.value, "title": "", "text": ""},
    {"kind": BlockKind.EVENTS.value, "title": "Det sker", "text": ""},
    {"kind": BlockKind.CONTACT.value, "title": "Ring til os", "text": ""},
]


@allow(Can.READ_COMPANIES)
@require_GET
def newsletters(request: Request) -> HttpResponse:
    """The issues, how many get it, when the next is due."""
    rows = queries.issues(request.viewer)
    due = queries.due_on(rows)
    context = {
        "rows": rows, "due": due, "is_due": due is not None and due <= today(),
        "agreed": queries.count_agreed(request.viewer),
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS),
    }  # fmt: skip
    return render(request, "companies/newsletters.html", context)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def write(request: Request, newsletter: UUID | None = None) -> HttpResponse:
    """Write an issue in blocks."""
    found = access.newsletter(request.viewer, newsletter) if newsletter else None
    first = {"title": found.title, "version": found.version} if found else {}
    form = NewsletterForm(
        found.blocks if found else FIRST, request.POST if request.method == "POST" else None,
        initial=first,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_newsletter(
                form.cleaned_data["title"], form.blocks, actor=request.viewer, newsletter=found,
                version=form.cleaned_data["version"] or 0 if found else None,
            )  # fmt: skip
        except Stale:
            form.add_error(None, _("A colleague changed the newsletter meanwhile. Look at what you"
                                   " wrote, and save again to keep yours."))  # fmt: skip
            again = request.POST.copy()
            again["version"] = str(found.version if found else 0)
            form.data = again
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            messages.success(request, _("The newsletter is saved. Nothing has been sent yet."))
            return redirect("companies:newsletter", made.public_id)
    wrong = form.errors or any(row.errors for row in form.rows)
    context = {"form": form, "newsletter": found}
    return render(request, "companies/newsletter_form.html", context, status=422 if wrong else 200)


@allow(Can.READ_COMPANIES)
@require_GET
def newsletter(request: Request, newsletter: UUID) -> HttpResponse:
    """An issue as it is read, and the button that sends it."""
    found = access.newsletter(request.viewer, newsletter)
    blocks = found.blocks
    if found.state == "draft":
        blocks = [actions.whole(request.viewer, block) for block in blocks]
    context = {
        "newsletter": found, "blocks": blocks, "agreed": queries.count_agreed(request.viewer),
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS) and found.state == "draft",
    }  # fmt: skip
    return render(request, "companies/newsletter.html", context)


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def send(request: Request, newsletter: UUID) -> HttpResponse:
    """Send an issue to everybody who agreed."""
    found = access.newsletter(request.viewer, newsletter)
    try:
        number = actions.send_newsletter(found, actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
    else:
        text = ngettext("%(n)s e-mail is on its way.", "%(n)s e-mails are on their way.", number)
        messages.success(request, text % {"n": number})
    return redirect("companies:newsletter", found.public_id)


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def drop(request: Request, newsletter: UUID) -> HttpResponse:
    """Delete a draft."""
    found = access.newsletter(request.viewer, newsletter)
    try:
        actions.drop_newsletter(found, actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, _("The draft is deleted."))
    return redirect("companies:newsletters")


@allow(Can.READ_COMPANIES)
@require_http_methods(["GET", "POST"])
def recipients(request: Request) -> HttpResponse:
    """Who gets the newsletter, since when and by which consent; and one more."""
    may_write = request.viewer.can(Can.LOG_CONTACT)
    form = ConsentForm(
        request.POST if request.method == "POST" and may_write else None,
        initial={"given_on": today()},
    )
    if request.method == "POST" and may_write and form.is_valid():
        data = form.cleaned_data
        person = queries.person_with(request.viewer, data["email"])
        if person is None:
            form.add_error(
                "email",
                _("No contact person has this address. Add them at their company first."),
            )
        else:
            try:
                actions.note_consent(
                    person, actor=request.viewer, given_on=data["given_on"], way=data["way"]
                )
            except Refused as refused:
                form.add_error("email", sentence(refused))
            else:
                messages.success(
                    request, _("%(name)s gets the newsletter.") % {"name": person.name}
                )
                return redirect("companies:newsletter_recipients")
    side = request.GET.get("side", "")
    rows, following = queries.page_of_agreed(request.viewer, side)
    context: dict[str, Any] = {
        "rows": rows, "following": following, "is_first": not side, "form": form,
        "may_write": may_write, "agreed": queries.count_agreed(request.viewer),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/newsletter_recipients.html", context, status=status)


@allow(Can.LOG_CONTACT)
@require_POST
def told_stop(request: Request, consent: UUID) -> HttpResponse:
    """Note that a person told a colleague to stop it."""
    found = access.newsletter_consent(request.viewer, consent)
    actions.stop_newsletter(found, actor=request.viewer, way=StopWay.TOLD)
    messages.success(request, _("The newsletter is stopped for %(name)s.") % {
        "name": found.person.name
    })  # fmt: skip
    return redirect("companies:newsletter_recipients")


@csrf_exempt
@allow.door(NEWSLETTER_DOOR)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the newsletter by one POST (RFC 8058), from the mail program or from this page.

    Looking stops nothing: mail filters open every link.
    """
    door = door_of(request, NEWSLETTER_DOOR, token)
    with translation.override(language_of(request)):
        if door is None or not is_open(door):
            return closed_to_the_world(gone(request, 410 if door else 404))
        with acting_in(door.jobcentre_id):
            consent = NewsletterConsent.objects.filter(
                jobcentre_id=door.jobcentre_id, public_id=door.subject
            ).first()
            if consent is None:
                return closed_to_the_world(gone(request, 410))
            if request.method == "POST":
                is_program = request.POST.get("List-Unsubscribe") == "One-Click"
                way = StopWay.ONE_CLICK if is_program else StopWay.LINK
                actions.stop_newsletter(consent, actor=Viewer.at(door), way=way)
                consent.refresh_from_db()
            context = {
                "is_stopped": consent.stopped_at is not None, "here": request.path,
                "house": Jobcentre.objects.get(pk=door.jobcentre_id),
                "language": translation.get_language(), "languages": LANGUAGES,
            }  # fmt: skip
            page = "companies/entrance/newsletter_stop.html"
            return closed_to_the_world(render(request, page, context))
