"""What of a text is the furniture of its website - menus, counters, share buttons, cookie lines, related stories - and
what is printed twice. It is left out of what is read, and shown as left out.
"""

import re

from tvet_portal.reading.finds import Find

SHORT = 90  # letters of a line that may be furniture as a whole
LONG_PARAGRAPH = 80  # letters of a paragraph that is not by chance the same as another
LINES = re.compile(
    r"""^[\s•*·|-]*(?:
      (?:follow|find|like|visit)\ us\b.*
    | share(?:\ (?:this|on|via|to|with)\b.*)?:?
    | (?:facebook|twitter|tweet|linkedin|whatsapp|telegram|instagram|youtube|pinterest|e-?mail|print|rss|x|line|zalo)
      (?:\s*[|,/·-]?\s*(?:facebook|twitter|tweet|linkedin|whatsapp|telegram|instagram|youtube|e-?mail|print|zalo))*
    | (?:read|views?|hits?|visits?|online|visitors?|hit\ counter|visitor\ counter|total\ visit\w*|lượt\ xem|ผู้เข้าชม)
      \s*:?\s*[\d.,]*\s*(?:times?|views?|lượt)?
    | [\d.,]+\s*(?:views?|shares?|comments?|likes?|reads?|lượt\ xem)
    | (?:visitor|hit)\ counter.*
    | (?:\d+\s*)?(?:leave\ a\ )?(?:comments?|repl(?:y|ies))(?:\ \(\d+\))?
    | e-publication\s*:?
    | (?:copyright|©|\(c\)).*
    | .*all\ rights\ reserved.*
    | skip\ to\ .*
    | (?:press|media|news)\ release
    | (?:home|trang\ chủ|หน้าแรก|beranda)\s*(?:[>»›|/].*)?
    | (?:[^>»›|\n]{1,30}\s*[>»›|]\s*){2,}[^>»›|\n]{0,40}
    | (?:log|sign)\ ?(?:in|up|out)(?:\s*[|/].*)?
    | subscribe\b.{0,80} | (?:join|get)\ (?:our|the)\ newsletter.*
    | .{0,40}\b(?:we|this\ (?:web)?site)\ uses?\ cookies\b.* | (?:accept|reject|manage)(?:\ all)?(?:\ cookies)?
    | this\ (?:e-?mail)\ address\ is\ being\ protected.*
    | (?:next|previous|prev|back\ to\ top|(?:load|read|show)\ more|more|menu|search|close|advertisement)\s*[.…>»]*
    | (?:tags?|categor(?:y|ies)|filed\ under|topics?)\s*:.*
    | (?:tel|phone|fax|hotline|điện\ thoại)\.?\s*:.*
    | contact\ information\s*:?
    | (?:please\ )?click\ here.*
    | \[?AI-generated\ content\ may\ be\ incorrect\.?\]?
    | \[(?:image|photo|video|advertisement)(?::[^\]]*)?\]?
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
WITHIN = re.compile(  # parts of lines
    r"(?i:\bto read the (?:original|full) (?:article|story|text)[^.\n]{0,40}click here\.?"
    r"|\|?[ ]?\b(?:views|hits|reads)[ ]?:[ ]?[\d.,]+|\bread [\d.,]+ times\b"
    r"|\|[ ]?[\d.,]+ (?:views?|comments?|shares?|likes?|reads?)\b|\bwe use cookies[^\n]*)"
)
TO_THE_END = re.compile(  # a line after which only furniture follows
    r"^\W*(?:related (?:news|articles?|stories|posts?|links)|other (?:news|articles|stories)"
    r"|more (?:news|stories|from)\b.*"
    r"|you (?:may|might) also (?:like|be interested).*|most (?:read|viewed|popular).*|latest news|read also"
    r"|tin liên quan|tin khác|bài viết liên quan|ข่าวที่เกี่ยวข้อง|berita terkait|contact information)\W*$",
    re.IGNORECASE,
)
IMAGE = re.compile(r"\[(?:image|photo|video):[^\]]{0,400}\]", re.IGNORECASE)


def find(text):
    """Places that are left out, in order; the value says why: furniture or printed twice."""
    spans = [(*found.span(), "furniture") for rule in (WITHIN, IMAGE) for found in rule.finditer(text)]
    place, half = 0, len(text) // 2
    for line in text.split("\n"):
        if place > half and TO_THE_END.match(line):
            spans.append((place, len(text), "furniture"))
            break
        if line.strip() and (len(line) <= SHORT * 3 and LINES.match(line)):
            spans.append((place, place + len(line), "furniture"))
        place += len(line) + 1
    spans += [(start, end, "twice") for start, end in repeated(text)]
    return [Find("left_out", *span) for span in merged(text, spans)]


def repeated(text):
    seen, place = set(), 0
    for paragraph in text.split("\n"):
        words = " ".join(paragraph.split())
        if len(words) >= LONG_PARAGRAPH and words in seen:
            yield place, place + len(paragraph)
        seen.add(words)
        place += len(paragraph) + 1


def merged(text, spans):
    """Spans that touch, or have only white space between them, as one."""
    found = []
    for start, end, why in sorted(spans):
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = max(start, start + len(text[start:end].rstrip()))
        if end == start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]), found[-1][2])
        elif found and found[-1][2] == why and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end, why)
        else:
            found.append((start, end, why))
    return found


def without(text, left_out):
    """The text as long as before, with line breaks for what is left out."""
    kept, place = [], 0
    for span in left_out:
        kept += [text[place : span.start], "\n" * (span.end - span.start)]
        place = span.end
    return "".join([*kept, text[place:]])
