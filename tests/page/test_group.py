"""azalea in a group on the page: it keeps no talk there, and says so once."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.page.conftest import Home, Look

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_group_hears_one_neutral_line_and_is_left_after_ten_minutes(home: Home, look_at: Look) -> None:
    ana = await look_at(home.address)
    await ana.page.get_by_role("navigation", name="Chats").get_by_role("button", name="Family").click()
    await ana.page.get_by_role("button", name="Family 3 members").click()
    members = ana.page.get_by_role("dialog", name="Family")
    await expect(members.get_by_role("listitem")).to_have_text(["Anacreator", "Benmember", "Evamember"])
    await members.get_by_role("button", name="Do it").click()
    await ana.sees("I do not work in this group.")
    await ana.sees("I leave this group in ten minutes.")
    await ana.says("/sideeffects nausea")
    await ana.says("/taken")
    await expect(ana.page.get_by_text("azalea does something next")).to_be_visible()
    await ana.page.get_by_role("button", name="Next reminder").click()
    await expect(ana.page.locator(".note").last).to_have_text("azalea left the group")
    await expect(ana.page.get_by_text(re.compile("^(9|10) minutes ahead"))).to_be_visible()
    await expect(ana.page.get_by_role("button", name="Family 3 members")).to_be_visible()
    words = [await line.get_attribute("aria-label") for line in await ana.page.locator(".bubble").all()]
    assert [one and one.partition(",")[0] for one in words] == ["azalea", "You", "You"]
