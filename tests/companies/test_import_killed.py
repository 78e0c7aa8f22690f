"""A spreadsheet on its way in, its worker killed in the middle: gone on with, each row once."""

from typing import Any

import pytest

from companies.actions import spreadsheets as imports
from companies.models import ContactPerson, Spreadsheet
from companies.models.spreadsheets import RowFate
from companies.tasks import go_on_with_spreadsheet
from followup.hints import hint
from jobcenter import demo
from jobcenter.models import Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import make_company
from tests.companies.test_spreadsheets import take
from tests.followup.test_kill import scene  # noqa: F401  the world of the kill tests
from tests.followup.world import World

pytestmark = [pytest.mark.kill, pytest.mark.timeout(180)]
ROWS = 2_000


def reached(carl: Membership, sheet: Spreadsheet, state: str) -> Any:
    """Return a question: is the import in this state and some rows on?"""

    def ask() -> bool:
        with acting_in(carl.jobcentre_id):
            found = Spreadsheet.objects.get(jobcentre=carl.jobcentre, pk=sheet.pk)
        return found.state == state and found.reached > 0

    return ask


def is_in(carl: Membership, sheet: Spreadsheet, state: str) -> Any:
    """Return a question: has the import come to this state?"""

    def ask() -> bool:
        with acting_in(carl.jobcentre_id):
            return Spreadsheet.objects.filter(
                jobcentre=carl.jobcentre, pk=sheet.pk, state=state
            ).exists()

    return ask


def test_an_import_is_gone_on_with_after_its_worker_was_killed(scene: World) -> None:  # noqa: F811
    carl = demo.make_people(*scene.centres)["carl"]
    company = make_company("Bageriet Nord ApS", cvr="99001230")
    text = "cvr;navn\n" + "".join(f"{company.cvr};Person nr {n} P{n}\n" for n in range(ROWS))
    scene.start("first")
    with acting_in(carl.jobcentre_id, membership_id=carl.pk):
        viewer = Viewer.of(carl)
        sheet = take(viewer, text)
        imports.choose_columns(sheet, ["cvr", "name"], actor=viewer)
        hint(go_on_with_spreadsheet, carl.jobcentre_id, sheet.pk)
    scene.wait_until(is_in(carl, sheet, "checked"), "the preview")
    with acting_in(carl.jobcentre_id, membership_id=carl.pk):
        imports.run_spreadsheet(sheet, actor=viewer)
        hint(go_on_with_spreadsheet, carl.jobcentre_id, sheet.pk)
    scene.wait_until(reached(carl, sheet, "running"), "the first rows")
    scene.kill("first")
    assert is_in(carl, sheet, "running")(), "it was through before it could be killed"
    scene.start("second")
    hint(go_on_with_spreadsheet, carl.jobcentre_id, sheet.pk)
    hint(go_on_with_spreadsheet, carl.jobcentre_id, sheet.pk)  # and one that is too many
    scene.wait_until(is_in(carl, sheet, "done"), "the rest of the rows")
    with acting_in(carl.jobcentre_id):
        names = ContactPerson.objects.filter(jobcentre=carl.jobcentre, company=company)
        assert names.count() == names.values("name").distinct().count() == ROWS
        sheet.refresh_from_db()
        assert sheet.counts["fate"] == {RowFate.WRITTEN: ROWS}
