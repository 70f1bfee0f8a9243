"""A profile's choice against what the file itself says: what is new in the file goes first, and it is told.

A profile remembers what the file said when the choice was made. When this month's file says the same, the choice holds, also
where it goes against the file; when it says something else, the file holds and a varning tells of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from finance.inlasning.fil.blad import Blad
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Bladval, Lasval, Tecken
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.rubrik import Rubrik
from finance.inlasning.tabell.sammanhang import read_sammanhang
from finance.inlasning.val.tecken import Teckenbeslut

KONTO = "konto:"
"""Before a sign that the file's konto classes say, as opposed to one guessed by the amounts."""


def is_contradicted(bladval: Bladval, falt: str, said: str) -> bool:
    """Whether the file says another thing of `falt` than both the profile's choice and the file it was made from."""
    then = bladval.ur_profil.get(falt)
    return then is not None and said not in ("", then, str(getattr(bladval, falt)))


def tell_contradicted(bladval: Bladval, falt: str, said: str, *, blad: str, fynd: Fynd) -> None:
    """Say that the file went before the profile."""
    text = f"Filen säger {falt} {said}, men tolkningen från {bladval.profilfil} har {getattr(bladval, falt)}. Filen fick gälla."
    fynd.varning("profil_motsagd", text, f"Välj {falt} om det blev fel.", blad=blad)


def said_slag(blad: Blad, place: int, fil: str, rubriker: Sequence[Rubrik]) -> str:
    """Utfall or budget where titles, names or headers say so, "" where they do not or say both."""
    in_headers = {rubrik.slag.value for rubrik in rubriker if rubrik.slag}
    if in_headers:
        return in_headers.pop() if len(in_headers) == 1 else ""
    around = read_sammanhang(blad, place, fil, val=Lasval(), bladval=Bladval()).slag
    return around.value if around else ""


def weigh_slag(blad: Blad, place: int, fil: str, rubriker: Sequence[Rubrik], bladval: Bladval, fynd: Fynd) -> Bladval:
    """`bladval` without a slag from a profile that the file speaks against."""
    if "slag" not in bladval.ur_profil:
        return bladval
    said = said_slag(blad, place, fil, rubriker)
    if not is_contradicted(bladval, "slag", said):
        return bladval
    tell_contradicted(bladval, "slag", said, blad=blad.namn, fynd=fynd)
    return replace(bladval, slag=None)


def said_tecken(beslut: Teckenbeslut) -> str:
    """A sign decided without a choice, as remembered."""
    return f"{KONTO if beslut.ur_konto else ''}{beslut.tecken}"


def weigh_tecken(sak: Bladsak, beslut: Teckenbeslut) -> Tecken | None:
    """The chosen sign, if it holds against `beslut`, made without it; None lets the file decide."""
    valt = sak.bladval.tecken or sak.val.tecken
    then = sak.bladval.ur_profil.get("tecken")
    if valt is None or then is None or said_tecken(beslut) == then or beslut.tecken == valt:
        return valt
    if beslut.ur_konto:
        tell_contradicted(sak.bladval, "tecken", beslut.tecken, blad=sak.blad.namn, fynd=sak.fynd)
        return None
    text = f"Beloppen tycks ha tecknet {beslut.tecken}, men tolkningen från {sak.bladval.profilfil} har {valt}, som gäller."
    sak.varning("profil_motsagd", text, "Kontrollera tecknet, och välj det om det blev fel.")
    return valt
