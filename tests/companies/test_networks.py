"""Networks and mentor training: members, meetings, the certificate; who may."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.actions import gathering_answers as answers
from companies.actions import gatherings as events
from companies.actions import networks as actions
from companies.actions.networks import NetworkFacts
from companies.models import Network, NetworkMember
from companies.queries.networks import member_people, members, networks
from companies.rules import networks as rules
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from tests.companies.factories import HTML, url
from tests.companies.gatherings import facts as event_facts
from tests.companies.gatherings import plan, somebody

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "needed", "came", "code"),
    [("training", 2, 2, None), ("training", 2, 3, None), ("training", 2, 1, "too_few_days"),
     ("experience", None, 9, "no_training")],
)  # fmt: skip
def test_who_gets_the_certificate(kind, needed, came, code) -> None:
    if code is None:
        rules.check_certificate(kind, needed, came)
    else:
        with pytest.raises(Refused) as refused:
            rules.check_certificate(kind, needed, came)
        assert refused.value.code == code


def facts(carl, **said) -> NetworkFacts:
    return NetworkFacts(**{
        "kind": "training", "name": "Mentorer", "purpose": "Give papir på det", "hours": 12,
        "days_needed": 1, "content": "Den svære samtale", "responsible": carl, **said,
    })  # fmt: skip


@pytest.fixture
def course(carl, acting):
    """Mentor training with one member who came to its one day."""
    with acting(carl) as viewer:
        network = actions.found_network(facts(carl), actor=viewer)
        member = actions.join_network(network, somebody(viewer, 1), actor=viewer)
        day = events.plan_gathering(
            event_facts(carl, kind="network", network=network), actor=viewer
        )
        assert events.invite(day, member_people(viewer, network), actor=viewer) == 1
        row = day.invitations.select_related("gathering").get(jobcentre=carl.jobcentre)
        answers.answer(row, actor=viewer, comes=True)
    return network, member, day, row


class TestActions:
    def test_the_certificate_follows_the_attendance(self, course, carl, acting) -> None:
        _network, member, day, row = course
        with acting(carl) as viewer:
            with pytest.raises(Refused, match="0 of 1"):
                actions.give_certificate(member, actor=viewer)
            with clock_at(day.ends_at):
                answers.note_attendance(day, {row.pk: answers.Attendance(True)}, actor=viewer)
                actions.give_certificate(member, actor=viewer)
                actions.give_certificate(member, actor=viewer)  # once more changes nothing
            member.refresh_from_db()
            assert member.certified_on == today() + timedelta(days=10)

    def test_who_may(self, course, bente, nora, sol, acting) -> None:
        network, member, _day, _row = course
        for who in (bente, nora):
            with acting(who) as viewer:
                for write in (
                    lambda v=viewer: actions.found_network(facts(bente), actor=v),
                    lambda v=viewer: actions.leave_network(member, actor=v),
                    lambda v=viewer: actions.end_network(network, actor=v),
                    lambda v=viewer: actions.give_certificate(member, actor=v),
                ):
                    with pytest.raises(PermissionDenied):
                        write()
        with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
            actions.end_network(network, actor=viewer)

    def test_groups_members_and_the_end(self, course, carl, acting) -> None:
        network, member, _day, _row = course
        with acting(carl) as viewer:
            group = actions.found_network(
                facts(carl, kind="experience", name="Erfa", parent=network), actor=viewer
            )
            assert [each.name for each in networks(viewer, "now")] == ["Mentorer", "Erfa"]
            with pytest.raises(Refused, match="no groups of its own"):
                actions.found_network(facts(carl, parent=group), actor=viewer)
            other = actions.found_network(facts(carl, name="X"), actor=viewer)
            below = replace(facts(carl), parent=other)
            with pytest.raises(Refused, match="no group itself"):
                actions.edit_network(network, below, actor=viewer, version=1)
            with pytest.raises(Stale):
                actions.edit_network(network, facts(carl), actor=viewer, version=9)
            with pytest.raises(Refused, match="member already"):
                actions.join_network(network, member.person, actor=viewer)
            actions.leave_network(member, actor=viewer)
            actions.join_network(network, member.person, actor=viewer)
            actions.end_network(network, actor=viewer)
            with pytest.raises(Refused, match="has ended"):
                actions.join_network(network, somebody(viewer, 5), actor=viewer)

    def test_members_are_written_to_about_meetings(self, course, carl, acting) -> None:
        network, _member, day, _row = course
        with acting(carl) as viewer:
            quiet = somebody(viewer, 6, may_receive_mail=False)
            actions.join_network(network, quiet, actor=viewer)
            events.invite(day, [quiet], actor=viewer)
            assert events.send_invitations(day, actor=viewer) == 1


class TestPages:
    def test_found_join_certify(self, course, carl, sol, acting, client_as) -> None:
        network, member, day, row = course
        client = client_as(carl)
        form = {
            "kind": "training", "name": HTML, "purpose": "Lære", "version": "0",
            "responsible": str(carl.public_id),
        }  # fmt: skip
        assert client.post(reverse("companies:network_new"), form).status_code == 422
        form |= {"kind": "relation"}
        assert client.post(reverse("companies:network_new"), form).status_code == 302
        assert HTML not in client.get(reverse("companies:networks")).content.decode()
        with acting(carl) as viewer:
            made = Network.objects.get(jobcentre=carl.jobcentre, kind="relation")
            somebody(viewer, 7)
        join = url("network_join", made)
        assert client.post(join, {"email": "ingen@firma.example"}).status_code == 422
        assert client.post(join, {"email": "p7@firma.example"}).status_code == 302
        certificate = url("network_certificate", member)
        assert client.get(certificate).status_code == 404
        with clock_at(now() + timedelta(days=11)):
            with acting(carl) as viewer:
                answers.note_attendance(day, {row.pk: answers.Attendance(True)}, actor=viewer)
            assert client.post(url("network_certify", member)).status_code == 302
            found = client.get(certificate)
        assert found["Content-Type"] == "application/pdf" and found.content[:5] == b"%PDF-"
        for name, about in (("network", network), ("network_certificate", member)):
            assert client_as(sol).get(url(name, about)).status_code == 404
        for name in ("network_edit", "network"):
            assert client.get(url(name, network)).status_code == 200
        new = reverse("companies:gathering_new") + f"?netvaerk={network.public_id}"
        assert client.get(new).status_code == 200
        assert client.post(url("network_leave", member)).status_code == 302
        assert client.post(url("network_end", network)).status_code == 302

    def test_queries_do_not_grow(self, course, carl, acting, client_as) -> None:
        network = course[0]
        client = client_as(carl)
        pages = [reverse("companies:networks"), url("network", network)]

        def counted(address: str) -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            return len(asked)

        client.get(pages[0])
        one = [counted(page) for page in pages]
        with acting(carl) as viewer:
            for number in range(20, 25):
                actions.join_network(network, somebody(viewer, number), actor=viewer)
                actions.found_network(facts(carl, name=f"N{number}", parent=network), actor=viewer)
            assert NetworkMember.objects.filter(jobcentre=carl.jobcentre).count() == 6
        assert [counted(page) for page in pages] == one
        assert max(one) <= 12


def test_members_come_in_pages(course, carl, acting, client_as, monkeypatch) -> None:
    monkeypatch.setattr("companies.queries.networks.PAGE", 2)
    network, client = course[0], client_as(carl)
    with acting(carl) as viewer:
        for number in range(20, 24):
            actions.join_network(network, somebody(viewer, number), actor=viewer)
        seen, after = [], ""
        while True:
            rows, after = members(viewer, network, after)
            seen += [each.row.pk for each in rows]
            if not after:
                break
        assert len(seen) == len(set(seen)) == 5
        _first, after = members(viewer, network)
    assert "Firma 20" in client.get(url("network", network)).text
    later = client.get(url("network", network, f"?side={after}"))
    assert "Firma 21" in later.text and "Firma 20" not in later.text
    assert client.get(url("network", network, "?side=nonsense")).status_code == 200


def test_the_search_box_finds_networks_and_events(course, carl, sol, acting, client_as) -> None:
    with acting(carl):
        plan(carl, title="Jobmesse i hallen", place="Nordby Hal")
    for words in ("messe", "jobmesse hal", "nordby"):
        found = client_as(carl).get(f"/soeg/?q={words}").text
        assert "Jobmesse i hallen" in found
        assert "Jobmesse i hallen" not in client_as(sol).get(f"/soeg/?q={words}").text
    name = course[0].name
    assert name in client_as(carl).get(f"/soeg/?q={name[1:6]}").text
    assert client_as(carl).get("/soeg/?q=%25").status_code == 200
    assert "Jobmesse i hallen" not in client_as(carl).get("/soeg/?q=%25").text
