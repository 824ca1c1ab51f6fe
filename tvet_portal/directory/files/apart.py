"""Reads files by programs apart, so that no file can hold up the portal.

A file of some kilobytes can be built to unpack to gigabytes, or to keep a reader busy for hours. So it is read by
another process with limits of its own: memory, seconds of the processor, and a clock. This module is what that process
runs: it sets the limits, then runs the program, which stands alone and imports nothing of the portal.
"""

import runpy
import subprocess
import sys

TOO_MUCH = 5  # how a program ends that would need more than it may


class Ended(Exception):
    """A program has read nothing; `code` is how it ended."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def run(program, *arguments, data, seconds, memory):
    """What the program at a path writes once it is given the bytes of a file. Raises Ended."""
    command = [sys.executable, "-I", __file__, memory, seconds, program, *arguments]
    try:
        done = subprocess.run(
            [str(part) for part in command], input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise Ended(TOO_MUCH) from None
    if done.returncode:
        raise Ended(TOO_MUCH if done.returncode < 0 else done.returncode)  # below 0: killed, for the seconds it took
    return done.stdout


def limit(memory, seconds):
    """Not more memory and time than a file may cost. Only some systems can say so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main(memory, seconds, program, *arguments):
    limit(int(memory), int(seconds))
    sys.argv = [program, *arguments]
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])
