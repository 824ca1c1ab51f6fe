"""What `check --deploy` says of sign-in."""

import pytest

from tvet_portal.accounts.checks import second_factor


@pytest.mark.parametrize(("is_required", "warnings"), [(True, []), (False, ["accounts.W001"])])
def test_deployment_without_a_second_factor_is_warned_of(settings, is_required, warnings):
    settings.SECOND_FACTOR_REQUIRED = is_required

    assert [warning.id for warning in second_factor(None)] == warnings
