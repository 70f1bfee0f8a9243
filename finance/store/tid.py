"""Times in the store: ISO 8601 text in UTC with microseconds, so the order of text is the order of time."""

from datetime import UTC, datetime, timedelta

FIRST = "0001-01-01T00:00:00.000000+00:00"
TICK = timedelta(microseconds=1)


def utc_now() -> datetime:
    """The clock that a store uses unless it is given another."""
    return datetime.now(UTC)


def to_text(time: datetime) -> str:
    """As stored. A time without a zone is taken as local time."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """As stored -> aware datetime in UTC."""
    return datetime.fromisoformat(text)


def later(time: datetime, previous: str) -> str:
    """`time`, or one microsecond after `previous` if the clock has not moved past it."""
    text = to_text(time)
    return text if text > previous else to_text(from_text(previous) + TICK)
