"""The demo's enquiries: fifteen of the last weeks, in every state. Danish: data, not interface."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from companies import actions
from companies.demo import demo_workplaces
from companies.models import Company, ContactPerson, Enquiry
from followup.choices import MessageState
from followup.models import Message
from jobcenter.calendar import add_working_days
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Told:
    """An enquiry: working days ago and clock, which of the known companies (-1: none), and how
    far it has come."""

    days: int
    clock: str
    company: int
    channel: str
    subject: str
    text: str
    name: str = ""
    state: str = "open"  # open, taken, offered, answered, waiting, or how it was closed
    by: str = "carl"
    hours: float = 2.0  # from the enquiry to the answer, on the clock
    answer: str = ""
    note: str = ""
    typed: str = ""


NORTH = [
    Told(0, "08:20", 4, "mail", "labour",
         "Vi har fået en ordre mere og mangler to mand fra på mandag. Det må gerne være nogen uden "
         "erfaring, hvis de kan møde kl. 6.30."),
    Told(0, "09:05", -1, "form", "trial",
         "Jeg driver en lille cykelforretning og har hørt, at man kan få én i praktik. Hvordan gør "
         "man?", name="Bo Birk", typed="Birks Cykler"),
    Told(1, "14:40", 2, "mail", "retention",
         "En af vores mangeårige medarbejdere vil gerne tilbage på nedsat tid. Hvem taler vi med "
         "om det?"),
    Told(3, "10:15", 6, "phone", "rules",
         "Hvordan søger vi løntilskud i VITAS, når det er en anden kommune, personen bor i?",
         state="taken"),
    Told(1, "11:30", 0, "phone", "labour",
         "Vil gerne have en ny ind på lageret, når den nuværende praktik slutter.",
         state="offered"),
    Told(2, "13:00", 1, "mail", "trial",
         "Kan vi forlænge praktikken i køkkenet med fire uger? Det går rigtig godt.",
         state="answered", by="nora", hours=1.5,
         answer="Ja, det kan vi godt. Jeg kommer forbi på torsdag kl. 10, så skriver vi under."),
    Told(4, "09:45", 3, "phone", "labour",
         "Mangler en chauffør med stort kørekort, helst fast.", state="waiting", hours=3,
         answer="Jeg har to mulige. Sender deres CV'er i dag; ring, når I har set dem."),
    Told(5, "15:50", 7, "form", "rules",
         "Skal vi betale løn under sygdom, når det er løntilskud?", state="waiting", by="nora",
         hours=18, answer="Ja, som for andre ansatte. Reglerne er vedhæftet fra vores side; sig "
         "til, om det svarer på det hele."),
    Told(6, "10:00", 5, "mail", "complaint",
         "Vi er blevet ringet op af tre forskellige fra kommunen på en uge om det samme.",
         state="helped", hours=4,
         answer="Det beklager vi. Fremover er jeg jeres ene kontakt, og de andre kan se det.",
         note="Fast kontakt aftalt"),
    Told(8, "12:10", 2, "phone", "redundancies",
         "Vi lukker aftenholdet og skal varsle 14 medarbejdere. Hvad kan I hjælpe med?",
         state="helped", hours=0.2, answer="Varslingsteamet kommer ud i morgen kl. 9.",
         note="Møde holdt med tillidsfolk"),
    Told(11, "09:20", -1, "form", "other",
         "Jeg søger lokaler til min virksomhed i kommunen.", name="Pia Paaske",
         typed="Paaske Keramik", state="not_for_us", hours=5,
         answer="Det er Erhvervsservice, der har lokaler. Jeg har skrevet til dem om dig.",
         note="Erhvervsservice i kommunen"),
    Told(13, "14:05", -1, "phone", "labour", "Ringede om folk til oprydning efter byggeri.",
         name="en byggeplads på havnen", state="unreachable", hours=7,
         answer="Ringet tre gange, intet svar."),
    Told(16, "10:30", 4, "mail", "labour", "Har I en svejser, der kan begynde i næste uge?",
         state="no_help", hours=6,
         answer="Ikke lige nu, desværre. Vi kender to, der er i lære til foråret.",
         note="Ingen svejsere ledige"),
    Told(20, "08:50", 0, "walk_in", "trial",
         "Kom forbi efter mødet i erhvervsforeningen: vil gerne høre om virksomhedscentre.",
         state="helped", hours=0.1, answer="Talte en halv time. Besøg aftalt."),
    Told(24, "11:15", 6, "mail", "rules", "Hvornår får vi refusionen for september?",
         state="helped", by="nora", hours=9, answer="Den er anvist i går."),
]  # fmt: skip
SOUTH = [
    Told(1, "10:00", 0, "phone", "labour", "Vil gerne have besøg om praktik.", by="sol",
         state="taken"),
]  # fmt: skip


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Give the jobcentre its enquiries, each step at its own time."""
    if Enquiry.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    is_north = jobcentre.code == "0901"
    known = [each.company for each in demo_workplaces(jobcentre.code, 8)]
    for told in NORTH if is_north else SOUTH:
        company = known[told.company % len(known)] if told.company >= 0 else None
        _tell(told, jobcentre, company, people)
    # Nobody is written now about what came in days ago.
    Message.objects.filter(
        jobcentre_id=jobcentre.pk, kind__startswith="companies.enquiry",
        state=MessageState.WAITING, not_before__lt=now() - timedelta(days=1),
    ).update(state=MessageState.CANCELLED)  # fmt: skip


def _tell(
    told: Told, jobcentre: Jobcentre, company: Company | None, people: dict[str, Membership]
) -> None:
    day = add_working_days(today(), -told.days) if told.days else today()
    at = min(datetime.combine(day, time.fromisoformat(told.clock), COPENHAGEN),
             now() - timedelta(minutes=20))  # fmt: skip
    person = None
    if company is not None:
        person = (
            ContactPerson.objects.still_there()
            .filter(jobcentre_id=jobcentre.pk, company=company)
            .order_by("id")
            .first()
        )
    who = people[told.by]
    system = Viewer.system(jobcentre)
    with clock_at(at):
        enquiry = actions.receive_enquiry(
            actions.EnquiryFacts(
                subject=told.subject, text=told.text, channel=told.channel,
                name=told.name or (person.name if person else ""),
                phone=str(person.phone or "") if person else "",
                email=person.email if person and told.channel == "mail" else "",
                company=company, person=person, company_typed=told.typed,
            ),
            actor=system,
        )  # fmt: skip
    _go_on(told, enquiry, who, people, at)


def _go_on(
    told: Told, enquiry: Enquiry, who: Membership, people: dict[str, Membership], at: datetime
) -> None:
    """Take, offer, answer and close it, as far as it has come."""
    if told.state == "open":
        return
    actor = Viewer.of(who)
    with clock_at(min(at + timedelta(minutes=10), now())):
        actions.take_enquiry(enquiry, actor=actor)
        if told.state == "offered":
            actions.offer_enquiry(enquiry, people["nora"], actor=actor,
                                  note="Du følger den praktik, der er der nu.")  # fmt: skip
    if not told.answer:
        return
    answered = min(at + timedelta(hours=told.hours), now())
    with clock_at(answered):
        actions.answer_enquiry(enquiry, actor=actor, by_mail=False, text=told.answer,
                               waits=told.state == "waiting")  # fmt: skip
        if told.state not in {"answered", "waiting"}:
            actions.close_enquiry(enquiry, actor=actor, reason=told.state, note=told.note)
