"""The cycle collector at rest while a list is read.

Reading makes hundreds of thousands of objects and no cycle among them; looking through all of
them again and again takes a third of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector rest meanwhile, where it was on; another thread's garbage waits as long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
