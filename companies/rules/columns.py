"""Which column of somebody's spreadsheet is which of our fields, guessed from its header."""

from jobcenter.spreadsheets.columns import Columns

FIELDS = (
    "cvr", "p_number", "company_name", "name", "title", "level", "phone", "email", "roles",
    "language", "owner", "status", "segment", "note",
)  # fmt: skip
PERSON_FIELDS = ("name", "title", "level", "phone", "email", "roles", "language")
RELATION_FIELDS = ("owner", "status", "segment", "note")

# The headers people write, lower case and without signs.
HEADERS = {
    "cvr": {"cvr", "cvrnr", "cvrnummer", "cvrno", "cvrnumber", "senr", "virksomhedsnummer"},
    "p_number": {
        "p", "pnr", "pnummer", "pno", "pnumber", "penhed", "produktionsenhed",
        "produktionsenhedsnummer", "workplacenumber",
    },
    "company_name": {
        "virksomhed", "virksomhedsnavn", "firma", "firmanavn", "company", "companyname",
        "arbejdsplads", "arbejdsgiver", "employer", "kunde",
    },
    "name": {
        "navn", "kontaktperson", "kontakt", "kontaktpersonnavn", "kontaktnavn", "name",
        "contactperson", "contact", "contactname", "person", "personnavn", "fuldenavn", "fuldtnavn",
    },
    "title": {"titel", "stilling", "stillingsbetegnelse", "title", "jobtitle", "jobtitel"},
    "level": {"niveau", "level", "ledelsesniveau"},
    "phone": {
        "telefon", "tlf", "tlfnr", "telefonnummer", "mobil", "mobilnummer", "mobiltelefon", "phone",
        "direktenummer", "direkte", "nummer", "mobile", "telephone", "tel", "direktetelefon",
    },
    "email": {"mail", "email", "mailadresse", "emailadresse", "epost", "emailaddress"},
    "roles": {"rolle", "roller", "role", "roles", "funktion"},
    "language": {"sprog", "language"},
    "owner": {
        "ejer", "ansvarlig", "konsulent", "fastkontakt", "owner", "virksomhedskonsulent",
        "kontakthosos", "ansvarligkonsulent", "konsulentmail", "consultant", "ejermail",
    },
    "status": {"status", "relation", "samarbejdsstatus"},
    "segment": {"segment", "gruppe", "prioritet", "group"},
    "note": {"note", "noter", "bemærkning", "bemærkninger", "kommentar", "godtatvide", "remarks"},
}  # fmt: skip


COLUMNS = Columns(FIELDS, HEADERS)
guess_mapping = COLUMNS.guess_mapping
header_score = COLUMNS.header_score


def check_mapping(mapping: list[str]) -> str:
    """Return what is wrong with a mapping as a code, or ''."""
    used = [field for field in mapping if field]
    if len(used) != len(set(used)):
        return "field_twice"
    if not {"cvr", "p_number"} & set(used):
        return "no_number"
    if not set(used) & {*PERSON_FIELDS, *RELATION_FIELDS}:
        return "nothing_to_bring"
    if set(used) & set(PERSON_FIELDS) and "name" not in used:
        return "no_name"
    return ""
