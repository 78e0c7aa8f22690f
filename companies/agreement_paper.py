"""An agreement on paper: PDF/UA in Danish, for the lead, the company and the other parties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext as _

from companies.choices.agreement import Side, SignedBy
from companies.models import Agreement, AgreementSignature, AgreementText, SharedAgreement
from companies.queries.agreement_text import (
    content_of,
    parties_joined,
    party_in_words,
    sections_of,
)
from companies.queries.agreements import goals_counted
from jobcenter import pdf
from jobcenter.clock import COPENHAGEN, today
from jobcenter.models import Jobcentre
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Signed:
    """A signature as it is printed."""

    name: str
    title: str
    way: str
    signed_at: datetime

    @property
    def words(self) -> str:
        """Who, how and when."""
        at = self.signed_at.astimezone(COPENHAGEN)
        who = f"{self.name}, {self.title}".rstrip(", ")
        said = {"how": SignedBy(self.way).label, "at": f"{at:%d.%m.%Y %H.%M}"}
        return f"{who}\n" + _("Signed %(how)s, %(at)s") % said


def texts_of(agreement: Agreement) -> list[AgreementText]:
    """Return the texts sent, the newest first, with who signed them."""
    return list(
        AgreementText.objects.filter(jobcentre_id=agreement.jobcentre_id, agreement=agreement)
        .prefetch_related(
            Prefetch(
                "signatures",
                AgreementSignature.objects.select_related("scan")
                .defer("scan__content_encrypted")
                .order_by("signed_at", "id"),
            )
        )
        .order_by("-number")
    )


def danish_title(purpose: str) -> str:
    """Return the document's title in Danish."""
    with translation.override("da"):
        return _("Partnership agreement: %(purpose)s") % {"purpose": purpose}


def document_of(agreement: Agreement, viewer: Viewer) -> bytes:
    """Return the agreement: the text that was sent, with its signatures and all its parties."""
    texts = texts_of(agreement)
    if agreement.state == "draft" or not texts:
        goals = list(goals_counted(viewer, today()).filter(agreement=agreement))
        content, signatures, lead = content_of(agreement, goals), {}, _draft_lead()
    else:
        content = texts[0].content
        signatures = {
            each.side: Signed(each.name, each.title, each.way, each.signed_at)
            for each in texts[0].signatures.all()
        }
        with translation.override("da"):
            lead = _("Text %(number)s of %(day)s, checksum %(hash)s.") % {
                "number": texts[0].number, "hash": texts[0].text_hash[:16],
                "day": texts[0].created_at.astimezone(COPENHAGEN).strftime("%d.%m.%Y"),
            }  # fmt: skip
    house = Jobcentre.objects.get(pk=agreement.jobcentre_id)
    return _paper(house, content, signatures, lead, parties_joined(agreement))


def document_for_party(shared: SharedAgreement) -> bytes:
    """Return the agreement as its lead published it."""
    signatures = {row["side"]: signed_of(row) for row in shared.signatures}
    with translation.override("da"):
        lead = _("As %(house)s published it, %(day)s.") % {
            "house": shared.jobcentre,
            "day": shared.published_at.astimezone(COPENHAGEN).strftime("%d.%m.%Y"),
        }  # fmt: skip
    if shared.state == "draft":
        lead = _draft_lead()
    return _paper(shared.jobcentre, shared.content, signatures, lead, shared.parties)


def signed_of(row: Mapping[str, str]) -> Signed:
    """Return a published signature."""
    return Signed(row["name"], row["title"], row["way"], datetime.fromisoformat(row["signed_at"]))


def _draft_lead() -> str:
    with translation.override("da"):
        return _("Draft: not sent for signing.")


def _paper(
    house: Jobcentre,
    content: dict[str, Any],
    signatures: Mapping[str, Signed],
    lead: str,
    joined: Sequence[dict[str, str]],
) -> bytes:
    with translation.override("da"):
        blocks: list[pdf.Block] = []
        for code, title, text in sections_of(content):
            if code == "title":
                continue
            blocks.append(pdf.heading(title))
            lines = [line.removeprefix("• ") for line in text.splitlines()]
            is_list = code.startswith("goals_") or code == "parties"
            blocks.append(pdf.bullets(lines) if is_list else pdf.text(text))
        if joined:
            blocks.append(pdf.heading(_("Other jobcentres that are parties")))
            blocks.append(pdf.bullets([party_in_words(row) for row in joined]))
        blocks.append(pdf.heading(_("Signatures")))
        blocks.append(
            pdf.signatures(
                (party, signatures[side].words if side in signatures else "")
                for side, party in zip(Side.values, content["parties"], strict=False)
            )
        )
    return pdf.render(
        "report",
        {
            "title": danish_title(content["title"]), "lead": lead, "language": "da",
            "head": pdf.head_of(house), "blocks": blocks,
        },
    )  # fmt: skip
