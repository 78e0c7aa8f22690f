"""The demo's profiles and barriers: made up, and written as the people might say it."""

from datetime import timedelta
from random import Random
from typing import Any

from citizens import events
from citizens.choices import BARRIER, ProfileKind
from citizens.models import Barrier, CaseTeamMember, Citizen, ProfileLine, ProfileWord
from citizens.words import as_rows, everybodys
from jobcenter.clock import now, today
from jobcenter.models import Event, Jobcentre

# list, code, own words, where, first and last year, how well
PROFILES: list[list[tuple[str, str, str, str, int | None, int | None, str]]] = [
    [
        ("education", "erhverv-ufuldendt", "To år som kok", "Nordby Teknik", 2012, 2014, ""),
        ("work", "koekken", "Afløser i en kantine", "Havnens Kantine", 2015, 2019, ""),
        ("language", "da", "", "", None, None, "mother"),
        ("language", "en", "", "", None, None, "conversation"),
        ("competence", "madlavning", "", "", None, None, ""),
        ("competence", "hygiejne", "", "", None, None, ""),
        ("resource", "humor", "", "", None, None, ""),
        ("consideration", "senere", "Fra kl. 9", "", None, None, ""),
    ],
    [
        ("education", "udland", "Lærer", "", 2006, 2010, ""),
        ("work", "boern", "Støtte i en børnehave", "Børnehaven Solsikken", 2020, 2022, ""),
        ("language", "da", "", "", None, None, "conversation"),
        ("language", "ar", "", "", None, None, "mother"),
        ("competence", "", "Taler med forældre, så de bliver trygge", "", None, None, ""),
        ("resource", "laerer-hurtigt", "", "", None, None, ""),
        ("consideration", "fast-person", "", "", None, None, ""),
    ],
    [
        ("education", "grundskole", "", "", None, 2013, ""),
        ("work", "lager", "Pakkede varer", "Fjordens Lager", 2018, 2021, ""),
        ("language", "da", "", "", None, None, "mother"),
        ("competence", "truck", "", "", None, None, ""),
        ("resource", "transport", "", "", None, None, ""),
        ("consideration", "ikke-loeft", "", "", None, None, ""),
        ("consideration", "pauser", "", "", None, None, ""),
    ],
    [
        ("education", "mellemlang", "", "", 1991, 1995, ""),
        ("work", "kontor", "Bogholder i tolv år", "Nordby Regnskab", 1998, 2010, ""),
        ("language", "da", "", "", None, None, "mother"),
        ("language", "de", "", "", None, None, "fluent"),
        ("competence", "regneark", "", "", None, None, ""),
        ("competence", "planlaegning", "", "", None, None, ""),
        ("resource", "netvaerk", "", "", None, None, ""),
        ("consideration", "korte-dage", "10 timer om ugen til at begynde med", "", None, None, ""),
    ],
]  # fmt: skip
# code, in a few words, opened and lifted so many days ago, how
BARRIERS: list[list[tuple[str, str, int, int | None, str]]] = [
    [
        ("transport", "Første bus er i Nordby kl. 7.40", 210, None, ""),
        ("boernepasning", "", 300, 120, "Plads i SFO fra august"),
    ],
    [
        ("sprog", "Vil gerne øve dansk sammen med kolleger", 180, None, ""),
        ("digitalt", "", 250, 60, "Kursus på biblioteket og hjælp fra en bisidder"),
    ],
    [("selvtillid", "Tør ikke ringe til en arbejdsplads alene", 90, None, "")],
    [],
    [("oekonomi", "Regninger fylder i hverdagen", 150, 20, "Aftale med kommunens gældsrådgiver")],
]


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Write what the jobcentre's candidates bring: a statement a table, however many."""
    if ProfileLine.objects.filter(jobcentre=jobcentre).exists():
        return
    rows = ProfileWord.objects.bulk_create(as_rows(jobcentre.pk, everybodys().values()))
    words = {(row.kind, row.code): row for row in rows}
    citizens = list(Citizen.objects.filter(jobcentre=jobcentre).order_by("pk"))
    team = CaseTeamMember.objects.filter(jobcentre=jobcentre).order_by("-pk")
    first = dict(team.values_list("citizen_id", "membership_id"))  # the first of each team
    rng = Random(jobcentre.code)  # noqa: S311  the same demo every time
    lines, barriers = [], []
    for at, citizen in enumerate(citizens):
        lines += [
            ProfileLine(
                jobcentre=jobcentre, citizen=citizen, kind=ProfileKind(kind),
                word=words[kind, code] if code else None, text=text, place=place,
                from_year=start, to_year=end, level=level,
            )
            for kind, code, text, place, start, end, level in PROFILES[at % len(PROFILES)]
        ]  # fmt: skip
        member = first[citizen.pk]
        barriers += [
            Barrier(
                jobcentre=jobcentre, citizen=citizen, word=words[BARRIER, code], text=text,
                owner_id=member, opened_by_id=member,
                opened_on=today() - timedelta(days=opened + rng.randrange(20)),
                due_on=None if at % 5 == 2 else today() + timedelta(days=7 * (at % 4) - 5),
                lifted_on=None if lifted is None else today() - timedelta(days=lifted),
                lifted_by_id=None if lifted is None else member, how=how,
            )
            for code, text, opened, lifted, how in BARRIERS[at % len(BARRIERS)]
        ]  # fmt: skip
    ProfileLine.objects.bulk_create(lines)
    Barrier.objects.bulk_create(barriers)
    _events(jobcentre, barriers)


def _events(jobcentre: Jobcentre, barriers: list[Barrier]) -> None:
    opened, _changed, lifted = events.BARRIERS
    moment = now()
    rows: list[tuple[str, Any, Any, Barrier]] = [
        (opened, each.opened_on, each.opened_by_id, each) for each in barriers
    ]
    rows += [
        (lifted, each.lifted_on, each.lifted_by_id, each) for each in barriers if each.lifted_on
    ]
    Event.objects.bulk_create(
        Event(
            jobcentre=jobcentre, at=moment - (today() - day), kind=kind, group="barrier",
            actor_id=actor, citizen_id=each.citizen_id, subject=each.citizen.public_id,
        )
        for kind, day, actor, each in rows
    )  # fmt: skip
