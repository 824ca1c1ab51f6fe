"""Every public page in a real browser: accessible, light, steady, in its place, without a complaint."""

import pytest

from tests.browser.addresses import ERRORS, all_addresses, first_of_each_kind
from tests.browser.checks import WIDTHS, findings


@pytest.mark.parametrize("address", all_addresses())
def test_page_has_nothing_to_mend(visit, address):
    page = visit(address)

    assert page.answer.status == ERRORS.get(address, 200)
    assert findings(page, WIDTHS if address in first_of_each_kind() else WIDTHS[:1]) == {}
