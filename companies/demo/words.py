"""Words of the demo's contact persons and contacts. Danish: they are data, not the interface."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DemoContact:
    """One contact: with which company, how many days ago (negative: working days ahead)."""

    company: int
    by: int
    days: int
    channel: str
    purpose: str
    outcome: str = ""
    next_step: str = ""
    next_in: int = 0  # working days from today


def _person(name: str, title: str, level: str, roles: list[str], phone: str) -> dict[str, Any]:
    return {
        "name": name, "title": title, "level": level, "roles": roles,
        "phone": f"+4599{phone}",
    }  # fmt: skip


# Per company; the first company is Mette's workplace.
PEOPLE: list[list[dict[str, Any]]] = [
    [
        _person("Hanne Holst", "direktør", "management", ["agreements"], "000001"),
        _person("Mette Mikkelsen", "holdleder", "employee", ["mentor"], "000002"),
        _person("Torben Toft", "tillidsmand", "employee",
                ["shop_steward"], "000003") | {"trade": "lager", "union": "3F"},
    ],
    [
        _person("Lars Lykke", "indehaver", "management", ["agreements", "daily_contact"], "000011"),
        _person("Susanne Storm", "souschef", "department_head", ["mentor"], "000012"),
    ],
    [
        _person("Birgit Brandt", "HR-chef", "management", ["hr", "agreements"], "000021"),
        _person("Ahmed Aslan", "afdelingsleder", "department_head", ["mentor"], "000022"),
    ],
    [_person("Poul Pagh", "driftsleder", "department_head", ["daily_contact"], "000031")],
    [
        _person("Inger Iversen", "daglig leder", "management", ["agreements"], "000041"),
        _person("Jonas Juhl", "svend", "employee", ["buddy", "mentor"], "000042"),
    ],
    [_person("Karin Krag", "kontorchef", "department_head", ["hr"], "000051")],
    [_person("Ole Ostenfeld", "værkfører", "department_head", ["mentor"], "000061")],
    [_person("Rikke Ravn", "butikschef", "management", ["agreements", "mentor"], "000071")],
]  # fmt: skip

CONTACTS_NORTH = [
    DemoContact(
        0, 0, 62, "visit", "Fortælle hvad vi kan tilbyde",
        "Rundvisning på lageret. Hanne vil gerne have én ad gangen i praktik, ikke flere. "
        "Mette vil være mentor.",
    ),
    DemoContact(
        0, 0, 41, "phone", "Aftale en plads til en praktik",
        "Plads på lageret fra næste måned, 20 timer om ugen til at begynde med. Mødetid kl. "
        "8.",
    ),
    DemoContact(
        0, 1, 12, "visit", "Følge op på praktikken",
        "Det går godt med pakningen. Mette vil gerne prøve flere timer om to uger.",
        "Ringe til Mette om flere timer", 0,
    ),
    DemoContact(0, 1, -2, "visit", "Halvårsmøde om samarbejdet: to pladser mere fra januar?"),
    DemoContact(
        1, 0, 30, "phone", "Høre om åbninger de næste måneder",
        "Køkkenet mangler opvaskere i weekenden. Har ikke tid til nogen nye før jul.",
    ),
    DemoContact(
        1, 1, 3, "phone", "Høre om voksenlærling fra august",
        "Lars er interesseret, men skal tale med revisor om lønnen. Vi ringer igen.",
        "Ringe til Lars om voksenlærling", 3,
    ),
    DemoContact(
        2, 0, 25, "meeting", "Samarbejde om at få fire pladser på én gang",
        "Birgit vil gerne. Ahmed bliver mentor for alle fire. Vi skriver et udkast.",
        "Sende udkast til aftale", 1,
    ),
    DemoContact(2, 0, -1, "visit", "Gennemgå udkast til aftale om fire pladser"),
    DemoContact(
        3, 0, 9, "phone", "Fortælle hvad vi kan tilbyde",
        "Poul tænker over det. De har haft en dårlig oplevelse for nogle år siden og vil "
        "vide, hvem de kan ringe til.",
        "Besøge Poul og hilse på", 0,
    ),
    DemoContact(
        4, 1, 15, "visit", "Følge op på praktikken",
        "Jonas siger, at det går bedre med at møde. Inger vil gerne beholde ham, hvis "
        "timerne kan komme op.",
    ),
    DemoContact(
        4, 0, 2, "phone", "Tale om ansættelse efter praktikken",
        "25 timer om ugen fra den 1. Inger vil gerne have papirerne i god tid.",
        "Sende papirer til Inger", 2,
    ),
    DemoContact(
        5, 0, 19, "mail", "Tilbyde hjælp til en sygemeldt medarbejder",
        "Karin vil gerne tale med vores fastholdelseskonsulent. Mailen er sendt videre.",
    ),
    DemoContact(
        6, 1, 6, "visit", "Aftale en plads til en praktik",
        "En plads i værkstedet fra uge 2. Sikkerhedssko sørger de selv for.",
        "Sende praktikaftale", 5,
    ),
    DemoContact(
        7, 0, 5, "phone", "Høre om åbninger de næste måneder",
        "Rikke mangler folk til julehandlen og vil gerne se to kandidater i næste uge.",
        "Foreslå to kandidater til Rikke", 1,
    ),
]  # fmt: skip

CONTACTS_SOUTH = [
    DemoContact(
        0, 0, 20, "visit", "Fortælle hvad vi kan tilbyde",
        "De vil gerne høre mere efter nytår.",
        "Ringe igen efter nytår", 30,
    ),
    DemoContact(
        1, 0, 8, "phone", "Aftale en plads til en praktik",
        "En plads i køkkenet fra næste måned.",
    ),
    DemoContact(2, 0, 2, "phone", "Høre om åbninger de næste måneder", "Ingen åbninger lige nu."),
]  # fmt: skip
