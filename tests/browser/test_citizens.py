"""Registering a candidate, what others see of them, and how access is asked for and given."""

import re

import pytest
from playwright.sync_api import expect

FICTITIOUS = {"desk": "711190-4008", "phone": "711291-4009"}


@pytest.fixture
def number(viewport):
    """A number of nobody, another one for each width."""
    return FICTITIOUS["desk" if viewport["width"] > 500 else "phone"]


def test_a_candidate_from_register_to_access(page_as, site, number, looks_right):
    nora = page_as("nora")
    nora.goto(site.url + "/borgere/")
    looks_right(nora)
    nora.get_by_role("link", name="Opret kandidat").click()
    looks_right(nora)

    # a slip first: the message stands by the field, and what was written is kept
    nora.get_by_label("CPR-nummer").fill("12")
    nora.get_by_label("Fornavn").fill("Åse")
    nora.get_by_label("Efternavn").fill("O'Nørgaard")
    nora.get_by_role("button", name="Opret", exact=True).click()
    expect(nora.get_by_role("alert")).to_be_visible()
    expect(nora.get_by_label("CPR-nummer")).to_be_focused()
    expect(nora.get_by_label("Fornavn")).to_have_value("Åse")
    looks_right(nora)

    nora.get_by_label("CPR-nummer").fill(number)
    nora.get_by_label("Målgruppe").select_option("12:jobparat")
    nora.get_by_label("Matchkategori 1–5").select_option("2")
    nora.get_by_label("Ønsker med egne ord").fill("Et sted med kolleger.")
    nora.get_by_role("button", name="Opret", exact=True).click()
    expect(nora.get_by_role("heading", level=1)).to_have_text(re.compile("Åse O'Nørgaard"))
    main = nora.locator("main")
    expect(main).to_contain_text("12 Selvforsørgende – jobparat")
    expect(main).to_contain_text("LAB § 6, nr. 12")
    expect(main).to_contain_text("Match 2")
    expect(main).not_to_contain_text(number)
    looks_right(nora)
    address = nora.url

    # what she brings, and a barrier that only the case team sees
    nora.get_by_role("link", name="Skriv kompetencer").click()
    nora.get_by_label("Fra listen").select_option("kasse")
    nora.get_by_role("button", name="Tilføj").click()
    expect(nora.locator("main")).to_contain_text("Kasse og betaling")
    looks_right(nora)
    nora.get_by_role("link", name="Tilbage til siden").click()
    nora.get_by_role("link", name="Skriv en barriere op").click()
    looks_right(nora)
    nora.get_by_label("Hvad står i vejen?").select_option("oekonomi")
    nora.get_by_label("Med få ord").fill("Rykkere fylder")
    nora.get_by_role("button", name="Gem", exact=True).click()
    barriers = nora.locator("#barrierer")
    expect(barriers).to_contain_text("Økonomi og gæld")
    looks_right(nora)
    nora.get_by_role("link", name="Ryddet Økonomi og gæld").click()
    nora.get_by_label("Hvordan blev den ryddet af vejen?").fill("En gældsrådgiver")
    nora.get_by_role("button", name="Ryd barrieren af vejen").click()
    expect(barriers).to_contain_text("alle er ryddet af vejen")
    looks_right(nora)
    nora.goto(address + "?gruppe=barrier")
    expect(nora.locator("#tidslinje")).to_contain_text("Barriere skrevet op")

    # the number: asked for with a reason, shown once
    nora.get_by_role("link", name="Vis CPR-nummer").click()
    nora.get_by_label("Til at udfylde VITAS").check(force=True)
    nora.get_by_role("button", name="Vis nummeret").click()
    expect(nora.locator("main")).to_contain_text(number)
    nora.goto(nora.url)
    expect(nora.locator("main")).not_to_contain_text(number)

    # another jobcentre: not there
    sol = page_as("sol")
    assert sol.goto(address).status == 404
    assert "Nørgaard" not in sol.content()

    # a colleague without the need: masked, and may ask
    carl = page_as("carl")
    carl.goto(address)
    masked = carl.get_by_role("heading", level=1).inner_text()
    assert re.fullmatch(r"Borger [0-9A-Z]{5}", masked)
    assert "Nørgaard" not in carl.content()
    looks_right(carl)
    carl.get_by_label("Hvorfor har du brug for at se borgeren?").fill(
        "Bageren har en plads, der måske passer."
    )
    carl.get_by_role("button", name="Bed om adgang").click()
    expect(carl.locator("main")).to_contain_text("Du bad om adgang")

    # the team leader answers without seeing the name
    tine = page_as("tine")
    tine.goto(site.url + "/borgere/adgang/")
    looks_right(tine)
    row = tine.get_by_role("listitem").filter(has_text=masked)
    row.get_by_role("link", name="Svar").click()
    assert "Nørgaard" not in tine.content()
    looks_right(tine)
    tine.get_by_role("button", name="Giv adgang").click()
    expect(tine.locator("main")).to_contain_text("Adgangen er givet.")

    # now Carl is told on his day, reads, can't change anything and sees no barrier
    carl.goto(site.url + "/")
    row = carl.get_by_role("listitem").filter(has_text=masked)
    expect(row).to_contain_text("sagde ja")
    row.get_by_role("button", name="Åbn").click()
    expect(carl.get_by_role("heading", level=1)).to_have_text(re.compile("Åse O'Nørgaard"))
    expect(carl.get_by_role("link", name="Ret", exact=True)).to_have_count(0)
    expect(carl.locator("main")).to_contain_text("Kasse og betaling")
    for hidden in ("Økonomi og gæld", "Barriere", "gældsrådgiver"):
        expect(carl.locator("main")).not_to_contain_text(hidden)
    looks_right(carl)

    # who looked, when and what for
    tine.goto(address + "opslag/")
    expect(tine.locator("main")).to_contain_text("Carl Conradi")
    expect(tine.locator("main")).to_contain_text("til at udfylde VITAS")
    expect(tine.locator("main")).to_contain_text("Bageren har en plads")
    assert "Nørgaard" not in tine.content()
    looks_right(tine)


def test_the_list_is_filtered_and_taken_out(page_as, site, looks_right):
    nora = page_as("nora")
    nora.goto(site.url + "/borgere/?vis=alle")
    looks_right(nora)
    expect(nora.get_by_text("Borger", exact=False).first).to_be_visible()
    nora.get_by_label("Navn", exact=True).first.fill("kim")
    nora.get_by_role("button", name="Vis", exact=True).click()
    expect(nora.get_by_role("link", name="Kim Kjær", exact=True)).to_be_visible()
    expect(nora.locator("tbody tr")).to_have_count(1)
    nora.locator("[data-list-tools] summary", has_text="Hent som fil").click()
    with nora.expect_download() as download:
        nora.get_by_role("button", name="CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "Kim Kjær" in text
    assert text.count("\n") == 2
