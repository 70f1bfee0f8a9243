"""Times for people, Swedish time: `10 juni 2022 kl. 08.14`. The store's times are UTC."""

from datetime import datetime

from finance.errors import InvalidValue
from finance.format import NB
from finance.kommandon.bas import SVENSK_TID, parse_tid
from finance.period import MANADER, MANADER_KORT, Period


def parse_as_of(text: str) -> datetime | None:
    """A day (its last moment) or a time; None when it cannot be read."""
    try:
        return parse_tid(text.replace(" ", "+"))  # a plus in a URL arrives as a space
    except InvalidValue:
        return None


def show_day(moment: datetime) -> str:
    """`10 juni 2022`, of a time in the store."""
    local = moment.astimezone(SVENSK_TID)
    return f"{local.day}{NB}{MANADER[local.month - 1]}{NB}{local.year}"


def show_short_day(moment: datetime) -> str:
    """`10 jun 2022`, for a narrow column."""
    local = moment.astimezone(SVENSK_TID)
    return f"{local.day}{NB}{MANADER_KORT[local.month - 1]}{NB}{local.year}"


def show_short_time(moment: datetime) -> str:
    """`10 jun 2022 08.14`, for a narrow column."""
    local = moment.astimezone(SVENSK_TID)
    return f"{show_short_day(moment)}{NB}{local.hour:02d}.{local.minute:02d}"


def show_time(moment: datetime) -> str:
    """`10 juni 2022 kl. 08.14`, of a time in the store."""
    local = moment.astimezone(SVENSK_TID)
    return f"{show_day(moment)} kl.{NB}{local.hour:02d}.{local.minute:02d}"


def this_month() -> Period:
    """The calendar month now, Swedish time: only a proposal to start from."""
    now = datetime.now(SVENSK_TID)
    return Period(now.year, now.month)
