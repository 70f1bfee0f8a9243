"""KAT-SN: the published bidrag to föreningar, in kronor. The sums are those of the rows (`KALLOR.md` has the printed ones)."""

from collections.abc import Mapping, Sequence

RUBRIKER = ("Förening", "Bidrag 2021", "Sökt 2022", "Behållning", "Resultat", "Förslag 2022")
RADER: Mapping[str, Sequence[int]] = {
    "Brottsofferjouren": (150000, 165000, 870669, 106029, 90000),
    "IOGT-NTO 235": (5000, 5000, 812561, -16236, 5000),
    "Oliven/Kamratstödet": (110000, 168500, 181638, 10535, 90000),
    "Röda korset": (5000, 10000, 587012, 147669, 15000),
}


def foreningsbidrag() -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """The headings; a row per förening, and their sum."""
    summa = (sum(column) for column in zip(*RADER.values(), strict=True))
    return RUBRIKER, (*((namn, *row) for namn, row in RADER.items()), ("Summa", *summa))
