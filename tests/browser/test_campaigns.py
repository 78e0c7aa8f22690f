"""Carl plans a campaign by criteria, works through it from his phone, and writes its letters."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]
PHONE = {"width": 360, "height": 780}


def test_from_criteria_to_letters(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    # Each width has companies of its own: what one logs would count for the other as well.
    branch, code = ("Hoteller og restauranter", "55-56")
    if viewport["width"] < 500:
        branch, code = ("Handel og autoværksteder", "45-47")
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/kampagner/")
    looks_right(carl)
    carl.get_by_role("link", name="Ny kampagne").click()
    expect(carl.locator("#resultat")).to_contain_text("Intet er valgt")
    carl.get_by_label("Ansatte fra").fill("100000")
    expect(carl.locator("#resultat")).to_contain_text("Ingen virksomhed passer til det hele")
    carl.get_by_label("Ansatte fra").fill("5")
    expect(carl.locator("#resultat")).to_contain_text("mindst 5 ansatte")
    carl.get_by_text("Brancher", exact=True).first.click()
    carl.get_by_label(branch, exact=True).check()
    expect(carl).to_have_url(re.compile(f"branche={code}"))
    expect(carl.locator("#antal")).to_contain_text(re.compile(r"\d+ virksomhed"))
    looks_right(carl)
    carl.get_by_role("link", name="Gem som kampagne").click()

    carl.get_by_label("Navn", exact=True).fill("Køkkener")
    carl.get_by_label("Antal").fill("3")
    carl.get_by_role("button", name="Gem").click()  # the purpose is missing
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.get_by_label("Formål").fill("Høre om plads i køkkenet")
    carl.get_by_text("Brev og mail", exact=True).click()
    carl.get_by_label("Brevets overskrift").fill("Har I travlt, {virksomhed}?")
    carl.get_by_label("Brevets tekst").fill("Vi kender folk, der gerne vil i gang.")
    carl.get_by_role("button", name="Gem").click()
    expect(carl.get_by_text("Kampagnen er gemt.")).to_be_visible()
    looks_right(carl)
    carl.get_by_role("link", name="Start").click()
    looks_right(carl)
    carl.get_by_role("button", name="Start").click()
    expect(carl.get_by_text("Kampagnen er i gang.")).to_be_visible()
    address = carl.url

    # On the phone: one declines, one is spoken to; the progress follows by itself.
    carl.set_viewport_size(PHONE)
    carl.goto(address)
    looks_right(carl)
    carl.locator(".queue .do a", has_text="Sagde nej").first.click()
    carl.get_by_role("button", name="Gem").click()
    expect(carl.locator("main")).to_contain_text("Skriv hvorfor.")
    looks_right(carl)
    carl.get_by_label("Hvorfor").fill("Har lige ansat")
    carl.get_by_role("button", name="Gem").click()
    expect(carl.locator("#fremdrift")).to_contain_text("0 af 3")
    carl.locator(".queue .do a", has_text="Log kontakt").first.click()
    expect(carl.locator("#id_purpose")).to_have_value("Høre om plads i køkkenet")
    carl.locator("#id_outcome").fill("De vil gerne have et besøg på torsdag.")
    carl.get_by_role("button", name=re.compile("Gem")).first.click()
    expect(carl.get_by_text("Kontakten står i loggen.")).to_be_visible()
    carl.goto(address)
    expect(carl.locator("#fremdrift")).to_contain_text("1 af 3")
    looks_right(carl)

    carl.get_by_role("link", name="Breve og mail").click()
    expect(carl.locator("main")).to_contain_text("reklamebeskyttet i registret")
    looks_right(carl)
    carl.get_by_role("button", name="Skriv dem som én PDF").click()
    expect(carl.locator("h1")).to_contain_text("En kampagnes breve")
    looks_right(carl)


def test_coverage_and_segments(site, page_as: Callable[[str], Page], looks_right: Checked) -> None:
    mads = page_as("mads")
    mads.goto(site.url + "/virksomheder/daekning/")
    looks_right(mads)
    mads.get_by_role("link", name=re.compile("vi ikke nåede")).click()
    expect(mads.locator("#antal")).to_contain_text(re.compile(r"\d+ virksomhed"))
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/segmenter/?segment=4")
    looks_right(carl)
    carl.locator(".queue h3 a").first.click()
    looks_right(carl)
    carl.goto(site.url + "/virksomheder/panel/")
    looks_right(carl)
