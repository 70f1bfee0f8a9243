"""Running a coroutine to its end, also where a browser test has left its own loop running in this thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run_alone(coroutine: Coroutine[Any, Any, None]) -> None:
    """In a loop and a thread of its own."""
    with ThreadPoolExecutor(max_workers=1) as one:
        one.submit(asyncio.run, coroutine).result()
