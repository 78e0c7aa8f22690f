"""The demo's needs: waiting, with candidates, filled, closed; asked and answered; a carved job."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from companies.actions import need_moves as moves
from companies.actions import needs as acts
from companies.actions.needs import From, JobFacts, Listed, NeedFacts, TaskFacts
from companies.demo import demo_workplaces
from companies.models import Company, ContactPerson, Need
from followup.choices import MessageState
from followup.models import Message
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Told:
    """A need as the demo tells it; `ago` days ago, `ahead` days until somebody is to begin."""

    company: int
    ago: int
    ahead: int
    title: str
    tasks: str
    kind: str = "job"
    number: int = 1
    hours: str = "37"
    requirements: str = ""
    considerations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("da",)
    proposed: int = 0  # candidates, four days later
    filled: int = 0
    how: str = "job"
    closed: str = ""
    note: str = ""
    asked: bool = False  # and it answered nine days later


NEEDS = [
    Told(
        0,
        6,
        20,
        "To ufaglærte til pakkeriet",
        "Pakke og mærke varer, køre paller ud.",
        number=2,
        requirements="Møde til tiden.",
        languages=("da", "en", "uk"),
        proposed=3,
        filled=1,
    ),
    Told(
        1,
        19,
        10,
        "Køkkenhjælp",
        "Opvask, rengøring og lette tilberedninger.",
        hours="25",
        considerations=("few_hours", "fixed_routines"),
        languages=("da", "ar", "so"),
    ),
    Told(
        2,
        3,
        30,
        "Chauffør med kørekort B",
        "Levere til private i lokalområdet.",
        requirements="Kørekort B",
    ),
    Told(
        3,
        40,
        -10,
        "Butiksassistent i weekenden",
        "Kasse, varepåfyldning, oprydning.",
        hours="14",
        proposed=2,
        filled=1,
        how="part_job",
    ),
    Told(
        4,
        60,
        -20,
        "Rengøring om morgenen",
        "Kontorer og trapper fra klokken fem.",
        hours="20",
        closed="no_profile",
        languages=("da", "ro"),
    ),
    Told(
        5,
        12,
        500,
        "Seks til den nye afdeling",
        "Montage og samlebånd, oplæring på stedet.",
        number=6,
        requirements="Kunne stå op det meste af dagen.",
    ),
    Told(
        6,
        28,
        5,
        "Plads på lageret",
        "Tælle op og rydde op sammen med en makker.",
        kind="place",
        hours="15",
        considerations=("few_hours", "calm"),
        proposed=1,
        asked=True,
    ),
    Told(
        7,
        45,
        -5,
        "Gartnerarbejder",
        "Luge, plante og vande.",
        proposed=1,
        closed="elsewhere",
        asked=True,
    ),
    Told(
        8,
        70,
        -30,
        "Hjælp i børnehavens køkken",
        "Frugt, brød og opvask.",
        kind="place",
        hours="18",
        proposed=2,
        filled=1,
        how="trial",
    ),
    Told(
        9,
        30,
        2,
        "Receptionist på deltid",
        "Tage imod, telefon og post.",
        hours="20",
        requirements="Dansk på godt niveau.",
        asked=True,
    ),
]
SOUTH = [Told(0, 5, 15, "Tjener i sæsonen", "Servere og dække af.", hours="30")]
TASKS = [
    TaskFacts("Fylde depotet op og rydde vogne", 240, "introduced", True),
    TaskFacts("Servere morgenmad", 420, "introduced", True),
    TaskFacts("Følge med til undersøgelser i huset", 300, "experienced", True),
    TaskFacts("Give medicin og måle", 600, "skilled"),
    TaskFacts("Skrive journal", 360, "skilled"),
]


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Tell them through the ordinary actions, at the moments of the past; once."""
    if Need.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    is_north = jobcentre.code == "0901"
    known = [each.company for each in demo_workplaces(jobcentre.code, 14)]
    staff = [people["carl"], people["nora"]] if is_north else [people["sol"]]
    for number, told in enumerate(NEEDS if is_north else SOUTH):
        company = known[(told.company + 3) % len(known)]
        _tell(told, company, staff[number % len(staff)], jobcentre)
    if is_north:
        _carve(known[2], people["carl"], jobcentre)
    Message.objects.filter(
        jobcentre_id=jobcentre.pk, kind__startswith="companies.need_", state=MessageState.WAITING
    ).update(state=MessageState.CANCELLED)


def _person(jobcentre: Jobcentre, company: Company) -> ContactPerson | None:
    return (
        ContactPerson.objects.still_there()
        .filter(jobcentre_id=jobcentre.pk, company=company)
        .exclude(email="")
        .order_by("id")
        .first()
    )


def _at(ago: int) -> datetime:
    """Return half past ten, so many days ago; never later than now."""
    moment = datetime.combine(today() - timedelta(days=ago), time(10, 30), COPENHAGEN)
    return min(moment, now())


def _tell(told: Told, company: Company, who: Membership, jobcentre: Jobcentre) -> None:
    actor = Viewer.of(who)
    starts_on = today() + timedelta(days=told.ahead)
    facts = NeedFacts(
        kind=told.kind, title=told.title, tasks=told.tasks, starts_on=starts_on,
        number=told.number, requirements=told.requirements, weekly_hours=Decimal(told.hours),
        considerations=told.considerations, languages=told.languages,
        person=_person(jobcentre, company),
    )  # fmt: skip
    with clock_at(_at(told.ago)):
        need = acts.tell_about_need(company, facts, actor=actor)
    if told.proposed:
        with clock_at(_at(max(told.ago - 4, 0))):
            need = moves.propose_candidates(need, actor=actor, number=told.proposed)
    for seat in range(1, told.filled + 1):
        with clock_at(_at(max(told.ago - 6 - seat, 0))):
            moves.fill_need(need, actor=actor, seat=seat, how=told.how)
    if told.asked:
        _ask(need, told, actor, jobcentre)
    if told.closed:
        with clock_at(_at(max(told.ago - 25, 0))):
            moves.close_need(need, actor=actor, reason=told.closed, note=told.note)


def _ask(need: Need, told: Told, actor: Viewer, jobcentre: Jobcentre) -> None:
    """Ask on day 9; most answer within days, one never does."""
    with clock_at(_at(told.ago - 9)):
        moves.note_asked(need, actor=Viewer.system(jobcentre), step=0)
    if not told.closed and told.proposed:
        with clock_at(_at(told.ago - 11)):
            moves.renew_need(need, actor=actor)


def _carve(company: Company, who: Membership, jobcentre: Jobcentre) -> None:
    """Take a nurse's job apart and lift sixteen hours of it."""
    actor = Viewer.of(who)
    person = _person(jobcentre, company)
    with clock_at(_at(9)):
        listed = Listed(JobFacts("Sygeplejerske", Decimal(37), None, person), TASKS)
        carving = acts.start_carving(company, listed, actor=actor)
        lifted = [each for each in TASKS if each.is_lifted]
        acts.tell_about_need(
            company,
            NeedFacts(
                kind="carved", title="Serviceassistent på afdelingen",
                tasks="\n".join(each.text for each in lifted), weekly_hours=Decimal(16),
                starts_on=today() + timedelta(days=25), person=person,
                considerations=("fixed_routines",), languages=("da", "pl"),
            ),
            actor=actor,
            source=From(carving=carving),
        )  # fmt: skip
