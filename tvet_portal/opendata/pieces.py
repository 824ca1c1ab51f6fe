"""Pieces of a file that is sent while it is written."""

ENOUGH = 32_768  # characters


def gathered(texts):
    """Short texts as fewer long ones."""
    waiting, length = [], 0
    for text in texts:
        waiting.append(text)
        length += len(text)
        if length > ENOUGH:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)
