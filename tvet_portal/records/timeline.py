"""Cooperation over time as a picture: a lane each, x in per cent, so bars stretch and text keeps its size."""

from datetime import timedelta

from django.utils.text import Truncator

from tvet_portal.values.partial_dates import parse

MOST_LANES = 12
LANE = 40  # px
TOP, BOTTOM = 18, 24  # px, for the words of today and of the years
LETTER = 1.85  # per cent of the narrowest phone that a letter of a label takes
LONGEST_LABEL = 42  # letters
FEWEST_YEARS = 4
DOT = 2  # per cent; a shorter bar would not be seen


class Timeline:
    """The first dated lines of a list, the earliest at the top. A line has a title and a partial date."""

    def __init__(self, lines, *, day):
        dated = [(parse(line.date), line) for line in lines if line.date]
        dated = [(when, line) for when, line in dated if when.first.year > 1 and when.first <= day]
        dated = sorted(dated[:MOST_LANES], key=lambda pair: (pair[0].first, -pair[0].last.toordinal()))
        self.dates, self.lines = [when for when, _line in dated], [line for _when, line in dated]
        self.number_of_all = len(lines)
        self.day = day
        if self.lines:
            first = min(when.first.year for when in self.dates)
            self.start = day.replace(year=min(first, day.year - FEWEST_YEARS), month=1, day=1)
            self.end = day + timedelta(days=(day - self.start).days // 60)

    def x(self, when):
        """Where a day stands, in per cent."""
        share = (when - self.start).days / (self.end - self.start).days
        return round(100 * min(max(share, 0), 1), 1)

    @property
    def height(self):
        return TOP + LANE * len(self.lines) + BOTTOM

    @property
    def floor(self):
        return self.height - BOTTOM

    @property
    def first_year(self):
        return self.start.year

    @property
    def today(self):
        return self.x(self.day)

    @property
    def years(self):
        """Four or five lines of the grid."""
        step = max(1, -(-(self.day.year - self.start.year) // 5))
        years = range(self.start.year, self.day.year + 1, step)
        marks = [{"year": year, "x": self.x(self.start.replace(year=year))} for year in years]
        return [mark for mark in marks if mark["x"] < 94]

    @property
    def lanes(self):
        pairs = zip(self.dates, self.lines, strict=True)
        return [self._lane(number, when, line.title) for number, (when, line) in enumerate(pairs)]

    def _lane(self, number, when, title):
        """A bar for a period, a dot for each date, however exact; the label where it fits."""
        text = Truncator(title).chars(LONGEST_LABEL)
        x1, x2 = self.x(when.first), self.x(min(when.last, self.day))
        is_bar = when.kind == "range" and x2 - x1 > DOT
        label_x, anchor = place_label(x1, x2, len(text) * LETTER)
        return {
            "text": text,
            "label_x": label_x,
            "anchor": anchor,
            "label_y": TOP + LANE * number + 16,
            "bar": {"x": x1, "width": round(x2 - x1, 1)} if is_bar else None,
            "dots": []
            if is_bar
            else [self._middle(point) for point in (when.points if when.kind == "set" else [when])],
            "y": TOP + LANE * number + 22,
            "middle": TOP + LANE * number + 28,
        }

    def _middle(self, date):
        """Where the middle of an inexact date stands."""
        return round((self.x(date.first) + self.x(min(date.last, self.day))) / 2, 1)


def place_label(x1, x2, width):
    """Where a label of this width begins or ends, all in per cent, so that it stays in the picture."""
    if x1 + width <= 100:
        return x1, "start"
    return min(max(x2, round(width, 1)), 100), "end"
