"""Long lists in pieces: a database takes only so many values at once, and memory only so many contents."""


def batches(items, size=500):
    items = list(items)
    for start in range(0, len(items), size):
        yield items[start : start + size]
