"""Words for the fictitious register: places that do not exist and industries that do.

Municipality codes 0901–0905 and postcodes 01xx are not in use for addresses in Denmark. The
industry codes are DB07; the few marked DB25 are classes that kept their number there, which has
not been checked against Statistics Denmark's table.
"""

from dataclasses import dataclass

NORDBY, SOENDERBY = 901, 902


@dataclass(frozen=True)
class Municipality:
    """A municipality, its share of all companies and its towns as (postcode, name)."""

    code: int
    name: str
    share: int
    towns: tuple[tuple[int, str], ...]


MUNICIPALITIES = (
    Municipality(
        NORDBY,
        "NORDBY",
        84,
        ((110, "Nordby"), (112, "Lyngstrand"), (114, "Kragevig"), (116, "Ørremose")),
    ),
    Municipality(
        SOENDERBY,
        "SØNDERBY",
        8,
        ((120, "Sønderby"), (122, "Tudseminde"), (124, "Åkjær Havn")),
    ),
    Municipality(903, "ØSTERSKOV", 4, ((130, "Østerskov"), (132, "Snogehede"))),
    Municipality(904, "VESTERMARK", 2, ((140, "Vestermark"), (142, "Muldvad"))),
    Municipality(905, "MIDTBJERG", 2, ((150, "Midtbjerg"),)),
)

STREETS = (
    "Amboltsløkken", "Birkesvinget", "Cikorievej", "Drejervænget", "Egernstien", "Fyrtårnsalléen",
    "Gåsetorvet", "Havreløkken", "Isfuglevej", "Jernhattevej", "Kalkbrudsvej", "Lupinbakken",
    "Mælkebøtten", "Nøddehegnet", "Ørredvej", "Pileurten", "Quistens Plads", "Rålyset",
    "Sankthansgangen", "Tagrørsvej", "Uglekæret", "Vibefloden", "Ærtemarken", "Åmundingen",
)  # fmt: skip

# First halves of company names: invented compounds that name no place and no family.
FIRST = (
    "Blåregn", "Bøllefrø", "Dugfald", "Dværgugle", "Enghumle", "Fjerklods", "Flagsvale",
    "Glødetråd", "Grævlingsti", "Guldnælde", "Gøgeurt", "Havtornet", "Hyldeblus", "Istap",
    "Jordstjerne", "Kaprifolie", "Klokkefrø", "Kornblå", "Kæruld", "Ladeplads", "Lysning",
    "Løvspring",
    "Månelyng", "Natravn", "Nøddekrige", "Okkergul", "Perlegræs", "Pindsvin", "Regnbyge",
    "Rimtåge", "Rørdrum", "Sumpviol", "Sivsko", "Skumring", "Snefnug", "Solhverv", "Strandkål",
    "Svaleurt", "Sølvræv", "Tangloppe", "Tidselgem", "Tordenskrald", "Trådrulle", "Tusmørke",
    "Ulvefod", "Vandkalv", "Vejbred", "Vindfløj", "Ællinge", "Ærenpris", "Øjentrøst", "Ålegræs",
)  # fmt: skip
SECOND = (
    "bo", "broen", "bugten", "engen", "gaarden", "hjørnet", "holmen", "huset", "høj", "kanten",
    "krogen", "laden", "lunden", "pynten", "ringen", "sporet", "stræde", "værket", "vænge", "åsen",
)  # fmt: skip


@dataclass(frozen=True)
class Industry:
    """An industry, what its companies call themselves, its weight and its usual size (1–4)."""

    code: str
    text: str
    trade: str
    weight: int
    size: int
    code_system: str = "DB07"


INDUSTRIES = (
    Industry(
        "011100",
        "Dyrkning af korn (undtagen ris), bælgfrugter og olieholdige frø",
        "Planteavl", 4, 1,
    ),
    Industry("014100", "Avl af malkekvæg", "Mælkeproduktion", 3, 1),
    Industry("081200", "Indvinding af grus og sand", "Grusgrav", 1, 2),
    Industry("101110", "Forarbejdning af svinekød", "Slagteri", 1, 4),
    Industry(
        "102020",
        "Forarbejdning og konservering af fisk, krebsdyr og bløddyr",
        "Fiskeindustri", 1, 3,
    ),
    Industry("107120", "Fremstilling af friske bageriprodukter", "Bageri", 5, 2),
    Industry("162300", "Fremstilling af bygningstømmer og snedkeriartikler", "Snedkeri", 3, 2),
    Industry("222200", "Fremstilling af plastemballage", "Plastemballage", 2, 4),
    Industry("251100", "Fremstilling af metalkonstruktioner", "Smede- og Maskinværksted", 4, 3),
    Industry("310900", "Fremstilling af andre møbler", "Møbelfabrik", 2, 3),
    Industry("360000", "Vandforsyning", "Vandværk", 2, 1),
    Industry("381100", "Indsamling af ikke-farligt affald", "Genbrug og Affald", 2, 3),
    Industry("412000", "Opførelse af bygninger", "Byggeforretning", 7, 2),
    Industry("432100", "El-installation", "Elinstallation", 6, 2, "DB25"),
    Industry("432200", "VVS- og blikkenslagerforretninger", "VVS og Blik", 6, 2),
    Industry("433200", "Tømrer- og bygningssnedkervirksomhed", "Tømrer og Snedker", 8, 2, "DB25"),
    Industry("433410", "Malerforretninger", "Malerfirma", 5, 2),
    Industry("451120", "Detailhandel med personbiler, varebiler og minibusser", "Biler", 4, 2),
    Industry("452010", "Autoreparationsværksteder m.v.", "Autoværksted", 6, 2),
    Industry(
        "463410",
        "Engroshandel med øl, mineralvand, frugt- og grøntsagssaft",
        "Drikkevaregrossist", 2, 2,
    ),
    Industry(
        "467300",
        "Engroshandel med træ, byggematerialer og sanitetsartikler",
        "Byggemarked", 3, 3,
    ),
    Industry("471110", "Købmænd og døgnkiosker", "Købmand", 6, 2),
    Industry("471120", "Supermarkeder", "Supermarked", 5, 4),
    Industry("475210", "Detailhandel med farve og tapet", "Farvehandel", 2, 1),
    Industry("477110", "Tøjforretninger", "Tøj", 4, 1),
    Industry("477630", "Plantecentre og havecentre", "Havecenter", 2, 2),
    Industry("494100", "Vejgodstransport", "Vognmandsforretning", 6, 3, "DB25"),
    Industry("493920", "Turistkørsel og anden landpassagertransport", "Bustrafik", 2, 3),
    Industry("521000", "Oplagrings- og pakhusvirksomhed", "Lager og Logistik", 3, 3),
    Industry("551010", "Hoteller", "Hotel", 3, 3),
    Industry("561010", "Restauranter", "Restaurant", 8, 2),
    Industry("561020", "Pizzeriaer, grillbarer, isbarer mv.", "Grill og Isbar", 5, 1),
    Industry("562900", "Anden restaurationsvirksomhed", "Kantinedrift", 2, 3),
    Industry("620100", "Computerprogrammering", "Programmering", 4, 1),
    Industry("682040", "Udlejning af erhvervsejendomme", "Ejendomme", 5, 1),
    Industry("692000", "Bogføring og revision; skatterådgivning", "Revision og Bogføring", 4, 1),
    Industry(
        "711220",
        "Rådgivende ingeniørvirksomhed inden for produktions- og maskinteknik",
        "Ingeniører", 2, 2,
    ),
    Industry("782000", "Vikarbureauer", "Vikarbureau", 2, 4),
    Industry("811000", "Kombinerede serviceydelser", "Ejendomsservice", 3, 3),
    Industry("812100", "Almindelig rengøring af bygninger", "Rengøring", 7, 3, "DB25"),
    Industry("813000", "Landskabspleje", "Anlægsgartner", 5, 2),
    Industry("855900", "Anden undervisning i.a.n.", "Kursuscenter", 2, 1),
    Industry("869020", "Fysio- og ergoterapeuter", "Fysioterapi", 3, 1),
    Industry("873010", "Plejehjem", "Plejehjem", 1, 4),
    Industry("889130", "Vuggestuer og børnehaver", "Børnehus", 3, 3),
    Industry("931300", "Fitnesscentre", "Fitness", 2, 2),
    Industry("952300", "Reparation af skotøj og lædervarer", "Skomager", 1, 1),
    Industry("960110", "Erhvervs- og institutionsvaskerier", "Vaskeri", 2, 3),
    Industry("960210", "Frisørsaloner", "Frisør", 6, 1),
)  # fmt: skip

# The workplaces of a municipality: (name, industry code, industry text, employees).
MUNICIPAL_WORKPLACES = (
    ("Rådhuset", "841100", "Generelle offentlige tjenester", 420),
    ("Centralskolen", "852010", "Folkeskoler o.lign.", 95),
    ("Engskolen", "852010", "Folkeskoler o.lign.", 70),
    ("Plejecenter Enghaven", "873010", "Plejehjem", 130),
    ("Plejecenter Åbrinken", "873010", "Plejehjem", 85),
    ("Børnehuset Mariehønen", "889130", "Vuggestuer og børnehaver", 28),
    ("Børnehuset Æblehaven", "889130", "Vuggestuer og børnehaver", 24),
    ("Materielgården", "813000", "Landskabspleje", 60),
    ("Centralkøkkenet", "562900", "Anden restaurationsvirksomhed", 35),
    ("Biblioteket", "910110", "Biblioteker", 22),
)

FORMS = {
    "sole": (10, "ENK", "Enkeltmandsvirksomhed"),
    "partnership": (30, "I/S", "Interessentskab"),
    "public_limited": (60, "A/S", "Aktieselskab"),
    "private_limited": (80, "APS", "Anpartsselskab"),
    "association": (115, "FFO", "Frivillig forening"),
    "municipality": (250, "KOM", "Primærkommune"),
}
