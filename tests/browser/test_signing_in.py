"""A passkey in a real browser: added, then in place of the code of the phone, then by itself."""

from tests.browser.signing_in import sign_in
from tests.factories.records import staff

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_passkey_is_added_and_signs_in(page, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    staff("writer")
    sign_in(page, "writer")

    page.click("text=Add a passkey")
    page.fill("[name='name']", "phone")
    page.click("button:text-is('Add a passkey')")
    page.wait_for_url("**/2fa/recovery-codes/")
    sign_out(page)
    sign_in(page, "writer")
    page.click("text=Use your passkey")
    page.wait_for_url("**/admin/")
    sign_out(page)
    page.click("text=Sign in with a passkey")
    page.wait_for_url("**/admin/")

    refused = [said for said in page.complaints if not said.startswith("failed:")]  # what a click leaves behind
    assert refused == []


def sign_out(page):
    page.goto("/admin/account/logout/")
    page.click("main button:text-is('Sign out')")


def test_page_to_sign_in_says_what_is_wrong(page):
    staff("writer")
    sign_in(page, "writer", "wrong")

    assert page.inner_text("[role='alert']:visible") == "The user name or the password is not right."
    assert page.input_value("[name='login']") == "writer"
