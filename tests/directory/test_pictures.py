"""A picture is looked at before it is opened, loses what its camera wrote, and is shown upright and in true colours."""

from io import BytesIO
from zlib import crc32

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from tests.pictures import SECRET, opened, picture, taken_at_a_place
from tvet_portal.directory.files import pictures
from tvet_portal.directory.files.pictures import MOST_PIXELS, clean, render, widths_of

KINDS = ["JPEG", "PNG", "WEBP"]


def shown(data, width=None):
    """A rendition of a picture, read back: the widest, or the one asked for."""
    picture_ = clean(data)
    return opened(render(picture_)[width or widths_of(picture_.width)[-1]])


def colour(image):
    """Which of red, green, blue, white, grey the middle of a picture has, more or less."""
    red, green, blue = (value // 86 for value in image.convert("RGB").getpixel((image.width // 2, image.height // 2)))
    return {(2, 0, 0): "red", (0, 2, 0): "green", (0, 0, 2): "blue", (2, 2, 2): "white", (1, 1, 1): "grey"}.get(
        (red, green, blue), (red, green, blue)
    )


def noted(**chunks):
    info = PngImagePlugin.PngInfo()
    for name, text in chunks.items():
        info.add_text(name, text)
    return info


@pytest.mark.parametrize("kind", KINDS)
def test_cleaned_picture_does_not_say_where_it_was_taken_or_by_whom(kind):
    data = picture(kind, exif=taken_at_a_place())

    cleaned = clean(data).data

    assert SECRET.encode() in data
    assert SECRET.encode() not in cleaned
    assert dict(opened(cleaned).getexif()) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_cleaned_picture_is_the_same_picture(kind):
    data = picture(kind, exif=taken_at_a_place(orientation=6))

    cleaned = clean(data).data

    assert opened(cleaned).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize(
    ("data", "hidden"),
    [
        (picture("JPEG", comment=b"<script>"), b"<script>"),
        (picture("JPEG") + b"<script>alert(1)</script>", b"<script>"),
        (picture("PNG", pnginfo=noted(Comment="<script>")), b"<script>"),
        (picture("PNG") + b"<html><script>", b"<script>"),
        (picture("WEBP", xmp=b"<script>"), b"<script>"),
        (picture("WEBP") + b"<script>", b"<script>"),
        (picture("JPEG", xmp=b"<x:xmpmeta/>"), b"xmpmeta"),
    ],
)
def test_what_hides_in_a_picture_is_taken_out(data, hidden):
    cleaned = clean(data).data

    assert (hidden in data, hidden in cleaned) == (True, False)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_cleaned_picture_is_clean(kind, orientation):
    once = clean(picture(kind, exif=taken_at_a_place(orientation)))

    assert clean(once.data) == once


@pytest.mark.parametrize("kind", KINDS)
def test_colour_profile_is_kept(kind):
    profile = ImageCms.ImageCmsProfile(pictures.SRGB).tobytes()

    cleaned = clean(picture(kind, icc_profile=profile)).data

    assert opened(cleaned).info["icc_profile"] == profile


def test_previews_behind_a_jpeg_are_cut_off():
    first, second = (Image.new("RGB", (40, 30), name) for name in ("red", "blue"))
    stream = BytesIO()
    first.save(stream, "MPO", save_all=True, append_images=[second])

    cleaned = clean(stream.getvalue()).data

    assert opened(stream.getvalue()).format == "MPO"
    assert (opened(cleaned).format, colour(opened(cleaned))) == ("JPEG", "red")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_picture_held_upright_is_shown_upright(kind, orientation, size):
    data = picture(kind, exif=taken_at_a_place(orientation))

    assert (clean(data).width, clean(data).height) == size
    assert shown(data).size == size


def test_top_of_a_turned_picture_is_shown_at_the_top():
    image, stream = Image.new("RGB", (40, 30), "blue"), BytesIO()
    image.paste("red", (0, 0, 20, 30))
    image.save(stream, "PNG", exif=taken_at_a_place(6))  # its left side is up

    upright = shown(stream.getvalue())

    assert [colour(upright.crop((0, top, 30, top + 20))) for top in (0, 20)] == ["red", "blue"]


@pytest.mark.parametrize(
    ("width", "widths"), [(1, [1]), (320, [320]), (321, [320, 321]), (4000, [320, 720, 1280]), (1280, [320, 720, 1280])]
)
def test_picture_is_never_shown_wider_than_it_is(width, widths):
    assert widths_of(width) == widths


def test_renditions_have_the_widths_and_the_shape_of_the_picture():
    renditions = render(clean(picture(size=(1600, 1200))))

    assert {width: opened(data).size for width, data in renditions.items()} == {
        320: (320, 240),
        720: (720, 540),
        1280: (1280, 960),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_rendition_is_a_webp_without_metadata(kind):
    profile = ImageCms.ImageCmsProfile(pictures.SRGB).tobytes()
    data = picture(kind, exif=taken_at_a_place(), icc_profile=profile)

    rendition = shown(data)

    assert (rendition.format, rendition.mode, dict(rendition.getexif())) == ("WEBP", "RGB", {})
    assert {"exif", "xmp", "icc_profile"} & rendition.info.keys() == set()


def in_palette(transparent):
    image = Image.new("P", (40, 30), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    stream = BytesIO()
    image.save(stream, "PNG", transparency=transparent)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (picture("PNG", mode="I;16", colour=33_000), "grey"),
        (picture("PNG", mode="L", colour=128), "grey"),
        (picture("PNG", mode="LA", colour=(0, 0)), "white"),
        (picture("PNG", mode="1", colour=1), "white"),
        (picture("PNG", mode="RGBA", colour=(0, 0, 255, 255)), "blue"),
        (picture("PNG", mode="RGBA", colour=(0, 0, 255, 0)), "white"),
        (picture("WEBP", mode="RGBA", colour=(0, 0, 255, 0)), "white"),
        (picture("JPEG", mode="CMYK", colour=(0, 255, 255, 0)), "red"),
        (picture("JPEG", mode="L", colour=128), "grey"),
        (in_palette(transparent=0), "red"),
        (in_palette(transparent=1), "white"),
    ],
    ids=str,
)
def test_colours_of_every_mode_are_shown(data, seen):
    assert colour(shown(data)) == seen


def test_colours_are_shown_in_srgb():
    profile = ImageCms.ImageCmsProfile(pictures.SRGB).tobytes()
    swapped = profile.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")

    assert colour(shown(picture("PNG", colour="red", icc_profile=swapped))) == "blue"


@pytest.mark.parametrize("profile", [b"nothing", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_colour_profile_that_does_not_fit_is_left_aside(profile):
    assert colour(shown(picture("PNG", colour="red", icc_profile=profile))) == "red"


def moving(kind):
    frames, stream = [Image.new("RGB", (4, 4), name) for name in ("red", "blue")], BytesIO()
    frames[0].save(stream, kind, save_all=True, append_images=frames[1:])
    return stream.getvalue()


def bomb(width, height):
    """A PNG of some hundred bytes that says it has very many pixels."""
    data = picture("PNG", size=(1, 1))
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + data[24:29]
    return data[:12] + head + crc32(head).to_bytes(4) + data[33:]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb(10_000, MOST_PIXELS // 10_000 + 1), pictures.TOO_LARGE),
        (bomb(100_000, 1_000), pictures.TOO_LARGE),
        (bomb(60_000, 60_000), pictures.TOO_LARGE),
        (bomb(1, pictures.LONGEST_SIDE + 1), pictures.TOO_LARGE),
        (moving("PNG"), pictures.MOVING),
        (moving("WEBP"), pictures.MOVING),
        (b"\x89PNG\r\n\x1a\n", pictures.DAMAGED),
        (b"\xff\xd8\xff\xd9", pictures.DAMAGED),
        (b"", pictures.DAMAGED),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", pictures.DAMAGED),
        (b"GIF89a" + bytes(20), pictures.DAMAGED),
        (picture("TIFF"), pictures.DAMAGED),
    ],
)
def test_picture_that_cannot_be_shown_is_refused_with_a_reason(data, said):
    with pytest.raises(ValidationError) as refused:
        clean(data)

    assert refused.value.messages == [said]


def test_jpeg_in_endless_passes_is_refused():
    data = picture("JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")

    with pytest.raises(ValidationError) as refused:
        clean(data[:-2] + data[last:-2] * 100 + data[-2:])

    assert refused.value.messages == [pictures.DAMAGED]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.98])
def test_picture_that_ends_too_early_is_refused(kind, kept):
    stream = BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(stream, kind)
    data = stream.getvalue()[: int(len(stream.getvalue()) * kept)]

    with pytest.raises(ValidationError) as refused:
        render(clean(data))

    assert refused.value.messages == [pictures.DAMAGED]


@given(
    kind=st.sampled_from(KINDS), places=st.lists(st.floats(0, 0.999), min_size=1, max_size=5), byte=st.integers(0, 255)
)
def test_damaged_picture_is_shown_or_refused_with_a_reason(kind, places, byte):
    data = bytearray(picture(kind, exif=taken_at_a_place(6)))
    for place in places:
        data[int(place * len(data))] = byte

    try:
        cleaned = clean(bytes(data))
        render(cleaned)
    except ValidationError:
        return

    assert clean(cleaned.data) == cleaned


def test_very_high_picture_is_shown():
    assert shown(picture("PNG", size=(20, 16_000), mode="L", colour=0)).size == (20, 16_000)


def test_very_flat_picture_is_shown():
    assert shown(picture("PNG", size=(16_000, 1), mode="L", colour=0)).size == (1280, 1)
