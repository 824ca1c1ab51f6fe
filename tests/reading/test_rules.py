"""Each rule by examples: what it finds, where, and what it says; and what it leaves alone."""

import pytest

from tvet_portal.reading import cleaning, counts, dates, money, ordinals, people, places, points, posts, terms
from tvet_portal.reading.finds import Find, longest, plain
from tvet_portal.reading.names import NOBODY, Names
from tvet_portal.reading.posts import Post


def read_by(rule, text, *known):
    """(words, value as text) of every find."""
    return [(text[find.start : find.end], str(find.value)) for find in rule(plain(text), *known)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On December 09, 2025, in Seoul", [("December 09, 2025", "2025-12-09")]),
        ("From 1st to 4th August 2019, they", [("1st to 4th August 2019", "2019-08-01/2019-08-04")]),
        ("from March 26-28, 2019.", [("March 26-28, 2019", "2019-03-26/2019-03-28")]),
        ("26 March – 2 April 2019", [("26 March – 2 April 2019", "2019-03-26/2019-04-02")]),
        ("Monday, 12 August 2019", [("Monday, 12 August 2019", "2019-08-12")]),
        ("taking place in November 2012 in", [("November 2012", "2012-11")]),
        ("in 2019", [("2019", "2019")]),
        ("the period 2008-2018. and 2019 - 2021.", [("2008-2018", "2008/2018"), ("2019 - 2021", "2019/2021")]),
        ("In 2020 and 2021, they", [("2020", "2020"), ("2021", "2021")]),
        ("2025-12-09", [("2025-12-09", "2025-12-09")]),
        ("stamped 11/29/2022", [("11/29/2022", "2022-11-29")]),
        ("am 29.11.2022", [("29.11.2022", "2022-11-29")]),
        ("on 09/12/2025", [("09/12/2025", "{2025-09-12,2025-12-09}")]),
        ("ngày 1 tháng 12, 09/12/2025", [("ngày 1 tháng 12", "?2025-12-01"), ("09/12/2025", "2025-12-09")]),
        ("sáng 11/3, ngày 1 tháng 3", [("11/3", "XXXX-03-11"), ("ngày 1 tháng 3", "XXXX-03-01")]),
        ("on (11/3) of it", []),
        ("của ông và sáng nay (11/3)", [("11/3", "XXXX-03-11")]),
        ("của ông và một nửa (1/2), trang (3/4)", []),
        ("ลงนามบันทึกความเข้าใจ 09/12/2025", [("09/12/2025", "2025-12-09")]),
        ("on 09/12/2025 and 31/12/2025", [("09/12/2025", "2025-12-09"), ("31/12/2025", "2025-12-31")]),
        ("ngày 9 tháng 12 năm 2025", [("ngày 9 tháng 12 năm 2025", "2025-12-09")]),
        ("tháng 12 năm 2025", [("tháng 12 năm 2025", "2025-12")]),
        ("วันที่ ๑๖-๑๘ กันยายน ๒๕๖๘", [("วันที่ ๑๖-๑๘ กันยายน ๒๕๖๘", "2025-09-16/2025-09-18")]),
        ("9 ธ.ค. 2568", [("9 ธ.ค. 2568", "2025-12-09")]),
        ("ວັນທີ 9 ທັນວາ 2025", [("ວັນທີ 9 ທັນວາ 2025", "2025-12-09")]),
        ("ថ្ងៃទី៩ ខែធ្នូ ឆ្នាំ២០២៥", [("ថ្ងៃទី៩ ខែធ្នូ ឆ្នាំ២០២៥", "2025-12-09")]),
        ("၂၀၂၅ ခုနှစ် ဒီဇင်ဘာလ ၉ ရက်", [("၂၀၂၅ ခုနှစ် ဒီဇင်ဘာလ ၉ ရက်", "2025-12-09")]),
        ("9 Desember 2025", [("9 Desember 2025", "2025-12-09")]),
        ("from 16 to 18 September", [("16 to 18 September", "XXXX-09-16/XXXX-09-18")]),
        ("30 February 2025", [("February 2025", "2025-02")]),
        ("2,019 people; tel. 2439745020; 2018 students; Decree 15/2019/ND-CP", []),
    ],
)
def test_dates_are_read(text, found):
    assert read_by(dates.find, text) == found


def test_year_that_is_not_printed_is_that_of_the_text_and_marked_as_inferred():
    assert read_by(dates.find, "Held from 16 to 18 July. Recently", "2024-09-18") == [
        ("16 to 18 July", "?2024-07-16/?2024-07-18"),
        ("Recently", "[..2024-09-18]"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least 49 vocational training institutes took part", "at least 49 vocational training institutes"),
        ("Nearly 200 delegates attended", "Nearly 200 delegates"),
        ("seven ASEAN Member Countries (Cambodia", "seven ASEAN Member Countries"),
        ("16 trainees and experts from", "16 trainees and experts"),
        ("52 Lao cadres, teachers, students and pupils", "52 Lao cadres, teachers, students and pupils"),
        ("dozens of students each year", "dozens of students"),
        ("About 85% of them", "About 85%"),
        ("hơn 120 đại biểu đến", "hơn 120 đại biểu"),
        ("๑๕๐ คน", "๑๕๐ คน"),
        ("Phase 2 countries, Industry 4.0 workers, the two sides, 2 is", ""),
    ],
)
def test_counts_are_read_with_what_they_count(text, found):
    assert [words for words, _value in read_by(counts.find, text)] == ([found] if found else [])


def test_count_knows_how_exactly_it_is_stated():
    nearly, dozens = counts.find("Nearly 1,200 delegates, dozens of students")

    assert (nearly.value.number, nearly.value.qualifier, nearly.value.counted) == (1200, "nearly", "delegates")
    assert (dozens.value.number, dozens.value.qualifier, dozens.value.counted) == (None, "dozens_of", "students")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("worth nearly 4 billion VND as", [("nearly 4 billion VND", "4000000000 VND")]),
        ("USD 2.5 million", [("USD 2.5 million", "2500000 USD")]),
        ("US$1,250,000 grant", [("US$1,250,000", "1250000 USD")]),
        ("1,5 triệu USD", [("1,5 triệu USD", "1500000 USD")]),
        ("2 tỷ đồng", [("2 tỷ đồng", "2000000000 VND")]),
        ("3 ล้านบาท", [("3 ล้านบาท", "3000000 THB")]),
        ("they won 3 medals in 40 places", []),
    ],
)
def test_money_is_read_with_its_currency(text, found):
    assert read_by(money.find, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the 10th ASEAN Skills Competition in", [("10th ASEAN Skills Competition", "10")]),
        ("The 6th time was", [("6th time", "6")]),
        ("the first Annual Meeting for", [("first Annual Meeting", "1")]),
        ("lần thứ 3", [("lần thứ 3", "3")]),
        ("First, complete it. On the 14th floor, the first to", []),
    ],
)
def test_ordinals_are_read(text, found):
    assert read_by(ordinals.find, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is valid for five years from", [("five years", "5 years")]),
        ("in force for a period of 18 months.", [("18 months", "18 months")]),
        ("signed a five-year cooperation agreement", [("five-year", "5 years")]),
        ("có hiệu lực trong 5 năm", [("5 năm", "5 years")]),
        ("มีผลใช้บังคับเป็นระยะเวลา 3 ปี", [("3 ปี", "3 years")]),
        ("five years ago, a five-year-old, ten years of work", []),
    ],
)
def test_terms_are_read(text, found):
    assert read_by(terms.find, text) == found


def test_points_in_one_line_end_where_the_next_begins():
    text = "areas of cooperation: (1) sharing plans; (2) training teachers; and (3) exchanging staff.\nThen (2) again."

    found = list(points.find(text))

    assert [text[find.start : find.end] for find in found] == ["sharing plans", "training teachers", "exchanging staff"]
    assert [(find.value.label, find.value.kind) for find in found] == [
        (f"({n})", "area_of_cooperation") for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "They agreed that:\n\n1. Share what they know.\n\n 2. Meet again\nin a year.",
            ["Share what they know", "Meet again"],
        ),
        ("  • To present a paper;\n  • To discuss it.", ["To present a paper", "To discuss it"]),
        ("It is so. First, train teachers. Second, train trainers.", ["train teachers", "train trainers"]),
        ("a) one thing\nb) another", ["one thing", "another"]),
        ("1. alone\n3. out of order, and (see 4) too", []),
    ],
)
def test_lists_of_lines_and_words_are_read(text, found):
    assert [words for words, _value in read_by(points.find, text)] == found


def test_purpose_is_read_as_a_point():
    purpose = "The purpose of the MoU is to exchange what both know"
    text = f"{purpose}. More."

    (found,) = points.find(text)

    assert (found.kind, text[found.start : found.end]) == ("purpose", purpose)


@pytest.mark.parametrize(
    "line",
    [
        "Follow Us:", "Share on Facebook", "Read 1098 times", "Online : 3", "Hit Counter : 3086883", "E-Publication :",
        "Home > News > Partners", "This email address is being protected from spambots. You need JavaScript.",
        "We use cookies to improve your visit.", "Copyright © 2016 Institute", "[image: A group of men]", "• comment",
        "Tel : (+84) 24 39 74 50 20", "Lượt xem: 1.203", "Related: Ministry opens 12 centres",
        "READ MORE: Ten new schools", "Share 12 Views 4,512",
        "Also read | Ten new schools", ">> Read more about skills", "Read more »", "See also: Ten new schools",
        "Next article: Ten schools", "Follow The Daily on Google News", "4 min read", "Xem thêm: Mười trường mới",
        "Tin liên quan: Mười trường", "Theo dõi Báo Mới trên Google News", "อ่านเพิ่มเติม: โรงเรียนใหม่ 10 แห่ง", "แชร์",
        "ข่าวที่เกี่ยวข้อง: โรงเรียนใหม่", "ອ່ານເພີ່ມເຕີມ: ໂຮງຮຽນໃໝ່", "ແບ່ງປັນ", "អត្ថបទ\u200bទាក់ទង៖ សាលាថ្មី", "អានបន្ត",
        "ဆက်စပ်သတင်း - ကျောင်းသစ်", "ဆက်လက်ဖတ်ရှုရန်", "Baca juga: Sekolah baru",
    ],
)  # fmt: skip
def test_furniture_of_a_site_is_left_out(line):
    text = f"They signed in 2019.\n{line}\nIt was a good day."

    assert [text[find.start : find.end] for find in cleaning.find(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "(Group Photo of Both Sides)",
        "Pham Xuan Thu",
        "NIVT shared about Vietnam TVET",
        "Comments were heard.",
        "Related work was presented: ten plans",
        "More schools need teachers",
        "They follow courses on Telegram and by radio.",
        "Recommended: that members share their plans",
        "Tin học: 12 lớp",
    ],
)
def test_short_lines_that_say_something_are_kept(line):
    assert cleaning.find(f"They signed.\n{line}\nIt was so.") == []


def test_what_follows_related_stories_and_what_is_printed_twice_is_left_out():
    paragraph = "In 2020 and 2021 the two countries took part in a project on their frameworks, with help from a third."
    text = f"{paragraph}\n\n{paragraph}\n\nRelated stories\nMinistry opens 12 centres"

    kept = cleaning.without(text, cleaning.find(text))

    assert kept.split() == paragraph.split()
    assert len(kept) == len(text)


def test_headlines_among_the_text_are_left_out():
    text = (
        "They signed.\n\nAlso read:\nTen new schools\n\nBoth sides met (read more: what was said in May). They left.\n"
        "Related stories\n- Ten new schools\n- Twelve centres\n\nA third side\n\n" + "It was so. " * 20
    )

    kept = cleaning.without(text, cleaning.find(text))

    assert " ".join(kept.split()).partition(" It was")[0] == ("They signed. Both sides met . They left. A third side")


@pytest.mark.parametrize(
    "line", ["On 9 May 2025 in Seoul the two signed it", "(1) sharing of plans", "It costs USD 2 million"]
)
def test_what_a_record_would_have_ends_a_list_of_headlines(line):
    text = f"Related links\nTen new schools\n{line}\nTwelve centres\n" + "It was so. " * 20

    kept = cleaning.without(text, cleaning.find(text))

    assert kept.split("It was")[0].split() == f"{line} Twelve centres".split()


KNOWN = Names(
    [
        ("organisation", "unesco", "UNESCO"),
        ("organisation", "unesco-bangkok", "UNESCO Bangkok"),
        ("organisation", "who", "WHO"),
        ("organisation", "mol", "Ministry of Labour and Social Welfare"),
        ("organisation", "mow", "Ministry of Work"),
        ("organisation", "acc-kh", "ACC"),
        ("organisation", "acc-asean", "ACC"),
        ("organisation", "ovec", "สำนักงานคณะกรรมการการอาชีวศึกษา"),
        ("organisation", "molisa", "Bộ Lao động"),
        ("person", "ai", "Songheang Ai"),
        ("country", "LA", "Lao PDR"),
        ("country", "LA", "Laos"),
        ("country", "LA", "Lao"),
        (NOBODY, "", "Lao động"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "by UNESCO Bangkok and UNESCO’s study",
            [("UNESCO Bangkok", "('unesco-bangkok',)"), ("UNESCO", "('unesco',)")],
        ),
        ("the Ministry of Labor and\nSocial Welfare", [("Ministry of Labor and\nSocial Welfare", "('mol',)")]),
        ("MINISTRY OF LABOUR AND SOCIAL WELFARE", [("MINISTRY OF LABOUR AND SOCIAL WELFARE", "('mol',)")]),
        ("ACC", [("ACC", "('acc-asean', 'acc-kh')")]),
        ("ประชุมสำนักงานคณะกรรมการการอาชีวศึกษาครั้ง", [("สำนักงานคณะกรรมการการอาชีวศึกษา", "('ovec',)")]),
        ("Bộ Lao động", [("Bộ Lao động", "('molisa',)")]),
        ("bo lao dong, who said so, UNESCOs, Laosian", []),
        ("Liên đoàn Lao động; Lao", [("Lao", "('LA',)")]),
    ],
)
def test_names_of_the_directory_are_found_the_longest_first(text, found):
    assert read_by(KNOWN.find, text) == found


OF_LABOUR = "Minister of Labour and Social Welfare"


def posts_in(text):
    """(name, post, keys of bodies, country) of everybody in a text."""
    named = KNOWN.find(plain(text))
    kinds = {kind: [find for find in named if find.kind == kind] for kind in ("organisation", "person", "country")}
    bodies = [*kinds["organisation"], *posts.ministries(text, KNOWN, kinds["country"])]
    found = people.find(plain(text), kinds["person"], bodies, kinds["country"], KNOWN.country_of)
    return [(f.value.name, f.value.post.name, f.value.post.bodies, f.value.post.country) for f in found]


def test_people_come_with_honorific_post_and_body():
    text = "Dr. Songheang Ai, director of UNESCO and Mr. Kim Lee, Head of Unit, met."
    named = KNOWN.find(text)
    bodies, known = ([find for find in named if find.kind == kind] for kind in ("organisation", "person"))

    one, two = (find.value for find in people.find(text, known, bodies))

    assert one == people.Somebody("Songheang Ai", "Dr.", ("ai",), Post("director", ("unesco",), "", "UNESCO"))
    assert two == people.Somebody("Kim Lee", "Mr.", (), Post("Head of Unit"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kim Lee, Minister of Labour and Social Welfare, signed", (OF_LABOUR, "mol", "")),
        ("Mr. Kim Lee, Deputy Minister of Work of Laos, and", ("Deputy Minister of Work", "mow", "")),
        ("Laos's Minister of Labour and Social Welfare Kim Lee said", (OF_LABOUR, "mol", "")),
        ("Mr. Kim Lee, Minister of Arts, Skills and Sports of Laos", ("Minister of Arts, Skills and Sports", "", "LA")),
        ("Minister of Works of Laos Mr. Kim Lee", ("Minister of Works", "", "LA")),
        ("UNESCO director Mr. Kim Lee", ("director", "unesco", "")),
        ("Director-General of UNESCO, Mr. Kim Lee, came", ("Director-General", "unesco", "")),
        ("Mr. Kim Lee (UNESCO) and", ("", "unesco", "")),
        ("Mr. Kim Lee of UNESCO", ("", "unesco", "")),
        ("Mr. Kim Lee, on behalf of UNESCO, signed", ("", "unesco", "")),
        ("Mr. Kim Lee, UNESCO director, said", ("director", "unesco", "")),
        ("ông Kim Lee, Giám đốc UNESCO, nói", ("Giám đốc", "unesco", "")),
        ("Mr. Kim Lee, chairman, met UNESCO", ("chairman", "", "")),
        ("Mr. Kim Lee, chairman who met UNESCO", ("chairman", "", "")),
        ("Mr. Kim Lee, director of ACC Laos", ("director", "acc-asean acc-kh", "")),
        ("Mr. Kim Lee left UNESCO", ("", "", "")),
        ("Prof. Dr. H.E. Kim Lee (Dean)", ("Dean", "", "")),
        ("นายคิม ลี ร่วมงาน และนายจ้าง ทั้งหลาย", ("", "", "")),
    ],
)  # fmt: skip
def test_post_says_for_whom_somebody_stands(text, found):
    ((_name, post, bodies, country),) = posts_in(text)

    assert (post, " ".join(bodies), country) == found


@pytest.mark.parametrize("name", ["Skills Development Fund", "General Assembly", "National Training Council"])
def test_body_beside_an_office_is_nobody(name):
    assert list(people.find(f"Officials discussed {name}, the head of the programme said.", [], [])) == []


def test_what_somebody_does_is_no_post():
    (found,) = people.find("Mr. Kim Lee, adding that it was late, left.", [], [])

    assert (found.value.name, found.value.post.name) == ("Kim Lee", "")


def test_short_form_of_a_name_is_who_was_named_before():
    text = "Dr. Nga Tran spoke. Dr. Tran and Mr. Xu left."

    full, short, other = (find.value.name for find in people.find(text, [], []))

    assert (full, short, other) == ("Nga Tran", "Nga Tran", "Xu")


def test_towns_are_found_with_their_country():
    text = "in Seoul City, South Korea; in Thakhek, Laos; at SEOUL"
    found = list(places.find(text, [find for find in KNOWN.find(text) if find.kind == "country"]))

    assert [(text[f.start : f.end], f.value.name, f.value.country) for f in found] == [
        ("Seoul City", "Seoul", "KR"),
        ("Thakhek", "Thakhek", "LA"),
        ("SEOUL", "Seoul", "KR"),
    ]


def test_longest_of_crossing_finds_stays():
    assert longest([Find("a", 0, 2), Find("b", 1, 9), Find("c", 9, 10)]) == [Find("b", 1, 9), Find("c", 9, 10)]
