"""The demo's clear words: one being written, one approved, some shared and read, one withdrawn."""

from datetime import timedelta

from citizens.access import citizens_visible_to
from followup.choices import MessageState
from followup.models import Message
from jobcenter.clock import clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements.actions import sharing as acts
from placements.choices.sharing import Way
from placements.mails import sharing as mails_sharing
from placements.models import Placement, Sharing, SharingReader
from placements.rules import sharing as rules

WORDS = (
    {
        "strengths": "Møder stabilt og vil gerne i gang.\nHar godt humør, også når der er travlt.",
        "competences": "Har stået i butik i tre år.\nKundekontakt, kasse og betaling.",
        "wishes": "Vil gerne blive på gulvet blandt kolleger.",
        "at_work": "Bliver hurtigt træt sidst på dagen.",
        "to_do": "Aftal få timer fra start, og sæt dem op i små skridt.",
    },
    {
        "strengths": "Tålmodig og grundig. Lærer bedst ved at se det gjort.",
        "competences": "Lager og transport, truckførerbevis.",
        "wishes": "Vil lære at pakke og sende ordrer.",
        "at_work": "Kan ikke løfte tungt. Har brug for flere korte pauser.",
        "to_do": "Lad en kollega løfte, eller brug hjælpemidler.\n"
        "Aftal faste pauser, og hvor de kan holdes.",
    },
    {
        "strengths": "Ærlig og omhyggelig. Siger til, når noget er svært.",
        "competences": "",
        "wishes": "Vil finde ud af, hvor mange timer det kan blive til.",
        "at_work": "Mister overblikket, når der er støj, eller når planen ændres med kort varsel.",
        "to_do": "Find en plads uden meget støj.\nSkriv opgaverne ned, og gå dem igennem hver"
        " morgen.\nUdpeg én, der altid kan spørges.",
    },
)
OF_FORM = {"job": 0, "learn": 1, "clarify": 2}
MOST = 9


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Write through the ordinary actions, some weeks back; does nothing the second time."""
    if jobcentre.code != "0901" or Sharing.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    actor = Viewer.of(people["nora"])
    rows = Placement.objects.filter(
        jobcentre_id=jobcentre.pk, state__in=["agreed", "running"], mentor__isnull=False,
        consultant=people["nora"],
        citizen__in=citizens_visible_to(actor).filter(state="active").order_by().values("pk"),
    ).select_related("citizen", "place__workplace__company", "mentor")  # fmt: skip
    # The first ones stay as they are: other journeys walk them.
    for number, placement in enumerate(rows.order_by("id")[6 : 6 + MOST]):
        _one(placement, actor, number)
    # Their links went long ago.
    Message.objects.filter(
        jobcentre_id=jobcentre.pk, kind__in=[mails_sharing.LINK, mails_sharing.STOPPED]
    ).update(state=MessageState.CANCELLED)


def _one(placement: Placement, actor: Viewer, number: int) -> None:
    assert placement.mentor is not None  # noqa: S101  filtered above
    form = rules.form_of(placement.purpose)
    with clock_at(now() - timedelta(days=12, hours=number)):
        word = acts.write_word(
            placement.citizen, placement.place.workplace.company, actor=actor,
            placement=placement, readers=[placement.mentor], texts=WORDS[OF_FORM[form]],
            basis="agreement",
        )  # fmt: skip
    if number == 0:
        return
    until = min(max(placement.ends_on, today()), rules.latest_until(today()))
    with clock_at(now() - timedelta(days=11, hours=number)):
        word = acts.approve_word(
            word, actor=actor, version=word.version,
            how="phone" if number % 3 == 2 else "meeting",
            until=min(until, rules.latest_until(today())),
        )  # fmt: skip
        if number == 1:
            return
        word = acts.send_word(word, actor=actor)
    with clock_at(now() - timedelta(days=9, hours=number)):
        for reader in SharingReader.objects.filter(
            jobcentre_id=word.jobcentre_id, sharing=word
        ).select_related("person", "sharing__citizen", "sharing__company"):
            acts.note_read(reader, actor=actor, way=Way.MENTOR if number % 2 else Way.LINK)
    if number == 2:
        acts.withdraw_word(word, actor=actor, by_citizen=True)
