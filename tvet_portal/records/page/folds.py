"""Long groups of points: the first stand open, the rest is folded."""

MOST_OPEN = 30  # a longer group is folded
SHOWN, FOLD = 20, 50


def folded(points):
    """The points that stand open, and the folds with the numbers of their first and last point."""
    shown = SHOWN if len(points) > MOST_OPEN else len(points)
    return {"shown": points[:shown], "folds": [_fold(points, start) for start in range(shown, len(points), FOLD)]}


def _fold(points, start):
    part = points[start : start + FOLD]
    return {"first": start + 1, "last": start + len(part), "points": part}
