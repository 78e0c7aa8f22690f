"""Nora writes a clear word, the citizen says yes on her screen, Mette reads it; it is stopped."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

FREE = (
    "from citizens.access import citizens_visible_to; from jobcenter.models import Jobcentre;"
    "from jobcenter.models import Membership; from jobcenter.tenancy import acting_in;"
    "from jobcenter.viewer import Viewer; from placements.models import Placement;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    nora = Membership.objects.get(jobcentre=j, name__startswith='Nora')\n"
    "    mine = citizens_visible_to(Viewer.of(nora)).order_by().values('pk')\n"
    "    rows = Placement.objects.filter(jobcentre=j, state='running', sharings__isnull=True,"
    " mentor__isnull=False, citizen__in=mine, consultant=nora).order_by('id')\n"
    "    print(rows[{number}].public_id)"
)
LINKS = (
    "from companies.actions.own_page import give_page; from companies.mails.own_page import"
    " page_link; from jobcenter.models import Jobcentre, Membership; from jobcenter.tenancy import"
    " acting_in; from jobcenter.viewer import Viewer;"
    "from placements.mails.weeks import mentor_link;"
    "from placements.mails.sharing import word_link; from placements.models import SharingReader;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    r = SharingReader.objects.select_related('sharing__placement', 'person').get("
    "sharing__public_id='{word}')\n"
    "    carl = Membership.objects.get(jobcentre=j, name__startswith='Carl')\n"
    "    key = give_page(r.person, actor=Viewer.of(carl))\n"
    "    print(word_link(r, r.sharing), page_link(key), mentor_link(r.sharing.placement),"
    " r.public_id)"
)


def _last(text: str) -> str:
    return text.strip().splitlines()[-1]


def test_a_clear_word_from_the_first_tick_to_the_stop(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    number = 2 if viewport["width"] > 500 else 5
    placement = _last(site.manage("shell", "-v0", "-c", FREE.format(number=number)))
    nora = page_as("nora")
    nora.goto(f"{site.url}/forloeb/{placement}/")
    nora.get_by_role("link", name="Skriv en klar besked").click()
    looks_right(nora)
    nora.get_by_role("button", name="Skriv teksten").click()
    expect(nora.get_by_role("heading", name="Klar besked til virksomheden")).to_be_visible()
    strengths = "Møder stabilt. Hjælper gerne andre på Ærøs torv, siger O'Brien."
    nora.get_by_label("Styrker").fill(strengths)
    for label in ("Kompetencer", "Hvad det betyder på arbejdet", "Ønsker", "Hvad der skal læres"):
        box = nora.get_by_label(label)
        if box.count():
            box.fill("Nummer 610190-1234" if label.startswith("Hvad det") else "Lager og truck")
    nora.get_by_label("Hvad I kan gøre").fill("Aftal faste pauser.")
    nora.get_by_role("button", name="Gem").click()
    expect(nora.locator(".form-error-message").first).to_contain_text("ligner et CPR-nummer")
    looks_right(nora)
    nora.get_by_label("Hvad det betyder på arbejdet").fill("Har angst og bliver træt.")
    nora.get_by_role("button", name="Gem").click()
    expect(nora.get_by_text("Se en gang til på: angst.")).to_be_visible()
    looks_right(nora)
    nora.get_by_role("link", name="Ret", exact=True).click()
    nora.get_by_label("Hvad det betyder på arbejdet").fill("Bliver træt efter fire timer.")
    nora.get_by_role("button", name="Gem").click()

    nora.get_by_role("link", name="Vis borgeren den").click()
    expect(nora.get_by_text(strengths)).to_be_visible()
    looks_right(nora)
    nora.get_by_role("button", name="Notér ja").click()
    expect(nora.locator(".form-error-message").first).to_be_visible()
    nora.get_by_label("læste den på skærmen ved et møde").check()
    nora.get_by_label("Jeg har sagt, at det er frivilligt").check()
    nora.get_by_role("button", name="Notér ja").click()
    expect(nora.get_by_text("Borgerens ja er noteret.")).to_be_visible()
    nora.get_by_role("button", name="Del det nu").click()
    expect(nora.get_by_text("Det er delt.")).to_be_visible()
    looks_right(nora)
    word = nora.url.rstrip("/").rsplit("/", 1)[-1]

    told = _last(site.manage("shell", "-v0", "-c", LINKS.format(word=word)))
    link, page, week, reader = told.split()
    mette = new_page()
    mette.goto(link)
    expect(mette.get_by_text(strengths)).to_have_count(0)
    looks_right(mette)
    mette.get_by_role("button", name="Læs det").click()
    expect(mette.get_by_text(strengths)).to_be_visible()
    looks_right(mette)
    own = new_page()
    own.goto(page)
    own.locator(f'#klar-besked a[href*="{reader}"]').click()
    expect(own.get_by_role("heading", level=1)).to_contain_text("Godt at vide om")
    monday = new_page()
    monday.goto(week)
    looks_right(monday)
    monday.get_by_role("link", name="Godt at vide om").click()
    expect(monday.get_by_text(strengths)).to_be_visible()

    nora.get_by_role("link", name="Delt med virksomheder").first.click()
    expect(nora.get_by_text("læst 3 gange")).to_be_visible()
    looks_right(nora)
    nora.get_by_role("link", name="Stop delingen").click()
    looks_right(nora)
    nora.get_by_role("button", name="Stop delingen").click()
    expect(nora.get_by_text("Intet er delt længere. Links er lukket.")).to_be_visible()
    for each in (own, monday):
        each.reload()
        expect(each.get_by_role("heading", level=1)).to_have_text("Ikke længere delt")
        looks_right(each)
    mette.goto(link)
    expect(mette.get_by_role("heading", level=1)).to_have_text("Ikke længere delt")
