"""What tests of contents share with those of pages."""

from tests.public.conftest import filler  # noqa: F401 - a fixture: what fills every column, list and part
