"""The newsletter as a mail: its blocks, and the way to stop it, also for the mail program."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.template.defaultfilters import date as date_text
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.actions.newsletters import NEWSLETTER
from companies.choices.network import NEWSLETTER_DOOR
from companies.models import Newsletter, NewsletterConsent
from followup.kinds import Link, MessageKind, Text
from jobcenter.clock import now
from jobcenter.doors import make_door

LINK_LASTS = timedelta(days=400)  # an old newsletter can still be stopped


class NewsletterMail(MessageKind):
    """One issue to one person; who stopped it meanwhile gets nothing."""

    code = NEWSLETTER
    label = gettext_lazy("newsletter")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the blocks with a link of the person's own to stop it."""
        issue = Newsletter.objects.filter(
            jobcentre_id=jobcentre.pk, public_id=message.subject
        ).first()
        consent = (
            NewsletterConsent.objects.filter(
                jobcentre_id=jobcentre.pk, stopped_at__isnull=True, person__left_on__isnull=True,
                person__public_id=message.recipient_key.partition(":")[2],
            ).first()
        )  # fmt: skip
        if issue is None or consent is None:
            return None
        token = make_door(
            NEWSLETTER_DOOR, jobcentre_id=jobcentre.pk, subject=consent.public_id,
            expires_at=now() + LINK_LASTS,
        )  # fmt: skip
        page = settings.BASE_URL.rstrip("/") + reverse("newsletters:stop", args=[token])
        lines = []
        for block in issue.blocks:
            if block["title"]:
                lines.append(block["title"].upper())
            parts = block["text"].replace("\r", "").split("\n\n")
            lines += [part.strip() for part in parts if part.strip()]
        told = {"day": date_text(consent.given_on, "j. F Y")}
        lines.append(_("You get this newsletter because you said yes to it on %(day)s.") % told)
        return Text(
            title=issue.title, lines=lines, link=Link(_("Stop the newsletter"), page),
            unsubscribe=page,
        )  # fmt: skip
