"""Taking over a leaver's placement is no way into a case."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from citizens.actions import add_team_member
from citizens.models import CaseTeamMember
from companies.actions import handing
from companies.actions.handing import Part
from jobcenter.errors import Refused
from jobcenter.models import Membership
from placements.actions.placements import take_over_placement

OPEN = "placements.open"


def in_team(member: Membership, placement) -> bool:
    return CaseTeamMember.objects.filter(
        jobcentre=member.jobcentre, citizen_id=placement.citizen_id, membership=member,
        to_on__isnull=True,
    ).exists()  # fmt: skip


@pytest.fixture
def second(nora, bente, acting) -> Membership:
    """Another job consultant in North: Bente, for once."""
    with acting(nora):
        bente.roles = ["job_consultant"]
        bente.save(update_fields=["roles"])
    return bente


class TestALeader:
    def test_gives_it_to_a_colleague_who_joins_the_team(
        self, kims, second, tine, acting, wednesday
    ) -> None:
        with acting(tine) as viewer:
            take_over_placement(kims.placement, second, actor=viewer)
            assert in_team(second, kims.placement)

    def test_cannot_let_themselves_into_the_case(self, kims, nora, tine, acting, wednesday) -> None:
        with acting(tine) as viewer:
            with pytest.raises(Refused, match="colleague of the case team") as problem:
                take_over_placement(kims.placement, tine, actor=viewer)
            assert problem.value.code == "handover_into_team"
            with pytest.raises(Refused):
                handing.hand_over_part(nora, Part(OPEN, tine), actor=viewer)
            kims.placement.refresh_from_db()
            assert kims.placement.consultant_id == nora.pk
            assert not in_team(tine, kims.placement)

    def test_takes_it_over_once_a_manager_has_let_them_in(
        self, kims, tine, mads, acting, wednesday
    ) -> None:
        with acting(mads) as viewer:
            add_team_member(kims.citizen, actor=viewer, membership=tine, function="consultant")
        with acting(tine) as viewer:
            taken = take_over_placement(kims.placement, tine, actor=viewer)
            assert taken.consultant_id == tine.pk

    def test_or_a_colleague_of_the_case_team(self, kims, nora, tine, acting, wednesday) -> None:
        with acting(nora) as viewer:
            take_over_placement(kims.placement, tine, actor=viewer)
            assert in_team(tine, kims.placement)


def test_who_was_taken_out_of_the_team_lets_nobody_in(
    kims, nora, second, acting, wednesday
) -> None:
    with acting(nora) as viewer:
        CaseTeamMember.objects.filter(
            jobcentre=nora.jobcentre, citizen=kims.citizen, membership=nora
        ).delete()
        with pytest.raises(PermissionDenied):
            take_over_placement(kims.placement, second, actor=viewer)


def test_the_page_says_what_to_do(kims, nora, tine, client_as, wednesday) -> None:
    page = reverse("companies:hand_over", args=[nora.public_id])
    body = {"til": str(tine.public_id), "trin": "udfoer", "once": str(uuid4())}
    answer = client_as(tine).post(page, body, follow=True).content.decode()
    assert "selv lukke dig ind i en sag" in answer
