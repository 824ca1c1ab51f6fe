"""Pictures: looked at before they are opened, cleaned, and made smaller for pages."""

from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import Base

from tvet_portal.directory.files.cleaning import without_metadata

MOST_PIXELS, LONGEST_SIDE = 50_000_000, 16_000  # WebP ends at 16,383
WIDTHS = (320, 720, 1280)  # 720: a whole phone at two dots a pixel
QUALITY = 80
FORMATS = ("PNG", "JPEG", "WEBP")
TOO_LARGE = _("The picture is too large: 50 megapixels, and 16,000 pixels on a side, at most.")
MOVING = _("Moving pictures are not taken. Save one picture of it as a PNG or JPEG.")
DAMAGED = _("This picture cannot be opened. Save it again as a PNG or JPEG.")
SRGB = ImageCms.createProfile("sRGB")


@dataclass
class Picture:
    """A picture without what its camera wrote into it, and its size the right way up."""

    data: bytes
    width: int
    height: int


@contextmanager
def refusing():
    """Whatever Pillow stumbles over is a reason in words: it raises what its codecs raise."""
    try:
        yield
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_LARGE) from error
    except Exception as error:
        raise ValidationError(DAMAGED) from error


def clean(data):
    """The Picture of a file as it came, or a ValidationError that says what to do."""
    with refusing(), Image.open(BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
            raise ValidationError(TOO_LARGE)
        if image.format in ("PNG", "WEBP") and image.is_animated:  # in a JPEG, further pictures are previews
            raise ValidationError(MOVING)
        orientation = _orientation(image)
        kind = "JPEG" if image.format == "MPO" else image.format
        kept = without_metadata(data, kind, _exif(orientation))
        sides = image.size[::-1] if orientation in range(5, 9) else image.size
        return Picture(kept, *sides)


def _orientation(image):
    exif = Image.Exif()
    exif.load(image.info.get("exif"))  # image.getexif() would open a whole PNG
    return exif.get(Base.Orientation, 1)


def _exif(orientation):
    """The only thing kept of what a camera wrote: which way up the picture is."""
    if orientation not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    return exif.tobytes()


def widths_of(width):
    """The widths in which a picture is shown: never wider than it is."""
    return sorted({min(shown, width) for shown in WIDTHS})


def render(picture):
    """Width -> the picture as WebP: the right way up, in sRGB, on white, without metadata."""
    widths = widths_of(picture.width)
    with refusing(), Image.open(BytesIO(picture.data), formats=FORMATS) as image:
        image.draft(None, (widths[-1], widths[-1]))  # a JPEG is read no larger than needed
        profile = image.info.get("icc_profile")
        ImageOps.exif_transpose(image, in_place=True)
        shown = _resized(_plain(image), picture, widths[-1])
        shown = _in_srgb(_on_white(shown), profile)
        return {width: _as_webp(_resized(shown, picture, width)) for width in widths}


def _plain(image):
    """In a mode that can be resized: grey, RGB with or without transparency, or CMYK; 16 bits become 8."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _on_white(image):
    if image.mode != "RGBA":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _resized(image, picture, width):
    height = max(1, round(picture.height * width / picture.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _in_srgb(image, profile):
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, given, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be read is as good as none
    return image.convert("RGB")


def _as_webp(image):
    stream = BytesIO()
    image.save(stream, "WEBP", quality=QUALITY, icc_profile=b"", exif=b"", xmp=b"")
    return stream.getvalue()
