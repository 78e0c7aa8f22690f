"""Mail with the declarations of offers a company asked for."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.mails.agreements import contact_person
from companies.models import ContactPerson, OfferHanding
from followup.kinds import Link, MessageKind, Text
from followup.outbox import send_soon

OFFERS = "companies.offers"


def send_offers(handed: Sequence[OfferHanding], person: ContactPerson) -> None:
    """Put one mail with all of them into the outbox."""
    send_soon(
        OFFERS, jobcentre_id=person.jobcentre_id, subject=handed[0].public_id,
        recipient=contact_person(person), context={"handed": [each.pk for each in handed]},
    )  # fmt: skip


class OfferMail(MessageKind):
    """The declarations in words, and the public page."""

    code = OFFERS
    label = gettext_lazy("service offers to a company")

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text as the offers stand now; nothing if none is offered any more."""
        rows = OfferHanding.objects.select_related("offer").filter(
            jobcentre_id=jobcentre.pk, pk__in=message.context.get("handed", []),
            offer__is_published=True,
        )  # fmt: skip
        lines = [
            _("%(name)s: %(what)s We promise: %(promise)s")
            % {"name": row.offer.name, "what": row.offer.what, "promise": row.offer.promise}
            for row in rows.order_by("offer__name_key")
        ]
        if not lines:
            return None
        page = settings.BASE_URL.rstrip("/") + reverse("offers:public", args=[jobcentre.code])
        return Text(
            title=_("What we can do for your company"),
            lines=[_("You asked what we offer. Here it is in short."), *lines],
            link=Link(_("See everything we offer"), page, is_private=False),
        )
