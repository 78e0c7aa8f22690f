"""Getting in: persona, password, passkey; out again; search from the keyboard."""

from playwright.sync_api import expect


def test_login_page_and_personas(site, new_page, looks_right):
    page = new_page()
    page.goto(site.url + "/")
    expect(page.get_by_role("heading", name="Log ind", level=1)).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Log ind som Ole").click()
    expect(page.locator("#main")).to_be_visible()
    looks_right(page)


def test_password_and_wrong_password(site, new_page, looks_right):
    page = new_page()
    page.goto(site.url + "/konto/login/")
    page.get_by_label("E-mail").fill("tine@nord.example")
    page.get_by_label("Adgangskode").fill("forkert kode")
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(page)
    page.get_by_label("E-mail").fill("tine@nord.example")
    page.get_by_label("Adgangskode").fill("bro bro bro brille")
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.wait_for_url(site.url + "/")


def test_passkey_is_added_and_lets_in(site, page_as, looks_right):
    page = page_as("bente")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    base = site.url.replace("127.0.0.1", "localhost")
    page.goto(base + "/konto/login/")
    page.get_by_role("button", name="Log ind som Bente").click()
    page.goto(base + "/konto/2fa/")
    looks_right(page)
    page.goto(base + "/konto/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.get_by_label("Adgangskode").fill("bro bro bro brille")
        page.get_by_role("button").last.click()
    looks_right(page)
    page.locator("input[name=name]").fill("Arbejdstelefon")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator("#main")).to_contain_text("koder")
    page.goto(base + "/")
    page.context.clear_cookies()
    page.goto(base + "/konto/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(base + "/")
    page.goto(base + "/konto/2fa/webauthn/")
    expect(page.locator("#main")).to_contain_text("Arbejdstelefon")


def test_keyboard_search_and_language(site, page_as, looks_right):
    page = page_as("ole")
    page.goto(site.url + "/mennesker/")
    looks_right(page)
    page.keyboard.press("Control+k")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("zzzz")
    expect(page.locator("#palette")).to_contain_text("Intet fundet")
    page.goto(site.url + "/soeg/?q=zzzz")
    looks_right(page)
    page.goto(site.url + "/tilgaengelighed/")
    looks_right(page)


def test_errors_have_the_same_look(site, page_as, looks_right):
    page = page_as("nora")
    page.goto(site.url + "/findes/ikke/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    looks_right(page)
    page.goto(site.url + "/mennesker/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    looks_right(page)
