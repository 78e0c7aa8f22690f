"""What the two managements are written about an agreement: please sign, and how was the year."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices import RelationStatus
from companies.choices.agreement import DOOR, EVALUATION_DOOR, Side
from companies.mails import colleague
from companies.models import Agreement, AgreementText, CompanyRelation, ContactPerson, Evaluation
from companies.rules.agreements import (
    EVALUATE_FROM,
    EVALUATE_UNTIL,
    LINK_LASTS,
    anniversary,
    days_of_year_about,
)
from followup.kinds import Candidate, Link, MessageKind, Recipient, ReminderKind, Text
from followup.outbox import send_soon
from jobcenter.clock import now
from jobcenter.doors import make_door

SIGN = "companies.agreement_sign"
SIGN_OURS = "companies.agreement_sign_ours"
EVALUATE = "companies.agreement_evaluate"
FIRST_AFTER = timedelta(days=365) - EVALUATE_FROM  # a cooperation's first evaluation
EVALUATED_BEFORE = EVALUATE_UNTIL + timedelta(days=1)  # no anniversary of now is older


def contact_person(person: ContactPerson) -> Recipient:
    """Return a contact person as somebody to write to."""
    return Recipient(
        kind="contact", public_id=person.public_id, name=person.name, email=person.email,
        language=person.language,
    )  # fmt: skip


def ask_to_sign(agreement: Agreement, text: AgreementText) -> None:
    """Put the two mails into the outbox, once for each text."""
    theirs, ours = agreement.their_signer, agreement.our_signer
    assert theirs is not None  # noqa: S101  nothing is sent without signers
    assert ours is not None  # noqa: S101
    pairs = [(SIGN, contact_person(theirs)), (SIGN_OURS, colleague(ours))]
    for kind, recipient in pairs:
        send_soon(
            kind, jobcentre_id=agreement.jobcentre_id, subject=agreement.public_id,
            recipient=recipient, occurrence=f"text-{text.number}",
        )  # fmt: skip


def _waiting(message: Any, jobcentre: Any, side: str) -> Agreement | None:
    """Return the agreement if that side has still to sign it."""
    agreement = Agreement.objects.filter(
        jobcentre_id=jobcentre.pk, public_id=message.subject, state__in=["sent", "signed_one"]
    ).first()
    if agreement is None:
        return None
    newest = agreement.texts.filter(jobcentre_id=jobcentre.pk).order_by("-number").first()
    if newest is None or newest.signatures.filter(jobcentre_id=jobcentre.pk, side=side).exists():
        return None
    return agreement


def signing_link(agreement: Agreement) -> str:
    """Make a door to the agreement and return its address."""
    token = make_door(
        DOOR, jobcentre_id=agreement.jobcentre_id, subject=agreement.public_id,
        expires_at=now() + LINK_LASTS,
    )  # fmt: skip
    return settings.BASE_URL.rstrip("/") + reverse("agreements:sign", args=[token])


class SignAgreement(MessageKind):
    """Asks the company's management to read and sign."""

    code = SIGN
    label = gettext_lazy("agreement to the company for signing")

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new door; nothing if it was signed or taken back meanwhile."""
        agreement = _waiting(message, jobcentre, "company")
        if agreement is None:
            return None
        house = f"{jobcentre.unit_label} {jobcentre.name}"
        return Text(
            title=_("A partnership agreement to sign"),
            lines=[
                _("%(house)s sends you the agreement we made.") % {"house": house},
                _("Open the link to read it. Nothing is signed until you press the button there."),
                _("Should anything in it be different, ring us before you sign."),
            ],
            link=Link(_("Read and sign"), signing_link(agreement)),
        )


class SignAgreementOurs(MessageKind):
    """Tells our manager that an agreement waits; the link asks for the login."""

    code = SIGN_OURS
    label = gettext_lazy("agreement to our management for signing")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if it was signed or taken back meanwhile."""
        agreement = _waiting(message, jobcentre, "jobcentre")
        if agreement is None:
            return None
        page = settings.BASE_URL.rstrip("/") + reverse(
            "companies:agreement", args=[agreement.public_id]
        )
        return Text(
            title=_("A partnership agreement to sign"),
            lines=[_("It is ready for your signature: %(purpose)s") % {"purpose": agreement}],
            link=Link(_("Read and sign"), page, is_private=False),
        )


def cooperations(
    jobcentre_id: int, side: str, *, evaluated_from: date, since: date
) -> QuerySet[Any]:
    """Return cooperations old enough, with the years `side` has `evaluated` from a day on."""
    evaluated = Evaluation.objects.filter(
        jobcentre_id=jobcentre_id, company_id=OuterRef("company_id"), side=side,
        year_on__gte=evaluated_from,
    )  # fmt: skip
    return CompanyRelation.objects.filter(
        jobcentre_id=jobcentre_id, status=RelationStatus.COOPERATING, since__lte=since
    ).annotate(evaluated=ArraySubquery(evaluated.values("year_on")))


def _has_anniversary_about(day: date) -> Q:
    """Narrow relations to the days of the year that `anniversary` may say yes to."""
    wanted = Q()
    for month, first, last in days_of_year_about(day):
        wanted |= Q(since__month=month, since__day__range=(first, last))
    return wanted


class EvaluateCooperation(ReminderKind):
    """Once a year the company is asked how the cooperation works, in three questions."""

    code = EVALUATE
    label = gettext_lazy("yearly evaluation of the cooperation")

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return one letter per cooperating company and year: two queries in all."""
        rows = (
            cooperations(
                jobcentre_id, Side.COMPANY, evaluated_from=today - EVALUATED_BEFORE,
                since=today - FIRST_AFTER,
            )
            .filter(_has_anniversary_about(today))
            .order_by("company_id", "id")
            .values_list("public_id", "company_id", "since", "evaluated")
        )  # fmt: skip
        due = [
            (relation, company, year)
            for relation, company, since, evaluated in rows
            if (year := anniversary(since, today)) is not None and year not in evaluated
        ]
        people = self._people(jobcentre_id, [company for _relation, company, _year in due])
        for relation, company, year in due:
            if person := people.get(company):
                yield Candidate(
                    subject=relation, occurrence=str(year.year), due_on=year - EVALUATE_FROM,
                    recipient=person, context={"year": year.isoformat()},
                )  # fmt: skip

    def _people(self, jobcentre_id: int, companies: list[int]) -> dict[int, Recipient]:
        """Return whom to ask: who makes agreements with us, else somebody of the management."""
        if not companies:
            return {}
        nearest = Case(
            When(roles__contains=["agreements"], then=0), When(level="management", then=1),
            default=2, output_field=IntegerField(),
        )  # fmt: skip
        rows = (
            ContactPerson.objects.filter(
                jobcentre_id=jobcentre_id, company_id__in=companies, left_on__isnull=True
            )
            .exclude(email="")
            .order_by("company_id", nearest, "id")
            .distinct("company_id")
            .values_list("company_id", "public_id", "name", "email", "language")
        )
        return {
            company: Recipient("contact", public_id, name=name, email=email, language=language)
            for company, public_id, name, email, language in rows
        }

    def text(self, reminder: Any, jobcentre: Any) -> Text | None:
        """Write the text with a door to the form."""
        token = make_door(
            EVALUATION_DOOR, jobcentre_id=jobcentre.pk, subject=reminder.subject,
            expires_at=now() + EVALUATE_UNTIL,
        )  # fmt: skip
        page = settings.BASE_URL.rstrip("/") + reverse("agreements:evaluate", args=[token])
        house = f"{jobcentre.unit_label} {jobcentre.name}"
        return Text(
            title=_("How did our year together go?"),
            lines=[
                _("Once a year %(house)s asks those who cooperate with us.") % {"house": house},
                _("Three questions, a minute, no login. Your fixed contact reads the answer."),
            ],
            link=Link(_("Answer the three questions"), page),
        )
