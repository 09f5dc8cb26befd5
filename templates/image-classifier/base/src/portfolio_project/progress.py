"""How far long work is: a bar with the loss and the time left, on a terminal; else one line."""

import sys
import time

WIDTH = 24  # characters of the bar


class Bar:
    """A bar on stderr.

    Parameters
    ----------
    title : str
        What is done.
    total : int
        Steps of all of it.
    """

    def __init__(self, title: str, total: int) -> None:
        self.title, self.total, self.done, self.start = title, total, 0, time.perf_counter()

    def step(self, said: str) -> None:
        """Count one step, and show it with what there is to say."""
        self.done += 1
        left = (time.perf_counter() - self.start) * (self.total - self.done) / self.done
        full = "#" * (WIDTH * self.done // self.total)
        line = f"{self.title} [{full:.<{WIDTH}}] {self.done}/{self.total} {said}, {left:.0f} s left"
        if sys.stderr.isatty():
            print(f"\r{line:<78}", end="", file=sys.stderr, flush=True)

    def close(self, said: str) -> None:
        """Say how it ended."""
        taken = time.perf_counter() - self.start
        live = "\r" if sys.stderr.isatty() else ""
        line = f"{self.title}: {said}, {self.done} of {self.total} steps in {taken:.1f} s"
        print(f"{live}{line:<78}".rstrip(), file=sys.stderr, flush=True)
