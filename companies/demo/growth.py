"""The demo's growth programme: six companies, two camps, sparring, commitments of both sides."""

from datetime import timedelta

from companies.actions import growth as acts
from companies.choices import RelationStatus
from companies.models import CompanyRelation, GrowthProgramme
from jobcenter.clock import today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

THEIRS = ("Ansætte to fra forløb på særlige vilkår", "Udpege en mentor for hver ny medarbejder",
          "Fordoble salget i den nye afdeling")  # fmt: skip
OURS = ("Tre kandidater inden for to uger", "Én fast konsulent, der kommer hver uge")
DEVELOPERS = ("Sidsel Sommer", "Torben Toft")


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Run it through the ordinary actions; once."""
    ours = GrowthProgramme.objects.filter(jobcentre_id=jobcentre.pk)
    if jobcentre.code != "0901" or ours.exists():
        return
    actor, day = Viewer.of(people["carl"]), today()
    programme = acts.begin_programme(
        acts.ProgrammeFacts(
            "Vækst med plads til flere", "Fonden for Social Vækst",
            "Ansøgning og interview hos fonden: vækstplan, sund økonomi, vilje til at ansætte",
            day - timedelta(days=150), day + timedelta(days=210), people["carl"],
        ),
        actor=actor,
    )  # fmt: skip
    relations = CompanyRelation.objects.select_related("company").filter(
        jobcentre_id=jobcentre.pk, status=RelationStatus.COOPERATING
    )
    members = [
        acts.take_in(programme, row.company.cvr, actor=actor, developer=DEVELOPERS[number % 2])
        for number, row in enumerate(relations.order_by("id")[8:14])
    ]
    for ago, topic, who in (
        (140, "Første camp: vækstplanen", members),
        (60, "Anden camp: ledelse og nye medarbejdere", members[:5]),
    ):
        acts.note_meeting(
            programme, actor=actor, kind="camp", topic=topic, members=who,
            held_on=day - timedelta(days=ago),
        )  # fmt: skip
    for number, member in enumerate(members):
        acts.note_meeting(programme, actor=actor, kind="sparring", topic="Salg og bemanding",
                          members=[member], held_on=day - timedelta(days=30 + number))  # fmt: skip
        for at, text in enumerate(THEIRS):
            made = acts.commit_side(member, actor=actor, side="company", text=text,
                                    due_on=day + timedelta(days=60 * at - 40))  # fmt: skip
            if at == 0 and number % 3 == 0:
                acts.settle(made, actor=actor, state="kept")
            if at == 0 and number % 3 == 1:
                acts.settle(made, actor=actor, state="broken", reason="Ordrerne kom ikke")
        for at, text in enumerate(OURS):
            made = acts.commit_side(member, actor=actor, side="jobcentre", text=text,
                                    due_on=day + timedelta(days=90 * at - 20))  # fmt: skip
            if at == 0 and number != 4:
                acts.settle(made, actor=actor, state="kept")
