"""Words of the demo's five years of contacts. Danish: they are data, not the interface."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One kind of contact: how, what for, and what may have come of it."""

    channels: tuple[str, ...]
    purpose: str
    outcomes: tuple[str, ...]
    steps: tuple[str, ...] = ()


# What leads to a cooperation, in the order in which it comes about.
FIRST: tuple[Story, ...] = (
    Story(
        ("phone", "visit", "letter"),
        "Fortælle hvad vi kan tilbyde",
        (
            "De kendte os ikke. Vi har sendt materialet om praktik og løntilskud.",
            "Talte med daglig leder. De vil gerne høre mere, når de har bedre tid.",
            "Ingen åbninger lige nu, men vi må gerne ringe igen.",
            "De har prøvet det før og var glade for det.",
            "De har ikke tid til at sætte nye folk i gang.",
        ),
        ("Ringe igen om et halvt år", "Sende materiale om løntilskud"),
    ),
    Story(
        ("phone", "mail"),
        "Høre om åbninger de næste måneder",
        (
            "De ansætter kun sæsonfolk og skriver, når de ved hvor mange.",
            "To medarbejdere går på pension til foråret. De vil gerne oplære nogen inden.",
            "Der er travlt, men opgaverne kræver certifikat.",
            "De kunne bruge én til oprydning og pakning nogle timer om ugen.",
            "De har lige ansat og har ingen åbninger i år.",
        ),
        ("Foreslå en kandidat", "Ringe igen efter ferien"),
    ),
)
TOGETHER: tuple[Story, ...] = (
    Story(
        ("visit", "phone"),
        "Aftale en plads til en praktik",
        (
            "En plads fra næste måned, 20 timer om ugen til at begynde med.",
            "De vil gerne have én ad gangen og selv vælge.",
            "Pladsen er klar. En erfaren kollega tager imod de første uger.",
        ),
        ("Sende praktikaftale", "Foreslå to kandidater"),
    ),
    Story(
        ("visit",),
        "Følge op på praktikken",
        (
            "Det går godt. Timerne kan sættes op fra næste uge.",
            "Opgaverne passer, men mødetiden driller. Vi talte om en senere start.",
            "Kollegerne er glade for hjælpen. Næste skridt er at prøve kassen.",
            "De savner at høre fra os oftere. Vi har aftalt en fast dag.",
        ),
        ("Ringe til mentoren om flere timer",),
    ),
    Story(
        ("visit", "meeting", "phone"),
        "Tale om ansættelse efter praktikken",
        (
            "De tilbyder 15 timer om ugen fra den 1.",
            "De kan ikke ansætte nu, men vil gerne være reference.",
            "De tager stilling, når regnskabet er gjort op.",
            "Ansat i deltid. Papirerne er på plads.",
        ),
        ("Sende papirer", "Ringe efter regnskabet"),
    ),
    Story(
        ("phone", "visit"),
        "Tilbyde hjælp til en sygemeldt medarbejder",
        (
            "De vil gerne have en rundbordssamtale.",
            "Medarbejderen er på vej tilbage. De ringer, hvis der bliver brug for os.",
        ),
        ("Finde en tid til rundbordssamtalen",),
    ),
    Story(
        ("visit", "meeting", "video"),
        "Årligt møde om samarbejdet",
        (
            "Samarbejdet fortsætter. De vil gerne have to pladser ad gangen.",
            "De savnede kandidater med kørekort. Vi har noteret det som et behov.",
            "Tilfredse med hjælpen til papirerne. Næste møde om et år.",
        ),
    ),
    Story(
        ("phone", "mail"),
        "Svare på spørgsmål om løntilskud",
        (
            "Forholdstallet er gennemgået, og de kan have én.",
            "De søger selv i den digitale løsning. Vi hjælper med begrundelsen.",
        ),
    ),
)
DECLINED = Story(
    ("phone",), "Høre om de vil samarbejde",
    (
        "De ønsker det ikke. Der er for meget uro i virksomheden for tiden.",
        "De mener ikke, at de har opgaver, der passer.",
    ),
)  # fmt: skip
NOTES = (
    "", "", "", "Ring helst før kl. 9.", "Lukket mellem jul og nytår.",
    "Vil gerne vælge selv mellem to eller tre.", "Taler helst med os på mail.",
    "Skal have tøj og sko med hjemmefra.",
)  # fmt: skip
FORENAMES = (
    "Agnes", "Anders", "Asta", "Bent", "Bodil", "Dorthe", "Ejnar", "Else", "Erik", "Fatima",
    "Gitte", "Gunnar", "Hamid", "Helle", "Henning", "Ida", "Ivan", "Jette", "Jørgen", "Kaj",
    "Kirsten", "Lene", "Leo", "Maja", "Mogens", "Nadia", "Niels", "Oda", "Palle", "Pia",
    "Preben", "Rosa", "Sanne", "Svend", "Tove", "Ulla", "Viggo", "Vibeke", "Yusuf", "Åge",
)  # fmt: skip
# Invented family names: compounds of things, so that nobody's is hit on purpose.
FAMILY_NAMES = (
    "Agerkrone", "Birkevad", "Cedersti", "Dugfald", "Elmekrog", "Fjordlys", "Granlund Holm",
    "Havreholt", "Isbæk", "Jernvang", "Klitgård Lund", "Lyngtoft", "Mosebryn", "Nattergade",
    "Oksbro", "Pilekær", "Rugsted", "Sivholm", "Tranevig", "Ulvedal", "Vindskov", "Ydun Sø",
    "Ærtebakke", "Østerklit", "Ålekiste",
)  # fmt: skip
TITLES = (
    ("indehaver", "management", ("agreements", "daily_contact")),
    ("daglig leder", "management", ("agreements",)),
    ("driftsleder", "department_head", ("daily_contact",)),
    ("personalechef", "management", ("hr", "agreements")),
    ("værkfører", "department_head", ("mentor",)),
    ("holdleder", "employee", ("mentor", "buddy")),
    ("tillidsmand", "employee", ("shop_steward",)),
    ("bogholder", "employee", ("daily_contact",)),
)  # fmt: skip
