"""The plan's pages: the value follows the placements, each sees what is theirs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans import actions
from actionplans.models import ActionPlan, EffortTarget
from insight.actions import compute_days
from jobcenter.models import Membership
from jobcenter.once import new_once
from jobcenter.permissions import Role
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.actionplans.conftest import facts
from tests.citizens.factories import keep_open, match_group
from tests.insight.conftest import TODAY

START, END = date(2026, 10, 5), date(2027, 1, 15)


@pytest.fixture
def followed(world, plan, mads, nora, north, monkeypatch):
    """A floor of ten from match 4 and 5, of whom there are six; one more is in match 2."""
    monkeypatch.setattr(actions, "hint", lambda *args: None)
    keep_open(north, "match-5")
    for group in "4445552":
        world.placement(nora, START, END, citizen=world.citizen(f"match-5/{group}"))
    target = actions.add_target(
        plan,
        facts(
            mads,
            groups=[match_group("4"), match_group("5")],
            target_value=Decimal(10),
            baseline_value=Decimal(4),
            baseline_on=date(2026, 1, 1),
        ),
        actor=Viewer.of(mads),
    )
    compute_days(date(2026, 9, 1), TODAY, actor=Viewer.system(north))
    actions.approve_plan(plan, actor=Viewer.of(mads))
    return target


def test_the_value_follows_a_started_placement(followed, world, nora, mads, client_as):
    client = client_as(mads)
    page = client.get("/handlingsplan/")
    assert page.context["cards"][0]["value"] == "6"
    assert "6 af 10 den 24. november 2026; i det tempo" in page.content.decode()
    assert "+150 %" in page.content.decode()
    with acting_in(mads.jobcentre_id):
        world.placement(nora, TODAY, END, citizen=world.citizen("match-5/4"))
        world.placement(nora, TODAY, END, citizen=world.citizen("match-5/1"))
    assert client.get("/handlingsplan/").context["cards"][0]["value"] == "7"
    target = client.get(f"/handlingsplan/maal/{followed.public_id}/")
    assert target.context["card"]["value"] == "7"
    rows = client.get(target.context["card"]["rows_url"])
    assert rows.context["found"].total == 7


def test_the_overview_carries_the_targets_line(followed, mads, client_as):
    chart = client_as(mads).get("/overblik/").context["chart"]
    assert chart["target"] == 10
    assert chart["title"] == followed.text
    assert "mål 10" in chart["target_label"]


def test_a_light_has_its_reason(followed, mads, client_as):
    card = client_as(mads).get("/handlingsplan/").context["cards"][0]
    assert card["tone"] in {"warn", "bad"}
    assert card["reason"].endswith(".")


def test_a_small_group_is_not_told(followed, mads, client_as, north):
    from placements.models import Placement

    with acting_in(north):
        some = Placement.objects.order_by("-id").values_list("pk", flat=True)[1:4]
        Placement.objects.filter(pk__in=list(some)).update(ends_on=TODAY - timedelta(days=1))
    page = client_as(mads).get("/handlingsplan/")
    assert page.context["cards"][0]["value"] == "–"
    assert "Under 5" in page.content.decode()


def test_who_reads_and_who_writes(followed, plan, nora, ole, mads, sol, client_as):
    address = f"/handlingsplan/{plan.public_id}/"
    assert "Revider" in client_as(mads).get(address).content.decode()
    text = client_as(nora).get(address).content.decode()
    assert followed.text in text
    assert "Revider" not in text
    assert client_as(ole).get(address).status_code == 403
    assert client_as(nora).post(f"{address}revider/").status_code == 403
    assert client_as(nora).get(f"{address}nyt-maal/").status_code == 403
    target = f"/handlingsplan/maal/{followed.public_id}/"
    assert client_as(nora).post(f"{target}note/", {"text": "x"}).status_code == 403
    for south in (address, target):
        assert client_as(sol).get(south).status_code == 404


def test_a_draft_is_for_those_who_write(plan, mads, nora, client_as):
    address = f"/handlingsplan/{plan.public_id}/"
    assert client_as(mads).get(address).status_code == 200
    assert client_as(nora).get(address).status_code == 404
    assert "Ingen handlingsplan endnu" in client_as(nora).get("/handlingsplan/").content.decode()


def test_the_south_manager_sees_a_404(followed, plan, sol, south, client_as):
    with acting_in(south):
        Membership.objects.filter(pk=sol.pk).update(roles=[str(Role.MANAGER)])
    for path in (
        f"{plan.public_id}/",
        f"{plan.public_id}/nyt-maal/",
        f"maal/{followed.public_id}/",
        f"maal/{followed.public_id}/ret/",
    ):
        assert client_as(sol).get(f"/handlingsplan/{path}").status_code == 404
    answer = client_as(sol).post(f"/handlingsplan/{plan.public_id}/revider/")
    assert answer.status_code == 404


def test_a_plan_from_nothing_in_the_browser(world, mads, north, client_as, monkeypatch):
    monkeypatch.setattr(actions, "hint", lambda *args: None)
    keep_open(north, "match-5", "match-3")
    client = client_as(mads)
    once = new_once()
    data = {"year": 2027, "title": "Handlingsplan 2027", "summary": "", "once": once}
    made = client.post("/handlingsplan/ny/", data)
    assert made.status_code == 302
    client.post("/handlingsplan/ny/", data)
    assert ActionPlan.objects.count() == 1
    again = client.post("/handlingsplan/ny/", {**data, "once": new_once()})
    assert again.status_code == 422
    assert "allerede en plan for det år" in again.content.decode()
    form = client.get(f"{made.url}nyt-maal/")
    assert len(form.context["form"].schemes) == 2
    old = form.context["form"].scheme_fields[0]
    answer = client.post(
        f"{made.url}nyt-maal/",
        {
            "text": "Der er løbende mindst 200 personer fra match 4 og 5",
            "kind": "floor",
            "indicator": "candidates",
            old: [match_group("4").pk, match_group("5").pk],
            "target_value": "200",
            "baseline_value": "136",
            "baseline_on": "2026-01-01",
            "deadline": "2026-12-31",
            "margin_percent": "10",
            "responsible": str(mads.public_id),
            "once": new_once(),
        },
    )
    assert answer.status_code == 302
    target = EffortTarget.objects.get()
    assert target.population == "match-5/4+match-5/5"
    page = client.get(answer.url)
    assert "+47 %" in page.content.decode()
    edit = client.get(f"{answer.url}ret/")
    assert str(match_group("4").pk) in edit.context["form"][old].value()


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"target_value": "0"}, "target_value"),
        ({"baseline_on": "2027-01-01", "baseline_value": "3"}, "deadline"),
        ({"baseline_value": "3"}, "baseline_on"),
        ({"text": ""}, "text"),
        ({"responsible": ""}, "responsible"),
        ({"indicator": "gone"}, "indicator"),
    ],
)
def test_what_is_wrong_stands_at_its_field(world, plan, mads, client_as, over, field):
    answer = client_as(mads).post(
        f"/handlingsplan/{plan.public_id}/nyt-maal/",
        {
            "text": "x", "kind": "floor", "indicator": "candidates", "target_value": "5",
            "deadline": "2026-12-31", "margin_percent": "10",
            "responsible": str(mads.public_id), **over,
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not EffortTarget.objects.exists()


def test_a_note_keeps_the_day_and_the_value(followed, mads, client_as):
    address = f"/handlingsplan/maal/{followed.public_id}/"
    once = new_once()
    for _twice in range(2):
        client_as(mads).post(f"{address}note/", {"text": "Vi går videre", "once": once})
    page = client_as(mads).get(address)
    (note,) = page.context["notes"]
    assert (note.value, note.noted_on) == (6, TODAY)
    assert "Vi går videre" in client_as(mads).get("/handlingsplan/").content.decode()
    empty = client_as(mads).post(f"{address}note/", {"text": ""})
    assert empty.status_code == 422


def test_two_editors_get_a_conflict(followed, plan, mads, client_as):
    with acting_in(mads.jobcentre_id):
        actions.revise_plan(plan, actor=Viewer.of(mads))
    data = {
        "text": "x", "kind": "floor", "indicator": "candidates", "target_value": "5",
        "margin_percent": "10", "responsible": str(mads.public_id), "version": "1",
    }  # fmt: skip
    address = f"/handlingsplan/maal/{followed.public_id}/ret/"
    assert client_as(mads).post(address, data).status_code == 302
    assert client_as(mads).post(address, data).status_code == 409


def test_a_figure_that_goes_away_says_so(followed, mads, client_as, monkeypatch):
    from insight import indicators

    monkeypatch.delitem(indicators._registry, "candidates")
    page = client_as(mads).get("/handlingsplan/")
    assert page.status_code == 200
    assert "beregnes ikke længere" in page.content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len([q for q in caught if "SAVEPOINT" not in q["sql"]])


def test_no_page_asks_more_when_there_is_more(followed, plan, mads, north, client_as):
    client = client_as(mads)
    addresses = ["/handlingsplan/", f"/handlingsplan/maal/{followed.public_id}/", "/overblik/"]
    before = [queries(client, address) for address in addresses]
    actor = Viewer.of(mads)
    with acting_in(north):
        actions.revise_plan(plan, actor=actor)
        for code in ("1", "2", "3", "4", "5"):
            target = actions.add_target(plan, facts(mads, groups=[match_group(code)]), actor=actor)
            actions.add_note(target, actor=actor, text="Note")
            actions.add_note(followed, actor=actor, text="Note")
        actions.approve_plan(plan, actor=actor)
    assert [queries(client, address) for address in addresses] == before
    assert max(before) <= 12
