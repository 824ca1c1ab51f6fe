"""Pages in a real browser, under the strict content policy: nothing fails to load and nothing is refused."""

import pytest


@pytest.mark.parametrize("address", ["/admin/login/"])
def test_page_loads_without_a_complaint(page, address):
    answer = page.goto(address, wait_until="networkidle")

    assert answer.status == 200
    assert page.complaints == []
