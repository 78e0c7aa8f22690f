"""What companies are told and the catalogue: two thousand of each in the largest jobcentre."""

from bench.loading import Load, history_load, insert
from bench.tables.contacts import person_id
from bench.tables.world import World
from citizens.models import Citizen
from companies.models import ContactPerson
from placements.models import CatalogueProfile, Sharing, SharingReader

MANY = 2_000
OTHERS = 200  # of each other jobcentre


def loads(world: World) -> list[Load]:
    """Return how they are filled: one text and one profile for each of the first citizens."""
    ours = {"id": "c.j * 100000 + n", "jobcentre_id": "c.j"}
    member = "c.j * 1000 + n % c.consultants"
    yes = f"{world.day}::timestamptz - interval '9 days'"
    sharing = {
        **ours, "citizen_id": "bench.id(c.j, n)", "company_id": "bench.id(c.j, n % c.contacted)",
        "form": "'job'", "state": "'sent'", "strengths": "'Møder stabilt'",
        "competences": "'Truck'", "wishes": "''", "at_work": "'Få timer'", "to_do": "'Pauser'",
        "basis": "'consent'", "legal_ref": "'FVL §§ 27 og 32'", "by_id": member, "version": "3",
        "approved_at": yes, "approved_how": "'meeting'", "approved_with_id": member,
        "until": f"{world.day} + 90", "sent_at": yes, "stopped_because": "''",
    }  # fmt: skip
    reader = {
        **ours, "sharing_id": "c.j * 100000 + n", "person_id": person_id("n % c.contacted", "0"),
        "known_as": "''",
    }  # fmt: skip
    profile = {
        **ours, "citizen_id": "bench.id(c.j, n)", "state": "'shown'", "area": "'nordj'",
        "field": "(ARRAY['lager','butik','koekken','kontor','it'])[1 + n % 5]",
        "age": "(ARRAY['u30','30','40','50','60'])[1 + n / 5 % 5]",
        "hours": "(ARRAY['10','20','30','37'])[1 + n / 25 % 4]",
        "competences": "ARRAY['truck','kasse']", "text": "''", "written_by_id": member,
        "agreed_at": yes, "agreed_how": "'phone'", "until": f"{world.day} + 90", "version": "2",
    }  # fmt: skip
    return [
        Load(Sharing, [insert(Sharing, _source(), sharing)], after=[Citizen, ContactPerson]),
        history_load(Sharing),
        Load(SharingReader, [insert(SharingReader, _source(), reader)], after=[Sharing]),
        history_load(SharingReader),
        Load(CatalogueProfile, [insert(CatalogueProfile, _source(), profile)], after=[Citizen]),
        history_load(CatalogueProfile),
    ]


def _source() -> str:
    """Return a row per citizen told about: `c` the jobcentre, `n` the citizen's number."""
    many = f"CASE WHEN c.j = 1 THEN {MANY} ELSE {OTHERS} END"
    return (
        "FROM bench.centre c CROSS JOIN LATERAL"
        f" generate_series(0, LEAST({many}, c.citizens) - 1) n"
    )
