"""The text of a file: plain text, DOCX or PDF. Run as a program of its own, so that no file can hold up the portal.

What it may cost is limited by directory/files/apart.py. What is longer than a text may be is cut here.
"""

import re
import sys
import zipfile
from io import BytesIO
from xml.parsers import expat

LARGEST = 2**20 + 1  # bytes of text: one more than a text may have, so that who asked can tell
UNPACKED = 50 * 2**20  # bytes of each member of a DOCX that is read
MOST_PAGES = 500
FULL = 0.6  # of the longest line of a page: a shorter one ends its paragraph
POINT = re.compile(r"\s*(?:[-•*·▪–]|\(?(?:\d{1,2}|[ivxIVX]{1,5}|[a-zA-Z])[.)])\s")
SECONDS = 20
MEMORY = 2**30
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
LONGEST_NUMBER = 40  # letters
DEEPEST_STYLE = 20  # styles that rest on one another
UNREADABLE, NO_TEXT, TOO_MUCH = 3, 4, 5  # ends of the program


class Unreadable(ValueError):
    """The file cannot be read; `code` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def extract(data, extension):
    """The text of a file, found by another process; raises Unreadable."""
    from tvet_portal.directory.files import apart  # here, because the program itself finds nothing of the portal

    try:
        text = apart.run(__file__, extension, data=data, seconds=SECONDS, memory=MEMORY)
    except apart.Ended as ended:
        raise Unreadable(ended.code if ended.code in (NO_TEXT, TOO_MUCH) else UNREADABLE) from None
    return text.decode(errors="replace").replace("\0", "")


def of_docx(data):
    """The paragraphs of a Word document, with the numbers that Word counts itself."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        there = set(file.namelist())
        numbering, styles = (
            _part(file, name) if f"word/{name}.xml" in there else "" for name in ("numbering", "styles")
        )
        return _Paragraphs(_part(file, "document"), _Lists(numbering), _Styles(styles)).text


def _part(file, name):
    with file.open(f"word/{name}.xml") as member:
        xml = member.read(UNPACKED + 1)
    if len(xml) > UNPACKED:
        raise Unreadable(TOO_MUCH)
    return xml


class _Part:
    """Reads a part of a Word document. A document type, by which entities could be made to grow, is refused."""

    def __init__(self, xml):
        self.within = []  # names of the elements around
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.refuse
        parser.StartElementHandler, parser.EndElementHandler = self.open, self.close
        parser.CharacterDataHandler = self.say
        if xml:
            parser.Parse(xml, True)

    def refuse(self, *declared):
        raise Unreadable(UNREADABLE)

    def open(self, name, attributes):
        name = plain(name)
        said = {plain(key): value for key, value in attributes.items()}
        self.start(name, said.get("val", ""), said)
        self.within.append(name)

    def close(self, name):
        self.within.pop()
        self.end(plain(name))

    def start(self, name, value, attributes):
        pass

    def end(self, name):
        pass

    def say(self, letters):
        pass


def plain(name):
    return name.removeprefix(WORD).removeprefix(STRICT)


def number(text, otherwise=0):
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


class _Lists(_Part):
    """How Word counts: the levels of each kind of list, and the lists of each kind. It counts on as it is asked."""

    def __init__(self, xml):
        self.kinds, self.lists = {}, {}  # id of a kind -> its levels; id of a list -> its kind, own levels, starts
        self.counts, self.begun = {}, set()
        self.levels, self.level, self.at = {}, {}, 0
        super().__init__(xml)

    def start(self, name, value, attributes):
        if name == "abstractNum":
            self.levels = self.kinds.setdefault(attributes.get("abstractNumId", ""), {})
        elif name == "num":
            self.levels = {}
            self.list = self.lists[attributes.get("numId", "")] = {"kind": "", "own": self.levels, "starts": {}}
        elif name == "abstractNumId" and "num" in self.within:
            self.list["kind"] = value
        elif name in ("lvl", "lvlOverride"):
            self.at = number(attributes.get("ilvl", ""))
            if name == "lvl":
                self.level = self.levels[self.at] = {}
        elif name == "startOverride" and "num" in self.within:
            self.list["starts"][self.at] = number(value, 1)
        elif "lvl" in self.within and name in ("start", "numFmt", "lvlText", "pStyle", "isLgl"):
            self.level[name] = value

    def label(self, which, at, style):
        """The number of the next paragraph of a list; a dot where it has none."""
        known = self.lists.get(which, {"kind": "", "own": {}, "starts": {}})
        levels = self.kinds.get(known["kind"], {}) | known["own"]
        if at is None:
            at = next((found for found, level in levels.items() if style and level.get("pStyle") == style), 0)
        if at not in levels or levels[at].get("numFmt") == "bullet":
            return "•"
        counts = self.counts.setdefault(known["kind"], {})
        if at in known["starts"] and (which, at) not in self.begun:
            counts[at] = known["starts"][at]
        else:
            counts[at] = counts[at] + 1 if at in counts else number(levels[at].get("start", ""), 1)
        self.begun.add((which, at))
        for deeper in [each for each in counts if each > at]:
            del counts[deeper]

        def counted(found):
            above = int(found[1]) - 1
            level = levels.get(above, {})
            kind = "decimal" if levels[at].get("isLgl", "off") not in OFF else level.get("numFmt") or "decimal"
            return in_letters(counts.get(above, number(level.get("start", ""), 1)), kind)

        try:
            return re.sub(r"%([1-9])", counted, levels[at].get("lvlText", ""))[:LONGEST_NUMBER]
        except Unknown:
            return "•"


ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


OFF = ("0", "false", "off")  # as a Word document says no
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
}
MOST_ROUNDS = 10  # through an alphabet


class Unknown(ValueError):
    """A way of counting that is not known: what Word prints cannot be told."""


def in_letters(count, kind):
    """A number as Word writes it: 4, d, IV, or nothing."""
    if kind == "none":
        return ""
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        said = ""
        for value, letters in ROMAN:
            said, count = said + letters * (count // value), count % value
        return said if kind == "lowerRoman" else said.upper()
    letters = ALPHABETS.get(kind, "")
    if 0 < count <= MOST_ROUNDS * len(letters):
        rounds, letter = divmod(count - 1, len(letters))
        return letters[letter] * (rounds + 1)
    if kind == "thaiNumbers":
        return str(count).translate(THAI_DIGITS)
    if kind not in ("decimal", "decimalZero"):
        raise Unknown(kind)
    return f"{count:02}" if kind == "decimalZero" else str(count)


class _Styles(_Part):
    """The list that the paragraphs of a style belong to, its level, and the style that it rests on."""

    def __init__(self, xml):
        self.known, self.style = {}, {}
        super().__init__(xml)

    def start(self, name, value, attributes):
        if name == "style":
            self.style = self.known[attributes.get("styleId", "")] = {}
        elif name == "basedOn" or (name in ("numId", "ilvl") and "numPr" in self.within):
            self.style[name] = value

    def find(self, style):
        """Its list, and its level if it says so; nothing where no style below it has one."""
        for _step in range(DEEPEST_STYLE):
            found = self.known.get(style, {})
            if "numId" in found:
                return found["numId"], number(found["ilvl"]) if "ilvl" in found else None
            style = found.get("basedOn")
        return "", None


class _Paragraphs(_Part):
    """The text of a document, line by line."""

    def __init__(self, xml, lists, styles):
        self.lists, self.styles, self.parts, self.said, self.is_text = lists, styles, [], {}, False
        super().__init__(xml)
        self.text = "".join(self.parts)

    def start(self, name, value, attributes):
        self.is_text = name == "t"
        if name in ("br", "cr"):
            self.parts.append("\n")
        elif name == "tab" and "pPr" not in self.within:
            self.parts.append("\t")
        elif name == "pPr" and "pPrChange" not in self.within:
            self.said = {}
        elif name in ("pStyle", "numPr", "numId", "ilvl") and "pPrChange" not in self.within:
            self.said[name] = value

    def end(self, name):
        self.is_text = False
        if name == "p":
            self.parts.append("\n")
        elif name == "pPr" and "pPrChange" not in self.within:
            self.count()

    def count(self):
        """Put the number before a paragraph of a list."""
        style = self.said.get("pStyle", "")
        which, at = self.styles.find(style)
        which = self.said.get("numId", which)
        at = number(self.said["ilvl"]) if "ilvl" in self.said else at
        if which != "0" and (which or "numPr" in self.said):
            label = self.lists.label(which, at, style)
            self.parts.append(f"{label} " if label else "")

    def say(self, letters):
        if self.is_text:
            self.parts.append(letters)


def of_pdf(data):
    """The text of the pages of a PDF; one made of pictures has none."""
    from pypdf import PdfReader

    parts, size = [], 0
    for page in PdfReader(BytesIO(data)).pages[:MOST_PAGES]:
        parts.append(unwrapped(page.extract_text()))
        size += len(parts[-1])
        if size > LARGEST:
            break
    return "\n\n".join(parts)


def unwrapped(page):
    """The lines of a page as paragraphs: a full line that ends no sentence goes on in the next."""
    lines = [line.rstrip() for line in page.split("\n")]
    full = FULL * max(map(len, lines))
    parts = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = len(line) > full and line[-1] not in ".!?:;" and following and not POINT.match(following)
        parts += [line, ("" if line.endswith("-") else " ") if goes_on else "\n"]
    return "".join(parts).rstrip("\n")


def of_txt(data):
    return data.decode("utf-8-sig")


READERS = {"docx": of_docx, "pdf": of_pdf, "txt": of_txt}


def main(extension):
    try:
        text = READERS[extension](sys.stdin.buffer.read())
    except Unreadable as error:
        return error.code
    except MemoryError:
        return TOO_MUCH
    except Exception:  # a reader of PDFs raises whatever a damaged file makes it stumble over
        return UNREADABLE
    if not text.strip():
        return NO_TEXT
    sys.stdout.buffer.write(text.encode(errors="replace")[:LARGEST])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
