"""Takes out of a picture what its camera or program wrote beside it: places, names, previews, and what follows its end.

Nothing is decoded and written again: the picture itself stays the same, bit for bit. Kept are its colours (profile,
gamma) and which way up it is.
"""

import re
import struct
import zlib

JPEG_START, JPEG_END, SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
MOST_SCANS = 100  # of a picture that comes in ever finer passes: programs make a dozen, and each takes its time
APPLICATION = range(0xE0, 0xFF)  # segments of programs, and comments
KEPT_SEGMENTS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")  # within a scan: zeros are stuffed, D0 to D7 restart it
KEPT_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    *(b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
}
KEPT_IN_WEBP = {b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L"}
WEBP_EXIF, WEBP_XMP = 0x08, 0x04


class DamagedPicture(ValueError):
    """The picture is not built as its format asks."""


def without_metadata(data, kind, exif):
    """The same picture without what is not picture. `exif` is the little to be kept of it, or nothing."""
    try:
        return {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}[kind](data, exif)
    except (IndexError, struct.error) as error:
        raise DamagedPicture("it ends too early") from error


def _jpeg(data, exif):
    kept, at, scans = [JPEG_START], 2, 0
    if exif:
        kept.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    while True:
        marker, size = struct.unpack_from(">xBH", data, at)
        end = at + 2 + size
        if data[at] != 0xFF:
            raise DamagedPicture("a segment was expected")
        if marker == SCAN:
            scans += 1
            found = NEXT_MARKER.search(data, end)
            if found is None or scans > MOST_SCANS:
                raise DamagedPicture("it has no end" if found is None else "it has too many scans")
            end = found.end() - 2
        if marker not in APPLICATION or data[at + 4 : end].startswith(KEPT_SEGMENTS.get(marker, b"\0none")):
            kept.append(data[at:end])
        at = end
        while data[at + 1] == 0xFF:  # filling
            at += 1
        if data[at : at + 2] == JPEG_END:
            return b"".join([*kept, JPEG_END])


def _png(data, exif):
    kept, at = [data[:8]], 8
    while True:
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if name in KEPT_CHUNKS:
            kept.append(data[at:end])
        if name == b"IHDR" and exif:
            chunk = b"eXIf" + exif.removeprefix(b"Exif\0\0")
            kept.append(struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)))
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _webp(data, exif):
    kept, at = [], 12
    while at < min(len(data), 8 + struct.unpack_from("<I", data, 4)[0]):
        name, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        chunk = data[at:end]
        if name == b"VP8X":
            flags = chunk[8] & ~(WEBP_EXIF | WEBP_XMP) | (WEBP_EXIF if exif else 0)
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if name in KEPT_IN_WEBP:
            kept.append(chunk)
        at = end
    if exif:
        raw = exif.removeprefix(b"Exif\0\0")
        kept.append(b"EXIF" + struct.pack("<I", len(raw)) + raw + bytes(len(raw) % 2))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
