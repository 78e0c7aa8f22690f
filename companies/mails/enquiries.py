"""What people who turned to us, and colleagues, are written about an enquiry."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices.enquiry import LineKind
from companies.models import CompanyRelation, Enquiry, EnquiryLine
from followup.kinds import Link, MessageKind, Recipient, Text
from followup.outbox import send_soon
from jobcenter.clock import now
from jobcenter.doors import make_door
from jobcenter.models import Jobcentre, Membership

RECEIPT = "companies.enquiry_receipt"
ANSWER = "companies.enquiry_answer"
NOTICE = "companies.enquiry_notice"
DOOR = "enquiry"
DOOR_LASTS = timedelta(days=60)
RECEIPTS_A_DAY = 3  # to one address: two machines that answer each other soon fall silent


def enquirer(enquiry: Enquiry) -> Recipient:
    """Return who asked as somebody to write to."""
    return Recipient(
        kind="enquirer",
        public_id=enquiry.public_id,
        name=enquiry.asker_name,
        email=enquiry.asker_email,
        language=enquiry.language,
    )


def colleague(member: Membership, language: str = "da") -> Recipient:
    """Return a colleague as somebody to write to."""
    return Recipient(
        kind="membership", public_id=member.public_id, name=member.name, email=member.email,
        language=language,
    )  # fmt: skip


def send_receipt(enquiry: Enquiry) -> None:
    """Put the automatic reply into the outbox; not more than a few a day to one address."""
    if not enquiry.asker_email or "@" not in enquiry.asker_email:
        return
    lately = Enquiry.objects.filter(
        jobcentre_id=enquiry.jobcentre_id, asker_email=enquiry.asker_email,
        received_at__gte=now() - timedelta(days=1),
    ).count()  # fmt: skip
    if lately <= RECEIPTS_A_DAY:
        send_soon(
            RECEIPT, jobcentre_id=enquiry.jobcentre_id, subject=enquiry.public_id,
            recipient=enquirer(enquiry), occurrence="receipt",
        )  # fmt: skip


def send_answer(enquiry: Enquiry, line: EnquiryLine) -> None:
    """Put a colleague's answer into the outbox; it leaves at once."""
    send_soon(
        ANSWER, jobcentre_id=enquiry.jobcentre_id, subject=enquiry.public_id,
        recipient=enquirer(enquiry), occurrence=f"line-{line.pk}", context={"line": line.pk},
    )  # fmt: skip


def notify(enquiry: Enquiry, member: Membership, what: str, *, occurrence: str = "") -> None:
    """Tell a colleague in working hours: offered, declined, or more from the company."""
    send_soon(
        NOTICE, jobcentre_id=enquiry.jobcentre_id, subject=enquiry.public_id,
        recipient=colleague(member), occurrence=occurrence or f"{what}-{enquiry.version}",
        context={"what": what},
    )  # fmt: skip


def contact_of(enquiry: Enquiry) -> Membership | None:
    """Return whom the company may ring: its fixed contact, else who has the enquiry, else nobody.

    Nobody means the entrance itself. One query where the company is known.
    """
    if enquiry.company_id is not None:
        relation = (
            CompanyRelation.objects.select_related("owner")
            .filter(jobcentre_id=enquiry.jobcentre_id, company_id=enquiry.company_id)
            .first()
        )
        if relation is not None and relation.owner.ended_on is None:
            return relation.owner
    return enquiry.owner


def pretty(number: Any) -> str:
    """Return a Danish number in pairs."""
    digits = str(number or "").removeprefix("+45")
    if len(digits) == 8 and digits.isdigit():
        return " ".join(digits[at : at + 2] for at in range(0, 8, 2))
    return str(number or "")


def who_to_ring(enquiry: Enquiry, jobcentre: Jobcentre) -> str:
    """Return the sentence that names the contact with a number."""
    member = contact_of(enquiry)
    if member is not None and member.phone:
        said = {"name": member.name, "number": pretty(member.phone)}
        return _("Your contact here is %(name)s, direct number %(number)s.") % said
    if member is not None:
        said = {"name": member.name, "number": pretty(jobcentre.entrance_phone)}
        return _("Your contact here is %(name)s. Ring us on %(number)s.") % said
    if jobcentre.entrance_phone:
        said = {"number": pretty(jobcentre.entrance_phone)}
        return _("Rather talk? Ring the company entrance on %(number)s.") % said
    return ""


def enquiry_link(enquiry: Enquiry) -> str:
    """Make a door to this enquiry and return its address: a token and nothing else."""
    token = make_door(
        DOOR, jobcentre_id=enquiry.jobcentre_id, subject=enquiry.public_id,
        expires_at=now() + DOOR_LASTS,
    )  # fmt: skip
    return settings.BASE_URL.rstrip("/") + reverse("entrance:follow", args=[token])


def _last_mail(enquiry: Enquiry) -> str:
    """Return the Message-ID of the newest mail they wrote, so that ours stands in their thread."""
    return (
        EnquiryLine.objects.filter(jobcentre_id=enquiry.jobcentre_id, enquiry=enquiry)
        .exclude(mail_id="")
        .order_by("-at", "-id")
        .values_list("mail_id", flat=True)
        .first()
        or ""
    )


def _found(message: Any, jobcentre: Any) -> Enquiry | None:
    return (
        Enquiry.objects.select_related("owner", "company", "offered_to")
        .filter(jobcentre_id=jobcentre.pk, public_id=message.subject)
        .first()
    )


class EnquiryReceipt(MessageKind):
    """The automatic reply: received, who the contact is, and a link to follow it."""

    code = RECEIPT
    label = gettext_lazy("receipt for an enquiry")
    is_urgent = True  # a receipt on Monday for a mail of Friday helps nobody

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new door."""
        enquiry = _found(message, jobcentre)
        if enquiry is None:
            return None
        lines = [
            _("Thank you. We have your enquiry, and a person reads it."),
            _("We answer within %(hours)s working hours.") % {"hours": jobcentre.answer_hours},
            who_to_ring(enquiry, jobcentre),
            *self._of_files(enquiry),
            _(
                "You can see how far we are, and add something, through the link below."
                " Or answer this e-mail: leave the reference in the subject line."
            ),
        ]
        return Text(
            title=_("We have your enquiry [%(reference)s]") % {"reference": enquiry},
            lines=[line for line in lines if line],
            link=Link(_("Follow your enquiry"), enquiry_link(enquiry)),
            answers=_last_mail(enquiry),
        )

    def _of_files(self, enquiry: Enquiry) -> list[str]:
        first = (
            EnquiryLine.objects.filter(
                jobcentre_id=enquiry.jobcentre_id, enquiry=enquiry, kind=LineKind.ASKED
            )
            .order_by("id")
            .first()
        )
        if first is None or not first.attachments:
            return []
        if any(each.get("refused") for each in first.attachments):
            return [
                _(
                    "A file was larger than 10 MB and did not come through."
                    " We tell you how to send it if we need it."
                )
            ]
        return [
            _(
                "We see the names of your files but do not keep the files."
                " We tell you how to send them if we need them."
            )
        ]


class EnquiryAnswer(MessageKind):
    """A colleague's answer, in the colleague's own words."""

    code = ANSWER
    label = gettext_lazy("answer to an enquiry")
    is_urgent = True

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write what the colleague wrote, with name, number and a new door."""
        enquiry = _found(message, jobcentre)
        line = (
            EnquiryLine.objects.select_related("by")
            .filter(jobcentre_id=jobcentre.pk, pk=message.context.get("line"))
            .first()
        )
        if enquiry is None or line is None or line.by is None:
            return None
        signed = line.by.name
        if line.by.phone:
            signed = f"{signed}, {pretty(line.by.phone)}"
        return Text(
            title=_("Answer to your enquiry [%(reference)s]") % {"reference": enquiry},
            lines=[*(part for part in line.text.splitlines() if part.strip()), signed],
            link=Link(_("Follow your enquiry"), enquiry_link(enquiry)),
            is_automatic=False,
            answers=_last_mail(enquiry),
        )


class EnquiryNotice(MessageKind):
    """Tells a colleague that an enquiry needs them; names nobody."""

    code = NOTICE
    label = gettext_lazy("news about an enquiry to a colleague")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if it has been settled meanwhile."""
        enquiry = _found(message, jobcentre)
        what = message.context.get("what")
        if enquiry is None or (what == "offered" and enquiry.offered_to_id is None):
            return None
        if what == "added" and not enquiry.has_news:
            return None
        said = {
            "offered": _(
                "A colleague offers you an enquiry. Until you accept it, it stays theirs."
            ),
            "declined": _("Your colleague declined the enquiry you offered. It is still yours."),
            "added": _("The company has written more on an enquiry of yours."),
        }[str(what)]
        page = settings.BASE_URL.rstrip("/") + reverse(
            "companies:enquiry", args=[enquiry.public_id]
        )
        return Text(
            title=_("An enquiry needs you [%(reference)s]") % {"reference": enquiry},
            lines=[said, str(enquiry.get_subject_display()).capitalize()],
            link=Link(_("Open the enquiry"), page, is_private=False),
        )
