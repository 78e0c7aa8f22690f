"""A list comes in with faults, is mended, run and undone; two persons become one; work goes on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]


def go(page: Page, path: str) -> None:
    """Go to a path of the site the page is on."""
    page.goto("/".join(page.url.split("/")[:3]) + path)


@pytest.fixture
def carl(page_as: Callable[[str], Page]) -> Page:
    """Carl's browser, signed in."""
    return page_as("carl")


def test_a_list_with_faults_is_mended_run_and_undone(carl: Page, looks_right: Checked) -> None:
    go(carl, "/virksomheder/?relation=mine")
    row = carl.locator("#resultat tbody tr").first.inner_text()
    found = re.search(r"CVR (\d{8})", row)
    assert found
    cvr = found.group(1)
    go(carl, "/virksomheder/regneark/")
    looks_right(carl)
    text = f"CVR-nr.;Kontaktperson;Titel;Telefon\r\n{cvr};Signe Sand;chef;98 00 07 01\r\n"
    text += "2.5E+7;Tove Tang;;98000702\r\n12345678;Ulla Und;;98000703\r\n"
    carl.get_by_label("Fil", exact=True).set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    )
    carl.get_by_role("button", name="Læs filen").click()
    expect(carl.get_by_role("heading", level=1)).to_contain_text("Hvilken kolonne er hvad?")
    looks_right(carl)
    carl.get_by_role("button", name="Vis, hvad der bliver ændret").click()
    expect(carl.locator("main")).to_contain_text("har forkortet nummeret")
    expect(carl.locator("main")).to_contain_text("kontrolcifferet stemmer ikke")
    looks_right(carl)
    carl.locator("#celle-3-cvr").fill(cvr)
    carl.locator("#udelad-4").check()
    carl.get_by_role("button", name="Gem rettelserne, og se igen").click()
    expect(carl.locator("main")).not_to_contain_text("har forkortet nummeret")
    looks_right(carl)
    carl.get_by_role("button", name="Skriv 2 rækker").click()
    expect(carl.get_by_role("heading", level=1)).to_contain_text("Hvad der blev af rækkerne")
    looks_right(carl)
    carl.get_by_role("link", name="Fortryd importen").click()
    looks_right(carl)
    carl.get_by_role("button", name="Fortryd hele importen").click()
    expect(carl.locator("main")).to_contain_text("Alt er, som det var før.")


def test_two_persons_become_one_and_two_again(carl: Page, looks_right: Checked) -> None:
    go(carl, "/virksomheder/dubletter/")
    carl.get_by_role("button", name="Søg nu").click()
    looks_right(carl)
    carl.get_by_role("link", name=re.compile("^Flet")).first.click()
    looks_right(carl)
    carl.get_by_role("button", name="Flet", exact=True).click()
    expect(carl.locator("main, .messages").first).to_be_visible()
    go(carl, "/virksomheder/dubletter/")
    carl.get_by_role("button", name=re.compile("^Fortryd fletningen")).first.click()
    expect(carl.get_by_text("de er to personer igen").first).to_be_visible()
    looks_right(carl)


def test_work_is_handed_over_and_tops_the_receivers_day(
    page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    # The second width finds the first one's work with the receiver: back it goes.
    givers = [("Nora Nymann", "nora"), ("Carl Conradi", "carl")]
    (giver, _), (receiver, persona) = givers if viewport["width"] > 500 else givers[::-1]
    tine = page_as("tine")
    go(tine, "/virksomheder/overdrag/")
    looks_right(tine)
    tine.get_by_role("link", name=giver).click()
    looks_right(tine)
    tine.get_by_label("Virksomheder som fast kontakt til").select_option(label=receiver)
    group = tine.locator("#companies-relations")
    group.get_by_role("link", name="Vælg række for række").click()
    group.get_by_role("checkbox").first.check()
    expect(group.get_by_role("combobox").locator("option:checked")).to_have_text(receiver)
    looks_right(tine)
    tine.get_by_label("Besked til modtageren").fill("Tak for hjælpen i orloven.")
    tine.get_by_role("button", name="Vis, hvad der går hvorhen").click()
    looks_right(tine)
    expect(tine.locator("main")).to_contain_text(f"fast kontakt: 1 → {receiver}")
    tine.get_by_role("button", name="Overdrag nu").click()
    expect(tine.get_by_text(re.compile("overdraget")).first).to_be_visible()
    theirs = page_as(persona)
    go(theirs, "/")
    expect(theirs.locator("main")).to_contain_text("Tak for hjælpen i orloven.")
    looks_right(theirs)


def test_the_administrator_sees_which_fields_are_read(
    page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    ole = page_as("ole")
    go(ole, "/virksomheder/felter/")
    expect(ole.locator("main")).to_contain_text("Læses i")
    looks_right(ole)
