"""Mail that lets somebody at a company open its page: a link, or a link with a code."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices.own_page import DOOR
from companies.mails.agreements import contact_person
from companies.models import ContactPerson, PageKey
from companies.rules.own_page import LINK_LASTS
from followup.kinds import Link, MessageKind, Text
from followup.outbox import send_soon
from jobcenter.clock import now
from jobcenter.doors import make_door
from jobcenter.viewer import Viewer

PAGE_LINK = "companies.own_page"
PAGE_CODE = "companies.own_page_code"


def send_link(key: PageKey, person: ContactPerson) -> None:
    """Put a mail with a new link into the outbox."""
    send_soon(
        PAGE_LINK, jobcentre_id=key.jobcentre_id, subject=key.public_id,
        recipient=contact_person(person),
    )  # fmt: skip


def send_code(key: PageKey, person: ContactPerson) -> None:
    """Put a mail with a code into the outbox; it leaves at once."""
    send_soon(
        PAGE_CODE, jobcentre_id=key.jobcentre_id, subject=key.public_id,
        recipient=contact_person(person),
    )  # fmt: skip


def page_link(key: PageKey) -> str:
    """Make a door to the page and return its address: a token and nothing else."""
    token = make_door(
        DOOR, jobcentre_id=key.jobcentre_id, subject=key.public_id, expires_at=now() + LINK_LASTS
    )
    return settings.BASE_URL.rstrip("/") + reverse("own_page:page", args=[token])


def _live(message: Any, jobcentre: Any) -> PageKey | None:
    """Return the key if it opens the page still, to the address the mail goes to."""
    key = (
        PageKey.objects.select_related("person")
        .filter(
            jobcentre_id=jobcentre.pk, public_id=message.subject, revoked_at__isnull=True,
            person__left_on__isnull=True,
        )
        .first()
    )  # fmt: skip
    if key is None or key.person.email.lower() != message.address.lower():
        return None
    return key


class OwnPageLink(MessageKind):
    """A link to the company's own page."""

    code = PAGE_LINK
    label = gettext_lazy("link to the company's own page")

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new door; nothing if the key was taken back meanwhile."""
        key = _live(message, jobcentre)
        if key is None:
            return None
        house = f"{jobcentre.unit_label} {jobcentre.name}"
        return Text(
            title=_("Your company's page with us"),
            lines=[
                _("Here you see what your company and %(house)s have together: your contact, "
                  "agreements, places and meetings.") % {"house": house},
                _("Is a name or a number wrong? Correct it there in a minute."),
                _("The link is yours: please do not forward it. It lasts two months."),
            ],
            link=Link(_("Open the page"), page_link(key)),
        )  # fmt: skip


class OwnPageCode(MessageKind):
    """A code for who asked to open the page."""

    code = PAGE_CODE
    label = gettext_lazy("code to the company's own page")
    is_urgent = True  # somebody waits at the screen

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new code; nothing if the key was taken back meanwhile."""
        from companies.actions.own_page import make_code

        key = _live(message, jobcentre)
        if key is None:
            return None
        code = make_code(key, actor=Viewer.system(jobcentre))
        half = len(code) // 2
        return Text(
            title=_("Your code"),
            lines=[
                _("The code is %(code)s. It lasts 30 minutes.")
                % {"code": f"{code[:half]} {code[half:]}"},
                _("You did not ask for it? Then somebody typed your address. Nothing is open, and "
                  "you need do nothing."),
            ],
            link=Link(_("Or open the page with this link"), page_link(key)),
        )  # fmt: skip
