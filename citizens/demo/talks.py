"""The demo's conversations, and answers of nobody over the last quarters."""

from datetime import timedelta
from random import Random
from typing import Any

from citizens.choices.talk import Signpost, WheelArea
from citizens.models import (
    CaseTeamMember,
    Citizen,
    Talk,
    TalkNote,
    TalkRating,
    WheelMark,
)
from citizens.rules.talk import quarters_shown
from jobcenter.clock import now, today
from jobcenter.models import Jobcentre, Team

MANY = 6  # citizens with two conversations each
NOTES = [
    (Signpost.FOCUS, "Vil have et job, hvor man spiser frokost sammen"),
    (Signpost.PREVENT, "Bussen går først 7.40: mødetid skal aftales"),
]
MARKS = [(3, 5), (4, 4), (6, 7), (7, 7), (5, 6), (5, 6), (2, 4), (6, 6)]  # then and now


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Write two conversations of the first citizens, and answers: a statement a table."""
    if Talk.objects.filter(jobcentre=jobcentre).exists():
        return
    citizens = list(Citizen.objects.filter(jobcentre=jobcentre).order_by("pk")[:MANY])
    team = CaseTeamMember.objects.filter(jobcentre=jobcentre).order_by("-pk")
    first = dict(team.values_list("citizen_id", "membership_id"))
    talks = Talk.objects.bulk_create(
        Talk(
            jobcentre=jobcentre, citizen=citizen, held_by_id=first[citizen.pk],
            held_on=today() - timedelta(days=days), focus="Tilbage på arbejde, lidt ad gangen",
            motivation=6 + turn, why="Jeg savner kolleger",
            finished_at=now() - timedelta(days=days), is_rated=turn == 0,
        )
        for citizen in citizens for turn, days in enumerate((60, 9))
    )  # fmt: skip
    WheelMark.objects.bulk_create(
        WheelMark(jobcentre=jobcentre, talk=talk, area=area, mark=MARKS[at][turn % 2])
        for turn, talk in enumerate(talks) for at, area in enumerate(WheelArea.values)
    )  # fmt: skip
    TalkNote.objects.bulk_create(
        TalkNote(
            jobcentre=jobcentre, talk=talk, signpost=post, text=text,
            written_at=talk.finished_at or now(), written_by_id=talk.held_by_id,
        )
        for talk in talks for post, text in NOTES
    )  # fmt: skip
    rng = Random(jobcentre.code)  # noqa: S311  the same demo every time
    teams = [*Team.objects.filter(jobcentre=jobcentre).order_by("pk"), None]
    TalkRating.objects.bulk_create(
        TalkRating(
            jobcentre=jobcentre, quarter=quarter, team=each, heard=rng.choice((2, 3, 4, 4)),
            decided=rng.choice((1, 2, 3, 4)), knows=rng.choice((2, 3, 3, 4)),
        )
        for quarter in quarters_shown(today(), 4)
        for at, each in enumerate(teams) for _each in range(1 if each is None else 7 - 2 * at)
    )  # fmt: skip
