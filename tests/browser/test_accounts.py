"""Keys and doors: signing in by the keyboard, making an account, a tablet that locks itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from openward_web.accounts import tablets
from openward_web.accounts.models import Account

from .axe import axe_clean, readable_at_360
from .ward import PASSWORD, a_ward, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_a_ward() -> None:
    a_ward()


def test_given_the_keyboard_alone_then_a_password_opens_the_board(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Username").focus()
    page.keyboard.type("nurse")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("banner")).to_contain_text("Nurse, Ward staff")
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_when_an_account_is_made_then_its_password_is_shown_once(page: Page) -> None:
    sign_in(page, "administrator")
    page.goto("/accounts/")
    page.get_by_label("Name for signing in").fill("mia")
    page.get_by_label("Name on pages").fill("Mia, night shift")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("shown only now")).to_be_visible()
    axe_clean(page)
    page.get_by_label("Role").select_option(label="Ward staff")
    page.get_by_label("Only on this ward").select_option(label="North, Birch")
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("Ward staff, Birch")).to_be_visible()
    expect(page.get_by_text("shown only now")).to_be_hidden()


def enrol(page: Page) -> None:
    """The lead makes the tablet; the nurse has chosen a number."""
    sign_in(page, "lead")
    page.goto("/accounts/tablets/")
    page.get_by_label("Which tablet").fill("Hall")
    page.get_by_label("Ward", exact=True).select_option(label="North, Birch")
    page.get_by_role("button", name="Get a code").click()
    code = page.locator(".ow-elapsed").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/tablet/")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Enrol this tablet").click()
    tablets.set_pin(Account.objects.get(username="nurse"), "271828")
    page.goto("/accounts/pin/")


def test_when_nobody_touches_the_tablet_then_it_goes_to_the_names(page: Page) -> None:
    page.clock.install()
    enrol(page)
    page.get_by_label("Your name").select_option(label="Nurse")
    page.get_by_label("six digits").fill("271828")
    page.get_by_role("button", name="Open").click()
    page.get_by_text("Person 1").first.wait_for()
    axe_clean(page)
    page.clock.fast_forward(200_000)
    page.keyboard.press("Shift")
    page.clock.fast_forward(200_000)
    expect(page.get_by_text("Person 1").first).to_be_visible()
    page.clock.fast_forward(101_000)
    page.get_by_role("heading", name="Who are you?").wait_for()
    assert "Person 1" not in page.content()
    axe_clean(page)
    readable_at_360(page)


ADDRESSES = {
    "nurse": ["factors/", "password/", "again/", "passkeys/", "break-glass/", "logout/"],
    "lead": ["tablets/", "colleagues/", "glass/"],
    "administrator": ["", "tablets/"],
}


@pytest.mark.parametrize("who", ADDRESSES)
def test_given_any_page_about_accounts_then_it_passes_axe_and_fits_a_telephone(
    page: Page, who: str
) -> None:
    sign_in(page, who)
    for address in ADDRESSES[who]:
        page.goto(f"/accounts/{address}")
        axe_clean(page)
        readable_at_360(page)


def test_when_the_app_is_switched_on_then_its_picture_is_shown(page: Page) -> None:
    sign_in(page)
    page.goto("/accounts/factors/app/on/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    picture = page.locator("img.ow-qr")
    picture.wait_for()
    assert picture.evaluate("it => it.naturalWidth") > 0
    axe_clean(page)
    readable_at_360(page)
