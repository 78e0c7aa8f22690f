"""The manager's page, the rows behind it and its files, as the people of North see them."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from insight.actions import compute_days
from jobcenter.models import AccessLog, Membership
from jobcenter.permissions import Role
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import keep_open
from tests.insight.conftest import TODAY
from tests.insight.factories import World

START, END = date(2026, 10, 5), date(2027, 1, 15)


@pytest.fixture
def busy(north, nora, tuesday):
    """Nora's team with eight candidates and team Vest with three; two weeks of statuses."""
    with acting_in(north):
        world = World(north)
        keep_open(north, "match-5")
        vest = world.consultant(world.team("Vest"))
        for number in range(8):
            placement = world.placement(
                nora, START, END, citizen=world.citizen(f"match-5/{4 + number % 2}")
            )
            for week in range(6):
                monday = START + timedelta(weeks=week)
                world.check_in(placement, monday, monday + timedelta(days=4))
            if number < 2:
                world.check_in(placement, date(2026, 11, 16), date(2026, 11, 20))
        for _number in range(3):
            world.placement(vest, START, END)
        compute_days(date(2026, 10, 1), TODAY, actor=Viewer.system(north))
        yield world


def test_the_week_at_a_glance(busy, mads, client_as):
    page = client_as(mads).get("/overblik/")
    text = page.content.decode()
    assert "Uge 48" in text
    assert "Beregnet i dag kl." in text
    assert page.status_code == 200
    assert [f["value"] for f in page.context["figures"]] == ["11", "100", "18", "0"]
    assert "Ugestatus til tiden faldt fra" in text
    assert page.context["chart"]["title"] == "Kandidater på virksomhed"


def test_a_small_team_is_hidden_and_what_would_betray_it(busy, mads, client_as):
    page = client_as(mads).get("/overblik/")
    candidates = {row["name"]: row["cells"][0]["text"] for row in page.context["team_rows"]}
    assert candidates == {"Vest": "–", "Øst": "–"}
    assert "Grupper under 5 vises ikke" in page.content.decode()
    vest = page.context["page"].team_rows[0].team
    page = client_as(mads).get("/overblik/", {"hold": str(vest.public_id)})
    assert page.context["figures"][0]["value"] == "–"
    assert not page.context["chart"]["has_values"]


def test_a_team_leader_sees_her_own_small_team(busy, tine, north, client_as):
    vest = Membership.objects.get(pk=tine.pk)
    with acting_in(north):
        vest.team = busy.team("Vest")
        vest.save(update_fields=["team"])
    page = client_as(tine).get("/overblik/")
    assert page.context["team_rows"][0]["cells"][0]["text"] == "3"


def test_what_makes_no_sense_in_the_address_is_left_out(busy, mads, client_as):
    page = client_as(mads).get("/overblik/?hold=x&periode=7&tal=gone&dag=42")
    assert page.status_code == 200
    assert page.context["page"].filters.months == 12


def test_the_filter_follows_into_every_link(busy, mads, client_as):
    east = busy.team("Øst")
    address = f"/overblik/?hold={east.public_id}&periode=3&tal=visits_on_time"
    page = client_as(mads).get(address)
    assert "Besøg til tiden" in page.context["chart"]["title"]
    assert f"hold={east.public_id}" in page.context["chart"]["rows_url"]
    assert len(page.context["chart"]["points"]) == 13
    files = page.content.decode().count("periode=3")
    assert files >= 3


def test_before_the_first_night_the_page_says_what_to_do(north, mads, client_as):
    page = client_as(mads).get("/overblik/")
    assert "Ingen tal endnu" in page.content.decode()


def test_compute_now_goes_back_to_the_same_selection(busy, mads, nora, client_as):
    answer = client_as(mads).post("/overblik/beregn/", {"query": "periode=3"})
    assert answer.status_code == 302
    assert answer.url == "/overblik/?periode=3"
    assert client_as(nora).post("/overblik/beregn/").status_code == 403


def test_the_rows_behind_a_figure_are_masked_outside_the_case_team(busy, mads, client_as):
    page = client_as(mads).get("/overblik/candidates/raekker/")
    text = page.content.decode()
    assert page.context["found"].total == 11
    assert "Khalil" not in text
    assert "Amira" not in text


def test_the_consultants_own_names_are_shown_to_her_leader_hat(busy, nora, client_as):
    with acting_in(nora.jobcentre_id):
        nora.roles = [Role.JOB_CONSULTANT, Role.TEAM_LEADER]
        nora.save(update_fields=["roles"])
    page = client_as(nora).get("/overblik/candidates/raekker/")
    rows = page.context["found"].rows
    assert sum(not row.is_masked for row in rows) == 8
    assert sum(row.is_masked for row in rows) == 3
    before = AccessLog.objects.filter(jobcentre_id=nora.jobcentre_id).count()
    client_as(nora).get("/overblik/candidates/raekker.csv")
    looks = AccessLog.objects.filter(purpose="insight.export")
    assert looks.count() == 8
    assert before == 0


def test_the_missing_come_first_and_alone_when_asked_for(busy, mads, client_as):
    everything = client_as(mads).get("/overblik/check_ins_on_time/raekker/")
    missing = client_as(mads).get("/overblik/check_ins_on_time/raekker/?mangler=ja")
    assert everything.context["found"].total == 11
    assert missing.context["found"].total == 9
    states = [row.state for row in everything.context["found"].rows]
    assert states == ["missing_check_in"] * 9 + ["on_time"] * 2


@pytest.mark.parametrize(
    "code", ["candidates", "places_in_use", "check_ins_on_time", "visits_on_time"]
)
def test_the_rows_are_as_many_as_the_figure_says(busy, mads, client_as, code):
    page = client_as(mads).get("/overblik/")
    figure = next(f for f in page.context["page"].figures if f.indicator.code == code)
    rows = client_as(mads).get(f"/overblik/{code}/raekker/").context["found"]
    assert rows.total == figure.value.people
    if figure.indicator.is_share:
        missing = client_as(mads).get(f"/overblik/{code}/raekker/?mangler=ja").context["found"]
        assert missing.total == figure.value.denominator - figure.value.numerator


def test_rows_of_a_match_group_and_of_a_team(busy, mads, client_as):
    get = client_as(mads).get
    address = "/overblik/candidates/raekker/?gruppe=match-5/4"
    assert get(address).context["found"].total == 4
    east = busy.team("Øst").public_id
    assert get(f"/overblik/candidates/raekker/?hold={east}").context["found"].total == 8
    assert get("/overblik/gone/raekker/").status_code == 404


def test_pages_of_rows_by_key(busy, mads, client_as, monkeypatch):
    from insight.sources import rows

    monkeypatch.setattr(rows.page_of, "__kwdefaults__", {"after": "", "size": 4})
    get, seen, address = client_as(mads).get, [], "/overblik/candidates/raekker/"
    cursor = ""
    for _page in range(3):
        page = get(address, {"side": cursor} if cursor else {}).context["found"]
        seen += [row.public_id for row in page.rows]
        cursor = page.following
    assert len(seen) == len(set(seen)) == 11
    assert cursor == ""
    assert get(address, {"side": "made-up"}).context["found"].first == 1


def test_rows_as_csv_and_excel(busy, mads, client_as):
    east = busy.team("Øst").public_id
    address = f"/overblik/check_ins_on_time/raekker.{{}}?mangler=ja&hold={east}"
    answer = client_as(mads).get(address.format("csv"))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["Kandidat", "Arbejdssted", "Følges af", "Uge", "Status", "Hold"]
    assert len(lines) == 1 + 6
    assert lines[1][3] == "2026-W47"
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client_as(mads).get(address.format("xlsx")).content)
    )
    sheet = book.get_sheet_by_index(0).to_python()
    assert len(sheet) == 1 + 6
    assert sheet[0][0] == "Kandidat"


def test_a_formula_stays_text(busy, mads, north, client_as):
    from companies.models import Workplace

    Workplace.objects.filter(pk=busy.workplace.pk).update(name='=HYPERLINK("http://x")')
    answer = client_as(mads).get("/overblik/candidates/raekker.csv")
    assert "'=HYPERLINK" in answer.content.decode()
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client_as(mads).get("/overblik/candidates/raekker.xlsx").content)
    )
    assert book.get_sheet_by_index(0).to_python()[1][1] == '=HYPERLINK("http://x")'


def test_the_figures_as_a_file_hold_the_chosen_selection(busy, mads, client_as):
    east, vest = busy.team("Øst").public_id, busy.team("Vest").public_id

    def lines(query):
        answer = client_as(mads).get(f"/overblik/tal.csv{query}")
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    whole = lines("")
    assert whole[0][:4] == ["Dag", "Tal", "Hold", "Værdi"]
    assert {line[2] for line in whole[1:]} == {"Alle hold"}
    assert {line[2] for line in lines(f"?hold={east}")[1:]} == {"Øst"}
    assert [
        line for line in lines(f"?hold={vest}")[1:] if line[1] == "Kandidater på virksomhed"
    ] == []
    assert client_as(mads).get("/overblik/tal.xlsx").status_code == 200


def test_others_see_what_is_published_and_nothing_more(busy, nora, carl, client_as):
    page = client_as(carl).get("/overblik/")
    text = page.content.decode()
    assert "Offentlige tal" in text
    assert [f["value"] for f in page.context["figures"]] == ["11", "100 %", "73 %", "0 %"]
    assert page.context["last_day"] == date(2026, 10, 31)
    for address in ("candidates/raekker/", "candidates/raekker.csv", "tal.csv", "tal.xlsx"):
        assert client_as(nora).get(f"/overblik/{address}").status_code == 403


def test_south_sees_nothing_of_norths(busy, sol, south, client_as):
    with acting_in(south):
        sol.roles = [Role.MANAGER]
        sol.save(update_fields=["roles"])
    east = busy.team("Øst").public_id
    client = client_as(sol)
    assert "Ingen tal endnu" in client.get("/overblik/").content.decode()
    rows = client.get(f"/overblik/candidates/raekker/?hold={east}")
    assert rows.context["found"].total == 0
    assert "Øst" not in rows.content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len([q for q in caught if "SAVEPOINT" not in q["sql"]])


@pytest.mark.parametrize(
    "address",
    [
        "/overblik/",
        "/overblik/candidates/raekker/",
        "/overblik/places_in_use/raekker/",
        "/overblik/check_ins_on_time/raekker/",
        "/overblik/visits_on_time/raekker/",
        "/overblik/offentlige-tal/",
    ],
)
def test_no_page_asks_more_when_there_is_more(busy, nora, mads, north, client_as, address):
    client = client_as(mads)
    before = queries(client, address)
    with acting_in(north):
        for number in range(5):
            team = busy.consultant(busy.team(f"Nyt {number}"))
            busy.placement(team, START, END, workplace=busy.another_workplace(f"Sted {number}"))
        compute_days(date(2026, 10, 1), TODAY, actor=Viewer.system(north))
    assert queries(client, address) == before
    assert before <= 12
