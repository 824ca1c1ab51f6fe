"""People stand for bodies and countries, and where they have signed, these have."""

from agreements.models import Agreement
from tests.factories.directory import CountryFactory, OrganisationFactory
from tests.factories.records import staff
from tests.reading.giving import TEXT, address, give, lines, ticked
from tests.seeds.originals import original_as_kept
from tvet_portal.directory.models import CountryAlias
from tvet_portal.reading.models import Reading
from tvet_portal.records import content as contents
from tvet_portal.records.completeness import missing

OF_MINISTERS = (
    "On 9 May 2025 in Vientiane, Dao Ngoc Dung, Minister of Labour of Viet Nam, and Dr. Bay Kham, Deputy "
    "Minister of Education, Youth and Sports of Lao PDR, signed a memorandum of understanding."
)


def test_minister_signs_for_his_ministry_or_for_the_country_that_is_the_party(client, db):
    for iso2, name in (("VN", "Viet Nam"), ("LA", "Lao PDR")):
        OrganisationFactory(key=f"mol-{iso2}", name="Ministry of Labour", country=CountryFactory(iso2=iso2, name=name))
    client.force_login(staff("writer"))
    give(client, OF_MINISTERS)
    reading = Reading.objects.get()
    page = client.get(address(reading))
    found = lines(page)
    people = [found["Dao Ngoc Dung"], found["Dr. Bay Kham"]]
    parties = {
        "title": "Labour",
        "kind": "protocol",
        f"take-{found['Viet Nam'].key}": "on",
        f"take-{found['Lao PDR'].key}": "on",
    }
    parties |= {f"as-{found[name].key}": "role:party" for name in ("Viet Nam", "Lao PDR")}

    client.post(address(reading), parties)
    draft = Agreement.objects.get()
    ministry = found["Minister of Labour"]
    assert (ministry.section, ministry.is_sure, ministry.find.value) == ("organisation", False, ("mol-VN",))
    signed = {f"take-{line.key}": "on" for line in people} | {f"as-{line.key}": line.guess for line in people}
    client.post(address(reading, draft=draft.pk), signed)

    rows = draft.appearances.values_list("name_as_printed", "post", "organisation__key", "country__iso2", "as_printed")
    assert list(rows) == [
        ("Dao Ngoc Dung", "Minister of Labour", "mol-VN", None, "Ministry of Labour"),
        ("Bay Kham", "Deputy Minister of Education, Youth and Sports", None, "LA", "Lao PDR"),
    ]
    acts = draft.participations.values_list("country__iso2", "acts__kind", "acts__done_on")
    assert list(acts) == [("VN", "signed", ""), ("LA", "signed", "")]


def test_end_is_found_from_the_term_that_was_accepted(writer):
    give(writer, f"{TEXT}\nIt is valid for five years.")
    reading = Reading.objects.get()
    page = writer.get(address(reading))

    writer.post(address(reading), ticked(page) | {f"take-{lines(page)['five years'].key}": "on"})

    draft = Agreement.objects.get()
    assert (draft.term, draft.term_length, draft.term_unit) == ("five years", 5, "years")
    assert (draft.expires_on, draft.is_expiry_computed) == ("2030-12-09", True)
    assert draft.citations.filter(target="term").exists()


def test_memorandum_of_text_000_lacks_nothing_though_the_directory_knows_nobody(client, db):
    korea = CountryFactory(iso2="KR", iso3="KOR", name="Republic of Korea")
    CountryAlias.objects.create(country=korea, text="Korea")
    client.force_login(staff("writer"))
    give(client, original_as_kept("000"))
    reading = Reading.objects.get()

    client.post(address(reading), ticked(client.get(address(reading))))

    draft = Agreement.objects.get()
    assert missing(contents.read(draft)) == []
    assert list(
        draft.participations.values_list("organisation__acronym", "organisation__kind", "organisation__country")
    ) == [
        ("KASVE", "association", korea.pk),
        ("SEAMEO TED", "regional_body", None),
    ]
    assert list(draft.appearances.values_list("name_as_printed", "post", "organisation__acronym")) == [
        ("Songheang Ai", "director", "SEAMEO TED"),
        ("Chongkwan Kim", "chairman", "KASVE"),
    ]
