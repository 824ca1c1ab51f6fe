"""What countries are called in the languages of the region: from CLDR, for what is typed and what is read."""

from functools import cache

from babel import Locale

from tvet_portal.directory.likeness import FEWEST_TO_LOOK_FOR, plain
from tvet_portal.directory.models import Country

LANGUAGES = ("en", "vi", "th", "lo", "km", "my", "id")
# With the word for a country before or after it, and no space between.
WITH_COUNTRY = {"th": "ประเทศ{}", "lo": "ປະເທດ{}", "km": "ប្រទេស{}", "my": "{}နိုင်ငံ"}


@cache
def country_names(iso2):
    """What CLDR calls a country in the languages of the region, each with its language."""
    names = [(Locale.parse(language).territories.get(iso2), language) for language in LANGUAGES]
    names = [(name, language) for name, language in names if name]
    longer = [(WITH_COUNTRY[language].format(name), language) for name, language in names if language in WITH_COUNTRY]
    return (*names, *longer)


def countries_called(text):
    """Codes of the countries with a name in which a text stands, however its letters are marked."""
    wanted = plain(text)
    if len(wanted) < FEWEST_TO_LOOK_FOR:
        return []
    codes = Country.objects.order_by().values_list("iso2", flat=True)
    return [iso2 for iso2 in codes if any(wanted in plain(name) for name, _language in country_names(iso2))]
