"""Enquiries with their threads: five years of them, all but the last few closed.

They came in evenly over the five years; the last of a hundred are still open, taken or waiting.
"""

from bench.loading import Load, history_load, insert
from bench.tables.contacts import person_id
from bench.tables.world import (
    DAYS,
    World,
    chance,
    company_key,
    first_key,
    first_name,
    last_key,
    last_name,
    pick,
    rows,
    table,
)
from companies.choices.enquiry import SEARCH_KIND, EnquirySubject
from companies.models import Enquiry, EnquiryLine
from companies.rules.enquiries import ALPHABET
from jobcenter.models import Event, SearchWord

SUBJECTS = ("labour", "labour", "trial", "trial", "rules", "retention", "other", "complaint",
            "redundancies")  # fmt: skip
CHANNELS = ("phone", "phone", "mail", "mail", "form", "walk_in")
TEXTS = (
    "Vi mangler en mand på lageret fra næste måned. Det må gerne være uden erfaring.",
    "Hvordan søger vi løntilskud, når personen bor i en anden kommune?",
    "Kan vi forlænge praktikken med fire uger? Det går rigtig godt.",
    "Hvem taler vi med om en medarbejder, der gerne vil tilbage på nedsat tid?",
)
ANSWERS = ("Ja. Jeg kommer forbi på torsdag.", "Jeg sender to mulige i dag.",
           "Det er anvist i går; sig til, om det passer.")  # fmt: skip
CLOSINGS = ("helped", "helped", "helped", "helped", "not_for_us", "unreachable", "no_help")


def loads(world: World) -> list[Load]:
    """Return how enquiries and their threads are filled."""
    return [
        Load(Enquiry, [insert(Enquiry, _source(world), _columns(world))]),
        history_load(Enquiry),
        Load(EnquiryLine, _lines(), after=[Enquiry]),
    ]


def _source(world: World) -> str:
    """Return each with the moment it came in, inside the entrance's hours, and its company."""
    count = world.size.enquiries
    day = f"({world.day} - 1 - (({count} - 1 - r.i) * {DAYS} / {count})::int)"
    moment = f"({day} + time '07:10' + interval '1 minute' * ({chance(81)} % 400))"
    number = f"{chance(82)} % c.contacted"
    return f"{rows(count)} CROSS JOIN LATERAL (SELECT {moment} AS at, {number} AS n OFFSET 0) x"


def _columns(world: World) -> dict[str, str]:
    count = world.size.enquiries
    ends = f"r.i < {count - max(count // 100, 10)}"
    is_open = f"NOT ({ends}) AND {chance(83)} % 4 = 0"
    answered = f"({ends} OR NOT ({is_open}) AND {chance(84)} % 3 > 0)"
    minutes = f"{chance(85)} % 300"
    owner = "c.j * 1000 + r.k % (c.consultants + c.sellers)"
    letters = " || ".join(
        f"substr('{ALPHABET}', 1 + ((r.i / {len(ALPHABET) ** at}) % {len(ALPHABET)})::int, 1)"
        for at in range(8)
    )
    closing = pick(CLOSINGS, chance(86))
    return {
        "id": "r.i + 1", "jobcentre_id": "c.j", "created_at": "x.at", "reference": letters,
        "company_id": "bench.id(c.j, x.n)", "workplace_id": "bench.id(c.j, x.n)",
        "person_id": person_id("x.n", "0"),
        "asker_name": f"{first_name('r.i', 87)} || ' ' || {last_name('r.i', 87)}",
        "asker_phone": "'+4599' || lpad((r.i % 1000000)::text, 6, '0')",
        "asker_email": "'spoerger' || r.i || '@bench.example'",
        "subject": pick(SUBJECTS, chance(88)), "text": pick(TEXTS, chance(89)),
        "channel": pick(CHANNELS, chance(90)), "received_at": "x.at",
        "due_at": "x.at + interval '1 day'",
        "state": f"CASE WHEN {ends} THEN 'closed' WHEN {is_open} THEN 'open'"
                 f" WHEN {chance(91)} % 2 = 0 THEN 'waiting' ELSE 'taken' END",
        "owner_id": f"CASE WHEN NOT ({is_open}) THEN {owner} END",
        "first_answer_at": f"CASE WHEN {answered} THEN x.at + interval '1 minute' * ({minutes})"
                           " END",
        "answer_minutes": f"CASE WHEN {answered} THEN {minutes} END",
        "closed_at": f"CASE WHEN {ends} THEN x.at + interval '3 days' END",
        "closing": f"CASE WHEN {ends} THEN {closing} ELSE '' END",
        "closing_note": f"CASE WHEN {ends} THEN 'Se tråden' ELSE '' END",
    }  # fmt: skip


def _lines() -> list[str]:
    """Return the statements of the threads: asked, taken, answered, closed."""
    name = table(EnquiryLine)
    step = (
        f"INSERT INTO {name} (jobcentre_id, public_id, created_at, enquiry_id, kind, at, by_id,"
        " to_id, text, sender, attachments, mail_id)"
        " SELECT t.jobcentre_id, bench.pid({tag}, t.id), {at}, t.id, '{kind}', {at}, {by}, NULL,"
        " {text}, '', '[]', '' FROM " + table(Enquiry) + " t WHERE {where}"
    )
    answer = pick(ANSWERS, "t.id")
    return [
        step.format(tag=800_001, at="t.received_at", kind="asked", by="NULL::bigint",
                    text="t.text", where="true"),
        step.format(tag=800_002, at="t.received_at", kind="taken", by="t.owner_id", text="''",
                    where="t.owner_id IS NOT NULL"),
        step.format(tag=800_003, at="t.first_answer_at", kind="answered_phone", by="t.owner_id",
                    text=answer, where="t.first_answer_at IS NOT NULL"),
        step.format(tag=800_004, at="t.closed_at", kind="closed", by="t.owner_id", text="''",
                    where="t.closed_at IS NOT NULL"),
    ]  # fmt: skip


def events() -> list[str]:
    """Return the timeline's rows of the enquiries: received, and closed."""
    about = f"CASE t.subject {' '.join(_label(code) for code in EnquirySubject.values)} END"
    return [
        f'INSERT INTO {table(Event)} (jobcentre_id, at, kind, "group", actor_id, actor_kind,'
        f" company_id, workplace_id, subject, text) SELECT t.jobcentre_id, {at},"
        f" 'companies.enquiry_{kind}', 'enquiry', t.owner_id, 'staff', t.company_id,"
        f" t.workplace_id, t.public_id, {about} FROM {table(Enquiry)} t"
        f" WHERE {at} IS NOT NULL"
        for kind, at in (("received", "t.received_at"), ("closed", "t.closed_at"))
    ]


def _label(code: str) -> str:
    return f"WHEN '{code}' THEN '{code}'"


def search_words(world: World) -> list[str]:
    """Return the statements that let enquiries be found by who asked, company and reference."""
    company = f"(bench.id(c.j, {chance(82)} % c.contacted) - 1)"
    names = (
        f"ARRAY[{first_key('r.i', 87)}, {last_key('r.i', 87)}]"
        f" || regexp_split_to_array({company_key(company)}, '[ /]+')"
    )
    return [
        f"INSERT INTO {table(SearchWord)} (jobcentre_id, kind, word, object_id)"
        f" SELECT DISTINCT c.j, '{SEARCH_KIND}', w, r.i + 1 {rows(world.size.enquiries)},"
        f" LATERAL unnest({names}) w WHERE w <> ''"
    ]
