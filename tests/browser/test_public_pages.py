"""Every public page in a real browser: accessible, light, steady, in its place, without a complaint."""

import pytest

from tests.browser.addresses import ERRORS, all_addresses, first_of_each_kind
from tests.browser.checks import SCHEMES, WIDTHS, findings


@pytest.mark.parametrize("address", all_addresses())
def test_page_has_nothing_to_mend(visit, address):
    page = visit(address)
    is_first = address in first_of_each_kind()

    found = findings(page, *((WIDTHS, SCHEMES) if is_first else (WIDTHS[:1], SCHEMES[1:])))

    assert (page.answer.status, found) == (ERRORS.get(address, 200), {})
