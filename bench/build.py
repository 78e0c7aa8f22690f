"""Builds a database of a size: tables filled by statements, two at a time, constraints last."""

import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import connection

from bench import database
from bench.loading import Cluster, Stripped, literal, set_sequences
from bench.sizes import Centre, Size
from bench.sizes import centres as numbers_of
from bench.tables import (
    absence,
    agreements,
    campaigns,
    centres,
    citizens,
    contacts,
    enquiries,
    figures,
    gatherings,
    handing,
    memory,
    mentors,
    messages,
    needs,
    offers,
    own_pages,
    parties,
    pay,
    people,
    placements,
    plans,
    profiles,
    ranges,
    register,
    retention,
    sharing,
    standings,
    traces,
    words,
)
from bench.tables.world import World
from companies.models import PageKey
from insight.changes import present_marks
from insight.models import ComputeRun, Reason
from jobcenter import clock
from jobcenter.demo import DEMO_PASSWORD
from jobcenter.models import Jobcentre
from placements.models import SharingReader

ROOMS = (
    people, register, citizens, profiles, plans, ranges, contacts, memory, standings, enquiries,
    needs, agreements, parties, campaigns, own_pages, offers, gatherings, retention, absence,
    centres, pay, placements, sharing, mentors, handing, messages, figures, traces, words,
)  # fmt: skip


def database_name(size: Size) -> str:
    """Return the name of the database of a size."""
    return f"bro_bench_{size.name}"


def build(size: Size, name: str, say: Callable[[str], None], *, template: str = "") -> float:
    """Build the database `name` and return the seconds it took."""
    began = time.monotonic()
    say(f"· Building {name}: {size.citizens:,} citizens, {size.contacts:,} contacts …")
    database.make_empty(name, template)
    world = World(size, clock.today(), numbers_of(size), make_password(DEMO_PASSWORD))
    prepare(world)
    cluster = Cluster(database.owner_dsn(name), say)
    loads = [load for room in ROOMS for load in room.loads(world)]
    connection.close()  # nothing may stand in the way of taking constraints off
    say("  tables")
    stripped = Stripped(cluster, list(dict.fromkeys(load.table for load in loads)))
    cluster.run_loads(loads)
    set_sequences(cluster)
    say("  indexes, then foreign keys")
    stripped.dress()
    finish(world)
    seconds = time.monotonic() - began
    database.write_stamp(name, world.today, seconds)
    say(f"  built in {seconds:.0f} s; the servers' processor time was {cluster.busy:.0f} s")
    return seconds


def prepare(world: World) -> None:
    """Make the builder's arithmetic and the table of jobcentres."""
    size = world.size
    path = Path(__file__).with_name("functions.sql")
    sql = path.read_text().replace("{a}", str(size.first_tenths))
    columns = [each.name for each in fields(Centre)]
    types = ", ".join(f"{name} {'text' if name == 'code' else 'bigint'}" for name in columns)
    values = ", ".join(
        f"({', '.join(literal(value) for value in centre.row().values())})"
        for centre in world.centres
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("{others}", str(size.jobcentres - 1)).replace("%", "%%"), [])
        cursor.execute(f"CREATE TABLE bench.centre ({types})")
        cursor.execute(f"INSERT INTO bench.centre VALUES {values}")
        cursor.execute("ANALYZE bench.centre")
        cursor.execute(f"CREATE TABLE bench.total AS SELECT {size.companies} AS all_companies")


def confirm_readers() -> None:
    """Let the first person with a key to a company's page be the one the citizens said yes to.

    What holds a yes to a person is a keyed hash, which no statement can make.
    """
    first = PageKey.objects.order_by("id")[0]
    for reader in SharingReader.objects.filter(
        jobcentre_id=first.jobcentre_id, person_id=first.person_id
    ).select_related("person"):
        reader.fix()
        reader.save(update_fields=["known_as"])


def finish(world: World) -> None:
    """Note that last night's figures were computed, and tidy the arithmetic away."""
    confirm_readers()
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA bench CASCADE")
    marks = present_marks()
    moment = clock.now()
    for jobcentre in Jobcentre.objects.all():
        ComputeRun.objects.create(
            jobcentre=jobcentre,
            started_at=moment,
            finished_at=moment,
            first_day=world.today,
            last_day=world.today,
            reason=Reason.NIGHTLY,
            marks=marks,
        )
