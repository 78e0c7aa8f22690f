"""A network founded and joined; a newsletter to who said yes, stopped by the link in it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

# Somebody with an address who is in no network and has not said yes: one for each width.
SOMEBODY = (
    "from companies.models import ContactPerson as P, NetworkMember as M, NewsletterConsent as C;"
    "from jobcenter.models import Jobcentre; from jobcenter.tenancy import acting_in;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    free = P.objects.still_there().filter(jobcentre=j).exclude(email='')"
    ".exclude(pk__in=M.objects.filter(jobcentre=j).values('person'))"
    ".exclude(pk__in=C.objects.filter(jobcentre=j).values('person')).order_by('-id')\n"
    "    print(free[%d].email)"
)
# The link of the newsletter's mail to an address.
STOP = (
    "from companies.mails.newsletters import NewsletterMail; from followup.models import Message;"
    "from companies.models import ContactPerson as P;"
    "from jobcenter.models import Jobcentre; from jobcenter.tenancy import acting_in;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    who = str(P.objects.filter(jobcentre=j, email='%s').order_by('-id')[0].public_id)\n"
    "    rows = Message.objects.filter(jobcentre=j, recipient_key__endswith=who)\n"
    "    print(NewsletterMail().text(rows.order_by('-id')[0], j).link.url)"
)


def _printed(site, code: str) -> str:
    return site.manage("shell", "-v0", "-c", code).strip().splitlines()[-1]


def test_a_course_of_mentors(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    width = viewport["width"]
    name = f"Mentorer {width}"
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/netvaerk/")
    looks_right(carl)
    carl.get_by_role("link", name="Nyt netværk").click()
    carl.locator("#id_kind").select_option("training")
    carl.locator("#id_name").fill(name)
    carl.locator("#id_purpose").fill("Give mentorer papir på det, de kan")
    carl.get_by_role("button", name="Gem", exact=True).click()  # how much it is, is missing
    expect(carl.locator("main")).to_contain_text("En uddannelse skal have det her.")
    looks_right(carl)
    carl.locator("#id_hours").fill("12")
    carl.locator("#id_days_needed").fill("1")
    carl.get_by_role("button", name="Gem", exact=True).click()
    expect(carl.get_by_role("heading", name=re.compile(name))).to_be_visible()
    looks_right(carl)
    address = carl.url

    carl.locator("#id_email").fill("ingen@findes.example")
    carl.get_by_role("button", name="Tag med", exact=True).click()
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.locator("#id_email").fill(_printed(site, SOMEBODY % (0 if width > 500 else 1)))
    carl.get_by_role("button", name="Tag med", exact=True).click()
    expect(carl.locator("#medlemmer .queue li")).to_have_count(1)
    looks_right(carl)
    # Who came to no day gets no certificate.
    expect(carl.get_by_role("button", name="Giv beviset")).to_have_count(0)
    carl.get_by_role("link", name="Planlæg en kursusdag").click()
    looks_right(carl)

    # Somebody else finds it in the search box; a case worker changes nothing.
    bente = page_as("bente")
    bente.goto(site.url + f"/soeg/?q=mentorer+{width}")
    bente.get_by_role("link", name=name).first.click()
    expect(bente.get_by_role("link", name="Planlæg en kursusdag")).to_have_count(0)
    looks_right(bente)

    carl.goto(address)
    carl.get_by_role("button", name=re.compile("Er gået ud")).click()
    expect(carl.locator("#medlemmer .queue li")).to_have_count(0)
    carl.get_by_role("button", name="Netværket er slut").click()
    expect(carl.locator("main")).to_contain_text(name)
    looks_right(carl)


def test_a_newsletter_and_its_end(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    title = f"Nyt fra os {viewport['width']}"
    email = _printed(site, SOMEBODY % (2 if viewport["width"] > 500 else 3))
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/nyhedsbrev/")
    looks_right(carl)
    carl.get_by_role("link", name="Hvem får det").click()
    carl.locator("#id_email").fill("ingen@findes.example")
    carl.get_by_role("button", name="Notér det").click()
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.locator("#id_email").fill(email)
    carl.get_by_role("button", name="Notér det").click()
    expect(carl.get_by_text("får nyhedsbrevet").first).to_be_visible()
    looks_right(carl)

    carl.goto(site.url + "/virksomheder/nyhedsbrev/")
    carl.get_by_role("link", name="Skriv et nyhedsbrev").click()
    carl.get_by_role("button", name="Gem", exact=True).click()  # nothing in it
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.locator("#id_title").fill(title)
    carl.locator("#id_b0-title").fill("Praktik i foråret")
    carl.locator("#id_b0-text").fill("Ring, hvis I har plads.")
    carl.get_by_role("button", name="Gem", exact=True).click()
    expect(carl.locator(".letter")).to_contain_text("Ring, hvis I har plads.")
    looks_right(carl)
    carl.get_by_role("button", name="Send til alle, der har sagt ja").click()
    expect(carl.get_by_text("sendt", exact=True).first).to_be_visible()
    expect(carl.get_by_role("button", name="Slet kladden")).to_have_count(0)
    looks_right(carl)

    # The link in the mail: looking stops nothing, one press does.
    reader = new_page()
    reader.goto(_printed(site, STOP % email))
    looks_right(reader)
    reader.locator("main button").first.click()
    looks_right(reader)
    carl.goto(site.url + "/virksomheder/nyhedsbrev/modtagere/")
    expect(carl.locator("main")).not_to_contain_text(email)
