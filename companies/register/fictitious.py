"""Makes a fictitious register: companies and workplaces in the shape of CVR documents.

Deterministic by seed and count. Nothing in it can be real: CVR numbers begin with 99 and fail
the register's check digit (modulus 11), P numbers begin with 99, telephone numbers begin with
10 and cannot be dialled, mail ends in `.example`, places and names are invented.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from companies.register.fictitious_faults import bad_line
from companies.register.fictitious_words import (
    FIRST,
    FORMS,
    INDUSTRIES,
    MUNICIPAL_WORKPLACES,
    MUNICIPALITIES,
    NORDBY,
    SECOND,
    SOENDERBY,
    STREETS,
    Industry,
    Municipality,
)

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
FACTS_ON = date(2026, 10, 31)
MONTHS = 6

# (smallest, largest, weight by the industry's usual size 1–4); mostly small, as in the register.
SIZES = (
    (0, 0, (34, 18, 8, 4)),
    (1, 1, (22, 14, 7, 3)),
    (2, 4, (26, 26, 17, 8)),
    (5, 9, (11, 21, 20, 15)),
    (10, 19, (5, 12, 20, 20)),
    (20, 49, (2, 7, 17, 24)),
    (50, 99, (0, 2, 8, 15)),
    (100, 249, (0, 0, 3, 9)),
    (250, 640, (0, 0, 0, 2)),
)
BANDS = ((0, 0), (1, 1), (2, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 199), (200, 499))


def passes_check_digit(cvr: str) -> bool:
    """Tell whether eight digits satisfy modulus 11, as every real CVR number does."""
    return sum(int(digit) * by for digit, by in zip(cvr, CVR_WEIGHTS, strict=True)) % 11 == 0


def fictitious_cvr_numbers() -> Iterator[str]:
    """Yield eight-digit numbers from 99000001 on that no register can have issued."""
    for number in range(99_000_001, 100_000_000):
        if not passes_check_digit(str(number)):
            yield str(number)


def documents(companies: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the documents: each company followed by its workplaces.

    The first two companies are the municipalities Nordby and Sønderby with their institutions.
    """
    rng = Random(seed)  # noqa: S311 -- the same file every time is the point
    cvrs = fictitious_cvr_numbers()
    p_numbers = iter(range(9_900_000_001, 9_999_999_999))
    used: set[str] = set()
    for index in range(companies):
        cvr = int(next(cvrs))
        if index < 2:
            code = (NORDBY, SOENDERBY)[index]
            home = next(each for each in MUNICIPALITIES if each.code == code)
            yield from _municipality(rng, cvr, p_numbers, home)
        else:
            yield from _company(rng, cvr, p_numbers, used)


def write_lines(companies: int, seed: int, bad_lines: int = 0) -> Iterator[str]:
    """Yield the file line by line, ending in newlines.

    With `bad_lines` that many broken lines are spread between the good ones, of the kinds of
    `companies.register.fictitious_faults` in turn; the good lines stay as they are without them.
    """
    step = max(1, companies // (bad_lines + 1))
    made = 0
    for index, document in enumerate(documents(companies, seed), start=1):
        yield json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
        if made < bad_lines and index % step == 0:
            yield bad_line(made) + "\n"
            made += 1
    for left in range(made, bad_lines):
        yield bad_line(left) + "\n"


def _company(
    rng: Random, cvr: int, p_numbers: Iterator[int], used: set[str]
) -> Iterator[dict[str, Any]]:
    industry = rng.choices(INDUSTRIES, weights=[each.weight for each in INDUSTRIES])[0]
    home = rng.choices(MUNICIPALITIES, weights=[each.share for each in MUNICIPALITIES])[0]
    size = rng.choices(SIZES, weights=[each[2][industry.size - 1] for each in SIZES])[0]
    people = rng.randint(size[0], size[1])
    form = _form(rng, people)
    name = _name(rng, industry, form, used)
    started = FACTS_ON - timedelta(days=rng.randint(40, 14_000))
    ceased = None
    if rng.random() < 0.06:
        ceased = max(started, FACTS_ON - timedelta(days=rng.randint(10, 1500)))
        people = 0
    shares = _shares(rng, people)
    protected = rng.random() < 0.14
    address = _address(rng, home)
    common = {"industry": industry, "started": started, "ceased": ceased, "protected": protected}
    yield _company_document(
        rng, cvr, name=name, form=form, people=sum(shares), address=address, **common
    )
    for place, part in enumerate(shares):
        where = address if place == 0 else _address(rng, _elsewhere(rng, home))
        called = name if place == 0 else f"{name}, afd. {where['postdistrikt']} {place + 1}"
        yield _workplace_document(
            rng, next(p_numbers), cvr, name=called, people=part, address=where, **common
        )


def _municipality(
    rng: Random, cvr: int, p_numbers: Iterator[int], home: Municipality
) -> Iterator[dict[str, Any]]:
    name = f"{home.towns[0][1]} Kommune"
    office = Industry(MUNICIPAL_WORKPLACES[0][1], MUNICIPAL_WORKPLACES[0][2], "Kommune", 1, 4)
    common = {"started": date(2007, 1, 1), "ceased": None, "protected": True}
    postcode, town = home.towns[0]
    address = {**_address(rng, home), "postnummer": postcode, "postdistrikt": town}
    total = sum(each[3] for each in MUNICIPAL_WORKPLACES)
    yield _company_document(
        rng,
        cvr,
        name=name,
        form="municipality",
        people=total,
        address=address,
        industry=office,
        **common,
    )
    for place, (called, code, text, people) in enumerate(MUNICIPAL_WORKPLACES):
        yield _workplace_document(
            rng,
            next(p_numbers),
            cvr,
            name=f"{name}, {called}",
            people=people,
            address=address if place == 0 else _address(rng, home),
            industry=Industry(code, text, called, 1, 4),
            **common,
        )


def _form(rng: Random, people: int) -> str:
    if people < 2:
        kinds, weights = ("sole", "private_limited", "association"), (60, 34, 6)
        return rng.choices(kinds, weights=weights)[0]
    if people < 20:
        several = ("sole", "partnership", "private_limited", "public_limited")
        return rng.choices(several, weights=(22, 10, 60, 8))[0]
    return rng.choices(("private_limited", "public_limited"), weights=(45, 55))[0]


def _name(rng: Random, industry: Industry, form: str, used: set[str]) -> str:
    endings = {"private_limited": " ApS", "public_limited": " A/S", "partnership": " I/S"}
    for tries in count():
        word = rng.choice(FIRST) + rng.choice(SECOND)
        trade = f"Foreningen {word}" if form == "association" else f"{word} {industry.trade}"
        if tries >= 20:  # the words are used up in a file of a whole nation: then by number
            trade += f" {len(used)}"
        name = trade + endings.get(form, "")
        if name not in used:
            used.add(name)
            return name
    raise AssertionError  # count() never ends


def _shares(rng: Random, people: int) -> list[int]:
    """Split the employees over workplaces: mostly one, several for larger companies."""
    places = 1
    if people >= 10 and rng.random() < 0.25:
        places = rng.randint(2, 3)
    if people >= 50 and rng.random() < 0.6:
        places = rng.randint(2, 7)
    if people < 10 and rng.random() < 0.05:
        places = 2
    parts = [people // places] * places
    parts[0] += people - sum(parts)
    return parts


def _elsewhere(rng: Random, home: Municipality) -> Municipality:
    return home if rng.random() < 0.6 else rng.choice(MUNICIPALITIES)


def _address(rng: Random, home: Municipality) -> dict[str, Any]:
    postcode, town = rng.choices(home.towns, weights=range(len(home.towns), 0, -1))[0]
    upstairs = rng.random() < 0.12
    return {
        "landekode": "DK",
        "fritekst": None,
        "vejnavn": rng.choice(STREETS),
        "husnummerFra": rng.randint(1, 140),
        "bogstavFra": rng.choice("ABC") if rng.random() < 0.15 else None,
        "etage": str(rng.randint(1, 4)) if upstairs else None,
        "sidedoer": rng.choice(("tv", "th")) if upstairs else None,
        "postnummer": postcode,
        "postdistrikt": town,
        "kommune": {"kommuneKode": home.code, "kommuneNavn": home.name},
    }


def _period(start: date, end: date | None = None) -> dict[str, Any]:
    return {"gyldigFra": start.isoformat(), "gyldigTil": end.isoformat() if end else None}


def _band(people: int) -> str:
    for low, high in BANDS:
        if low <= people <= high:
            return f"ANTAL_{low}_{high}"
    return "ANTAL_500_999" if people < 1000 else "ANTAL_1000_999999"


def _employment(rng: Random, people: int, ceased: date | None) -> list[dict[str, Any]]:
    if people == 0 or ceased:
        return []
    series = []
    for back in range(MONTHS - 1, -1, -1):
        year, month = divmod(FACTS_ON.year * 12 + FACTS_ON.month - 2 - back, 12)
        now = max(1, people + (rng.randint(-people // 12, people // 12) if back else 0))
        series.append(
            {
                "aar": year,
                "maaned": month + 1,
                "antalAarsvaerk": round(now * rng.uniform(0.72, 0.94), 2),
                "antalAnsatte": now,
                "intervalKodeAntalAnsatte": _band(now),
            }
        )
    return series


def _shared(
    rng: Random,
    *,
    name: str,
    people: int,
    address: dict[str, Any],
    industry: Industry,
    started: date,
    ceased: date | None,
    protected: bool,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what both kinds of document hold, and what goes into their metadata."""
    period = _period(started, ceased)
    coded = max(started, date(2025, 1, 1)) if industry.code_system == "DB25" else started
    if industry.code_system == "DB07" and started >= date(2025, 1, 1):
        coded = date(2024, 12, 31)
    if ceased is not None:
        coded = min(coded, ceased)
    trade = {
        "branchekode": industry.code,
        "branchetekst": industry.text,
        "periode": _period(coded, ceased),
    }
    named = {"navn": name, "periode": period}
    where = {**address, "periode": period}
    telephone = f"10{rng.randint(0, 999_999):06d}"
    mailbox = f"kontakt@{rng.randint(1000, 999_999)}.virksomhed.example"
    telephones = [{"kontaktoplysning": telephone, "hemmelig": False, "periode": period}]
    mails = [{"kontaktoplysning": mailbox, "hemmelig": rng.random() < 0.1, "periode": period}]
    row = {
        "navne": [named],
        "livsforloeb": [{"periode": period}],
        "hovedbranche": [trade],
        "beliggenhedsadresse": [where],
        "telefonNummer": telephones if rng.random() < 0.8 else [],
        "elektroniskPost": mails if rng.random() < 0.5 else [],
        "reklamebeskyttet": protected,
        "erstMaanedsbeskaeftigelse": _employment(rng, people, ceased),
        "sidstOpdateret": f"{FACTS_ON.isoformat()}T04:00:00.000+01:00",
    }
    metadata = {
        "nyesteNavn": named,
        "nyesteBeliggenhedsadresse": where,
        "nyesteHovedbranche": trade,
    }
    return row, metadata


def _company_document(rng: Random, cvr: int, *, form: str, **shared: Any) -> dict[str, Any]:
    row, metadata = _shared(rng, **shared)
    code, short, long = FORMS[form]
    period = _period(shared["started"], shared["ceased"])
    kind = {
        "virksomhedsformkode": code,
        "kortBeskrivelse": short,
        "langBeskrivelse": long,
        "periode": period,
    }
    status = "OPHØRT" if shared["ceased"] else "NORMAL"
    return {
        "Vrvirksomhed": {
            "cvrNummer": cvr,
            **row,
            "virksomhedsform": [kind],
            "virksomhedMetadata": {**metadata, "sammensatStatus": status},
        }
    }


def _workplace_document(rng: Random, p_number: int, cvr: int, **shared: Any) -> dict[str, Any]:
    row, metadata = _shared(rng, **shared)
    status = "Ophørt" if shared["ceased"] else "Aktiv"
    period = _period(shared["started"], shared["ceased"])
    return {
        "VrproduktionsEnhed": {
            "pNummer": p_number,
            **row,
            "virksomhedsrelation": [{"cvrNummer": cvr, "periode": period}],
            "produktionsEnhedMetadata": {
                **metadata,
                "nyesteCvrNummerRelation": cvr,
                "sammensatStatus": status,
            },
        }
    }
