"""Everything about me: what is shown, taken along and said to be wrong, and by whom answered."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.actions import add_team_member, open_barrier
from citizens.actions.profile import add_profile_line
from citizens.actions.remark import answer_remark, tell_wrong
from citizens.choices import Function
from citizens.models import Citizen, OwnRemark
from citizens.own.door import COOKIE
from citizens.own.facts import everything
from citizens.queue.own import remark_rows, waiting_remarks
from citizens.rules.own import DOOR
from followup.kinds import message_kinds
from followup.models import Message
from jobcenter.clock import now, today
from jobcenter.doors import make_door
from jobcenter.encryption import unseal
from jobcenter.errors import NotYours, Refused
from jobcenter.models import AccessLog, Event
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen


def door_of(citizen) -> Client:
    """Return a client at the citizen's own page."""
    from datetime import timedelta

    client = Client()
    client.cookies[COOKIE] = make_door(
        DOOR, jobcentre_id=citizen.jobcentre_id, subject=citizen.public_id,
        expires_at=now() + timedelta(minutes=15),
    )  # fmt: skip
    return client


@pytest.fixture
def kim(nora, bente, acting):
    """Kim, of whom a good deal is written."""
    found = make_citizen(nora, first_name="Kim", last_name="O'Kjær", wishes="Et værksted.",
                         email="kim@mail.example", benefit="kontanthjaelp")  # fmt: skip
    with acting(nora) as viewer:
        add_team_member(found, actor=viewer, membership=bente, function=Function.CASE_WORKER)
        add_profile_line(found, actor=viewer, kind="competence", text="Svejser")
        open_barrier(found, actor=viewer, word="helbred", owner=nora, text="Ryggen")
    return found


@pytest.fixture
def me(kim):
    """Kim as a viewer."""
    return Viewer(kim.jobcentre_id, kind=DOOR, subject=kim.public_id)


class TestReading:
    def test_everything_is_on_the_page(self, kim, nora, bente) -> None:
        page = door_of(kim).get(reverse("own:held")).text
        for word in ("O&#x27;Kjær", "Et værksted.", "Svejser", "Ryggen", nora.name, bente.name,
                     "Kontanthjælp".lower()):  # fmt: skip
            assert word.lower() in page.lower(), word

    def test_the_number_is_nowhere(self, kim, north) -> None:
        from citizens.actions.citizen import CPR_PURPOSE

        with acting_in(north):
            digits = unseal(Citizen.objects.get(pk=kim.pk).cpr_encrypted, purpose=CPR_PURPOSE)
        client = door_of(kim)
        said = client.get(reverse("own:held")).text
        said += client.post(reverse("own:file"), {"form": "json"}).text
        assert digits not in said
        assert digits[6:] not in said.replace(digits[:6], "")

    def test_nothing_of_another(self, kim, nora, acting) -> None:
        other = make_citizen(nora, first_name="Freja", last_name="Østergaard", wishes="Et gartneri")
        page = door_of(kim).get(reverse("own:held")).text
        assert "Freja" not in page
        assert "gartneri" not in page
        viewer = Viewer(kim.jobcentre_id, kind=DOOR, subject=kim.public_id)
        with acting(nora), pytest.raises(ValueError, match="alone"):
            everything(viewer, other)

    def test_queries_do_not_grow(self, kim, nora, acting) -> None:
        client = door_of(kim)
        client.get(reverse("own:held"))
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(reverse("own:held"))
        with acting(nora) as viewer:
            for number in range(5):
                add_profile_line(kim, actor=viewer, kind="competence", text=f"Nummer {number}")
                make_citizen(nora)
        with CaptureQueriesContext(connection) as more:
            client.get(reverse("own:held"))
        assert len(more) == len(few)
        frame = ("set_config", "SAVEPOINT")
        told = [q["sql"] for q in few if not any(word in q["sql"] for word in frame)]
        assert len(told) <= 12, told

    def test_in_english(self, kim) -> None:
        assert "What you bring" in door_of(kim).get(reverse("own:held") + "?sprog=en").text


class TestFile:
    def test_as_data(self, kim, north) -> None:
        answer = door_of(kim).post(reverse("own:file"), {"form": "json"})
        assert answer["Content-Disposition"].endswith('.json"')
        told = json.loads(answer.content)
        assert {"you", "groups", "profile", "barriers", "team"} <= {
            each["code"] for each in told["sections"]
        }
        with acting_in(north):
            look = AccessLog.objects.get(purpose="own.export")
            assert (look.citizen, look.viewer_kind) == (kim.public_id, DOOR)

    def test_on_paper(self, kim) -> None:
        answer = door_of(kim).post(reverse("own:file"), {"form": "pdf"})
        assert answer.content.startswith(b"%PDF")
        assert "Kim" not in answer["Content-Disposition"]
        assert "no-store" in answer["Cache-Control"]

    def test_only_by_posting(self, kim) -> None:
        assert door_of(kim).get(reverse("own:file")).status_code == 405


class TestRemarks:
    def test_told_answered_and_read(self, kim, me, nora, north, client_as, acting) -> None:
        client = door_of(kim)
        page = reverse("own:wrong")
        assert client.post(page, {"about": "profile", "text": "Jeg er smed."}).status_code == 302
        with acting(nora) as viewer:
            row = OwnRemark.objects.get()
            assert waiting_remarks(viewer, today()).count() == 1
            [line] = remark_rows(viewer, today(), 5)
            assert "smed" not in f"{line.title}{line.why}"
        staff = client_as(nora)
        shown = staff.get(reverse("citizens:own", args=[kim.public_id]))
        assert "Jeg er smed." in shown.text
        url = reverse("citizens:own_answer", args=[kim.public_id, row.public_id])
        name = f"{row.public_id.hex}-answer"
        assert staff.post(url, {name: ""}).status_code == 422
        assert staff.post(url, {name: "Tak, det står der nu."}).status_code == 302
        assert "Tak, det står der nu." in client.get(page).text
        with acting(nora) as viewer:
            assert waiting_remarks(viewer, today()).count() == 0
            message = Message.objects.get(kind="citizens.own_answer")
            text = message_kinds[message.kind].text(message, north)
            assert "smed" not in f"{text.title}{text.lines}"
            lines = Event.objects.filter(kind__startswith="citizen.own_remark")
            assert not [each for each in lines if "smed" in each.text]
            with pytest.raises(Refused, match="already"):
                answer_remark(row, actor=viewer, answer="Igen")

    def test_a_double_click_tells_once(self, kim, north) -> None:
        client, typed = (
            door_of(kim),
            {"text": "Forkert", "once": "0199a2b0-0000-7000-8000-000000000001"},
        )
        assert [client.post(reverse("own:wrong"), typed).status_code for _ in "ab"] == [302, 302]
        with acting_in(north):
            assert OwnRemark.objects.count() == 1

    @pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
    def test_too_little_and_too_much(self, kim, text) -> None:
        assert door_of(kim).post(reverse("own:wrong"), {"text": text}).status_code == 422

    def test_ten_may_wait(self, kim, me, north) -> None:
        with acting_in(north):
            for number in range(10):
                tell_wrong(kim, actor=me, text=f"Nummer {number}")
            with pytest.raises(Refused, match="Ring"):
                tell_wrong(kim, actor=me, text="En til")

    def test_who_may_not(self, kim, me, nora, tine, sol, north, acting) -> None:
        other = make_citizen(nora)
        with acting_in(north), pytest.raises(NotYours):
            tell_wrong(other, actor=me, text="Forkert")
        with acting(nora) as viewer, pytest.raises(NotYours):
            tell_wrong(kim, actor=viewer, text="Forkert")
        with acting_in(north):
            row = tell_wrong(kim, actor=me, text="Forkert")
        for who, error in [(tine, PermissionDenied), (sol, NotYours)]:
            with acting(who) as viewer, pytest.raises(error):
                answer_remark(row, actor=viewer, answer="Tak for det")

    def test_a_rollback_queues_nothing(self, kim, me, nora, north, acting) -> None:
        with acting_in(north):
            row = tell_wrong(kim, actor=me, text="Forkert")
        with acting(nora) as viewer, transaction.atomic():
            answer_remark(row, actor=viewer, answer="Tak for det")
            transaction.set_rollback(True)
        with acting_in(north):
            assert not Message.objects.filter(kind="citizens.own_answer").exists()

    def test_granted_access_reads_no_remarks(self, kim, me, tine, mads, north, acting,
                                             client_as) -> None:  # fmt: skip
        from citizens.access import get_masked_citizen
        from citizens.actions import ask_for_access, grant_access

        with acting_in(north):
            tell_wrong(kim, actor=me, text="Jeg har ondt i ryggen")
        with acting(tine) as viewer:
            asked = ask_for_access(get_masked_citizen(viewer, kim.public_id), actor=viewer,
                                   reason="Vi har måske en plads.")  # fmt: skip
        with acting(mads) as viewer:
            grant_access(asked, actor=viewer, until=today())
        page = client_as(tine).get(reverse("citizens:own", args=[kim.public_id]))
        assert page.status_code == 200
        assert "ondt" not in page.text


class TestStaffPage:
    def test_it_tells_and_does(self, kim, nora, north, client_as, acting) -> None:
        staff = client_as(nora)
        page = reverse("citizens:own", args=[kim.public_id])
        assert "aldrig" in staff.get(page).text
        assert staff.post(reverse("citizens:own_offer", args=[kim.public_id])).status_code == 302
        assert nora.name in staff.get(page).text
        shut = reverse("citizens:own_close", args=[kim.public_id])
        assert staff.post(shut, {"reason": ""}).status_code == 422
        client = door_of(kim)
        assert staff.post(shut, {"reason": "Telefonen er væk."}).status_code == 302
        assert client.get(reverse("own:page")).status_code == 302
        assert "Telefonen er væk." in staff.get(page).text
        assert staff.post(reverse("citizens:own_reopen", args=[kim.public_id])).status_code == 302

    def test_others_are_refused(self, kim, tine, sol, client_as) -> None:
        for who, status in [(tine, 403), (sol, 404)]:
            for name in ("own", "own_close"):
                url = reverse(f"citizens:{name}", args=[kim.public_id])
                assert client_as(who).get(url).status_code == status

    def test_few_queries(
        self, kim, me, nora, north, client_as, django_assert_max_num_queries
    ) -> None:
        with acting_in(north):
            for number in range(5):
                tell_wrong(kim, actor=me, text=f"Nummer {number}")
        staff, page = client_as(nora), reverse("citizens:own", args=[kim.public_id])
        staff.get(page)
        with django_assert_max_num_queries(16):
            staff.get(page)


def test_no_own_page_tells_of_another(kim, me, nora, north) -> None:
    """The probe: every address below /mig/ that takes no id, with another citizen's session."""
    from citizens.urls.own_page import urlpatterns

    with acting_in(north):
        tell_wrong(kim, actor=me, text="Jeg er svejser.")
    other = make_citizen(nora, first_name="Freja", last_name="Holm")
    client = door_of(other)
    names = [each.name for each in urlpatterns if not each.pattern.converters]
    seen = ""
    for name in names:
        answer = client.get(reverse(f"own:{name}"))
        if answer.status_code == 200 and name != "closed":
            seen += answer.content.decode()
        if name == "closed":
            client = door_of(other)
    assert "Freja" in seen
    for word in ("Kjær", "vejser", "Ryggen", str(kim.public_id)):
        assert word not in seen, word
