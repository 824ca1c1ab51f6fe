"""The progress of long commands: a bar for each phase on a terminal, nothing elsewhere."""

from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def progress_bars(unit):
    """Gives the `tick` of a long function: it is called with the phase, how many more are done, and of how many."""
    bars = {}

    def tick(phase, count, total):
        if phase not in bars:
            for bar in bars.values():
                bar.close()
            bars[phase] = tqdm(desc=phase, total=total, unit=unit, disable=None)  # None: only on a terminal
        bars[phase].update(count)

    try:
        yield tick
    finally:
        for bar in bars.values():
            bar.close()
