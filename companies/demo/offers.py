"""The demo's service offers, who got which, and three cards of the service centre."""

from datetime import timedelta

from companies.actions import offers as acts
from companies.actions import punches
from companies.choices import RelationStatus
from companies.choices.offer import Profession, Way
from companies.models import CompanyRelation, OfferHanding, ServiceOffer
from jobcenter.calendar import add_working_days
from jobcenter.clock import today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

OFFERS = (
    ("recruitment", "Hjælp til at finde medarbejdere", 5,
     "I fortæller, hvem I mangler. Vi finder kandidater og sender dem, der passer.",
     "Jobcentret finder og taler med kandidaterne. Virksomheden vælger.",
     "De første kandidater inden fem arbejdsdage – eller besked om, at vi ikke har nogen."),
    ("trials", "Praktik og løntilskud", 5,
     "En kandidat prøver arbejdet hos jer, eller bliver ansat med tilskud i en periode.",
     "Jobcentret finder kandidaten, klarer papirerne og følger op hver uge. Virksomheden "
     "stiller en mentor.", "I får én fast kontakt, og vi kommer forbi hver uge."),
    ("mentor", "Mentortilskud og kursus for mentorer", 15,
     "Frikøb af timer til mentoren, og et kursus, hvor mentorer lærer af hinanden.",
     "Jobcentret betaler og holder kurset. Virksomheden vælger mentoren.",
     "Svar på ansøgningen inden 15 arbejdsdage."),
    ("retention", "Fastholdelse af syge medarbejdere", 3,
     "Hjælp til samtale, plan og delvis tilbagevenden, før sygdommen bliver lang.",
     "Jobcentret deltager i samtalen og skriver planen med jer.",
     "Vi ringer tilbage inden tre arbejdsdage."),
    ("centre", "Virksomhedscenter", 30,
     "Mindst fire faste pladser, en fælles mentor og en fast konsulent.",
     "Jobcentret finder kandidater og betaler mentoren. Virksomheden stiller opgaver.",
     "Udkast til kontrakt inden 30 arbejdsdage efter mødet."),
    ("upskilling", "Voksenlærlinge og jobrotation", 10,
     "Råd om tilskud til voksenlærlinge, og vikarer, mens jeres folk er på kursus.",
     "Jobcentret regner på ordningen. Virksomheden vælger, hvem der skal lære.",
     "Et regnestykke inden ti arbejdsdage."),
    ("network", "Netværk for virksomheder", 20,
     "Mød andre, der har gjort det: erfaringer, mentorer og besøg hos hinanden.",
     "Jobcentret indkalder. Virksomhederne bestemmer emnerne.",
     "Indbydelse til det næste møde inden 20 arbejdsdage."),
    ("fairs", "Jobmesser", 20, "En stand, hvor I møder mange jobsøgende på en dag.",
     "Jobcentret finder sted og gæster. I tager opslagene med.",
     "Plads på den næste messe, og en liste over dem, I talte med."),
    ("service_centre", "Servicecenter med klippekort", 5,
     "Klip til ergoterapeut, arbejdsmiljøkonsulent, socialrådgiver og jobkonsulent. Gratis.",
     "Jobcentret sender fagfolk. Virksomheden deler sit sygefravær.",
     "En fagperson hos jer inden fem arbejdsdage efter bestillingen."),
)  # fmt: skip
SPENT_FOR = ("Indretning af arbejdspladser på lageret", "Politik for sygefravær",
             "Rundbordssamtale", "Råd om tunge løft")  # fmt: skip


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Declare the offers, and hand them out as it happened over half a year; once."""
    if ServiceOffer.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    actor = Viewer.of(people["carl"]) if jobcentre.code == "0901" else Viewer.system(jobcentre)
    offers = [
        acts.write_offer(acts.OfferFacts(kind, name, what, who, days, promise), actor=actor)
        for kind, name, days, what, who, promise in OFFERS
    ]
    if jobcentre.code != "0901":
        return
    relations = list(
        CompanyRelation.objects.select_related("company")
        .filter(jobcentre_id=jobcentre.pk, status=RelationStatus.COOPERATING)
        .order_by("id")[:40]
    )
    OfferHanding.objects.bulk_create(
        [_handing(jobcentre, number, row, offers, people) for number, row in enumerate(relations)]
    )
    _cards(relations, people)


def _handing(
    jobcentre: Jobcentre, number: int, row: CompanyRelation, offers: list[ServiceOffer],
    people: dict[str, Membership],
) -> OfferHanding:  # fmt: skip
    offer = offers[number * 5 % len(offers)]
    handed_on = today() - timedelta(days=7 + number * 4)
    made = OfferHanding(
        jobcentre_id=jobcentre.pk, offer=offer, company_id=row.company_id, handed_on=handed_on,
        way=Way.values[number % 3], by=people[("carl", "tine")[number % 2]],
    )  # fmt: skip
    if number % 3 != 1:  # two in three wanted it
        made.ordered_on = handed_on + timedelta(days=2)
        made.due_on = add_working_days(made.ordered_on, offer.days)
        took = offer.days + (4 if number % 5 == 0 else -1 if offer.days > 1 else 0)
        delivered_on = add_working_days(made.ordered_on, took)
        if delivered_on <= today() and number % 8 != 7:
            made.delivered_on = delivered_on
    return made


def _cards(relations: list[CompanyRelation], people: dict[str, Membership]) -> None:
    actor = Viewer.of(people["carl"])
    for number, row in enumerate(relations[2:5]):
        starts_on = today() - timedelta(days=(340, 120, 30)[number])
        card = punches.grant_card(
            row.company, (10, 12, 20)[number], actor=actor, starts_on=starts_on,
            ends_on=starts_on + timedelta(days=364),
        )  # fmt: skip
        for at in range((9, 3, 1)[number]):
            punches.spend_punches(
                card, 1, actor=actor, profession=Profession.values[at % 4],
                what_for=SPENT_FOR[at % 4], used_on=starts_on + timedelta(days=3 + at * 9),
            )  # fmt: skip
