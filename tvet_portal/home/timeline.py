"""Cooperation over time as a picture: a lane each, x in per cent, so bars stretch and text keeps its size."""

from datetime import timedelta

from django.utils.text import Truncator

MOST_LANES = 12
LANE = 40  # px
LETTER = 1.85  # per cent of the narrowest phone that a letter of a label takes
LONGEST_LABEL = 42  # letters
FEWEST_YEARS = 4
DOT = 2  # per cent; a shorter bar would not be seen


class Timeline:
    """The latest dated lines of a list, the earliest at the top."""

    def __init__(self, lines, *, day):
        dated = [line for line in lines if line.first and line.first.year > 1 and line.first <= day]
        self.lines = sorted(dated[:MOST_LANES], key=lambda line: (line.first, line.title))
        self.left_out = len(lines) - len(self.lines)
        self.day = day
        if self.lines:
            first = min(line.first.year for line in self.lines)
            self.start = day.replace(year=min(first, day.year - FEWEST_YEARS), month=1, day=1)
            self.end = day + timedelta(days=(day - self.start).days // 60)

    def x(self, when):
        """Where a day stands, in per cent."""
        share = (when - self.start).days / (self.end - self.start).days
        return round(100 * min(max(share, 0), 1), 1)

    @property
    def height(self):
        return LANE * len(self.lines) + 24

    @property
    def floor(self):
        return self.height - 24

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
        return [self._lane(number, line) for number, line in enumerate(self.lines)]

    def _lane(self, number, line):
        """A bar for a period, a dot for a date, however exact; the label where it fits."""
        text = Truncator(line.title).chars(LONGEST_LABEL)
        x1, x2 = self.x(line.first), self.x(min(line.last, self.day))
        is_bar = line.is_period and x2 - x1 > DOT
        label_x, anchor = place_label(x1, x2, len(text) * LETTER)
        return {
            "text": text,
            "label_x": label_x,
            "anchor": anchor,
            "label_y": LANE * number + 16,
            "is_bar": is_bar,
            "x": x1 if is_bar else round((x1 + x2) / 2, 1),
            "width": round(x2 - x1, 1),
            "y": LANE * number + 22,
            "middle": LANE * number + 28,
        }


def place_label(x1, x2, width):
    """Where a label of this width begins or ends, all in per cent, so that it stays in the picture."""
    if x1 + width <= 100:
        return x1, "start"
    return min(max(x2, round(width, 1)), 100), "end"
