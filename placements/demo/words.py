"""Titles, tasks, mentors' lines and stories of the demo; Danish, as the municipality is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """Where a placement stands today.

    `weeks` ago it began (ahead, for drafts and agreed ones). `kind`: running, help, absent,
    better, open (last week unanswered), silent, ending, agreed, draft or none.
    """

    kind: str = "running"
    weeks: int = 4
    note: str = ""
    absent: tuple[int, ...] = ()
    silent_weeks: int = 2
    unvisited: int = 0
    visit_in: int | None = None


# Title and tasks of each place.
PLACES = [
    ("Lager, pakkebordet", "Pakker ordrer, sætter på plads, holder orden på hylderne."),
    ("Lager, varemodtagelse", "Tager imod varer, tæller, kører med palleløfter efter oplæring."),
    ("Kantine, formiddag", "Smører, anretter, tager opvasken sammen med køkkenlederen."),
    ("Kontor, arkiv og post", "Scanner, sorterer post, hjælper i receptionen."),
    ("Butik, frugt og grønt", "Fylder op, datotjekker, taler med kunder."),
    ("Værksted, klargøring", "Vasker og klargør, rydder op, henter reservedele."),
    ("Grønne områder", "Luger, klipper og river sammen med en makker."),
    ("Rengøring, tidlig", "Kontorer og mødelokaler før kl. 9, altid to sammen."),
    ("Produktion, montage", "Samler dele efter tegning, pakker færdige sæt."),
    ("Bageri, pakning", "Pakker brød, vejer af, holder bordene rene."),
    ("Plejehjem, køkken og hygge", "Dækker bord, læser højt, går tur med beboerne."),
    ("Genbrug, sortering", "Sorterer, prismærker, hjælper kunder med at finde."),
]

# What a mentor writes in a week that goes well or nearly so.
MENTORS = [
    "Kommer til tiden og spørger, når der er noget.",
    "Glad for pakkebordet. Vil gerne prøve varemodtagelsen.",
    "God uge. Spiser frokost med de andre nu.",
    "Lidt stille, men arbejdet er i orden.",
    "Vi øver os stadig i at sige til, når noget er svært.",
    "Har lært kassen. Fint tempo.",
    "Travl uge hos os, så der var ikke så meget tid til oplæring.",
    "Tager selv fat på næste opgave.",
    "Makkeren roser samarbejdet.",
]

WEEKS = [
    Story("open", 5, visit_in=1),  # Kim: the mentor's link is on its way
    Story("absent", 6, "Kom ikke onsdag. Vi kunne ikke få fat i Amira.", (3,)),
    Story("help", 3, "Kan ikke lide truckerne og går i stå. Hvad gør vi?", visit_in=1),
    Story("ending", 11),
    Story("running", 2),
    Story("running", 1),
    Story("silent", 7, silent_weeks=2, unvisited=2),
    Story("running", 3),
    Story("ending", 10, unvisited=1),
    Story("running", 8),
    Story("better", 5, "Tempoet driller lidt. Vi skruer ned for antal opgaver."),
    Story("running", 4),
    Story("running", 9),
    Story("agreed", 0),
    Story("running", 6, unvisited=3),
    Story("running", 2),
    Story("silent", 5, silent_weeks=3),
    Story("agreed", 1),
    Story("running", 3),
    Story("draft", 2),
    Story("running", 1),
    Story("running", 7),
    Story("running", 10),
    Story("absent", 4, "Ringede selv og sagde det.", (1, 2)),
    Story("running", 5, visit_in=2),
    Story("running", 2),
    Story("running", 1),
    Story("running", 6),
    Story("none"),
    Story("running", 8),
]

# Which of the past ones stopped before their time: reason, initiative.
INTERRUPTED = {3: ("hired_here", "company"), 7: ("not_the_right_match", "together")}

# How a centre of each model is arranged, and what all of them agreed.
ARRANGED = {
    "virtual": "Pladser i lager, kantine, kontor og udearealer. Nye følger en kollega som skygge"
    " i to funktioner, før de vælger.",
    "side": "En afdeling for sig selv ved siden af produktionen. De stærkeste lånes ud til andre"
    " afdelinger en dag ad gangen.",
    "network": "Kernevirksomheden har mentoren og de første uger; medlemmerne tager imod, når nogen"
    " er klar til mere.",
    "pool": "Små virksomheder deler fire pladser. De mødes hver måned og fordeler dem.",
    "satellite": "Vikarbureauet driver centret hos sine kunder og følger op hver uge. Jobcentret"
    " henviser og træffer afgørelserne.",
}
CENTRE_TERMS = {
    "goals": "Mindst hver tredje går videre til ordinære timer inden for et halvt år.",
    "for_whom": "Mennesker med andre problemer end ledighed, som gerne vil prøve en arbejdsplads.",
    "tasks": "Rigtige opgaver, der ellers ikke bliver gjort, eller som kan deles op.",
    "introduction": "Første dag: rundvisning, makker og en fast plads ved frokostbordet.",
    "absence": "Mentoren ringer samme formiddag, og konsulenten får besked, hvis ingen svarer.",
    "activities": "En time om ugen sammen: kost og motion eller en ansøgning. Jobcentret betaler.",
    "follow_up": "Konsulenten er der hver uge; alle tre taler sammen hver måned.",
    "way_out": "Fra uge 8 aftales timer, løn eller et andet sted. Ingen går hjem uden en plan.",
}
