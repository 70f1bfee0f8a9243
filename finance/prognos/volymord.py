"""Words for what a volume counts: one, several, and a figure with its word."""

from finance.format import NB, format_tal
from finance.store import Volymslag

FLERTAL = {
    "timme": "timmar",
    "plats": "platser",
    "placering": "placeringar",
    "insats": "insatser",
    "ärende": "ärenden",
    "person": "personer",
    "elev": "elever",
    "portion": "portioner",
    "resa": "resor",
    "lägenhet": "lägenheter",
    "vecka": "veckor",
    "dag": "dagar",
    "utredning": "utredningar",
    "kontakt": "kontakter",
    "kontrakt": "kontrakt",
    "klient": "klienter",
    "familj": "familjer",
    "enhet": "enheter",
    "invånare": "invånare",
    "anmälan": "anmälningar",
}
"""Words whose plural is another; a longer word with one of these at its end follows it."""


def plural(enhet: str) -> str:
    """`timme` -> `timmar`; a word that is not known stays as it is (`vårddygn`, `hushåll`, `hem`)."""
    for one, several in FLERTAL.items():
        if enhet.endswith(one):
            return enhet.removesuffix(one) + several
    return enhet


def volume_text(value: float | None, enhet: str) -> str:
    """`1 200 vårddygn`; one decimal below a hundred where it says something."""
    text = plain_volume(value)
    return f"{text}{NB}{enhet if text == '1' else plural(enhet)}"


def plain_volume(value: float | None) -> str:
    """The same without its word."""
    decimals = 1 if value is not None and abs(value) < 100 and round(value, 1) != round(value) else 0
    return format_tal(value, decimals)


def per_text(enhet: str, slag: Volymslag) -> str:
    """What a price is for: `per timme`, `per hushåll och månad`."""
    return f"per {enhet}" + (" och månad" if slag is Volymslag.NIVA else "")


def price_text(ore: float | None) -> str:
    """A price per unit: kronor, with öre below a hundred kronor."""
    if ore is None:
        return format_tal(None)
    return f"{format_tal(ore / 100, 2 if abs(ore) < 100_00 else 0)}{NB}kr"


ORD = (
    "vårddygn",
    "dygn",
    "timm",
    "hushåll",
    "besök",
    "portion",
    "familjehem",
    "plats",
    "placering",
    "insats",
    "ärende",
    "kontrakt",
)
"""What the name of a mått may say that it counts; the first that is found."""


def guess_unit(matt: str, enhet: str) -> str:
    """A proposal for the word for one, from the name of a mått, else its unit; "" where neither says."""
    name = matt.casefold()
    found = next((word for word in ORD if word in name), "")
    if found:
        return {"timm": "timme"}.get(found, found)
    return "" if enhet in ("", "antal") else enhet
