"""Rights limited to countries: whom they limit, and what that means for directory entries.

An entry belongs to the country it names; what names none belongs to the whole region. Staff with a limit work on the
entries of their countries, and go on with those they have added themselves until these are public.
"""

from django.db.models import Q

from tvet_portal.directory.models import Country, CountryLimit, Organisation, Upload, Writing

# Model -> what makes an entry one of these countries. Records adds what only records tell.
of_countries = {
    Country: lambda codes: Q(iso2__in=codes),
    Organisation: lambda codes: Q(country__iso2__in=codes),
}


def countries_of(user):
    """The ISO codes somebody's work is limited to; None where it is not. Asked once for each request."""
    if not hasattr(user, "limited_to"):
        codes = set(CountryLimit.objects.filter(user=user.pk).values_list("countries__iso2", flat=True))
        user.limited_to = frozenset(codes - {None}) if codes else None
    return user.limited_to


def names_of(codes):
    """The countries in words."""
    return ", ".join(Country.objects.filter(iso2__in=codes).values_list("name", flat=True))


def belonging(entries, user):
    """Those of these entries that belong to the countries of somebody's work."""
    codes = countries_of(user)
    if codes is None:
        return entries
    belongs = of_countries.get(entries.model)
    return entries.filter(belongs(codes)) if belongs else entries.none()


def workable(entries, user):
    """Those of these entries that somebody may work on, other rights permitting."""
    if countries_of(user) is None:
        return entries
    belongs = belonging(entries.model.objects, user).values("pk")
    return entries.filter(Q(pk__in=belongs) | added_by(user, entries.model))


def visible(entries, user):
    """Those of these entries that somebody may see: also what is public."""
    if countries_of(user) is None:
        return entries
    public = Q(approved_at__isnull=False) if has_approval(entries.model) else Q(pk__in=[])
    return entries.filter(public | Q(pk__in=workable(entries.model.objects, user).values("pk")))


def added_by(user, model):
    """What somebody has added himself and nobody has approved yet."""
    if model is Upload:
        return Q(uploaded_by=user.pk)
    if not has_approval(model):
        return Q(pk__in=[])
    start = f"{model.entry_type}/"
    paths = Writing.objects.filter(written_by=user.pk, path__startswith=start).values_list("path", flat=True)
    return Q(approved_at__isnull=True, key__in=[path.removeprefix(start) for path in paths])


def has_approval(model):
    return hasattr(model, "approved_at")


def may_work_on(entry, user):
    return countries_of(user) is None or workable(type(entry).objects, user).filter(pk=entry.pk).exists()
