"""Office packages without the clock: the same content gives the same bytes."""

import io
import re
import zipfile

from finance.period import LAST_DAY, Period

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
STAMPED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def stamp(period: Period) -> str:
    """The last day of the period's month, as Office writes a time."""
    manad = min(period.manad, 12)
    return f"{period.ar}-{manad:02d}-{LAST_DAY[manad - 1]:02d}T00:00:00Z"


def freeze(package: bytes, period: Period) -> bytes:
    """The package with every time in it set by the period instead of by the clock; embedded workbooks too."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(zipfile.ZipInfo(name, ZIP_TIME), _frozen(name, source.read(name), period), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _frozen(name: str, data: bytes, period: Period) -> bytes:
    if name.endswith(".xlsx"):
        return freeze(data, period)
    if name == "docProps/core.xml":
        return STAMPED.sub(rb"\g<1>" + stamp(period).encode(), data)
    return data
