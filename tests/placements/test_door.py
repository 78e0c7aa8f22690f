"""The mentor's door: what opening, answering, expiring and guessing do."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from followup.models import Message
from jobcenter.clock import clock_at
from jobcenter.doors import revoke_doors
from jobcenter.models import Door
from jobcenter.tenancy import acting_in
from placements import actions
from placements.models import CheckIn
from tests.placements.factories import (
    MONDAY,
    NOW,
    a_token,
    answered,
    at,
    running,
)

pytestmark = pytest.mark.usefixtures("wednesday")
LAST = MONDAY - timedelta(weeks=1)
SAID = {"uge": "2026-W46", "came": ["1", "2", "3", "4", "5"], "rating": "good"}


def counts(jobcentre_id: int) -> tuple[int, int, int]:
    with acting_in(jobcentre_id):
        return CheckIn.objects.count(), Message.objects.count(), Door.objects.count()


def check_ins(placement):
    with acting_in(placement.jobcentre_id):
        return list(CheckIn.objects.filter(placement=placement))


@pytest.fixture
def placement(nora):
    return running(nora, person={"first_name": "Kim", "last_name": "Kjærsgaard"})


def test_opening_changes_and_spends_nothing(placement):
    token = a_token(placement)
    before = counts(placement.jobcentre_id)
    for _ in range(3):
        page = Client().get(f"/m/{token}/")
        assert page.status_code == 200
        assert not page.cookies
    assert counts(placement.jobcentre_id) == before


def test_the_page_shows_a_first_name_and_nothing_more_about_the_person(placement):
    page = Client().get(f"/m/{a_token(placement)}/")
    text = page.content.decode()
    assert "Kim" in text
    assert "Kjærsgaard" not in text
    assert str(placement.citizen.public_id) not in text
    assert "72 00 00 10" in text  # Nora's number
    assert page["Cache-Control"].startswith("max-age=0") and "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert len(page.content) < 30_000


def test_three_answers_one_button_thanks(placement):
    client, token = Client(), a_token(placement)
    answer = client.post(f"/m/{token}/", SAID | {"note": "Fint"}, follow=True)
    assert answer.status_code == 200
    [check_in] = check_ins(placement)
    assert (check_in.rating, check_in.absent_days, check_in.answered_by) == ("good", [], "mentor")
    again = client.post(f"/m/{token}/", SAID | {"note": "Fint"}, follow=True)
    assert again.content == answer.content
    assert len(check_ins(placement)) == 1


def test_a_day_not_ticked_is_absence(placement):
    Client().post(f"/m/{a_token(placement)}/", SAID | {"came": ["1", "2", "4", "5"]})
    [check_in] = check_ins(placement)
    assert check_in.absent_days == [3]
    assert check_in.needs_action


def test_help_is_promised_for_a_day_it_can_be_kept(placement):
    token = a_token(placement, hours=24 * 13)
    said = SAID | {"rating": "needs_action", "sprog": "en"}
    page = Client().post(f"/m/{token}/", said, follow=True).content.decode()
    assert "calls you today" in page
    with clock_at(at(MONDAY + timedelta(days=2), 15, 30)):
        assert (
            "calls you tomorrow"
            in Client().get(f"/m/{token}/?tak=2026-W46&sprog=en").content.decode()
        )
    with clock_at(at(MONDAY + timedelta(days=4), 15, 30)):
        assert "on Monday" in Client().get(f"/m/{token}/?tak=2026-W46&sprog=en").content.decode()


def test_without_an_answer_the_page_says_what_is_missing_and_keeps_the_rest(placement):
    said = {"uge": "2026-W46", "came": ["1", "2", "3", "4"], "note": "Skrevet"}
    page = Client().post(f"/m/{a_token(placement)}/", said)
    assert page.status_code == 422
    assert "Skrevet" in page.content.decode()
    assert check_ins(placement) == []


def test_another_placement_is_out_of_reach(nora, placement):
    other = running(nora)
    token = a_token(placement)
    page = Client().get(f"/m/{token}/?f={other.public_id}")
    assert str(other.public_id) not in page.content.decode()
    Client().post(f"/m/{token}/", SAID | {"placement": str(other.public_id)})
    assert check_ins(other) == []
    # and the door is no login
    assert Client().get(f"/forloeb/{placement.public_id}/").status_code == 302


def test_a_door_of_another_kind_does_not_open(placement):
    from jobcenter.doors import make_door

    token = make_door(
        "candidate", jobcentre_id=placement.jobcentre_id, subject=placement.public_id,
        expires_at=NOW + timedelta(days=1),
    )  # fmt: skip
    assert Client().get(f"/m/{token}/").status_code == 404


@pytest.mark.parametrize("how", ["expired", "revoked"])
def test_a_closed_door_offers_a_new_link_and_a_number(placement, how):
    token = a_token(placement, hours=1)
    if how == "revoked":
        revoke_doors("mentor", placement.public_id)
    with clock_at(NOW + timedelta(hours=2 if how == "expired" else 0)):
        page = Client().get(f"/m/{token}/")
        assert page.status_code == 410
        assert "72 00 00 10" in page.content.decode()
        refused = Client().post(f"/m/{token}/", SAID)
        assert refused.status_code == 410
        assert check_ins(placement) == []
        asked = Client().post(f"/m/{token}/nyt-link/")
    assert asked.status_code == 200
    with acting_in(placement.jobcentre_id):
        assert Message.objects.get().address == "mette@bageriet.example"
    assert mail.outbox == []  # it leaves with the worker, not here


def test_the_answer_is_the_same_whether_or_not_the_link_exists(placement):
    real, made_up = a_token(placement), "findes-ikke"
    answers = [Client().post(f"/m/{token}/nyt-link/") for token in (real, made_up)]
    texts = [
        a.content.decode().replace(t, "") for a, t in zip(answers, (real, made_up), strict=True)
    ]
    assert texts[0] == texts[1]
    assert answers[0].status_code == answers[1].status_code == 200


def test_asking_for_links_and_guessing_is_slowed_down(placement):
    client, token = Client(), a_token(placement)
    statuses = [client.post(f"/m/{token}/nyt-link/").status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    with acting_in(placement.jobcentre_id):
        assert Message.objects.count() == 1
    guesses = {Client().get(f"/m/gaet-{n}/").status_code for n in range(62)}
    assert guesses == {404, 429}
    assert Client().get(f"/m/{token}/").status_code == 200  # the right one is not locked out


def test_a_revoked_door_of_an_interrupted_placement(nora, placement, acting):
    token = a_token(placement)
    with acting(nora) as viewer:
        actions.interrupt_placement(placement, actor=viewer, reason="moved")
    assert Client().get(f"/m/{token}/").status_code == 410
    Client().post(f"/m/{token}/nyt-link/")
    with acting_in(placement.jobcentre_id):
        assert not Message.objects.exists()


def test_language_follows_the_link_and_the_mentor(placement):
    token = a_token(placement)
    english = Client().get(f"/m/{token}/?sprog=en").content.decode()
    assert "How did the week go for Kim?" in english
    danish = Client().get(f"/m/{token}/").content.decode()
    assert "How did the week go" not in danish
    assert Client().get(f"/m/{token}/?sprog=xx").status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        {"uge": "2026-W99"},
        {"uge": "x" * 500},
        {"uge": "2020-W01"},
        {"uge": "\x00"},
        {"rating": "<script>"},
        {"came": ["9", "x", "-1", "\x00"]},
        {"note": "<script>alert(1)</script>\x00" * 50},
        {"sprog": "../../etc"},
    ],
)
def test_hostile_answers_never_break_it(placement, said):
    page = Client().post(f"/m/{a_token(placement)}/", SAID | said)
    assert page.status_code in {200, 302, 422}
    for check_in in check_ins(placement):
        assert "\x00" not in check_in.note
    text = Client().get(f"/m/{a_token(placement)}/?uge=2026-W46").content.decode()
    assert "<script>alert" not in text


def test_an_answered_week_can_be_corrected(placement):
    token = a_token(placement)
    client = Client()
    client.post(f"/m/{token}/", SAID | {"uge": "2026-W47"})
    page = client.get(f"/m/{token}/?uge=2026-W47").content.decode()
    assert 'value="good" checked' in page
    client.post(f"/m/{token}/", SAID | {"uge": "2026-W47", "rating": "could_be_better"})
    [check_in] = check_ins(placement)
    assert check_in.rating == "could_be_better"


def test_the_oldest_unanswered_week_comes_first_and_the_next_is_offered(placement):
    thursday = MONDAY + timedelta(days=3)
    answered(placement, MONDAY - timedelta(weeks=2))
    token = a_token(placement, hours=24 * 13)
    with clock_at(at(thursday, 12)):
        assert "2026-W46" in Client().get(f"/m/{token}/").content.decode()
        page = Client().post(f"/m/{token}/", SAID, follow=True).content.decode()
        assert "uge=2026-W47" in page


def test_holidays_are_shown_and_not_counted(nora):
    easter = at(MONDAY.replace(year=2027, month=4, day=1))  # Easter 2027: 25–29 March
    with clock_at(easter):
        placement = running(nora, weeks_ago=3)
        token = a_token(placement)
        page = Client().get(f"/m/{token}/?uge=2027-W12")
        assert page.content.decode().count("disabled") == 2  # Thursday and Good Friday


def test_the_link_of_a_mentor_who_left_the_company_lets_nobody_in(placement, nora, acting):
    token = a_token(placement)
    with acting(nora):
        placement.mentor.left_on = MONDAY
        placement.mentor.save(update_fields=["left_on"])
    page = Client().get(f"/m/{token}/")
    assert page.status_code == 410
    assert Client().post(f"/m/{token}/", SAID).status_code == 410
    assert check_ins(placement) == []
