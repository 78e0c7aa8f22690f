"""`make screenshots`: the pictures in docs/pictures, taken of the demo."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, ROOT

pytestmark = pytest.mark.screenshots
FOLDER = ROOT / "docs" / "pictures"


def take(page, name, **options):
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png", **options)
    assert (FOLDER / f"{name}.png").stat().st_size > 10_000


@pytest.fixture
def signed_in(site, browser: Browser):
    made = []

    def sign_in(persona, viewport=DESK):
        context = browser.new_context(viewport=viewport, locale="da-DK")
        made.append(context)
        page = context.new_page()
        page.goto(site.url + "/konto/login/")
        page.locator(f'form[action="/persona/{persona}/"] button').click()
        page.wait_for_url(lambda url: "/konto/login/" not in url)
        return page

    yield sign_in
    for context in made:
        context.close()


def test_job_consultant(site, signed_in):
    page = signed_in("nora")
    take(page, "day")


def test_company_consultant(site, signed_in):
    page = signed_in("carl")
    page.goto(site.url + "/virksomheder/?relation=with")
    page.locator("table.rows tbody a").first.click()
    take(page, "company")


def test_manager(site, signed_in):
    page = signed_in("mads")
    page.goto(site.url + "/overblik/")
    take(page, "overview")
    page.goto(site.url + "/handlingsplan/")
    take(page, "plan")


def test_administrator(site, signed_in):
    page = signed_in("ole")
    page.goto(site.url + "/drift/")
    take(page, "operations")


def test_mentor(site, signed_in):
    site.manage("sweep_now")
    admin = signed_in("ole")
    admin.goto(site.url + "/beskeder/indbakke/")
    admin.locator("main a").filter(has_text=re.compile("uge|status", re.IGNORECASE)).first.click()
    link = re.search(r"/m/[\w-]+/", admin.content())
    assert link, "the mail holds the mentor's link"
    page = signed_in("ole", PHONE)
    page.goto(site.url + link.group(0))
    take(page, "mentor")
