"""The list of candidates: sorted, paged, masked, saved, taken out, a colleague joins many."""

from typing import Any

import pytest

from citizens.access import pseudonym
from citizens.models import CaseTeamMember, Citizen
from jobcenter import export_actions, exports
from jobcenter.models import AccessLog, Export, SavedView
from jobcenter.tenancy import acting_in
from tests.citizens.factories import keep_open, make_citizen, match_group
from tests.lists import a_file, all_pages, confirm, preview, rows_on

EVERY_COLUMN = "kol=target,match,team,phone,state,registered,do"


@pytest.fixture
def mine(nora, monkeypatch) -> list[Citizen]:
    """Five of Nora's, two rows a page."""
    monkeypatch.setattr("citizens.listing.page_of.__defaults__", (2,))
    names = ("Ørn", "Ask", "Åse", "Birk", "Ærø")
    return [make_citizen(nora, first_name=name, phone="+4520112233") for name in names]


def ids(citizens: list[Citizen]) -> list[str]:
    return [str(each.public_id) for each in citizens]


@pytest.mark.parametrize(
    ("sort", "key", "down"),
    [
        ("", "name_key", False), ("name", "name_key", False), ("-name", "name_key", True),
        ("new", "pk", False), ("-new", "pk", True),
    ],
)  # fmt: skip
def test_every_sort_pages_through_everyone(mine, nora, client_as, sort, key, down) -> None:
    wanted = sorted(mine, key=lambda each: (getattr(each, key), each.pk), reverse=down)
    assert all_pages(client_as(nora), f"/borgere/?vis=mine&sorter={sort}") == ids(wanted)


def test_no_order_and_no_count_tells_what_the_mask_hides(mine, tine, client_as) -> None:
    newest = ids(sorted(mine, key=lambda each: -each.pk))
    client = client_as(tine)
    for sort in ("", "name", "-name"):
        page = f"/borgere/?vis=alle&sorter={sort}"
        assert all_pages(client, page) == newest
        head = client.get(page).content.decode().split("<thead>")[1].split("</thead>")[0]
        assert "sorter=name" not in head
    for narrowed in ("ord=ask", "maalgruppe=3", "vis=mine"):
        page = client.get(f"/borgere/?vis=alle&{narrowed}").content.decode()
        assert rows_on(page) == []


def test_every_column_stays_masked_on_the_page_and_in_files(
    north, nora, bente, tine, client_as
) -> None:
    keep_open(north, "match-5")
    hidden = make_citizen(
        nora, first_name="Hemmelige", last_name="Hansen", phone="+4520112233",
        match_groups=(match_group("4"),),
    )  # fmt: skip
    own = make_citizen(bente, first_name="Kendt", phone="+4520445566")
    client = client_as(bente)
    both = {"raekker": "valgt", "valgt": ids([hidden, own])}
    for text in (
        client.get(f"/borgere/?vis=alle&{EVERY_COLUMN}").content.decode().split("<tbody>")[1],
        a_file(client, "citizens", f"vis=alle&{EVERY_COLUMN}"),
        a_file(client, "citizens", "vis=alle"),
        a_file(client, "citizens", "", **both),
    ):
        assert "Kendt" in text and pseudonym(hidden.public_id) in text
        line = next(part for part in text.split("\n") if pseudonym(hidden.public_id) in part)
        for secret in ("Hansen", "20 11 22 33", "20112233", "Match 4"):
            assert secret not in text, secret
        assert "§" not in line
    with acting_in(bente.jobcentre_id):
        looks = AccessLog.objects.filter(purpose="citizen.export").order_by("id")
        assert {look.citizen for look in looks} == {own.public_id}
        assert looks.count() == 3


def test_a_name_searched_for_is_not_saved_with_a_view(mine, nora, client_as) -> None:
    said = {"query": "vis=mine&ord=birk&sorter=-new&kol=phone", "name": "Nye", "is_shared": "on"}
    client_as(nora).post("/lister/citizens/visning/", said)
    with acting_in(nora.jobcentre_id):
        view = SavedView.objects.get()
    assert (view.query, view.columns) == ("vis=mine&sorter=-new", ["phone"])


def test_a_view_opens_the_list_and_the_whole_list_is_a_click_away(mine, nora, client_as) -> None:
    client = client_as(nora)
    said = {"query": "vis=alle&tilstand=ended", "name": "Afsluttede", "is_default": "on"}
    client.post("/lister/citizens/visning/", said)
    opened = client.get("/borgere/")
    assert opened.status_code == 302 and "tilstand=ended" in opened["Location"]
    assert client.get("/borgere/?visning=ingen").status_code == 200


def test_a_colleague_joins_the_case_team_of_many(mine, nora, bente, sol, client_as) -> None:
    hers = make_citizen(bente, last_name="Hemmelig")
    said: dict[str, Any] = {"membership": str(bente.public_id), "function": "case_worker"}
    client = client_as(nora)
    page = preview(client, "citizens", "team", ids([*mine, hers]), **said)
    assert "5 af 6" in page and "Hemmelig" not in page
    confirm(client, "citizens", page)
    with acting_in(nora.jobcentre_id):
        joined = CaseTeamMember.objects.filter(membership=bente, citizen__in=mine)
        assert joined.count() == 5
    assert "Det er allerede gjort" in confirm(client, "citizens", page)
    foreign = client_as(sol).post(
        "/lister/citizens/samlet/", {"handling": "team", "valgt": ids(mine), "trin": "vis", **said}
    )
    assert foreign.status_code == 422, "a colleague of another jobcentre is no choice"


def test_who_only_reads_changes_nobody(mine, carl, client_as) -> None:
    said = {"handling": "team", "valgt": ids(mine)}
    assert client_as(carl).post("/lister/citizens/samlet/", said).status_code == 403
    assert client_as(carl).get("/borgere/?vis=alle").status_code == 200


def test_a_long_file_is_written_by_a_worker_and_is_masked_too(
    nora, bente, client_as, settings
) -> None:
    hidden = make_citizen(nora, last_name="Hansen")
    make_citizen(bente, first_name="Kendt")
    settings.EXPORT_AT_ONCE = 1
    for member, is_seen in ((bente, False), (nora, True)):
        asked = {"query": "vis=alle", "format": "csv"}
        assert client_as(member).post("/lister/citizens/fil/", asked).status_code == 302
        with acting_in(nora.jobcentre_id):
            export = Export.objects.latest("id")
        assert export_actions.write_export(export.jobcentre_id, export.pk)
        with acting_in(nora.jobcentre_id):
            export.refresh_from_db()
            looks = AccessLog.objects.filter(
                membership=member, citizen=hidden.public_id, purpose="citizen.export"
            )
            assert looks.exists() is is_seen
        text = (exports.folder() / export.file_name).read_text("utf-8-sig")
        assert ("Hansen" in text) is is_seen
