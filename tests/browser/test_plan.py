"""A plan is made; the citizen reads it on a shared phone, says no, adds a goal and a wish."""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from jobcenter.clock import today

Checked = Callable[[Page], None]
# who has no plan in the demo, one for each width
NAMES = {"desk": ("Lis", "Thomsen"), "phone": ("Oksana", "Kovalenko")}

LINK = (
    "from citizens.models import Citizen; from citizens.mails.plan import plan_link;"
    "from jobcenter.models import Jobcentre; from jobcenter.tenancy import acting_in;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    c = Citizen.objects.get(jobcentre=j, first_name='%s', last_name='%s')\n"
    "    print(plan_link(c), c.public_id, c.birth_date)"
)


def test_a_plan_that_the_citizen_changes(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    first, last = NAMES["desk" if viewport["width"] > 500 else "phone"]
    told = site.manage("shell", "-v0", "-c", LINK % (first, last)).strip().splitlines()[-1]
    link, citizen, born = told.split()
    _year, month, day = born.split("-")

    nora = page_as("nora")
    nora.goto(f"{site.url}/borgere/{citizen}/")
    nora.get_by_role("navigation", name="Sider om denne person").get_by_role(
        "link", name="Plan"
    ).click()
    expect(nora.get_by_text("Ingen mål endnu")).to_be_visible()
    looks_right(nora)
    nora.get_by_role("link", name="Skriv det første mål").click()
    nora.get_by_role("button", name="Gem målet").click()
    expect(nora.get_by_role("alert")).to_be_visible()
    nora.get_by_label("Hvad er målet?").fill("Jeg vil på D'Angelos værksted i Sønderø")
    looks_right(nora)
    nora.get_by_role("button", name="Gem målet").click()
    nora.get_by_role("link", name="Nyt skridt").click()
    nora.get_by_label("Hvad skal der gøres?").fill("Besøg værkstedet sammen")
    nora.get_by_label("Hvem gør det?").select_option("citizen")
    nora.get_by_label("Gjort inden").fill((today() + timedelta(days=9)).isoformat())
    looks_right(nora)
    nora.get_by_role("button", name="Gem skridtet").click()
    expect(nora.get_by_role("heading", name="Besøg værkstedet sammen")).to_be_visible()
    looks_right(nora)

    # on the citizen's phone: nothing before the birthday
    phone = new_page()
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Er det dig?")).to_be_visible()
    assert first not in phone.content()
    looks_right(phone)
    phone.get_by_label("Dag").fill(day)
    phone.get_by_label("Måned").fill(str(int(month) % 12 + 1))
    phone.get_by_role("button", name="Åbn siden").click()
    expect(phone.get_by_role("alert")).to_contain_text("ikke den fødselsdag")
    looks_right(phone)
    phone.get_by_label("Dag").fill(day)
    phone.get_by_label("Måned").fill(month)
    phone.get_by_role("button", name="Åbn siden").click()
    expect(phone.get_by_text("Besøg værkstedet sammen")).to_be_visible()
    looks_right(phone)
    address = phone.url

    # in English, too
    phone.get_by_role("link", name="English").click()
    expect(phone.get_by_role("heading", name=f"{first}'s plan")).to_be_visible()
    expect(phone.get_by_text("You do it")).to_be_visible()
    looks_right(phone)
    phone.get_by_role("link", name="Dansk").click()

    # no, with own words; an own goal; a wish
    phone.get_by_label("Nej, der er noget galt").check()
    phone.locator("#svar").get_by_role("button", name="Send").click()
    expect(phone.get_by_role("alert")).to_contain_text("Skriv et par ord")
    looks_right(phone)
    phone.get_by_label("Nej, der er noget galt").check()
    phone.locator("#svar").get_by_label("Sig det med dine egne ord").fill(
        "Jeg vil hellere være kok"
    )
    phone.locator("#svar").get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Tak. Du sagde nej til planen.")).to_be_visible()
    phone.get_by_label("Hvad vil du nå?").fill("Et sted hvor jeg lærer dansk")
    phone.get_by_role("button", name="Sæt det i planen").click()
    expect(phone.get_by_text("Dit mål er i planen.")).to_be_visible()
    phone.get_by_label("Hvad ønsker du dig?").fill("At begynde kl. 9")
    phone.get_by_role("button", name="Send ønsket").click()
    expect(phone.get_by_text("Tak. Vi har fået dit ønske.")).to_be_visible()
    looks_right(phone)

    # Nora finds it on her day, and answers
    nora.goto(site.url + "/")
    expect(nora.locator("main")).to_contain_text(f"{first} {last[0]}. er uenig i planen")
    row = nora.get_by_role("listitem").filter(has_text=f"{first} {last[0]}. har et ønske")
    row.get_by_role("link", name="Svar").click()
    looks_right(nora)
    nora.get_by_label("Dit svar").fill("Ja. Vi aftaler kl. 9 med værkstedet.")
    nora.get_by_role("button", name="Send svaret").click()
    expect(nora.locator("#ord")).to_contain_text("Jeg vil hellere være kok")
    looks_right(nora)

    # the same page on her own screen
    nora.get_by_role("link", name="Vis den på skærmen").click()
    expect(nora.get_by_text("Ja. Vi aftaler kl. 9 med værkstedet.")).to_be_visible()
    looks_right(nora)

    # the citizen reads the answer, closes, and nobody goes back
    phone.goto(address)
    expect(phone.get_by_text("Ja. Vi aftaler kl. 9 med værkstedet.")).to_be_visible()
    phone.get_by_role("button", name="Luk siden").click()
    expect(phone.get_by_role("heading", name="Siden er lukket")).to_be_visible()
    looks_right(phone)
    phone.go_back()
    expect(phone.locator("body")).not_to_contain_text(re.compile("værksted|kok"))


FINISHED = (
    "from citizens.models import Citizen, PlanGoal; from jobcenter.models import Jobcentre;"
    "from jobcenter.tenancy import acting_in; j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    c = Citizen.objects.get(jobcentre=j, first_name='%s', last_name='%s')\n"
    "    PlanGoal.objects.filter(citizen=c).exists() or print('no plan')\n"
    "    print(c.public_id)"
)
TALKERS = {"desk": ("Bjørn", "Ågesen"), "phone": ("Yusuf", "Demir")}  # have a plan, no talk


def test_a_conversation_and_three_answers(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    first, last = TALKERS["desk" if viewport["width"] > 500 else "phone"]
    citizen = site.manage("shell", "-v0", "-c", FINISHED % (first, last)).strip().splitlines()[-1]
    nora = page_as("nora")
    nora.goto(f"{site.url}/borgere/{citizen}/plan/samtaler/")
    looks_right(nora)
    nora.get_by_role("button", name="Begynd en samtale").click()
    nora.get_by_label("Hvad handler samtalen om?").fill("Et værksted i Sønderø")
    nora.get_by_label("Hvor meget vil du det").select_option("7")
    nora.get_by_label("Hvorfor ikke et lavere tal?").fill("Jeg savner kolleger")
    nora.get_by_role("button", name="Gem", exact=True).click()
    looks_right(nora)
    nora.get_by_role("link", name="Udfyld livshjulet").click()
    for part, mark in (("Arbejde og hverdag", "3"), ("Venner", "8"), ("Bolig", "6")):
        nora.get_by_label(part).select_option(mark)
    looks_right(nora)
    nora.get_by_role("button", name="Gem", exact=True).click()
    expect(nora.get_by_role("img", name="Livshjulet")).to_be_visible()
    expect(nora.get_by_role("row", name=re.compile("Venner"))).to_contain_text("8")
    nora.get_by_role("link", name="Aftal næste skridt").click()
    nora.get_by_label("Hvad helt præcist?").fill("Ring til værkstedet")
    nora.get_by_label("Hvordan ser I begge").fill("Opkaldet er gjort")
    nora.get_by_label("Gjort inden").fill((today() + timedelta(days=5)).isoformat())
    looks_right(nora)
    nora.get_by_role("button", name="Gem", exact=True).click()
    nora.get_by_label("Hvor i samtalen?").select_option("prevent")
    nora.get_by_label("Note", exact=True).fill("Bussen går først 7.40")
    nora.get_by_role("button", name="Gem noten").click()
    expect(nora.locator("#prevent")).to_contain_text("Bussen går først 7.40")
    looks_right(nora)
    nora.get_by_role("button", name="Afslut samtalen").click()
    expect(nora.get_by_text("Samtalen er afsluttet.")).to_be_visible()

    # the step is in the plan; the three questions stand on the citizen's page
    nora.goto(f"{site.url}/borgere/{citizen}/plan/laes/")
    expect(nora.get_by_text("Ring til værkstedet").first).to_be_visible()
    looks_right(nora)
    for question, answer in (
        ("Lyttede vi til dig?", "Ja, helt"), ("Var du med til at bestemme?", "Lidt"),
        ("Ved du, hvad der sker nu?", "For det meste"),
    ):  # fmt: skip
        group = nora.get_by_role("group", name=question)
        group.get_by_label(answer).check()
    nora.get_by_role("button", name="Send svarene").click()
    expect(nora.get_by_text("Tak for dine svar.")).to_be_visible()
    expect(nora.get_by_text("Tre korte spørgsmål")).to_have_count(0)

    mads = page_as("mads")
    mads.goto(f"{site.url}/overblik/samtaler/")
    expect(mads.get_by_role("heading", name="Efter samtalerne")).to_be_visible()
    looks_right(mads)
