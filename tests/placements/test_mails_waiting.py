"""Mails about what waits: who gets them, when, and that they tell of nobody."""

from datetime import timedelta

import pytest

from citizens.actions import add_team_member
from citizens.actions.plan_voice import answer_voice, say_of_plan
from citizens.actions.remark import answer_remark, tell_wrong
from citizens.mails.waiting import RemarkWaits, VoiceWaits
from followup.actions import pause_reminders
from followup.models import Message, Reminder
from followup.sending import send_waiting
from followup.sweep import sweep
from jobcenter.clock import clock_at, now, today
from jobcenter.viewer import Viewer
from placements.actions import mentoring as acts
from placements.mails.waiting import MentorDecisionWaits
from tests.placements.mentoring import an_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


def told(kind, north):
    return {each.recipient.name for each in kind.candidates(north.pk, today())}


def words(kind, north, subject):
    text = kind.text(type("R", (), {"subject": subject})(), north)
    return text and f"{text.title} {' '.join(map(str, text.lines))} {text.link.url}"


def test_a_mentor_order_waits_for_a_leader(kim, nora, mads, tine, north, acting):
    order = an_order(nora, kim)
    with acting(north):
        assert told(MentorDecisionWaits(), north) == {tine.name}, "the leader of Nora's team"
        [one] = MentorDecisionWaits().candidates(north.pk, today())
        assert one.due_on == today() + timedelta(days=1)
        said = words(MentorDecisionWaits(), north, order.public_id)
        assert "Kim" not in said and "møde" not in said and "Lone" not in said
    with acting(nora):
        type(tine).objects.filter(pk=tine.pk).update(team=None)
    with acting(north):
        assert told(MentorDecisionWaits(), north) == {mads.name}
    with acting(mads) as viewer:
        acts.refuse_order(order, actor=viewer, version=1, reason="For dyrt")
    with acting(north):
        assert told(MentorDecisionWaits(), north) == set()
        assert words(MentorDecisionWaits(), north, order.public_id) is None


def test_nobody_decides_on_their_own_and_other_houses_hear_nothing(
    kim, tine, nora, mads, south, north, acting
):
    with acting(nora) as viewer:
        add_team_member(kim, actor=viewer, membership=tine, function="case_worker")
    an_order(tine, kim)
    with acting(north):
        assert told(MentorDecisionWaits(), north) == {mads.name}
    with acting(south):
        assert told(MentorDecisionWaits(), south) == set()


def test_what_a_citizen_says_waits_for_the_case_team(kim, nora, bente, mads, north, acting):
    with acting(nora) as viewer:
        add_team_member(kim, actor=viewer, membership=bente, function="case_worker")
        voice = say_of_plan(
            kim, actor=viewer, kind="wish", text="Hemmelig bager", version=0, through="screen"
        )
        own = Viewer(kind="citizen", jobcentre_id=north.pk, subject=kim.public_id)
        remark = tell_wrong(kim, actor=own, text="Hemmeligt navn")
    with acting(north):
        for kind, row in ((VoiceWaits(), voice), (RemarkWaits(), remark)):
            assert told(kind, north) == {nora.name, bente.name}
            said = words(kind, north, row.public_id)
            assert "Hemmelig" not in said and "Kim" not in said
            assert str(kim.public_id) not in said
    with acting(nora) as viewer:
        answer_voice(voice, actor=viewer, answer="Det prøver vi")
        answer_remark(remark, actor=viewer, answer="Det er rettet")
    with acting(north):
        assert told(VoiceWaits(), north) | told(RemarkWaits(), north) == set()


def test_one_mail_the_day_after_and_none_while_paused(kim, nora, tine, north, acting):
    for kind in ("external", "company", "social"):
        an_order(nora, kim, kind=kind)
    sweep(north.pk)
    with acting(north):
        assert not Message.objects.exists(), "the same day it stands on my day"
    with clock_at(now() + timedelta(days=1)):
        with acting(nora) as viewer:
            pause = pause_reminders(
                actor=viewer, recipient_key=f"membership:{tine.public_id}", reason="Ferie",
                until=today(),
            )  # fmt: skip
            assert pause
        sweep(north.pk)
        send_waiting(north.pk)
        with acting(north):
            assert not Message.objects.filter(state="sent").exists()
    with clock_at(now() + timedelta(days=2)):
        sweep(north.pk)
        send_waiting(north.pk)
        with acting(north):
            [mail] = Message.objects.filter(state="sent")
            assert mail.recipient_name == tine.name
            assert Reminder.objects.filter(kind="placements.mentor_decision").count() == 3
