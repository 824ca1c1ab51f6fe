"""What of a text is the furniture of its website - menus, counters, share buttons, cookie lines, related stories - and
what is printed twice. It is left out of what is read, and shown as left out.
"""

import re

from tvet_portal.reading import dates, money
from tvet_portal.reading.finds import Find

SHORT = 90  # letters of a line that may be furniture as a whole
LONG_PARAGRAPH = 80  # letters of a paragraph that is not by chance the same as another
ENDS = (".", "!", "?", "…", "។", "။", "。")
MOST_HEADLINES = 12
NUMBERED = re.compile(r"\s*\(?(?:\d{1,2}|[ivx]{1,5}|[a-z])[.)]\s", re.IGNORECASE)
DAY = re.compile(r"-\d\d-\d\d")  # in the text of a date


def words(*several):
    """Alternatives in scripts that write no spaces, though some people write one of no width between words."""
    return "|".join("\u200b?".join(map(re.escape, word)) for line in several for word in line.split("|"))


RELATED = (  # heads a list of other texts wherever it stands
    r"related(?: (?:news|articles?|stor(?:y|ies)|posts?|links?|topics?|content|reading|coverage))?"
    r"|you (?:may|might) also (?:like|be interested(?: in)?)|(?:readers )?also (?:liked|read)|read also|see also"
    r"|more on this (?:story|topic)|recommended (?:for you|stories|articles|reading)"
    r"|tin (?:tức )?liên quan|bài (?:viết )?liên quan|có thể bạn quan tâm|berita (?:terkait|berkaitan)|artikel terkait"
    r"|baca juga|"
    + words(
        "ข่าวที่เกี่ยวข้อง|ข่าวเกี่ยวข้อง|บทความที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|ຂ່າວທີ່ກ່ຽວຂ້ອງ|ຂ່າວກ່ຽວຂ້ອງ",
        "អត្ថបទទាក់ទង|អត្ថបទពាក់ព័ន្ធ|ព័ត៌មានទាក់ទង|ព័ត៌មានពាក់ព័ន្ធ|ဆက်စပ်သတင်းများ|ဆက်စပ်သတင်း",
    )
)
OTHERS = (  # heads one where the text is over
    r"other (?:news|articles|stories)|more (?:news|stories|from\b.{0,60}|in this section)|most (?:read|viewed|popular)"
    r"|latest (?:news|stories)|trending(?: now)?|editor'?s'? picks?|tin (?:khác|mới nhất|cùng chuyên mục)"
    r"|bài viết khác|berita lainnya|contact information|" + words("ข่าวอื่นๆ|ข่าวล่าสุด|ຂ່າວອື່ນໆ|ຂ່າວລ່າສຸດ|ព័ត៌មានថ្មីៗ")
)
ONWARD = (  # leads to one other text
    r"read (?:more|next|on)|continue reading|up next|don't miss|in case you missed it|xem thêm|đọc (?:thêm|tiếp)"
    r"|baca selengkapnya|" + words("อ่านเพิ่มเติม|อ่านต่อ|อ่านข่าวเพิ่มเติม|ອ່ານເພີ່ມເຕີມ|ອ່ານເພີ່ມ|ອ່ານຕໍ່|អានបន្ត|អានបន្ថែម")
    + "|" + words("ဆက်လက်ဖတ်ရှုရန်|ပိုမိုဖတ်ရှုရန်|ဆက်ဖတ်ရန်")
)  # fmt: skip
LED = rf"(?:{RELATED}|{OTHERS}|{ONWARD})\s*(?:[:៖|»>]|-\s)"
LINES = re.compile(
    r"""^[\s•*·|>»-]*(?:
      (?:follow|find|like|visit)\ us\b.*
    | share(?:\ (?:this|on|via|to|with)\b.*)?:?
    | (?:facebook|twitter|tweet|linkedin|whatsapp|telegram|instagram|youtube|pinterest|e-?mail|print|rss|x|line|zalo)
      (?:\s*[|,/·-]?\s*(?:facebook|twitter|tweet|linkedin|whatsapp|telegram|instagram|youtube|e-?mail|print|zalo))*
    | (?:read|views?|hits?|visits?|online|visitors?|hit\ counter|visitor\ counter|total\ visit\w*|lượt\ xem|ผู้เข้าชม)
      \s*:?\s*[\d.,]*\s*(?:times?|views?|lượt)?
    | [\d.,]+\s*(?:views?|shares?|comments?|likes?|reads?|lượt\ xem)
    | (?:(?:views?|shares?|comments?|likes?|reads?|hits?|tweets?)\s*:?\s*[\d.,]+\s*[|·/,-]?\s*){2,}
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
    | read\ more\ (?:about|on|at|in|here)\b.{0,120}
    | (?:\d+|an?|one)[ -]min(?:ute)?s?\ read | reading\ time\b.{0,30} | listen\ to\ this\ (?:article|story)
    | (?:font|text)\ size\b.{0,20} | copy\ link | (?:print|e-?mail|save)\ this\ (?:page|article|story)
    | sponsored(?:\ content)? | (?:powered|designed)\ by\b.{0,60}
    | (?:privacy\ policy|terms\ (?:of\ (?:use|service)|and\ conditions))(?:\s*[|·/&,].*)?
    | (?:next|previous)\ (?:article|post|story)\b.{0,120}
    | (?:follow|join)\b.{1,60}\b(?:on|via)\ (?:facebook|telegram|twitter|youtube|google\ news|tiktok|instagram)\b.{0,40}
    | sign\ up\ for\b.{0,60}\bnewsletters?\b.{0,40}
    | theo\ dõi\b.{1,60}\btrên\ (?:facebook|google\ news|youtube|zalo|tiktok)\b.{0,40}
    | chia\ sẻ | bình\ luận(?:\ \(\d+\))? | in\ bài\ viết | gửi\ (?:e-?mail|bình\ luận) | (?:từ\ khóa|thẻ)\s*:.*
    | แชร์ | แสดงความคิดเห็น | แท็ก\s*:.* | กลับหน้าแรก | ແບ່ງປັນ | ໜ້າຫຼັກ | ໜ້າທຳອິດ
    | ចែករំលែក | ទំព័រដើម | မျှဝေရန် | မျှဝေပါ | ပင်မစာမျက်နှာ | မူလစာမျက်နှာ | bagikan | komentar
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
WITHIN = re.compile(  # parts of lines
    r"(?i:\bto read the (?:original|full) (?:article|story|text)[^.\n]{0,40}click here\.?"
    r"|\|?[ ]?\b(?:views|hits|reads)[ ]?:[ ]?[\d.,]+|\bread [\d.,]+ times\b"
    r"|\|[ ]?[\d.,]+ (?:views?|comments?|shares?|likes?|reads?)\b|\bwe use cookies[^\n]*)"
)
HEADS = re.compile(rf"^\W*(?:(?P<related>{RELATED})|{OTHERS})\W*$", re.IGNORECASE)
LEADS_ON = re.compile(rf"^\W*{LED}(?P<headline>.*)$|^\W*(?:{ONWARD})\W*$", re.IGNORECASE)
IN_BRACKETS = re.compile(rf"[\[(]\s*{LED}[^\])\n]{{1,240}}[\])]", re.IGNORECASE)
IMAGE = re.compile(r"\[(?:image|photo|video):[^\]]{0,400}\]", re.IGNORECASE)


def find(text):
    """Places that are left out, in order; the value says why: furniture or printed twice."""
    spans = [(*found.span(), "furniture") for rule in (WITHIN, IMAGE, IN_BRACKETS) for found in rule.finditer(text)]
    place, half, following = 0, len(text) // 2, 0  # headlines that may follow
    for line in text.split("\n"):
        head = HEADS.match(line)
        if head and place > half:
            spans.append((place, len(text), "furniture"))
            break
        leads_on = len(line) <= SHORT * 3 and LEADS_ON.match(line)
        if head or leads_on or (following and is_headline(line)) or is_furniture(line):
            spans.append((place, place + len(line), "furniture"))
        following = headlines_after(line, head, leads_on, following)
        place += len(line) + 1
    spans += [(start, end, "twice") for start, end in repeated(text)]
    return [Find("left_out", *span) for span in merged(text, spans)]


def is_furniture(line):
    return bool(line.strip()) and len(line) <= SHORT * 3 and LINES.match(line) is not None


def is_headline(line):
    """A short line that is no sentence, and says nothing that a record would have: a point, a day, an amount."""
    is_short = 0 < len(line.strip()) <= SHORT * 2 and not line.rstrip(" \"')").endswith(ENDS)
    return is_short and not (NUMBERED.match(line) or any(money.find(line)) or has_day(line))


def has_day(line):
    return any(DAY.search(found.value) for found in dates.find(line))


def headlines_after(line, head, leads_on, following):
    """How many headlines may stand after a line: some under "Related news", one after "Read also:"."""
    if head:
        return MOST_HEADLINES if head["related"] else 0
    if leads_on:
        return int(leads_on["headline"] is not None and not leads_on["headline"].strip())
    if not line.strip():
        return following if following in (1, MOST_HEADLINES) else 0  # a blank line ends a list that has begun
    return following - 1 if following and is_headline(line) else 0


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
