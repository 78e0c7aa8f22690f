"""What becomes of a mail: a new enquiry, a line on one, or nothing; and which jobcentre's it is."""

import hmac
import logging
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from companies import actions
from companies.choices.enquiry import EnquiryChannel, EnquirySubject, MailOutcome
from companies.mail_text import MailRead, read_mail, without_quote
from companies.models import Company, ContactPerson, Enquiry, IncomingMail, MailboxReading
from companies.models.register import MAIL_DOMAIN
from companies.rules.enquiries import REOPENS_WITHIN
from followup.callbacks import note_delivery
from followup.models import Message
from jobcenter.clock import now
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer

logger = logging.getLogger("bro.companies")
FROM_ONE_A_DAY = 20
MAILS_KEPT = timedelta(days=30)
# Where a domain says nothing about the company.
SHARED_DOMAINS = {
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.dk", "outlook.com", "outlook.dk",
    "live.dk", "live.com", "msn.com", "icloud.com", "me.com", "mac.com", "yahoo.com", "yahoo.dk",
    "mail.dk", "stofanet.dk", "jubii.dk", "mail.tele.dk", "post.tele.dk", "webspeed.dk",
    "proton.me", "protonmail.com", "tdcadsl.dk", "youmail.dk", "sol.dk", "ofir.dk",
}  # fmt: skip
SUBJECTS = {
    EnquirySubject.REDUNDANCIES: ("afskedig", "fyring", "varsling", "redundan"),
    EnquirySubject.RETENTION: ("fastholdelse", "sygemeld", "sick leave", "§ 56", "langtidssyg"),
    EnquirySubject.TRIAL: ("praktik", "løntilskud", "work trial", "wage subsidy", "vitas"),
    EnquirySubject.COMPLAINT: ("klage", "utilfreds", "complain"),
    EnquirySubject.LABOUR: ("mangler folk", "arbejdskraft", "rekrutter", "ansætte", "recruit",
                            "medarbejdere", "labour"),
    EnquirySubject.RULES: ("regler", "refusion", "blanket", "skema", "papir", "paperwork"),
}  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """What became of one mail; `outcome` is empty for a duplicate or nobody's mail."""

    outcome: str
    said: str
    jobcentre: str = ""


def take_mail(stream: BinaryIO, *, code: str = "") -> Taken:
    """Read one raw mail and do what it asks for; safe to run twice with the same mail."""
    mail = read_mail(stream)
    jobcentre = _jobcentre_of(mail, code)
    if jobcentre is None:
        return Taken("", "for none of our entrances")
    with acting_in(jobcentre):
        kept = _claim(mail, jobcentre)
        if kept is None:
            return Taken("", "read before", jobcentre.code)
        outcome, enquiry = _decide(mail, jobcentre)
        kept.outcome, kept.enquiry = outcome, enquiry
        kept.save(update_fields=["outcome", "enquiry"])
        return Taken(outcome, str(MailOutcome(outcome).label), jobcentre.code)


def _keyed(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()


def _without_tag(address: str) -> str:
    local, at, domain = address.partition("@")
    return local.partition("+")[0] + at + domain


def _jobcentre_of(mail: MailRead, code: str) -> Jobcentre | None:
    """Return whose entrance was written to; `code` says it where the mailbox knows."""
    if code:
        return Jobcentre.objects.filter(code=code).first()
    if mail.bounced_code:  # it comes back to the sender of all jobcentres' mail
        return Jobcentre.objects.filter(code=mail.bounced_code[:4]).first()
    wanted = {_without_tag(address) for address in mail.recipients}
    for jobcentre in Jobcentre.objects.exclude(entrance_email="").order_by("id"):
        if jobcentre.entrance_email.lower() in wanted:
            return jobcentre
    return None


def _claim(mail: MailRead, jobcentre: Jobcentre) -> IncomingMail | None:
    """Note the mail by its Message-ID, once: a second reader waits for the first, and gets None."""
    identity = mail.message_id or f"{mail.sender}\n{mail.title}\n{mail.text}"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO companies_incomingmail"
            " (jobcentre_id, message_hash, sender_hash, read_at, outcome)"
            " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id",
            [jobcentre.pk, _digest(identity), _keyed(mail.sender), now(), MailOutcome.EMPTY],
        )
        noted = cursor.fetchone()
    return IncomingMail.objects.get(jobcentre=jobcentre, pk=noted[0]) if noted else None


def _digest(identity: str) -> str:
    return sha256(identity.encode("utf-8", "replace")).hexdigest()


def _note_bounce(mail: MailRead, jobcentre: Jobcentre) -> bool:
    """Note that a mail of ours came back; False if it is none of ours."""
    ours = Message.objects.filter(jobcentre=jobcentre, message_id=mail.bounced).first()
    return ours is not None and note_delivery(jobcentre.pk, ours.public_id, "bounced")


def _decide(mail: MailRead, jobcentre: Jobcentre) -> tuple[str, Enquiry | None]:
    if mail.bounced and _note_bounce(mail, jobcentre):
        return MailOutcome.BOUNCED, None
    if mail.ours or mail.sender in _our_addresses(jobcentre):
        return MailOutcome.LOOP, None
    if mail.automatic:
        return MailOutcome.AUTOMATIC, None
    lately = IncomingMail.objects.filter(
        jobcentre=jobcentre,
        sender_hash=_keyed(mail.sender),
        read_at__gte=now() - timedelta(days=1),
    ).count()
    if lately > FROM_ONE_A_DAY:
        return MailOutcome.TOO_MANY, None
    if not mail.text and not mail.title and not mail.attachments:
        return MailOutcome.EMPTY, None
    thread = _thread_of(mail, jobcentre)
    if thread is not None:
        return MailOutcome.CONTINUED, _continue(mail, thread)
    return MailOutcome.NEW, _begin(mail, jobcentre)


def _our_addresses(jobcentre: Jobcentre) -> set[str]:
    return {parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower(), jobcentre.entrance_email.lower()}


def _thread_of(mail: MailRead, jobcentre: Jobcentre) -> Enquiry | None:
    """Return the enquiry it answers: by its reference, by our mail, or by their own before."""
    rows = Enquiry.objects.filter(jobcentre=jobcentre)
    found = rows.filter(reference=mail.reference).first() if mail.reference else None
    if found is None and mail.answers:
        ours = Message.objects.filter(
            jobcentre=jobcentre, message_id__in=mail.answers, kind__startswith="companies.enquiry"
        ).values_list("subject", flat=True)
        found = rows.filter(public_id__in=list(ours)).order_by("-id").first()
    if found is None and mail.answers:
        hashes = [_digest(each) for each in mail.answers]
        theirs = IncomingMail.objects.filter(
            jobcentre=jobcentre, message_hash__in=hashes, enquiry__isnull=False
        ).values_list("enquiry_id", flat=True)
        found = rows.filter(pk__in=list(theirs)).order_by("-id").first()
    if found is None or (found.closed_at and now() - found.closed_at > REOPENS_WITHIN):
        return None
    return found


def _continue(mail: MailRead, enquiry: Enquiry) -> Enquiry:
    text = without_quote(mail.text) or mail.text or mail.title
    names = ", ".join(each["name"] for each in mail.attachments)
    actions.add_to_enquiry(
        enquiry,
        actor=Viewer.system(enquiry.jobcentre_id),
        text=text or names,
        sender="" if mail.sender == enquiry.asker_email else mail.sender,
        attachments=mail.attachments,
        mail_id=mail.message_id,
    )
    return enquiry


def _begin(mail: MailRead, jobcentre: Jobcentre) -> Enquiry:
    company, person = match_sender(mail.sender, jobcentre)
    names = ", ".join(each["name"] for each in mail.attachments)
    title = mail.title if mail.title.lower() not in mail.text.lower() else ""
    text = "\n\n".join(part for part in (title, mail.text) if part) or names
    return actions.receive_enquiry(
        actions.EnquiryFacts(
            subject=guess_subject(f"{mail.title} {mail.text}"),
            text=text,
            channel=EnquiryChannel.MAIL,
            name=mail.sender_name or (person.name if person else ""),
            email=mail.sender,
            language=person.language if person else guess_language(mail.text),
            company=company,
            person=person,
            attachments=mail.attachments,
            mail_id=mail.message_id,
        ),
        actor=Viewer.system(jobcentre),
    )


def match_sender(address: str, jobcentre: Jobcentre) -> tuple[Company | None, ContactPerson | None]:
    """Return the company and contact person of an address, where only one can be meant."""
    people = list(
        ContactPerson.objects.still_there()
        .select_related("company")
        .filter(jobcentre=jobcentre, email__in=[address, address.lower()])
        .order_by("id")[:3]
    )
    companies = {person.company_id for person in people}
    if len(companies) == 1:
        return people[0].company, people[0] if len(people) == 1 else None
    domain = address.rpartition("@")[2]
    if companies or not domain or domain in SHARED_DOMAINS:
        return None, None
    # Along the index of a jobcentre's people: row security keeps an expression's index out.
    known = list(
        ContactPerson.objects.filter(jobcentre=jobcentre, email__iendswith=f"@{domain}")
        .order_by("company_id")
        .values_list("company_id", flat=True)
        .distinct()[:2]
    )
    if len(known) == 1:
        return Company.objects.get(pk=known[0]), None
    there = Company.objects.exclude(email="").alias(at=MAIL_DOMAIN).filter(at=domain)
    listed = list(there.order_by("id")[:2])
    return (listed[0], None) if not known and len(listed) == 1 else (None, None)


def guess_subject(text: str) -> str:
    """Return what a mail is probably about; whoever takes it can change it."""
    low = text.lower()
    for subject, words in SUBJECTS.items():
        if any(word in low for word in words):
            return subject
    return EnquirySubject.OTHER


def guess_language(text: str) -> str:
    """Return the language a mail is written in, by its small words."""
    words = set(text.lower().replace(",", " ").replace(".", " ").split())
    danish = len(words & {"og", "ikke", "jeg", "vi", "er", "til", "med", "hilsen", "en", "et"})
    english = len(words & {"and", "not", "we", "is", "the", "with", "regards", "a", "you", "for"})
    return "en" if english > danish else "da"


def note_reading(*, found: bool) -> None:
    """Note in every jobcentre with an entrance that the mailbox has been looked into."""
    for jobcentre in Jobcentre.objects.exclude(entrance_email=""):
        with acting_in(jobcentre):
            values = {"read_at": now()} | ({"last_mail_at": now()} if found else {})
            MailboxReading.objects.update_or_create(jobcentre=jobcentre, defaults=values)


def read_maildir(folder: Path, *, code: str = "") -> tuple[int, int]:
    """Read what is new in a Maildir; return how many were read and how many failed.

    A mail is moved to `cur` once it is committed; one that fails stays in `new` and is tried
    again, and after three days lies in `failed` for a person. One bad mail stops no other.
    """
    new, done, failed = folder / "new", folder / "cur", folder / "failed"
    for each in (done, failed):
        each.mkdir(parents=True, exist_ok=True)
    read = broken = 0
    for path in sorted(new.glob("*")) if new.is_dir() else []:
        try:
            with path.open("rb") as stream:
                taken = take_mail(stream, code=code)
        except Exception as error:
            broken += 1
            logger.warning("A mail could not be read: %s", type(error).__name__, exc_info=error)
            if now().timestamp() - path.stat().st_mtime > timedelta(days=3).total_seconds():
                path.rename(failed / path.name)
            continue
        read += 1
        path.rename((done if taken.jobcentre else failed) / f"{path.name.partition(':')[0]}:2,S")
    note_reading(found=bool(read))
    return read, broken


def forget_old_mails(folder: Path) -> int:
    """Delete mails that came in over 30 days ago, read or set aside; return how many.

    What they asked is in the enquiry; the mail itself holds their files, and whatever else people
    write. Those that wait to be read are left.
    """
    before = now() - MAILS_KEPT
    number = 0
    for each in ("cur", "failed"):
        for path in (folder / each).glob("*"):
            if path.is_file() and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
                number += 1
    return number
