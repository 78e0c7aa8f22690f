"""Whom a campaign may write to, who is left out and why, and the letters themselves."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from companies.choices.campaign import RowState
from companies.models import Campaign, CampaignRow, Company, CompanyStanding, ContactPerson
from companies.rules.campaigns import LEFT_OUT, Addressee, left_out
from jobcenter import mass_letters, pdf
from jobcenter.clock import today
from jobcenter.dates import say
from jobcenter.models import Jobcentre
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Recipient:
    """A row of a campaign with who reads the letter, and what decides about it."""

    row: CampaignRow
    company: Company
    person: ContactPerson | None  # who agreed to mail and has an address for it
    segment: int | None

    def left_out(self, way: str) -> str:
        """Return why it is left out of "letter" or "mail"; '' if it is written to."""
        has = self.person is not None if way == "mail" else bool(self.company.address)
        return left_out(
            Addressee(
                self.company.advertising_protected, self.company.is_active, self.segment,
                self.row.state in {RowState.DECLINED, RowState.SKIPPED}, has,
            )
        )  # fmt: skip


def addressees(viewer: Viewer, campaign: Campaign) -> list[Recipient]:
    """Return every company of a campaign, in two queries."""
    standing = CompanyStanding.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("company_id")
    )
    rows = list(
        CampaignRow.objects.filter(jobcentre_id=viewer.jobcentre_id, campaign=campaign)
        .select_related("company")
        .defer("company__search", "company__months")
        .annotate(segment_now=Subquery(standing.values("segment")[:1]))
        .order_by("place")
    )
    people: dict[int, ContactPerson] = {}
    for person in (
        ContactPerson.objects.still_there()
        .filter(
            jobcentre_id=viewer.jobcentre_id, may_receive_mail=True,
            company_id__in=[row.company_id for row in rows],
        )
        .exclude(email="")
        .order_by("id")
    ):  # fmt: skip
        known = people.get(person.company_id)
        if known is None or (known.level != "management" and person.level == "management"):
            people[person.company_id] = person
    return [
        Recipient(row, row.company, people.get(row.company_id), row.segment_now) for row in rows
    ]


@dataclass(frozen=True)
class Summary:
    """How many are written to, and how many are not, by reason in words."""

    number: int
    left_out: tuple[tuple[str, int], ...]


def summary(who: list[Recipient], way: str) -> Summary:
    """Count who is written to."""
    reasons = Counter(each.left_out(way) for each in who)
    return Summary(
        reasons.pop("", 0),
        tuple((_(LEFT_OUT[code]), number) for code, number in sorted(reasons.items())),
    )


def campaign_of(viewer: Viewer, query: Any) -> Campaign | None:
    """Return the campaign an address names."""
    try:
        public_id = UUID(query.get("kampagne", ""))
    except ValueError:
        return None
    return Campaign.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id).first()


def letters(viewer: Viewer, query: Any) -> Iterator[dict[str, Any]]:
    """Yield a campaign's letters as jobcenter/pdf.py wants them."""
    campaign = campaign_of(viewer, query)
    if campaign is None:
        return
    centre = Jobcentre.objects.get(pk=viewer.jobcentre_id)
    head = pdf.head_of(centre)
    dated = say(today(), "j. F Y")
    sender = f"{campaign.owner.name}\n{centre.name}"
    for each in addressees(viewer, campaign):
        if each.left_out("letter"):
            continue
        yield {
            "head": head,
            "to": address_of(each.company),
            "dated": dated,
            "title": merged(campaign.letter_title, each.company),
            "blocks": [pdf.text(merged(campaign.letter_text, each.company)), pdf.text(sender)],
        }


def address_of(company: Company) -> str:
    """Return the lines on the envelope."""
    place = f"{company.postcode} {company.city}".strip()
    lines = [company.name, *company.address.split(", ")]
    if place and place not in company.address:
        lines.append(place)
    return "\n".join(line for line in lines if line)


def merged(text: str, company: Company, name: str = "") -> str:
    """Put a company's facts into a text: {virksomhed}, {by}, {branche}, {navn}.

    Anything else in braces stays as it is typed.
    """
    fields = {
        "{virksomhed}": company.name, "{by}": company.city, "{branche}": company.industry_text,
        "{navn}": name or company.name,
    }  # fmt: skip
    for sign, value in fields.items():
        text = text.replace(sign, value)
    return text


def write_letters(file: BinaryIO, rows: Iterator[dict[str, Any]]) -> None:
    """Write all letters as one document; one page that says so where there is none."""
    first = next(rows, None)
    if first is None:
        nobody: dict[str, Any] = {"head": {"name": "", "lines": []}, "title": _("No letter"),
                  "blocks": [pdf.text(_("Nobody may be written to."))]}  # fmt: skip
        first = nobody
    mass_letters.write_letters(
        file, chain([first], rows), title=first["title"] or _("Letters"),
        language=get_language() or "da",
    )  # fmt: skip
