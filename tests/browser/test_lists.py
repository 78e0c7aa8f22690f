"""A list worked with: filtered, sorted, kept as a view, changed in bulk, taken out, on the map."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobcenter.clock import today
from tests.browser.conftest import DESK, ROOT
from tests.browser.test_companies import go

Checked = Callable[[Page], None]
ROWS = "#resultat tbody tr"


@pytest.fixture(scope="module")
def worker(site: Any) -> Iterator[None]:
    """The process that writes long files."""
    running = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "jobcenter.celery:app", "worker", "--pool=solo",
         "--loglevel=WARNING"],
        cwd=ROOT, env=site.env, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield
    os.killpg(running.pid, signal.SIGTERM)
    running.wait(timeout=30)


def open_tool(page: Page, words: str) -> None:
    """Open one of the list's tools."""
    page.locator("[data-list-tools] summary", has_text=words).click()


def tick(page: Page, *numbers: int) -> None:
    """Tick rows by their place."""
    for number in numbers:
        page.locator(ROWS).nth(number).get_by_role("checkbox").check()


def test_filter_sort_columns_and_a_view_for_colleagues(
    page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    carl = page_as("carl")
    go(carl, "/virksomheder/?visning=ingen")
    carl.locator("#f_relation").select_option("with")
    carl.get_by_role("button", name="Find", exact=True).click()
    expect(carl).to_have_url(re.compile("relation=with"))
    looks_right(carl)

    # The longest silence first: at the desk by the column's head, on the phone by the tool.
    if viewport == DESK:
        head = carl.locator("th", has_text="Seneste kontakt")
        head.get_by_role("link").click()
        expect(head).to_have_attribute("aria-sort", "descending")
        head.get_by_role("link").click()
        expect(head).to_have_attribute("aria-sort", "ascending")
    else:
        open_tool(carl, "Sortér")
        carl.locator(".list-sorts").get_by_role("link", name="Seneste kontakt").click()
    expect(carl).to_have_url(re.compile("sorter=-?contact"))

    open_tool(carl, "Kolonner")
    looks_right(carl)
    chooser = carl.locator("[data-list-tools] fieldset")
    chooser.get_by_label("Segment", exact=True).check()
    chooser.get_by_label("Branche", exact=True).uncheck()
    carl.get_by_role("button", name="Vis dem").click()
    expect(carl.locator("#resultat thead")).to_contain_text("Segment")
    expect(carl.locator("#resultat thead")).not_to_contain_text("Branche")
    expect(carl).to_have_url(re.compile("relation=with"))

    name = f"Stille {viewport['width']}"
    open_tool(carl, "Gem som visning")
    carl.get_by_label("Visningens navn").fill(name)
    carl.get_by_label("Mine kolleger må bruge den").check()
    looks_right(carl)
    carl.locator("[data-list-tools]").get_by_role("button", name="Gem", exact=True).click()
    expect(carl.locator(".list-views [aria-current]")).to_have_text(name)
    looks_right(carl)

    # Nora sees it, cannot change it, and makes a copy of her own.
    nora = page_as("nora")
    go(nora, "/virksomheder/")
    nora.locator(".list-views").get_by_role("link", name=name).click()
    expect(nora.locator("#resultat thead")).to_contain_text("Segment")
    expect(nora).to_have_url(re.compile("relation=with"))
    nora.get_by_role("link", name=re.compile("^Delt af Carl")).click()
    expect(nora.get_by_role("button", name="Slet visningen")).to_have_count(0)
    expect(nora.locator("main")).to_contain_text("Kun Carl")
    looks_right(nora)
    nora.get_by_role("button", name="Lav min egen kopi").click()
    expect(nora.get_by_text("Nu har du din egen visning.")).to_be_visible()
    expect(nora.get_by_role("button", name="Slet visningen")).to_be_visible()
    nora.get_by_label("Visningens navn").fill(f"Min {name}")
    looks_right(nora)
    nora.locator("main").get_by_role("button", name="Gem", exact=True).click()
    expect(nora.locator(".list-views [aria-current]")).to_have_text(f"Min {name}")


def test_contacts_are_planned_in_bulk_and_one_row_refuses(
    page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    carl = page_as("carl")
    on = today() + timedelta(days=40 + (viewport == DESK))

    def plan(*rows: int) -> None:
        go(carl, "/virksomheder/?relation=with&sorter=name")
        tick(carl, *rows)
        looks_right(carl)
        carl.get_by_label("Med dem, der er flueben ved").select_option("plan")
        carl.get_by_role("button", name="Fortsæt").click()
        looks_right(carl)
        carl.get_by_label("Formål").fill("Høre om åbninger til sommer")
        carl.locator("#id_on").fill(on.isoformat())
        carl.get_by_role("button", name="Se, hvad der ville blive ændret").click()

    go(carl, "/virksomheder/?relation=with&sorter=name")
    carl.get_by_role("button", name="Fortsæt").click()
    expect(carl.locator("main")).to_contain_text("Sæt først flueben")
    looks_right(carl)

    plan(0)
    carl.get_by_role("button", name="Ja, ændr 1 række").click()
    expect(carl.get_by_text("1 række er ændret.")).to_be_visible()
    plan(0, 1, 2)
    expect(carl.locator(".sub")).to_contain_text("2 af 3")
    expect(carl.locator("tbody tr").first).to_contain_text("Der er allerede planlagt en kontakt")
    looks_right(carl)
    carl.get_by_role("button", name="Ja, ændr 2 rækker").click()
    expect(carl.get_by_text("2 rækker er ændret.")).to_be_visible()
    expect(carl.get_by_role("heading", name="1 række er ikke ændret")).to_be_visible()
    looks_right(carl)
    carl.get_by_role("link", name="Til listen").click()
    expect(carl).to_have_url(re.compile("relation=with"))


def test_files_of_those_ticked_and_of_a_long_list(
    page_as: Callable[[str], Page], looks_right: Checked, worker: None
) -> None:
    carl = page_as("carl")
    go(carl, "/virksomheder/?relation=with&sorter=name")
    tick(carl, 0, 2)
    with carl.expect_download() as given:
        carl.get_by_role("button", name="Dem med flueben som Excel").click()
    assert given.value.suggested_filename.endswith(".xlsx")

    go(carl, "/virksomheder/?omraade=all&status=any")
    open_tool(carl, "Hent som fil")
    carl.get_by_role("button", name="CSV").click()
    expect(carl).to_have_url(re.compile("/filer/"))
    looks_right(carl)
    expect(carl.locator("#fremgang")).to_contain_text("Klar", timeout=60_000)
    looks_right(carl)
    progress = carl.url

    # Whoever left the page finds the file on my day, until it is fetched.
    go(carl, "/")
    mine = carl.locator(".files-ready").get_by_role("link", name="Virksomheder – CSV")
    expect(mine.first).to_be_visible()
    looks_right(carl)
    mine.first.click()
    expect(carl).to_have_url(progress)
    with carl.expect_download() as given:
        carl.get_by_role("link", name=re.compile("Hent filen")).click()
    lines = given.value.path().read_text("utf-8-sig").splitlines()
    shown = re.sub(r"\D", "", carl.locator("#fremgang b").inner_text())
    assert len(lines) == int(shown) + 1
    go(carl, "/filer/")
    looks_right(carl)
    go(carl, "/")
    expect(carl.locator(".files-ready")).to_be_visible()
    expect(mine).to_have_count(0)


def test_the_map_leads_to_the_list(page_as: Callable[[str], Page], looks_right: Checked) -> None:
    carl = page_as("carl")
    go(carl, "/virksomheder/")
    carl.locator("main").get_by_role("link", name="Kort", exact=True).click()
    looks_right(carl)
    carl.locator("#f_relation").select_option("with")
    carl.get_by_role("button", name="Vis", exact=True).click()
    first = carl.locator("table.rows tbody tr").first
    number = int(re.sub(r"\D", "", first.locator("td").nth(1).inner_text()))
    first.get_by_role("link").click()
    expect(carl).to_have_url(re.compile("felt="))
    expect(carl).to_have_url(re.compile("relation=with"))
    rows = carl.locator(ROWS)
    expect(rows.first).to_be_visible()
    assert rows.count() <= number
    looks_right(carl)


def test_a_list_by_keyboard(
    page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    if viewport != DESK:
        return  # a telephone has no keys
    carl = page_as("carl")
    go(carl, "/virksomheder/?relation=with&sorter=name")
    rows = carl.locator(ROWS)
    keyboard = carl.keyboard
    keyboard.press("j")
    expect(rows.nth(0).get_by_role("link").first).to_be_focused()
    keyboard.press("j")
    expect(rows.nth(1).get_by_role("link").first).to_be_focused()
    keyboard.press("x")
    expect(rows.nth(1).get_by_role("checkbox")).to_be_checked()
    keyboard.press("k")
    expect(rows.nth(0).get_by_role("link").first).to_be_focused()
    keyboard.press("?")
    expect(carl.locator(".list-keys")).to_have_attribute("open", "")
    looks_right(carl)
    keyboard.press("/")
    field = carl.get_by_label("Navn, CVR- eller P-nummer")
    expect(field).to_be_focused()
    keyboard.type("jxk?")  # in a field the keys are letters
    expect(field).to_have_value("jxk?")
    expect(carl.locator("#resultat")).to_contain_text("Ingen virksomhed")
    go(carl, "/virksomheder/?relation=with&sorter=name")
    keyboard.press("j")
    name = rows.nth(0).get_by_role("link").first.inner_text()
    keyboard.press("Enter")
    expect(carl.get_by_role("heading", level=1)).to_contain_text(name)


LIST = "[data-list] tbody tr"
# A list, a filter of its own, a column more, and what is found in the rows.
OTHERS = (
    ("/forloeb/?hvem=mine&vis=running", "Timer om ugen", "placements"),
    ("/pladser/?vis=open", "Åbnet af", "places"),
    ("/borgere/?vis=mine", "Oprettet", "citizens"),
)


@pytest.mark.parametrize(("url", "column", "code"), OTHERS)
def test_placements_places_and_candidates_are_lists_too(
    page_as: Callable[[str], Page], looks_right: Checked, url: str, column: str, code: str
) -> None:
    """A column more, an order downwards, a row opened and back, a file, a change shown first."""
    nora = page_as("nora")
    go(nora, url)
    open_tool(nora, "Kolonner")
    nora.locator("[data-list-tools] fieldset").get_by_label(column, exact=True).check()
    looks_right(nora)
    nora.get_by_role("button", name="Vis dem").click()
    expect(nora.locator("[data-list] thead")).to_contain_text(column)
    chosen = nora.url
    rows = nora.locator(LIST)
    first = rows.first.get_by_role("link").first.inner_text()
    rows.first.get_by_role("link").first.click()
    expect(nora.get_by_role("heading", level=1)).to_be_visible()
    assert nora.url != chosen
    nora.go_back()
    expect(nora).to_have_url(chosen)
    expect(nora.locator("[data-list] thead")).to_contain_text(column)
    expect(rows.first.get_by_role("link").first).to_have_text(first)

    open_tool(nora, "Hent som fil")
    with nora.expect_download() as download:
        nora.get_by_role("button", name="CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    assert column in text.splitlines()[0] and first in text

    rows.first.get_by_role("checkbox").check()
    nora.get_by_role("button", name="Fortsæt").click()
    expect(nora.locator("main form")).to_be_visible()
    looks_right(nora)
