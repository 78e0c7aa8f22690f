"""The demo's candidates: forty in Nordby and eight in Sønderby, all made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from citizens import law
from citizens.access import get_masked_citizen
from citizens.actions import (
    add_team_member,
    ask_for_access,
    register_citizen,
    set_match_group,
)
from citizens.choices import Function
from citizens.models import Citizen, JobcentreScheme, MatchGroup, MatchScheme, TargetGroup
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.cpr import fictitious_cpr
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

KIM = ("Kim", "Kjær")
PROTECTED = ("Julie", "Winther")
WITHOUT_NUMBER = ("Gitte", "Hald")  # rung about by her employer; the number comes later

# first name, last name, born, reads best, target group and division, benefit, old match category
NORTH = """
Kim Kjær|1993-04-12|da|3:|kontanthjaelp|4
Amira Khalil|1988-09-03|ar|3:|kontanthjaelp|3
Jonas Petersen|1997-01-22|da|5:|kontanthjaelp|4
Lis Thomsen|1969-11-30|da|7:|ressourceforloebsydelse|4
Sofus Berg|2001-06-17|da|4:|kontanthjaelp|2
Maja Bruun|1990-02-08|da|2:|kontanthjaelp|1
Yusuf Demir|1979-05-25|tr|3:|kontanthjaelp|4
Oksana Kovalenko|1985-12-14|uk|2:|overgangsydelse|2
Bjørn Ågesen|1964-03-19|da|9:|ledighedsydelse|4
Freja Østergaard|2003-08-05|da|5:|kontanthjaelp|5
Hodan Ali|1991-10-11|so|3:|kontanthjaelp|4
Peter Vinther|1972-07-29|da|6:|sygedagpenge|3
Anne-Marie D'Angelo|1981-01-16|da|6:in_job|sygedagpenge|2
Karsten Lund|1975-09-21|da|1:|dagpenge|1
Fatemeh Rahimi|1983-03-02|fa|3:|kontanthjaelp|4
Mikkel Søndergaard|1999-11-07|da|5:|kontanthjaelp|4
Lene Kragh|1967-05-13|da|7:|ressourceforloebsydelse|5
Tesfay Gebre|1994-02-27|ti|2:|overgangsydelse|3
Ida Holm|2002-04-04|da|4:obvious|kontanthjaelp|1
Ole Frandsen|1961-12-01|da|9:|ledighedsydelse|4
Katarzyna Nowak|1987-06-23|pl|1:|dagpenge|1
Emil Bech|2000-10-15|da|5:|kontanthjaelp|4
Susanne Møller|1970-08-18|da|3:|kontanthjaelp|5
Ahmad Al-Sayed|1990-01-09|ar|3:|kontanthjaelp|4
Julie Winther|1995-07-12|da|6:|sygedagpenge|3
Torben Skov|1966-02-20|da|3:|kontanthjaelp|5
Nadia Petrova|1992-09-28|uk|2:|overgangsydelse|2
Rasmus Kofoed|1986-04-06|da|2:|kontanthjaelp|2
Birthe Norup|1963-10-24|da|11:|foertidspension|5
Simon Dahl|1998-03-31|da|5:|kontanthjaelp|3
Leyla Aydin|1989-11-19|tr|12:aktivitetsparat|selvforsoergende|3
Henrik Buhl|1974-06-08|da|1:|dagpenge|1
Camilla Fog|1984-12-26|da|7:|ressourceforloebsydelse|4
Viktor Lindqvist|2008-05-15|da|13:|selvforsoergende|3
Mette-Louise Krog|1978-08-09|da|3:|kontanthjaelp|4
Abdi Warsame|1996-01-30|so|3:|kontanthjaelp|4
Tove Jespersen|1965-09-14|da|9:|ledighedsydelse|4
Daniel Friis|2001-02-11|da|4:|kontanthjaelp|2
Gitte Hald|1971-04-22|da|6:|sygedagpenge|3
Mohammed Nasser|1982-07-03|ar|12:jobparat|selvforsoergende|1
"""
SOUTH = """
Asta Lykke|1990-05-05|da|3:|kontanthjaelp|4
Malthe Riis|2000-08-21|da|5:|kontanthjaelp|4
Samira Haddad|1986-11-02|ar|3:|kontanthjaelp|3
Flemming Toft|1968-01-27|da|7:|ressourceforloebsydelse|4
Line Juhl|1994-10-09|da|2:|kontanthjaelp|1
Iryna Bondar|1983-02-15|uk|2:|overgangsydelse|2
Preben Hjort|1962-06-30|da|9:|ledighedsydelse|4
Sara Munk|1999-12-12|da|4:|kontanthjaelp|2
"""
# own words and what they ask of a workplace; never a diagnosis
WISHES = [
    (
        "Jeg vil gerne arbejde med mad, og helst et sted hvor man spiser frokost sammen.",
        "Møder bedst fra kl. 9. Skal hente børn kl. 15.30.",
    ),
    (
        "Om fem år har jeg mit eget værksted.",
        "Ingen tunge løft. Korte pauser gør en forskel.",
    ),
    ("Jeg vil have kørekort og køre varer ud.", ""),
    (
        "Et roligt sted. Jeg er god til at holde orden.",
        "Én fast person at spørge. Opgaver på skrift.",
    ),
    (
        "Jeg savner kolleger. Jeg har stået i butik i tolv år.",
        "Begynd med 10 timer om ugen, og læg til.",
    ),
    ("Noget med dyr eller planter.", "Arbejder bedst alene de første timer."),
    (
        "Jeg vil lære dansk på arbejdet, ikke kun på skolen.",
        "Sprogundervisning tirsdag og torsdag formiddag.",
    ),
    (
        "Jeg vil tilbage til mit fag.",
        "Hæve-sænke-bord. Skift mellem at sidde og stå.",
    ),
    ("Bare et job. Gerne i dag.", ""),
    ("Jeg vil være pædagogmedhjælper.", "Kommer med bus: tidligst kl. 7.40."),
]


@dataclass(frozen=True)
class Person:
    """One line of the demo."""

    first_name: str
    last_name: str
    born: date
    language: str
    target: str
    benefit: str
    match: str


def people_of(lines: str) -> Iterator[Person]:
    """Read the lines above."""
    for line in lines.strip().splitlines():
        name, born, language, target, benefit, match = line.split("|")
        first, _, last = name.partition(" ")
        yield Person(first, last, date.fromisoformat(born), language, target, benefit, match)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Register the jobcentre's candidates through the ordinary actions, spread over a year."""
    if Citizen.objects.filter(jobcentre=jobcentre).exists():
        return
    is_north = jobcentre.code == "0901"
    # Nordby keeps the old categories open beside the newer ones, as some jobcentres do
    kept = ["match-5", law.CURRENT_RULESET] if is_north else [law.CURRENT_RULESET]
    for code in kept:
        JobcentreScheme.objects.get_or_create(
            jobcentre=jobcentre, scheme=MatchScheme.objects.get(code=code)
        )
    rng = Random(jobcentre.code)  # noqa: S311  the same demo every time
    lines = list(people_of(NORTH if is_north else SOUTH))
    for index, person in enumerate(lines):
        owner = people["nora"] if is_north else people["sol"]
        if is_north and index >= 30:  # ten of Nordby's are Bente's, unknown to Nora
            owner = people["bente"]
        moment = _morning(360 - index * (340 // len(lines)), index)
        with clock_at(moment):
            citizen = _register(person, Viewer.of(owner), rng, index)
            if is_north and index < 30 and index % 2 == 0:
                add_team_member(
                    citizen,
                    actor=Viewer.of(owner),
                    membership=people["bente"],
                    function=Function.CASE_WORKER,
                )
    if is_north:
        _later(people)


def _morning(days_ago: int, index: int) -> datetime:
    day = today() - timedelta(days=days_ago)
    return datetime.combine(day, time(8 + index % 7, 7 * index % 60), COPENHAGEN)


def _register(person: Person, actor: Viewer, rng: Random, index: int) -> Citizen:
    number, _, flag = person.target.partition(":")
    keeps_old = JobcentreScheme.objects.filter(
        jobcentre_id=actor.jobcentre_id, scheme__code="match-5"
    ).exists()
    groups = MatchGroup.objects.filter(scheme__code="match-5", code=person.match)
    wishes, considerations = WISHES[index % len(WISHES)]
    full_name = (person.first_name, person.last_name)
    return register_citizen(
        actor=actor,
        cpr="" if full_name == WITHOUT_NUMBER else fictitious_cpr(rng, person.born),
        birth_date=person.born,
        is_address_protected=full_name == PROTECTED,
        first_name=person.first_name,
        last_name=person.last_name,
        target_group=TargetGroup.objects.get(ruleset=law.CURRENT_RULESET, number=number),
        sub_flag=flag,
        match_groups=tuple(groups.select_related("scheme")) if keeps_old else (),
        benefit=person.benefit,
        phone=f"+4520{rng.randrange(100000, 999999)}",
        email=f"kandidat{index + 1}@mail.example",
        language=person.language,
        wishes=wishes,
        considerations=considerations,
    )


def _later(people: dict[str, Membership]) -> None:
    """Give some a history: match groups that moved, and a request that waits for Tine."""
    nora = Viewer.of(people["nora"])
    moved = Citizen.objects.filter(
        jobcentre_id=nora.jobcentre_id, first_name__in=["Kim", "Amira", "Jonas", "Lis"]
    ).order_by("pk")
    for index, citizen in enumerate(moved):
        with clock_at(_morning(40 - index, index)):
            present = citizen.matches.filter(scheme__code="match-5", to_on__isnull=True).get()
            nearer = MatchGroup.objects.select_related("scheme").get(
                scheme_id=present.scheme_id, order=present.group.order - 1
            )
            set_match_group(citizen, actor=nora, group=nearer)
    unknown = (
        Citizen.objects.filter(jobcentre_id=nora.jobcentre_id)
        .exclude(team__membership=people["nora"])
        .order_by("pk")
        .first()
    )
    if unknown:
        with clock_at(now() - timedelta(hours=3)):
            ask_for_access(
                get_masked_citizen(nora, unknown.public_id),
                actor=nora,
                reason="Vi har en plads på et lager, som måske passer. Må jeg læse ønskerne?",
            )
