"""Pictures and PDFs for tests, drawn when they are asked for."""

from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from pypdf import PdfWriter

SECRET = "Maria's telephone"


def picture(kind="JPEG", size=(40, 30), mode="RGB", colour="teal", **saved):
    """The bytes of a picture of one colour."""
    stream = BytesIO()
    Image.new(mode, size, colour).save(stream, kind, **saved)
    return stream.getvalue()


def taken_at_a_place(orientation=1):
    """What a telephone writes into a photo: whose it is, where it was, which way up it was held."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.HostComputer] = SECRET
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (13.0, 44.0, 12.0)})
    return exif


def opened(data):
    """A picture read back, wholly."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def pdf(pages=1):
    """A PDF of so many empty pages."""
    writer, stream = PdfWriter(), BytesIO()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(stream)
    return stream.getvalue()
