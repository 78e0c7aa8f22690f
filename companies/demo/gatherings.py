"""A job fair, a speed dating and a former information meeting for the demo."""

from datetime import datetime, time, timedelta

from companies.actions import gathering_answers as answers
from companies.actions import gatherings as actions
from companies.actions.gatherings import GatheringFacts
from companies.choices.gathering import Answer, Source
from companies.models import ContactPerson, Gathering, Invitation
from companies.queries.gatherings import companies_of, people_to_invite
from jobcenter.calendar import add_working_days
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Plan and hold events as Carl and Tine did; does nothing the second time."""
    if jobcentre.code != "0901" or Gathering.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    carl, tine = people["carl"], people["tine"]
    actor = Viewer.of(carl)
    who = people_to_invite(actor, companies_of(actor, Source.COOPERATING, []), 60)
    with clock_at(now() - timedelta(days=50)):
        past = _plan(actor, "information", "Nye regler om løntilskud", tine, 14, (9, 11), 20,
                     "Fortælle virksomhederne om reglerne og høre, hvad de mangler",
                     "Mødesalen, Rådhuset")  # fmt: skip
        actions.invite(past, who[:24], actor=actor)
        _say(past, actor, ("yes",) * 9 + ("no",) * 4)
    with clock_at(past.ends_at):
        rows = Invitation.objects.filter(jobcentre_id=jobcentre.pk, gathering=past, state="coming")
        ids = list(rows.order_by("id").values_list("pk", flat=True))
        answers.note_attendance(
            past, {pk: answers.Attendance(n % 4 != 3, "Vil gerne have besøg" if n == 1 else "")
                   for n, pk in enumerate(ids)}, actor=actor,
        )  # fmt: skip
        actions.hold_gathering(
            past, "God snak om fleksjob. To virksomheder vil gerne have besøg.", actor=actor
        )
    fair = _plan(
        actor,
        "job_fair",
        "Jobmesse i Nordbyhallen",
        carl,
        34,
        (10, 15),
        40,
        "Lade virksomheder med åbninger møde 300 ledige på én dag",
        "Nordbyhallen",
        text="I får en stand med strøm og bord.\n\nVi sørger for kaffe og frokost.",
    )
    ContactPerson.objects.filter(
        jobcentre_id=jobcentre.pk, pk__in=[person.pk for person in who[30:40]]
    ).update(may_receive_mail=True)
    actions.invite(fair, who[:45], actor=actor)
    _say(fair, actor, ("yes",) * 14 + ("no",) * 5)
    dates = _plan(actor, "speed_dating", "Speeddating med kandidater", tine, 9, (13, 15), 6,
                  "Lade virksomheder og kandidater, der passer sammen, tale sammen i ti minutter",
                  "Jobcentret, lokale 2", rounds=6, minutes=10)  # fmt: skip
    actions.invite(dates, who[5:20], actor=actor)
    _say(dates, actor, ("yes",) * 8 + ("no",) * 2)


def _plan(
    actor: Viewer, kind: str, title: str, by: Membership, days: int, hours: tuple[int, int],
    capacity: int, purpose: str, place: str, *, text: str = "", rounds: int | None = None,
    minutes: int | None = None,
) -> Gathering:  # fmt: skip
    on = add_working_days(today(), days)
    first, last = (datetime.combine(on, time(hour), COPENHAGEN) for hour in hours)
    return actions.plan_gathering(
        GatheringFacts(kind, title, purpose, place, first, last, capacity, by, text=text,
                       rounds=rounds, round_minutes=minutes),
        actor=actor,
    )  # fmt: skip


def _say(gathering: Gathering, actor: Viewer, said: tuple[str, ...]) -> None:
    """Let the first invited answer; the others have not yet."""
    rows = Invitation.objects.select_related("gathering", "person").filter(
        jobcentre_id=gathering.jobcentre_id, gathering=gathering, state=Answer.INVITED
    )
    for row, word in zip(rows.order_by("id"), said, strict=False):
        answers.answer(row, actor=actor, comes=word == "yes")
