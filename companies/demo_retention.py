"""The demo's retention cases: five, from just opened to closed, with talks and plans."""

from datetime import timedelta
from decimal import Decimal

from companies.actions import retention as acts
from companies.actions import retention_work as work
from companies.choices import RelationStatus
from companies.models import CompanyRelation, RetentionCase
from jobcenter.clock import clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

CASES = (
    ("M.P.", 23, "Tunge løft på lageret. Kan klare lettere opgaver ved pakkebordet."),
    ("Ane", 61, "Har brug for faste pauser og arbejde uden skæve vagter."),
    ("K.L.", 104, "Skærmarbejde højst en time ad gangen."),
    ("T.B.", 12, "Leder og medarbejder vil gerne tale sammen, før det bliver langt."),
    ("Sol 3", 240, "Kører korte ture i stedet for lange."),
)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Open five cases at companies of North's, each further than the one before; once."""
    if jobcentre.code != "0901" or RetentionCase.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    relations = list(
        CompanyRelation.objects.select_related("company")
        .filter(jobcentre_id=jobcentre.pk, status=RelationStatus.COOPERATING)
        .order_by("id")[3:8]
    )
    for number, (row, told) in enumerate(zip(relations, CASES, strict=False)):
        label, days, situation = told
        actor = Viewer.of(people["nora" if number == 3 else "carl"])
        with clock_at(now() - timedelta(days=min(days, 60) - 6)):
            facts = acts.CaseFacts(
                label, Decimal(37), today() - timedelta(days=days - min(days, 60) + 6), situation,
                municipality="Sønderby" if number == 1 else "",
                municipality_code="0902" if number == 1 else "",
                told_whom="Sygedagpenge" if number == 1 else "",
                told_on=today() if number == 1 else None,
            )  # fmt: skip
            case = acts.open_case(row.company, facts, actor=actor)
        _go_on(case, number, actor, people)


def _go_on(case: RetentionCase, number: int, actor: Viewer, people: dict[str, Membership]) -> None:
    day = today()
    if number == 0:
        work.plan_talk(case, day + timedelta(days=2), actor=actor)
    if number in {1, 2, 4}:
        acts.add_member(case, people["bente"], actor=actor)
        talk = work.plan_talk(case, day, actor=actor)
        work.hold_talk(
            talk, actor=actor, held_on=day - timedelta(days=30), present=["employee", "leader",
            "jobcentre"], agreed="Start med få timer og lette opgaver. Vi ser på det hver uge.",
        )  # fmt: skip
        for weeks, hours, note in ((-4, 8, "Kun formiddage"), (-1, 15, ""), (2, 25, ""),
                                   (6, 37, "Alle opgaver igen")):  # fmt: skip
            starts_on = day + timedelta(weeks=weeks)
            step = work.add_step(case, actor=actor, starts_on=starts_on, hours=Decimal(hours),
                                 note=note)  # fmt: skip
            if weeks < -1 or (number != 1 and weeks < 0):
                work.finish_step(step, actor=actor)
        acts.move_case(case, "agree", actor=actor)
        acts.tick_mark(case, 4, actor=actor)
    if number in {2, 4}:
        acts.move_case(case, "part_time", actor=actor)
        acts.tick_mark(case, 8, actor=actor)
        acts.note_section_56(
            case, actor=actor, asked_on=day - timedelta(days=40),
            starts_on=day - timedelta(days=20), ends_on=day + timedelta(days=345),
        )  # fmt: skip
    if number == 4:
        acts.move_case(case, "full_time", actor=actor)
        acts.move_case(case, "close", actor=actor, outcome="kept", reason="Tilbage på fuld tid.")
