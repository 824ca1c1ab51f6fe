"""What a search finds: every script, every name, in every language, and nothing that is not public."""

import pytest

from tests.search import rows
from tvet_portal.search import index, query
from tvet_portal.search.models import SearchEntry

pytestmark = pytest.mark.django_db


def found(words="", **filters):
    """Keys of what a search finds, best first."""
    question = query.Question(words, {name: [value] for name, value in filters.items()})
    page = index.ask(lambda searcher: query.find(searcher, question))
    keys = dict(SearchEntry.objects.filter(pk__in=page.rows).values_list("pk", "key"))
    return [keys[row] for row in page.rows]


def records(words="", **filters):
    return sorted(key.split("/")[1] for key in found(words, **filters) if key.startswith("agreement/"))


@pytest.fixture
def kasve():
    korea = rows.country("KR", "KOR", "Republic of Korea", ["South Korea"])
    return rows.organisation(
        "kasve",
        "Korea Association of Secondary Vocational Education",
        "KASVE",
        names=[("typo", "KSAVE")],
        country=korea,
    )


@pytest.mark.parametrize("words", ["KASVE", "kasve", "KSAVE", "korea association secondary", "Hàn Quốc", "South Korea"])
def test_any_name_finds_the_record_that_names_the_body(kasve, words):
    rows.publish("mou", "Cooperation with a centre", participations=[rows.party("k", organisation="kasve")])
    rows.publish("other", "Cooperation of others")

    assert records(words) == ["mou"]


def test_body_stands_before_the_records_that_name_it(kasve):
    rows.publish(
        "mou", "KASVE and others: KASVE", summary="KASVE", participations=[rows.party("k", organisation="kasve")]
    )

    assert found("KASVE") == ["organisation/kasve", "agreement/mou"]


@pytest.mark.parametrize(
    "words", ["giao duc nghe nghiep", "giáo dục nghề nghiệp", "GIÁO DỤC", "vocational education", "อาชีวศึกษา"]
)
def test_area_is_found_in_every_language_with_and_without_marks(words):
    rows.area("tvet", "Vocational education", [("vi", "Giáo dục nghề nghiệp"), ("th", "การอาชีวศึกษา")])
    rows.publish("mou", "Cooperation", areas=["tvet"])
    rows.publish("other", "Cooperation of others")

    assert records(words) == ["mou"]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("ความร่วมมือการศึกษาอาชีวศึกษาในภูมิภาค", "อาชีวศึกษา"),
        ("ການຮ່ວມມືອາຊີວະສຶກສາໃນພາກພື້ນ", "ອາຊີວະສຶກສາ"),
        ("ការអប់រំនិងបណ្តុះបណ្តាលវិជ្ជាជីវៈក្នុងតំបន់", "បណ្តុះបណ្តាល"),
        ("ပညာရေးနှင့်သက်မွေးဝမ်းကျောင်းသင်တန်း", "သက်မွေးဝမ်းကျောင်း"),
        ("职业教育与技能培训合作", "技能"),
        ("직업교육훈련의 협력", "교육훈련"),
        ("Hội nghị về đào tạo nghề tại Hà Nội", "dao tao nghe"),
        ("น้ำในระบบ", "น้ํา"),
        ("ບົດບັນທຶກການຮ່ວມມືກຳລັງ", "ກໍາລັງ"),
    ],
)
def test_word_inside_a_sentence_is_found(sentence, word):
    rows.publish("this", "Cooperation", provisions=[rows.provision("area-1", sentence)])
    rows.publish("other", "Cooperation", provisions=[rows.provision("area-1", "การประชุม ກອງປະຊຸມ កិច្ចប្រជុំ အစည်းအဝေး")])

    assert records(word) == ["this"]


@pytest.mark.parametrize("words", ["AGR-00001", "agr-00001", "AGR 00001", "“AGR-00001”"])
def test_reference_finds_its_record_alone(words):
    rows.publish("first", "Cooperation")
    rows.publish("second", "Cooperation")

    assert records(words) == ["first"]


@pytest.mark.parametrize("words", ["trained teacher", "teach", "training of the teachers", '"training of teachers"'])
def test_other_forms_of_a_word_and_its_beginning_find_it(words):
    rows.publish("mou", "Training of teachers")

    assert records(words) == ["mou"]


@pytest.mark.parametrize("words", ["teachers welding", '"teachers training"', "teachings welders"])
def test_all_words_must_match(words):
    rows.publish("mou", "Training of teachers")

    assert records(words) == []


class TestKin:
    """Search for a body finds it, its parts, and the predecessors of all these; never siblings."""

    @pytest.fixture(autouse=True)
    def bodies(self):
        molisa = rows.organisation("molisa", "Ministry of Labour, Invalids and Social Affairs", "MOLISA")
        rows.organisation("gdvet", "General Department of Vocational Training", "GDVET", part_of=molisa)
        rows.organisation("employment", "Department of Jobs", "DOE", part_of=molisa)
        rows.organisation("moet", "Ministry of Learning", "MOET", succeeds=molisa)
        for key in ("molisa", "gdvet", "employment", "moet"):
            rows.publish(f"of-{key}", "Cooperation", participations=[rows.party("one", organisation=key)])

    def test_predecessors_are_found_under_the_successor(self):
        assert records("MOET") == ["of-employment", "of-gdvet", "of-moet", "of-molisa"]

    def test_parts_are_found_under_the_whole(self):
        assert records("MOLISA") == ["of-employment", "of-gdvet", "of-molisa"]

    def test_siblings_and_wholes_are_not_found(self):
        assert records("GDVET") == ["of-gdvet"]

    def test_filter_finds_the_same(self):
        assert records(organisation="moet") == ["of-employment", "of-gdvet", "of-moet", "of-molisa"]


@pytest.mark.parametrize("words", ["Laos", "Lao PDR", "ລາວ", "ลาว", "ประเทศลาว", "Lào"])
def test_country_is_found_by_every_name(words):
    laos = rows.country("LA", "LAO", "Lao PDR", ["Laos"])
    rows.country("VN", "VNM", "Viet Nam", ["Vietnam"])
    rows.organisation("sdi", "Skill Development Institute", country=laos)
    rows.publish("mou", "Cooperation", participations=[rows.party("one", organisation="sdi")])
    rows.publish("other", "Cooperation", participations=[rows.party("one", country="VN")])

    assert records(words) == ["mou"]


def test_proposal_and_recital_do_not_give_their_areas():
    for key in ("decided", "proposed", "recalled"):
        rows.area(key, key)
    provisions = [
        rows.provision("a", "We do", areas=["decided"]),
        rows.provision("b", "We might", kind="proposal", areas=["proposed"]),
        rows.provision("c", "We did", kind="recital", areas=["recalled"]),
    ]
    rows.publish("mou", "Cooperation", provisions=provisions)

    assert {key: records(area=key) for key in ("decided", "proposed", "recalled")} == {
        "decided": ["mou"],
        "proposed": [],
        "recalled": [],
    }


def test_broader_area_finds_what_is_in_a_narrower_one():
    staff = rows.area("staff", "Staff")
    rows.area("teachers", "Teachers", broader=staff)
    rows.publish("mou", "Cooperation", areas=["teachers"])

    assert records(area="staff") == ["mou"]


def test_recent_stands_before_old_among_equals():
    for day in ("2011-01-01", "2024-01-01", "2019-12-01", "2019-11-30"):
        rows.publish(day, "Training of welders", signed_on=day)
    rows.publish("undated", "Training of welders")

    assert [key.split("/")[1] for key in found("training of")] == [
        *("2024-01-01", "2019-12-01", "2019-11-30", "2011-01-01", "undated")
    ]


@pytest.mark.parametrize("words", ["AQRF", "aqrf"])
def test_own_acronym_stands_before_a_name_that_others_use(words):
    rows.area("referencing", "Referencing", [("vi", "AQRF")])
    rows.publish("aqrf", "Reference framework", record_type="framework", acronym="AQRF", summary="Long. " * 100)

    assert found(words) == ["framework/aqrf", "area/referencing"]
