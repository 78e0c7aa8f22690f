"""Two imports at once, a worker killed in the middle, and the leaders' list of those left over."""

from typing import Any

import pytest
from django.urls import reverse

from citizens.access import in_case_team_of
from citizens.actions import imports
from citizens.models import Citizen, CitizenFile
from citizens.queue.unfollowed import UNFOLLOWED
from citizens.tasks import go_on_with_file
from followup.hints import hint
from jobcenter import demo
from jobcenter.clock import today
from jobcenter.models import Membership
from jobcenter.models.sheets import RowFate
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import a_cpr
from tests.citizens.importing import HEAD, line, look, run, take, work
from tests.followup.test_kill import scene  # noqa: F401  the world of the kill tests
from tests.followup.world import World
from tests.placements.test_races import as_member, at_once

ROWS = 1_500


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_people_at_once_bring_each_in_once(ole, acting):
    """With a number a constraint would hold it; without one nothing but waiting does."""
    text = HEAD + "".join(
        line(first="Ny", last=f"Person{n}", born=f"0{n}.05.1980", target="3") for n in range(1, 9)
    )
    text += line(cpr=a_cpr(), first="Med", last="Nummer", target="3")
    with acting(ole) as viewer:
        sheets = [look(viewer, text), look(viewer, text)]
        for sheet in sheets:
            imports.run_spreadsheet(sheet, actor=viewer)
    goes = [
        as_member(ole, lambda viewer, sheet=sheet: imports.go_on(sheet, None, actor=viewer))
        for sheet in sheets
    ]
    assert at_once(*goes) == ["done", "done"]
    with acting_in(ole.jobcentre_id):
        assert Citizen.objects.filter(jobcentre_id=ole.jobcentre_id).count() == 9
        fates = [CitizenFile.objects.get(pk=sheet.pk).counts["fate"] for sheet in sheets]
        assert sorted(fates, key=str) == [{"refused": 9}, {"written": 9}]


def _is(ole: Membership, sheet: CitizenFile, state: str, *, under_way: bool = False) -> Any:
    def ask() -> bool:
        with acting_in(ole.jobcentre_id):
            found = CitizenFile.objects.get(jobcentre=ole.jobcentre, pk=sheet.pk)
        return found.state == state and (not under_way or found.reached > 0)

    return ask


@pytest.mark.kill
@pytest.mark.timeout(180)
def test_an_import_is_gone_on_with_after_its_worker_was_killed(scene: World) -> None:  # noqa: F811
    ole = demo.make_people(*scene.centres)["ole"]
    text = HEAD + "".join(
        line(cpr=a_cpr(), first="Ny", last=f"Person{n}", target="3") for n in range(ROWS)
    )
    scene.start("first")
    with acting_in(ole.jobcentre_id, membership_id=ole.pk):
        viewer = Viewer.of(ole)
        sheet = take(viewer, text)
        imports.choose_columns(sheet, sheet.mapping, actor=viewer)
        hint(go_on_with_file, ole.jobcentre_id, sheet.pk)
    scene.wait_until(_is(ole, sheet, "checked"), "the preview")
    with acting_in(ole.jobcentre_id, membership_id=ole.pk):
        imports.run_spreadsheet(sheet, actor=viewer)
        hint(go_on_with_file, ole.jobcentre_id, sheet.pk)
    scene.wait_until(_is(ole, sheet, "running", under_way=True), "the first rows")
    scene.kill("first")
    assert _is(ole, sheet, "running")(), "it was through before it could be killed"
    scene.start("second")
    hint(go_on_with_file, ole.jobcentre_id, sheet.pk)
    hint(go_on_with_file, ole.jobcentre_id, sheet.pk)  # and one that is too many
    scene.wait_until(_is(ole, sheet, "done"), "the rest of the rows")
    with acting_in(ole.jobcentre_id):
        there = Citizen.objects.filter(jobcentre=ole.jobcentre)
        assert there.count() == there.values("last_name").distinct().count() == ROWS
        sheet.refresh_from_db()
        assert sheet.counts["fate"] == {RowFate.WRITTEN: ROWS}


def test_leaders_choose_who_follows_those_nobody_follows(ole, mads, bente, nora, acting, client_as):
    with acting(ole) as viewer:
        run(viewer, HEAD + line(cpr=a_cpr(), first="Pernille", last="Østerby", target="3"))
        [citizen] = Citizen.objects.filter(jobcentre_id=ole.jobcentre_id)
    with acting(mads) as viewer:
        [row] = UNFOLLOWED.find(viewer, today(), 5)
        assert "1" in row.title
    client = client_as(mads)
    url = reverse("citizens:unfollowed")
    page = client.get(url).content.decode()
    assert str(citizen.public_id) in page
    assert "Pernille" not in page
    assert client_as(nora).get(url).status_code == 403
    assert client_as(ole).get(url).status_code == 403
    with acting(mads):
        bente_id, mads_id = str(bente.public_id), str(mads.public_id)
    chosen = {"borger": str(citizen.public_id), "function": "case_worker"}
    assert client.post(url, {**chosen, "membership": mads_id}).status_code == 422
    assert client.post(url, {"membership": bente_id, "function": "case_worker"}).status_code == 422
    assert client.post(url, {**chosen, "membership": bente_id}).status_code == 302
    with acting(mads) as viewer:
        assert in_case_team_of(bente, citizen.pk)
        assert UNFOLLOWED.find(viewer, today(), 5) == []


def test_the_pages_cost_the_same_however_long_the_file(
    ole, acting, client_as, django_assert_max_num_queries
):
    def rows(many: int) -> str:
        return HEAD + "".join(
            line(cpr=a_cpr(), first="Ny", last=f"Person{n}", target="3") for n in range(many)
        )

    with acting(ole) as viewer:
        short, long = look(viewer, rows(1)), look(viewer, rows(30))
        work(long, viewer)
    client = client_as(ole)
    for sheet in (short, long):
        with django_assert_max_num_queries(12):
            url = reverse("citizens:import", args=[sheet.public_id])
            assert client.get(url).status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(reverse("citizens:imports")).status_code == 200
