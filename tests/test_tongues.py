"""Words in the scripts of the region carry their language, wherever on a page they stand."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from tvet_portal.tongues import TonguesMiddleware, marked


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>Plain words.</p>", "<p>Plain words.</p>"),
        ("<p>In Thai: ไทย.</p>", '<p>In Thai: <span lang="th">ไทย.</span></p>'),
        (
            "<p>ລາວ and ខ្មែរ and မြန်မာ</p>",
            '<p><span lang="lo">ລາວ </span>and <span lang="km">ខ្មែរ </span>and <span lang="my">မြန်မာ</span></p>',
        ),
        ("<p>The Bộ Lao động said</p>", '<p>The <span lang="vi">Bộ Lao động </span>said</p>'),
        ('<p lang="th">ไทย</p>', '<p lang="th">ไทย</p>'),
        ('<p lang="th"><b>ไทย</b></p>', '<p lang="th"><b><span lang="th">ไทย</span></b></p>'),
        ("<p>ไทย&#x27;s &amp; ไทย</p>", '<p><span lang="th">ไทย</span>&#x27;s &amp;<span lang="th"> ไทย</span></p>'),
        ('<a title="ไทย" href="?q=ไทย">Thai</a>', '<a title="ไทย" href="?q=ไทย">Thai</a>'),
        ("<svg><text>ไทย</text></svg>", '<svg><text><tspan lang="th">ไทย</tspan></text></svg>'),
        ("<title>ไทย</title><p>ไทย</p>", '<title>ไทย</title><p><span lang="th">ไทย</span></p>'),
        ('<script type="application/ld+json">"ไทย"</script>', '<script type="application/ld+json">"ไทย"</script>'),
        ("<select><option>ไทย</option></select>", "<select><option>ไทย</option></select>"),
    ],
)
def test_words_say_their_language(page, said):
    assert marked(page) == said


def answered(response):
    return TonguesMiddleware(lambda request: response)(None)


def test_pages_are_marked():
    assert answered(HttpResponse("<p>ไทย</p>")).content.decode() == '<p><span lang="th">ไทย</span></p>'


def test_longer_page_says_its_length():
    short = HttpResponse("<p>ไทย</p>", headers={"Content-Length": "16"})

    page = answered(short)

    assert page["Content-Length"] == str(len(page.content))


@pytest.mark.parametrize("media_type", ["application/json", "text/csv", "application/pdf"])
def test_data_stays_as_it_is(media_type):
    response = HttpResponse("<p>ไทย</p>", content_type=media_type)

    assert answered(response).content.decode() == "<p>ไทย</p>"


def test_stream_stays_a_stream():
    response = StreamingHttpResponse(["<p>ไทย</p>"])

    assert b"".join(answered(response)).decode() == "<p>ไทย</p>"
