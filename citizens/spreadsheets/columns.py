"""Which column of a case system's file is which of our fields."""

from citizens import law
from jobcenter.spreadsheets.columns import Columns

# One field per way of grouping, except LAB § 6: that one follows the target group.
MATCH = "match:"
SCHEMES = {
    scheme.code: scheme
    for scheme in law.match_schemes()
    if scheme.active and scheme.code != law.CURRENT_RULESET
}
MATCHES = tuple(f"{MATCH}{code}" for code in SCHEMES)
FIELDS = (
    "cpr", "case_number", "first_name", "last_name", "name", "birth_date", "phone", "email",
    "language", "is_address_protected", "target_group", "sub_flag", "benefit", "from_on",
    "case_worker", *MATCHES,
)  # fmt: skip
# What is copied to the citizen as it is.
PLAIN = ("first_name", "last_name", "phone", "email", "language", "case_number")

HEADERS: dict[str, set[str]] = {
    "cpr": {
        "cpr", "cprnr", "cprnummer", "cprno", "personnummer", "borgercpr", "borgernummer",
        "nationalnumber", "citizennumber",
    },
    "case_number": {
        "sagsnr", "sagsnummer", "sag", "sagsid", "borgerid", "internid", "id", "journalnummer",
        "journalnr", "casenumber", "caseid", "externalid", "kundenummer",
    },
    "first_name": {"fornavn", "fornavne", "firstname", "givenname"},
    "last_name": {"efternavn", "efternavne", "lastname", "surname", "familyname"},
    "name": {
        "navn", "borgernavn", "borger", "name", "fuldenavn", "fuldtnavn", "kandidat", "person",
        "fullname",
    },
    "birth_date": {"født", "fødselsdato", "fødselsdag", "birthdate", "dateofbirth", "born"},
    "phone": {
        "telefon", "tlf", "tlfnr", "telefonnummer", "mobil", "mobilnummer", "mobiltelefon", "phone",
        "mobile", "telephone", "tel", "privattelefon",
    },
    "email": {"mail", "email", "mailadresse", "emailadresse", "epost", "emailaddress"},
    "language": {"sprog", "language", "modersmål", "læserbedst"},
    "is_address_protected": {
        "adressebeskyttet", "adressebeskyttelse", "navneogadressebeskyttelse", "beskyttet",
        "navneogadressebeskyttet", "protected",
    },
    "target_group": {
        "målgruppe", "målgruppenr", "målgruppenummer", "lab6", "lab6nr", "målgruppelab6",
        "targetgroup",
    },
    "sub_flag": {"opdeling", "undergruppe", "visitation", "visitationsstatus", "division"},
    "benefit": {"ydelse", "ydelsesart", "forsørgelse", "benefit", "forsørgelsesgrundlag"},
    "from_on": {"fra", "fradato", "startdato", "gælderfra", "ydelsestart", "from", "since"},
    "case_worker": {
        "sagsbehandler", "sagsbehandlermail", "sagsbehandlerinitialer", "jobkonsulent", "konsulent",
        "rådgiver", "initialer", "ansvarlig", "caseworker", "consultant",
    },
    "match:match-5": {"matchkategori", "match5", "matchkategori15"},
    "match:match-3": {"matchgruppe", "match3", "matchgruppe13"},
    "match:visitation-2014": {"visitationskategori", "visitationskategori2014"},
}  # fmt: skip
COLUMNS = Columns(FIELDS, {field: HEADERS.get(field, set()) for field in FIELDS})


def check_mapping(mapping: list[str]) -> str:
    """Return what is wrong with a mapping as a code, or ''."""
    used = [field for field in mapping if field]
    if len(used) != len(set(used)):
        return "field_twice"
    has_name = "name" in used or {"first_name", "last_name"} <= set(used)
    if not has_name and not {"cpr", "case_number"} & set(used):
        return "nobody"
    if not set(used) - {"cpr", "case_number"}:
        return "nothing_to_bring"
    if "name" in used and {"first_name", "last_name"} & set(used):
        return "name_twice"
    return ""
