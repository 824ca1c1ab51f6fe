"""The text of a file: plain text, DOCX or PDF. Run as a program of its own, so that no file can hold up the portal.

A file of twenty megabytes can be built to unpack to gigabytes, or to keep a reader of PDFs busy for hours. So it is
read by another process with limits of its own: memory, seconds of the processor, and a clock. What is longer than a
text may be is cut there.
"""

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

LARGEST = 2**20 + 1  # bytes of text: one more than a text may have, so that who asked can tell
UNPACKED = 50 * 2**20  # bytes of the one member of a DOCX that is read
MOST_PAGES = 500
FULL = 0.6  # of the longest line of a page: a shorter one ends its paragraph
POINT = re.compile(r"\s*(?:[-•*·▪–]|\(?(?:\d{1,2}|[ivxIVX]{1,5}|[a-zA-Z])[.)])\s")
SECONDS = 20
MEMORY = 2**30
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
UNREADABLE, NO_TEXT, TOO_MUCH = 3, 4, 5  # ends of the program


class Unreadable(ValueError):
    """The file cannot be read; `code` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def extract(data, extension):
    """The text of a file, found by another process; raises Unreadable."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(Path(__file__).resolve()), extension],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(TOO_MUCH) from None
    if done.returncode:
        is_killed = done.returncode < 0  # it took more seconds than it may
        known = done.returncode if done.returncode in (NO_TEXT, TOO_MUCH) else UNREADABLE
        raise Unreadable(TOO_MUCH if is_killed else known)
    return done.stdout.decode(errors="replace").replace("\0", "")


def of_docx(data):
    """The paragraphs of a Word document. The numbers Word counts itself are not in its text: a dot stands for one."""
    with zipfile.ZipFile(BytesIO(data)) as file, file.open("word/document.xml") as member:
        xml = member.read(UNPACKED + 1)
    if len(xml) > UNPACKED:
        raise Unreadable(TOO_MUCH)
    return _Paragraphs(xml).text


class _Paragraphs:
    """Reads the text of word/document.xml. A document type, by which entities could be made to grow, is refused."""

    def __init__(self, xml):
        self.parts, self.is_text = [], False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.refuse
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.say
        parser.Parse(xml, True)
        self.text = "".join(self.parts)

    def refuse(self, *declared):
        raise Unreadable(UNREADABLE)

    def start(self, name, attributes):
        name = name.removeprefix(WORD).removeprefix(STRICT)
        self.is_text = name == "t"
        if name in ("br", "cr"):
            self.parts.append("\n")
        elif name == "tab":
            self.parts.append("\t")
        elif name == "numPr":
            self.parts.append("• ")

    def end(self, name):
        self.is_text = False
        if name.removeprefix(WORD).removeprefix(STRICT) == "p":
            self.parts.append("\n")

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


def limit():
    """Not more memory and time than a file may cost. Only some systems can say so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main(extension):
    limit()
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
