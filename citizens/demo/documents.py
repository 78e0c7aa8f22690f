"""The demo's documents: a CV and a course certificate for some candidates, nothing real."""

from citizens.actions.documents import CONTENT_PURPOSE
from citizens.choices import DocumentKind
from citizens.models import CaseTeamMember, Citizen, CitizenDocument
from jobcenter import pdf
from jobcenter.models import Jobcentre, Membership
from jobcenter.uploads import sealed

SOME = 3  # of every case worker's and consultant's candidates, one in three


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Keep two files about one in three; every CV is the same page, made once."""
    if CitizenDocument.objects.filter(jobcentre=jobcentre).exists():
        return
    page = pdf.render(
        "report",
        {
            "title": "CV",
            "head": pdf.head_of(jobcentre),
            "blocks": [
                pdf.heading("Erfaring"),
                pdf.bullets(["Kantine, afløser 2015–2019", "Lager, sommerjob 2021"]),
                pdf.heading("Kurser"),
                pdf.bullets(["Hygiejnebevis 2018"]),
            ],
        },
    )
    content = sealed(page, purpose=CONTENT_PURPOSE)
    first_of = (
        CaseTeamMember.objects.filter(jobcentre=jobcentre)
        .order_by("citizen_id", "pk")
        .distinct("citizen_id")
    )
    owners = dict(first_of.values_list("citizen_id", "membership_id"))
    citizens = Citizen.objects.filter(jobcentre=jobcentre).order_by("pk")[::SOME]
    CitizenDocument.objects.bulk_create(
        CitizenDocument(
            jobcentre=jobcentre,
            citizen=citizen,
            kind=kind,
            title=title,
            content_encrypted=content,
            content_type="application/pdf",
            size=len(page),
            added_by_id=owners[citizen.pk],
        )
        for citizen in citizens
        for kind, title in (
            (DocumentKind.CV, "CV, skrevet sammen"),
            (DocumentKind.CERTIFICATE, "Hygiejnebevis"),
        )
    )
