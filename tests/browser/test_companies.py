"""Carl finds a company, adds a person and logs a contact; then the next visit in three taps."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]


@pytest.fixture
def carl(page_as: Callable[[str], Page]) -> Page:
    """Carl's browser, signed in."""
    return page_as("carl")


def go(page: Page, path: str) -> None:
    """Go to a path of the site the page is on."""
    page.goto("/".join(page.url.split("/")[:3]) + path)


def open_first(page: Page) -> str:
    """Open the first of Carl's companies and return its name."""
    go(page, "/virksomheder/?relation=mine")
    first = page.locator("#resultat tbody a").first
    name = first.inner_text()
    first.click()
    return name


def test_finds_a_company_by_name_cvr_and_p_number(carl: Page, looks_right: Checked) -> None:
    name = open_first(carl)
    heading = carl.get_by_role("heading", level=1)
    expect(heading).to_contain_text(name)
    looks_right(carl)
    cvr = re.search(r"CVR (\d{8})", carl.locator(".sub").inner_text())
    p_number = re.search(r"P (\d{10})", carl.locator(".grid aside").inner_text())
    assert cvr
    assert p_number
    go(carl, "/virksomheder/")
    looks_right(carl)
    words = name.split()[0]
    carl.get_by_label("Navn, CVR- eller P-nummer").press_sequentially(words, delay=20)
    expect(carl.locator("#resultat")).to_contain_text(name)
    expect(carl).to_have_url(re.compile("q="))
    for number, expected in ((cvr.group(1), name), (p_number.group(1), "P ")):
        go(carl, "/virksomheder/")
        field = carl.get_by_label("Navn, CVR- eller P-nummer")
        field.fill(number)
        carl.get_by_role("button", name="Find", exact=True).click()
        expect(carl.locator("main")).to_contain_text(number)
        expect(carl.locator("main")).to_contain_text(expected)


def test_adds_a_person_and_logs_a_contact(carl: Page, looks_right: Checked) -> None:
    open_first(carl)
    carl.locator("#personer").get_by_role("link", name="Tilføj").click()
    looks_right(carl)
    carl.get_by_role("button", name="Tilføj kontaktperson").click()
    expect(carl.get_by_label("Navn", exact=True)).to_be_focused()
    looks_right(carl)
    carl.get_by_label("Navn", exact=True).fill("Grethe Gram")
    carl.get_by_label("Stilling").fill("butikschef")
    carl.get_by_label("Direkte nummer").fill("98 00 00 09")
    carl.get_by_label("mentor", exact=True).check()
    carl.get_by_role("button", name="Tilføj kontaktperson").click()
    expect(carl.locator("#personer")).to_contain_text("Grethe Gram")

    carl.get_by_role("link", name="Log kontakt").first.click()
    looks_right(carl)
    carl.get_by_label("Med hvem").select_option(label="Grethe Gram, butikschef")
    carl.get_by_label("Formål").fill("Høre om åbninger efter jul")
    carl.get_by_label("Hvad kom der ud af det?").fill("To timer om ugen til at begynde med.")
    carl.locator("#id_next_step").fill("Ringe til Grethe")
    carl.get_by_role("button", name="Gem i loggen").click()
    expect(carl.locator(".error-summary")).to_contain_text("hvad, hvornår og hvem")
    carl.get_by_label("Hvornår").fill("2027-06-01")
    carl.get_by_role("button", name="Gem i loggen").click()
    expect(carl.get_by_text("Kontakten står i loggen.")).to_be_visible()
    expect(carl.locator("#naeste")).to_contain_text("Ringe til Grethe")
    expect(carl.locator("#tidslinje")).to_contain_text("To timer om ugen til at begynde med.")
    looks_right(carl)

    done = carl.locator("#naeste li", has_text="Ringe til Grethe")
    done.get_by_role("button", name="Udført").click()
    expect(carl.get_by_text("Næste skridt er udført.")).to_be_visible()


def test_the_next_visit_takes_three_taps(carl: Page, looks_right: Checked) -> None:
    """From the page “Log et besøg”: the company, (the words,) save."""
    go(carl, "/virksomheder/log/")
    looks_right(carl)
    carl.locator("#fundet a").first.click()
    looks_right(carl)
    if carl.get_by_label("Formål").is_visible():
        expect(carl.get_by_label("besøg")).to_be_checked()
        carl.get_by_label("Formål").fill("Hilse på")
    carl.get_by_label("Hvad kom der ud af det?").fill("Alt vel.")
    carl.get_by_role("button", name="Gem i loggen").click()
    expect(carl.get_by_text("Kontakten står i loggen.")).to_be_visible()


def test_a_colleague_is_warned(
    carl: Page, page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    open_first(carl)
    carl.get_by_role("link", name="Log kontakt").first.click()
    carl.get_by_label("Formål").fill("Tale om elevpladser")
    carl.get_by_label("Hvad kom der ud af det?").fill("De vender tilbage.")
    carl.get_by_role("button", name="Gem i loggen").click()
    expect(carl.get_by_text("Kontakten står i loggen.")).to_be_visible()
    nora = page_as("nora")
    nora.goto(carl.url)
    warned = nora.locator(".note", has_text="Carl Conradi har haft kontakt i dag")
    expect(warned).to_be_visible()
    looks_right(nora)
    sol = page_as("sol")
    sol.goto(carl.url)
    expect(sol.get_by_role("heading", level=1)).to_be_visible()
    expect(sol.locator("main")).not_to_contain_text("elevpladser")
