"""Places, placements, check-ins and visits, laid out so that no two overlap.

Number p of a jobcentre is open when p < open: place p and citizen p, the first `running` of them
running. The past is laid in slots of 280 days: in each slot every place has one placement, and no
citizen has two.
"""

from bench.loading import Load, history, history_load, insert, public_id
from bench.tables.centres import OF_PLACE
from bench.tables.citizens import consultant, group_of
from bench.tables.contacts import person_id
from bench.tables.world import (
    TITLES,
    World,
    chance,
    company_key,
    pick,
    rows,
    table,
    town,
)
from jobcenter.models import Door, Event, SearchWord
from jobcenter.sorting import danish_key
from placements.choices import Purpose
from placements.models import CheckIn, Place, Placement, Reservation, Visit
from placements.rules import states

SLOT, MARGIN = 280, 95  # days of a slot, and those at its end that stay free
LATEST = 130  # days since the newest slot ended
NOTES = (
    "Det går fint, og kollegerne er glade.",
    "Møder til tiden. Vil gerne prøve kassen.",
    "Lidt stille, men kommer hver dag.",
    "Skal have mere at lave.",
)
_TITLE_KEYS = [danish_key(title) for title in TITLES]
WORKPLACE = "bench.id(c.j, r.k % c.contacted)"
NEEDS_CALL = "(p.n / c.followers) % 31"  # a few of each consultant's running ones need something


def loads(world: World) -> list[Load]:
    """Return how places, placements and what follows them are filled."""
    size = world.size
    company = f"({WORKPLACE} - 1)"
    closed = "r.k >= c.open AND r.k % 8 = 0"
    place = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "workplace_id": WORKPLACE,
        "created_at": f"{world.day} - 1900",
        "centre_id": OF_PLACE,
        "title": pick(TITLES, chance(71)),
        "tasks": "'Pakke varer, fylde op og holde orden. Oplæring af en kollega den første uge.'",
        "weekly_hours": f"20 + {chance(72)} % 17",
        "open_from": f"{world.day} - 1900",
        "state": f"CASE WHEN {closed} THEN 'closed' ELSE 'open' END",
        "closed_reason": f"CASE WHEN {closed} THEN 'Ingen opgaver mere' ELSE '' END",
        "opened_by_id": "c.j * 1000 + c.consultants + r.k % c.sellers",
        "sort_key": f"{company_key(company)} || ' ' || {pick(_TITLE_KEYS, chance(71))}",
    }  # fmt: skip
    return [
        Load(Place, [insert(Place, rows(size.places), place)]),
        history_load(Place),
        Load(Placement, [insert(Placement, placement_rows(world), placement(world))], weight=5),
        history_load(
            Placement,
            history(Placement, "t.starts_on - 12", state="'draft'", closed_at="NULL",
                    ended_on="NULL", end_reason="''"),
            history(Placement, "t.agreed_at", label="update", state="'agreed'", closed_at="NULL",
                    ended_on="NULL", end_reason="''", where="WHERE t.agreed_at IS NOT NULL"),
            history(Placement, "t.started_at", label="update", state="'running'",
                    closed_at="NULL", ended_on="NULL", end_reason="''",
                    where="WHERE t.started_at IS NOT NULL"),
            history(Placement, "t.closed_at", label="update",
                    where="WHERE t.closed_at IS NOT NULL"),
            weight=5,
        ),
        Load(Reservation, [reservations(world)], after=[Placement]),
        history_load(Reservation),
        Load(CheckIn, [check_ins(world)], after=[Placement], weight=8),
        history_load(CheckIn, weight=8),
        Load(Visit, [visits(world)], after=[Placement]),
        history_load(Visit),
        Load(Door, [doors()], after=[Placement]),
    ]  # fmt: skip


RESERVED = 400  # in the largest jobcentre; a twentieth of it in each other


def reservations(world: World) -> str:
    """Return the insert of reservations: for citizens, on places that nobody has now."""
    source = (
        "FROM bench.centre c CROSS JOIN LATERAL generate_series(0, LEAST(c.places - c.open,"
        f" c.citizens, CASE WHEN c.j = 1 THEN {RESERVED} ELSE {RESERVED // 20} END) - 1) n"
    )
    starts = f"{world.monday} + (7 * (1 + n % 6))::int"
    return insert(
        Reservation,
        source,
        {
            "id": "c.j * 100000 + n", "jobcentre_id": "c.j",
            "place_id": "bench.id(c.j, c.open + n)", "citizen_id": "bench.id(c.j, n)",
            "what_for": "''", "starts_on": starts, "ends_on": f"{starts} + 60",
            "weekly_hours": "20", "held_until": f"{world.day} + (n % 20)::int", "state": "'held'",
            "reserved_by_id": f"c.j * 1000 + {consultant('n')}", "reason": "''", "version": "1",
        },
    )  # fmt: skip


def placement_rows(world: World) -> str:
    """Return the source of placements: citizen, place, first and last day of each."""
    weeks = "(7 + r.k % 7)"
    past = "(r.k - c.open)"
    ago = f"({LATEST} + {SLOT} * (1 + {past} / c.places) - {chance(81)} % {SLOT - MARGIN})"
    starts = (
        f"CASE WHEN r.k < c.running THEN {world.monday} - 7 * ({chance(82)} % {weeks})::int"
        f" WHEN r.k < c.open THEN {world.monday} + 7 * (1 + {chance(82)} % 6)"
        f" ELSE date_trunc('week', {world.day} - {ago}::int)::date END"
    )
    state = (
        "CASE WHEN r.k < c.running THEN 'running' WHEN r.k < c.open THEN"
        " (CASE WHEN r.k % 3 = 0 THEN 'draft' ELSE 'agreed' END)"
        f" WHEN {chance(83)} % 100 < 3 THEN 'cancelled'"
        f" WHEN {chance(83)} % 100 < 11 THEN 'interrupted' ELSE 'ended' END"
    )
    return (
        f"{rows(world.size.placements)} CROSS JOIN LATERAL (SELECT {weeks}::int AS weeks,"
        f" ({starts})::date AS starts_on, {state} AS state,"
        f" CASE WHEN r.k < c.open THEN r.k ELSE {past} % c.citizens END AS citizen,"
        f" CASE WHEN r.k < c.open THEN r.k ELSE {past} % c.places END AS place OFFSET 0) x"
    )


def placement(world: World) -> dict[str, str]:
    """Return the columns of a placement."""
    ends = "x.starts_on + 7 * x.weeks - 3"
    closed = "x.state IN ('ended', 'interrupted', 'cancelled')"
    last = f"CASE x.state WHEN 'interrupted' THEN x.starts_on + 7 * (x.weeks / 2) ELSE {ends} END"
    reasons = [*states.INTERRUPT_REASONS]
    citizen = "(bench.id(c.j, x.citizen) - 1)"
    purposes = [value for value in Purpose.values if value != "ordinary_hours"]
    weeks = f"{group_of(world, 'weeks', citizen)}::int"
    return {
        "id": "r.i + 1",
        "jobcentre_id": "c.j",
        "created_at": "x.starts_on - 12",
        "kind": "'work_trial'",
        "citizen_id": "bench.id(c.j, x.citizen)",
        "place_id": "bench.id(c.j, x.place)",
        "starts_on": "x.starts_on",
        "ends_on": ends,
        "weekly_hours": "20",
        "purpose": pick(purposes, chance(84)),
        "mentor_id": person_id("(x.place % c.contacted)", "1"),
        "consultant_id": f"c.j * 1000 + CASE WHEN r.k < c.open THEN {consultant('x.citizen')}"
        " ELSE r.k % c.consultants END",
        "state": "x.state",
        "target_group_number": f"{group_of(world, 'number', citizen)}::int",
        "rule_id": group_of(world, "rule_id", citizen),
        "legal_ref": group_of(world, "legal_ref", citizen),
        "max_weeks": weeks,
        "chain_starts_on": "x.starts_on",
        "latest_end_on": f"x.starts_on + 7 * {weeks} - 1",
        "end_reason": f"CASE x.state WHEN 'interrupted' THEN {pick(reasons, chance(85))}"
        " WHEN 'cancelled' THEN 'company_withdrew' ELSE '' END",
        "end_initiative": f"CASE WHEN x.state = 'interrupted' THEN"
        f" {pick(('citizen', 'company', 'together'), chance(86))} ELSE '' END",
        "ended_on": f"CASE WHEN x.state IN ('ended', 'interrupted') THEN {last} END",
        "agreed_at": "CASE WHEN x.state <> 'draft' THEN x.starts_on - 8 END",
        "started_at": "CASE WHEN x.state NOT IN ('draft', 'agreed', 'cancelled')"
        " THEN x.starts_on + time '07:00' END",
        "closed_at": f"CASE WHEN {closed} THEN {last} + time '14:00' END",
    }


# Started placements `p` with their number `n` in the jobcentre `c` and the row `i` of both.
STARTED = (
    f"FROM (SELECT t.*, t.id - 1 AS i, bench.nr(t.id - 1) AS n FROM {table(Placement)} t"
    " WHERE t.state IN ('running', 'ended', 'interrupted') OFFSET 0) p"
    " JOIN bench.centre c ON c.j = p.jobcentre_id"
)


def check_ins(world: World) -> str:
    """Return the statement that fills check-ins, in the order in which they came.

    One in 31 is missing; of running placements last week's, for two of each consultant.
    """
    row = "(p.i * 16 + w)"
    is_new = f"p.state = 'running' AND week = {world.monday} - 7"
    wants = f"(CASE WHEN {is_new} THEN {NEEDS_CALL} = 7 ELSE {chance(93, row)} % 40 = 0 END)"
    answered = (
        f"CASE WHEN {is_new} THEN {NEEDS_CALL} NOT IN (3, 19)"
        f" ELSE p.state = 'running' OR {chance(91, row)} % 31 <> 0 END"
    )
    source = (
        "FROM (SELECT p.id AS placement_id, p.jobcentre_id, p.consultant_id, week,"
        f" {wants} AS wants, NOT ({is_new}) AS old, {chance(94, row)} AS luck,"
        " week + 4 + time '12:00' AS at"
        f" {STARTED} CROSS JOIN LATERAL generate_series(0, (LEAST(COALESCE(p.ended_on, p.ends_on),"
        f" {world.monday} - 3) - p.starts_on) / 7) w"
        " CROSS JOIN LATERAL (SELECT p.starts_on + 7 * w AS week OFFSET 0) y"
        f" WHERE p.starts_on < {world.monday} AND ({answered})"
        " ORDER BY week, placement_id) a"
    )
    return insert(CheckIn, source, {
        "id": "row_number() OVER ()",
        "public_id": public_id(CheckIn, "row_number() OVER ()"),
        "jobcentre_id": "a.jobcentre_id", "placement_id": "a.placement_id",
        "created_at": "a.at", "answered_at": "a.at", "week_starts_on": "a.week",
        "absent_days": "CASE WHEN a.luck % 9 = 0 THEN ARRAY[1 + a.luck % 5] ELSE '{}' END",
        "days_expected": "5",
        "rating": "CASE WHEN a.wants THEN 'needs_action' WHEN a.luck % 8 = 0"
                  " THEN 'could_be_better' ELSE 'good' END",
        "note": f"CASE WHEN a.luck % 4 = 0 THEN {pick(NOTES, 'a.luck')} ELSE '' END",
        "answered_by": "CASE WHEN a.luck % 12 = 0 THEN 'consultant' ELSE 'mentor' END",
        "answered_by_membership_id": "CASE WHEN a.luck % 12 = 0 THEN a.consultant_id END",
        "needs_action": "a.wants",
        "acted_at": "CASE WHEN a.wants AND a.old THEN a.at + interval '1 day' END",
        "acted_by_id": "CASE WHEN a.wants AND a.old THEN a.consultant_id END",
        "acted_note": "CASE WHEN a.wants AND a.old THEN 'Talt med mentor' ELSE '' END",
    })  # fmt: skip


def visits(world: World) -> str:
    """Return the statement that fills visits: one in the fourth week, due today for a few."""
    due = (
        f"CASE WHEN p.state = 'running' AND {NEEDS_CALL} IN (11, 23) THEN {world.day}"
        " ELSE p.starts_on + 24 END"
    )
    held = f"p.starts_on + 24 < {world.day} AND {due} <> {world.day}"
    return insert(Visit, STARTED, {
        "id": "p.id", "jobcentre_id": "p.jobcentre_id", "placement_id": "p.id",
        "created_at": "p.starts_on", "due_on": due, "by_id": "p.consultant_id",
        "held_on": f"CASE WHEN {held} THEN {due} END",
        "note": f"CASE WHEN {held} THEN 'Gik rundt sammen. Alt er i orden.' ELSE '' END",
    })  # fmt: skip


def doors() -> str:
    """Return the statement that fills the mentors' doors, most of them expired."""
    return insert(Door, STARTED, {
        "id": "p.id", "jobcentre_id": "p.jobcentre_id", "kind": "'mentor'",
        "token_hash": "md5('a' || p.id) || md5('b' || p.id)", "subject": "p.public_id",
        "made_at": "p.starts_on + 3", "expires_at": "p.starts_on + 17",
    })  # fmt: skip


def events() -> list[str]:
    """Return the timeline's rows of placements and check-ins: company, workplace and citizen."""
    return [
        _event("t.agreed_at", "agreed", "t", "pl.title", "WHERE t.agreed_at IS NOT NULL"),
        _event("t.started_at", "started", "t", "pl.title", "WHERE t.started_at IS NOT NULL"),
        _event("t.closed_at", "ended", "t", "''", "WHERE t.closed_at IS NOT NULL"),
        _event("k.answered_at", "check_in", "k", "to_char(k.week_starts_on, 'IW')", "",
               f"JOIN {table(CheckIn)} k ON k.placement_id = t.id"),
    ]  # fmt: skip


def _event(at: str, kind: str, jobcentre: str, text: str, where: str, more: str = "") -> str:
    return (
        f'INSERT INTO {table(Event)} (jobcentre_id, at, kind, "group", actor_id, actor_kind,'
        " company_id, workplace_id, citizen_id, subject, text)"
        f" SELECT {jobcentre}.jobcentre_id, {at}, 'placements.{kind}', 'placements',"
        " t.consultant_id, 'staff', (pl.workplace_id - 1) % c.all_companies + 1, pl.workplace_id,"
        f" t.citizen_id, t.public_id, {text} FROM {table(Placement)} t"
        f" JOIN {table(Place)} pl ON pl.id = t.place_id {more}"
        f" CROSS JOIN bench.total c {where}"
    )


def search_words(world: World) -> list[str]:
    """Return the statements that let places be found: title, workplace and town."""
    company = f"({WORKPLACE} - 1)"
    name = f"{company_key(company)} || ' ' || {town(world, 'c.j', company, key=True)}"
    split = rf"regexp_split_to_table({name} || ' ' || {pick(_TITLE_KEYS, chance(71))}, '[\s/.]+')"
    return [
        f"INSERT INTO {table(SearchWord)} (jobcentre_id, kind, word, object_id)"
        f" SELECT DISTINCT c.j, 'place', w, r.i + 1 {rows(world.size.places)},"
        f" LATERAL {split} w WHERE w <> ''"
    ]
