"""The demo's import from the case system: Ole brought in a few people nine days ago."""

import io
from datetime import date, timedelta
from random import Random

from citizens.actions import imports
from citizens.models import Citizen, CitizenFile
from jobcenter.clock import clock_at, now
from jobcenter.cpr import fictitious_cpr
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

AGO = timedelta(days=9)
HEAD = "CPR-nr;Sagsnr;Fornavn;Efternavn;Født;Telefon;Mail;Målgruppe;Ydelse;Sagsbehandler"
# first name, last name, born, case worker; the last is followed by nobody
NEW = [
    ("Siff", "Ågård", "1990-03-14", "bente"),
    ("Niels", "O'Connor", "1984-11-02", "bente"),
    ("Pernille", "Østerby", "1999-07-23", ""),
]


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Bring in three new people, fill a blank of one we know, and leave two rows refused."""
    if jobcentre.code != "0901" or CitizenFile.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    actor = Viewer.of(people["ole"])
    rng = Random("import")  # noqa: S311  the same demo every time
    worker = people["bente"].user.email
    lines = [HEAD]
    for number, (first, last, born, who) in enumerate(NEW, start=1):
        cpr = fictitious_cpr(rng, date.fromisoformat(born))
        lines.append(
            f"{cpr};S-2026-{number:03d};{first};{last};{born};204060{number:02d};"
            f"sag{number}@mail.example;3;kontanthjælp;{worker if who else ''}"
        )
    known = Citizen.objects.filter(jobcentre_id=jobcentre.pk).exclude(email="").order_by("-pk")[1]
    lines += [
        f";S-2026-020;{known.first_name};{known.last_name};;;{known.email};;;",
        "1234;S-2026-021;Ulla;Urtegaard;;;;3;kontanthjælp;",
        f"{fictitious_cpr(rng, date(1979, 1, 9))};;Verner;Vad;;;;8;;",
    ]
    raw = "\r\n".join(lines).encode()
    with clock_at(now() - AGO):
        sheet = imports.take_spreadsheet(io.BytesIO(raw), "sagssystem.csv", len(raw), actor=actor)
        imports.choose_columns(sheet, sheet.mapping, actor=actor)
        _work(sheet, actor)
        imports.run_spreadsheet(sheet, actor=actor)
        _work(sheet, actor)


def _work(sheet: CitizenFile, actor: Viewer) -> None:
    more, world = True, None
    while more:
        more, world = imports.go_on(sheet, world, actor=actor)
