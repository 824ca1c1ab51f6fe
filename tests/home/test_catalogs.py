"""The catalogs that a word is looked up in."""

from gettext import GNUTranslations

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation.trans_real import translation

from tvet_portal.home.apps import leave_out_empty_catalogs


def catalog(**words):
    made = GNUTranslations()
    made._catalog, made.plural = {"": "head", **words}, lambda number: int(number != 1)
    return made


def test_words_are_looked_up_once():
    assert (translation(settings.LANGUAGE_CODE)._fallback, gettext("Log in")) == (None, "Log in")


def test_catalog_with_words_stays():
    words = catalog(one="First", two="2nd")
    words.add_fallback(catalog())
    words.add_fallback(catalog(two="Second", three="Third"))

    leave_out_empty_catalogs(words)

    assert [words.gettext(word) for word in ("one", "two", "three", "four")] == ["First", "2nd", "Third", "four"]
    assert words._fallback._catalog == {"": "head", "two": "Second", "three": "Third"}
