"""Records that put a page to the test: very long, very many, in all scripts at once, old, disputed, withdrawn."""

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory, PersonFactory, SourceFactory
from tests.factories.events import EventFactory
from tests.factories.records import (
    AlternativeTitleFactory,
    AppearanceFactory,
    CitationFactory,
    ObstacleFactory,
    ParticipationFactory,
    ProgressFactory,
    ProvisionActorFactory,
    ProvisionFactory,
    publish,
    staff,
)
from tvet_portal.records import workflow

WORDS = (
    "Memorandum on the training of teachers, the exchange of learners and the recognition of what they have learnt, "
)
LONG_TITLE = (WORDS * 3)[:299] + "s"
LONG_WORD = "Berufsbildungszusammenarbeitsvereinbarung" * 7  # one word without a place to break it
NAMES = {  # bodies and people in the scripts of the region
    "th": ("กระทรวงศึกษาธิการ", "สมชาย ใจดี"),
    "lo": ("ກະຊວງສຶກສາທິການ ແລະ ກິລາ", "ສົມສັກ ວົງສາ"),
    "km": ("ក្រសួងការងារ និងបណ្តុះបណ្តាលវិជ្ជាជីវៈ", "សុខ សុភា"),
    "my": ("ပညာရေးဝန်ကြီးဌာန", "အောင်မြင့်"),
    "vi": ("Bộ Lao động Thương binh và Xã hội", "Nguyễn Văn Đạt"),
}
LONG_AGO = "2018-05-21"


def published(record):
    publish(record, True, True)
    return record


def long_title():
    return AgreementFactory(slug="long-title", title=LONG_TITLE, summary=LONG_TITLE, published=True)


def long_word():
    body = OrganisationFactory(name=LONG_WORD[:250], slug="long-word", approved=True)
    record = AgreementFactory(slug="long-word", title=LONG_WORD, summary=LONG_WORD, parties=1)
    ParticipationFactory(record=record, organisation=body)
    ProvisionFactory(record=record, heading=LONG_WORD[:200], text=LONG_WORD)
    return published(record)


def sixty_parties():
    return AgreementFactory(slug="sixty-parties", title="Agreement of sixty bodies", parties=60, published=True)


def two_hundred_points():
    """150 areas of cooperation and 50 commitments, half of these with a report."""
    record = AgreementFactory(slug="two-hundred-points", title="Two hundred points", areas_of_cooperation=0)
    for number in range(150):
        ProvisionFactory(record=record, position=number)
    for number in range(50):
        point = ProvisionFactory(record=record, kind="commitment", heading=f"Promise {number + 1}", position=number)
        ProvisionActorFactory(provision=point)
        if number % 2:
            ProgressFactory(provision=point, source=record.main_source, as_of_on="2026-05")
    return published(record)


def mixed_scripts():
    """Names, points and titles in every script beside English ones."""
    record = AgreementFactory(
        slug="mixed-scripts", title="Cooperation in five scripts: ไทย, ລາວ, ខ្មែរ, မြန်မာ", parties=0
    )
    for language, (body, person) in NAMES.items():
        organisation = OrganisationFactory(name=f"Ministry of {language.upper()}", approved=True)
        ParticipationFactory(record=record, organisation=organisation, as_printed=body)
        AppearanceFactory(record=record, person=PersonFactory(printed_name=person), post=body)
        ProvisionFactory(record=record, heading=f"With {person}", text=f"The {body} takes part, as {person} said.")
        AlternativeTitleFactory(record=record, text=body, language=language)
    return published(record)


def old_news():
    """A promise on which nothing has been reported for years, and one that was kept."""
    record = EventFactory(slug="old-news", title="A meeting long ago", held_on="2016-03")
    for heading, status in (("Training of teachers", "limited"), ("Equipment", "complete")):
        point = ProvisionFactory(record=record, kind="commitment", heading=heading)
        ProgressFactory(provision=point, status=status, as_of_on=LONG_AGO)
        ObstacleFactory(record=record).provisions.add(point)
    return published(record)


def contradicted():
    record = AgreementFactory(slug="contradicted", title="A day on which sources differ")
    for statement, rank in (("Signed on 9 December.", "preferred"), ("Signed on 10 December.", "normal")):
        CitationFactory(record=record, target="signed_on", statement=statement, rank=rank)
    return published(record)


def unverified():
    """A point that rests on the editor's general knowledge."""
    record = AgreementFactory(slug="unverified", title="A point that nobody has found in a source")
    point = ProvisionFactory(record=record)
    CitationFactory(record=record, target=f"provisions/{point.key}/text", source=None, certainty="unverified")
    return published(record)


def announced():
    return EventFactory(
        slug="announced", title="A meeting to come", held_on="2099-03-10", state="announced", published=True
    )


def withdrawn():
    record = AgreementFactory(slug="withdrawn", title="A record that was a mistake", published=True)
    workflow.withdraw(record, by=staff("publisher"), reason="It was entered twice.")
    return record


def corrected():
    """An agreement with an earlier version, which said otherwise."""
    record = AgreementFactory(slug="corrected", title="Memorandum with a typing eror", city="Soeul", published=True)
    record.title, record.city = "Memorandum with a typing error", "Seoul"
    record.save()
    ProvisionFactory(record=record, kind="commitment", text="Send teachers for a year.", due_on="2027")
    workflow.publish(record, by=staff("publisher"), reason="Two letters had changed places")
    return record


def bare():
    """A country and a body of which nothing is on record; a source on which nothing rests."""
    CountryFactory(iso2="XA", iso3="XAA", name="A country without records")
    OrganisationFactory(name="A body without records", slug="bare", approved=True)
    SourceFactory(title="", description="A leaflet", approved=True)


ALL = (
    long_title, long_word, sixty_parties, two_hundred_points, mixed_scripts, old_news, contradicted, unverified,
    announced, withdrawn, corrected, bare,
)  # fmt: skip


def make_all():
    for make in ALL:
        make()
