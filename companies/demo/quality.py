"""The demo's untidy corner: a list that was brought in from Excel, and three likely duplicates."""

import io
from datetime import timedelta

from companies.actions import spreadsheets
from companies.actions.merging import find_duplicates
from companies.actions.people import PersonFacts, add_person
from companies.models import Company, CompanyRelation, ContactPerson, Spreadsheet
from companies.spreadsheets.planning import World
from jobcenter.clock import clock_at, now
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

AGO = timedelta(days=12)
PEOPLE = ["Birthe Dahl", "Torben Lykke", "Anja Skov", "Mikkel Thuesen", "Lone Bisgaard"]
TITLES = ["butikschef", "værkfører", "HR-partner", "driftsleder", "køkkenchef"]


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Bring a list in as Carl did twelve days ago, and add three persons who were here already."""
    if jobcentre.code != "0901" or Spreadsheet.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    actor = Viewer.of(people["carl"])
    with clock_at(now() - AGO):
        _bring_in(jobcentre, people["carl"], actor)
    first_of: dict[int, ContactPerson] = {}
    people_here = ContactPerson.objects.still_there().select_related("company")
    for person in people_here.filter(jobcentre_id=jobcentre.pk).exclude(phone="").order_by("id"):
        first_of.setdefault(person.company_id, person)
    known = list(first_of.values())[2:5]  # not where the mentor's story is told
    for person in known:
        first, _blank, last = person.name.partition(" ")
        facts = PersonFacts(f"{first[0]}. {last.split()[-1]}" if last else first,
                            phone=str(person.phone))  # fmt: skip
        add_person(person.company, facts, actor=actor)
    find_duplicates(actor=actor)


def _bring_in(jobcentre: Jobcentre, carl: Membership, actor: Viewer) -> None:
    known = CompanyRelation.objects.filter(jobcentre_id=jobcentre.pk).values("company_id")
    companies = list(
        Company.objects.filter(pk__in=known, status="active").order_by("cvr")[: len(PEOPLE)]
    )
    lines = ["CVR-nr;Virksomhed;Kontaktperson;Titel;Telefon;Segment"]
    for number, company in enumerate(companies):
        name = company.name.replace(";", " ")
        lines.append(f"{company.cvr};{name};{PEOPLE[number]};{TITLES[number]};9800012{number};")
    lines += ["2.5E+7;;Ukendt Person;;;", "12345678;Findes Ikke ApS;Ib Ibsen;;98000130;2"]
    raw = "\r\n".join(lines).encode("cp1252")
    sheet = spreadsheets.take_spreadsheet(
        io.BytesIO(raw), "virksomhedsliste.csv", len(raw), actor=actor
    )
    spreadsheets.choose_columns(sheet, sheet.mapping, actor=actor)
    _work(sheet, actor)
    spreadsheets.run_spreadsheet(sheet, actor=actor)
    _work(sheet, actor)


def _work(sheet: Spreadsheet, actor: Viewer) -> None:
    more = True
    world: World | None = None
    while more:
        more, world = spreadsheets.go_on(sheet, world, actor=actor)
