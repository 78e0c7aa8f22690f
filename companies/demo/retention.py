"""The demo's retention cases: five, from just opened to closed, with talks and plans."""

from datetime import timedelta
from decimal import Decimal

from companies.actions import retention as acts
from companies.actions import retention_work as work
from companies.choices import RelationStatus
from companies.choices.retention import CaseState
from companies.models import (
    CompanyRelation,
    RetentionCase,
    RetentionMember,
    RetentionStep,
    RetentionTalk,
)
from companies.models.retention import sealed
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
STEPS = ((-4, 8, "Kun formiddage"), (-1, 15, ""), (2, 25, ""), (6, 37, "Alle opgaver igen"))


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
    """Write talks, plan and people at once, and the case as it is after them."""
    day = today()
    ours = {"jobcentre_id": case.jobcentre_id, "case": case}
    if number == 0:
        work.plan_talk(case, day + timedelta(days=2), actor=actor)
    if number not in {1, 2, 4}:
        return
    RetentionMember.objects.create(
        member=people["bente"], added_by=people["carl"], added_at=now(), **ours
    )
    RetentionTalk.objects.create(
        planned_on=day - timedelta(days=30), held_on=day - timedelta(days=30),
        present=["employee", "leader", "jobcentre"], by=people["carl"],
        agreed_encrypted=sealed("Start med få timer og lette opgaver. Vi ser på det hver uge.",
                                RetentionTalk.AGREED), **ours,
    )  # fmt: skip
    RetentionStep.objects.bulk_create(
        [
            RetentionStep(
                starts_on=day + timedelta(weeks=weeks), hours=Decimal(hours), by=people["carl"],
                note_encrypted=sealed(note, RetentionStep.NOTE),
                done_on=day if weeks < -1 or (number != 1 and weeks < 0) else None, **ours,
            )
            for weeks, hours, note in STEPS
        ]
    )  # fmt: skip
    case.state, case.mark_done = CaseState.PLANNED, 4
    if number in {2, 4}:
        case.state, case.mark_done = CaseState.PART_TIME, 8
        case.section_56_asked_on = day - timedelta(days=40)
        case.section_56_from = day - timedelta(days=20)
        case.section_56_to = day + timedelta(days=345)
    acts.keep(case, actor=actor)
    if number == 4:
        acts.move_case(case, "close", actor=actor, outcome="kept", reason="Tilbage på fuld tid.")
