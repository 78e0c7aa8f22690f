"""Contact persons, relations and the contact log with its lines on the timelines.

The jobcentre is in touch with its first `contacted` companies, person p is at company
p % contacted, and one contact in `busy_every` is with the first company, whose timeline is long.
"""

from bench.loading import Load, history_load, insert, public_id
from bench.tables.world import (
    DAYS,
    World,
    chance,
    first_key,
    first_name,
    last_key,
    last_name,
    pick,
    rows,
    table,
)
from companies.models import CompanyRelation, Contact, ContactParticipant, ContactPerson
from jobcenter.models import Event, SearchWord

PURPOSES = (
    "Fortælle hvad vi kan tilbyde", "Aftale en plads til en praktik", "Følge op på praktikken",
    "Høre om åbninger de næste måneder", "Halvårsmøde om samarbejdet", "Takke for denne gang",
)  # fmt: skip
OUTCOMES = (
    "Vil gerne have én ad gangen, ikke flere. Ring igen om to uger, når ferien er slut.",
    "Plads på lageret fra næste måned, 20 timer om ugen til at begynde med. Mødetid kl. 8.",
    "Det går godt. Der kan komme flere timer om to uger, hvis alle er enige.",
    "Har ikke brug for nogen nu. Sæsonen begynder i marts, og så må vi gerne komme igen.",
    "Fik ikke fat i nogen. Lagde besked hos den, der tog telefonen.",
)
STEPS = ("Ringe igen", "Sende aftalen", "Komme forbi", "Foreslå to kandidater")
CHANNELS = ("phone", "phone", "phone", "visit", "mail", "meeting", "video")
QUIET = "c.contacted - 1"  # the company whose timeline has ten rows
MENTOR = "mentor"


def person_id(company: str, layer: str) -> str:
    """Return the expression of the contact person of a company: layer 0 leads, 1 is the mentor."""
    return f"bench.id(c.j, {company} + c.contacted * {layer})"


def loads(world: World) -> list[Load]:
    """Return how contact persons, relations and contacts are filled."""
    size = world.size
    company = "bench.id(c.j, r.k % c.contacted)"
    layer = "r.k / c.contacted"
    person = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "company_id": company,
        "created_at": f"{world.day} - {DAYS}",
        "workplace_id": company,  # a company's first workplace has its id
        "name": f"{first_name('r.i', 51)} || ' ' || {last_name('r.i', 51)}",
        "name_key": f"{first_key('r.i', 51)} || ' ' || {last_key('r.i', 51)}",
        "title": f"{pick(('direktør', 'holdleder', 'butikschef', 'værkfører'), layer)}",
        "level": f"{pick(('management', 'employee', 'department_head', 'employee'), layer)}",
        "roles": f"CASE WHEN {layer} = 1 THEN ARRAY['{MENTOR}'] WHEN {layer} = 0"
                 " THEN ARRAY['agreements', 'daily_contact'] ELSE ARRAY['hr'] END",
        "phone": "'+4599' || lpad((r.i % 1000000)::text, 6, '0')",
        "email": "'kontakt' || r.i || '@bench.example'",
        "preferred_channel": f"CASE WHEN {chance(52)} % 5 = 0 THEN 'sms' ELSE 'mail' END",
    }  # fmt: skip
    relation = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "company_id": "r.i + 1",
        "owner_id": "c.j * 1000 + c.consultants + r.k % c.sellers",
        "deputy_id": "c.j * 1000 + r.k % c.consultants",
        "status": pick(("cooperating", "cooperating", "possible", "resting"), chance(53)),
        "segment": f"1 + {chance(54)} % 4", "since": f"{world.day} - {chance(55)} % 1800",
    }  # fmt: skip
    in_company = rows(size.contacts) + " WHERE r.i % 8 = 0"
    colleague = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "contact_id": "r.i + 1",
        "membership_id": "c.j * 1000 + (r.k + 1) % c.consultants",
    }  # fmt: skip
    return [
        Load(ContactPerson, [insert(ContactPerson, rows(size.persons), person)]),
        history_load(ContactPerson),
        Load(CompanyRelation, [
            insert(CompanyRelation, rows(size.companies) + " WHERE r.k < c.contacted", relation),
        ]),
        history_load(CompanyRelation),
        Load(Contact, [insert(Contact, contact_rows(world), contact(world))], weight=9),
        history_load(Contact, weight=9),
        Load(ContactParticipant, [insert(ContactParticipant, in_company, colleague)]),
    ]  # fmt: skip


def contact_rows(world: World) -> str:
    """Return the source of contacts: `at` and the company's number `n` of each."""
    count = world.size.contacts
    moment = (
        f"({world.day} + time '07:00'"
        f" - interval '1 minute' * (({count} - 1 - r.i) * {DAYS * 1440} / {count}))"
    )
    number = (
        f"CASE WHEN r.k % {world.size.busy_every} = 0 THEN 0"
        f" WHEN r.k % {world.size.busy_every} = 1 AND r.k < {world.size.busy_every * 10}"
        f" THEN {QUIET} ELSE 1 + {chance(61)} % (c.contacted - 2) END"
    )
    return f"{rows(count)} CROSS JOIN LATERAL (SELECT {moment} AS at, {number} AS n OFFSET 0) x"


def contact(world: World) -> dict[str, str]:
    """Return the columns of a contact: the last few lie ahead, one in a hundred was cancelled."""
    count = world.size.contacts
    planned = f"r.i >= {count - count // 500}"
    cancelled = f"{chance(62)} % 100 = 0"
    state = f"CASE WHEN {planned} THEN 'planned' WHEN {cancelled} THEN 'cancelled' ELSE 'held' END"
    step = f"NOT {planned} AND NOT {cancelled} AND {chance(63)} % 3 = 0"
    # Steps are done within a month, but for a fifth of the last month's.
    is_open = f"r.i > {count - count // 60} AND {chance(64)} % 5 = 0"
    members = "(c.consultants + c.sellers)"
    return {
        "id": "r.i + 1",
        "jobcentre_id": "c.j",
        "created_at": "x.at",
        "company_id": "bench.id(c.j, x.n)",
        "workplace_id": "bench.id(c.j, x.n)",
        "person_id": person_id("x.n", "(r.k / 2 % 2)"),
        "by_id": f"c.j * 1000 + r.k % {members}",
        "channel": pick(CHANNELS, chance(65)),
        "state": state,
        "planned_at": f"CASE WHEN {planned} THEN x.at + interval '1 day' * (1 + r.i % 20) END",
        "held_at": f"CASE WHEN NOT {planned} AND NOT {cancelled} THEN x.at END",
        "purpose": pick(PURPOSES, chance(66)),
        "outcome": f"CASE WHEN {planned} OR {cancelled} THEN '' ELSE"
        f" {pick(OUTCOMES, chance(67))} END",
        "cancel_reason": f"CASE WHEN NOT {planned} AND {cancelled} THEN 'Sygdom' ELSE '' END",
        "next_step": f"CASE WHEN {step} THEN {pick(STEPS, chance(68))} ELSE '' END",
        "next_step_on": f"CASE WHEN {step} THEN x.at::date + 5 + {chance(69)} % 20 END",
        "next_step_owner_id": f"CASE WHEN {step} THEN c.j * 1000 + r.k % {members} END",
        "next_step_done_at": f"CASE WHEN {step} AND NOT ({is_open})"
        " THEN least(x.at + interval '8 days', now()) END",
    }


def events() -> list[str]:
    """Return the timeline's rows of the contacts."""
    group = "CASE t.state WHEN 'planned' THEN 'companies.contact_planned' WHEN 'cancelled'"
    return [
        f'INSERT INTO {table(Event)} (jobcentre_id, at, kind, "group", actor_id, actor_kind,'
        " company_id, workplace_id, subject, text)"
        f" SELECT t.jobcentre_id, t.created_at, {group} THEN 'companies.contact_cancelled'"
        " ELSE 'companies.contact_held' END, 'contact', t.by_id, 'staff', t.company_id,"
        f" t.workplace_id, t.public_id, t.purpose FROM {table(Contact)} t"
    ]


def search_words(world: World) -> list[str]:
    """Return the statements that let contact persons be found by their names."""
    names = f"ARRAY[{first_key('r.i', 51)}, {last_key('r.i', 51)}]"
    return [
        f"INSERT INTO {table(SearchWord)} (jobcentre_id, kind, word, object_id)"
        f" SELECT c.j, 'person', w, r.i + 1 {rows(world.size.persons)},"
        f" LATERAL unnest({names}) w"
    ]


def person_public_id(number: str) -> str:
    """Return the public id of a contact person."""
    return public_id(ContactPerson, number)
