"""The whole rapportkontroll of a nämnd and period: texts, mått, åtgärder, tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from finance.belopp import Enhet, Vy
from finance.inlasning.planrader import Atgardsrad
from finance.lage import STAENDE, Lage
from finance.matt import Mattfoljd
from finance.rapport.avrundning import rounding_notes
from finance.rapport.kommentarer import Kommentarer
from finance.rapport.kontroll.amnen import amnen_of
from finance.rapport.kontroll.fritt import tryckta
from finance.rapport.kontroll.helhet import check_whole
from finance.rapport.kontroll.matt.kontroll import check_kon, check_use
from finance.rapport.kontroll.matt.texter import check_matt_texts, read_matt_texts, still_unchecked
from finance.rapport.kontroll.matt.underlag import read_underlag
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, Kontroll
from finance.rapport.kontroll.tal import find_tal
from finance.rapport.kontroll.texter import check_texts, count_tal
from finance.rapport.kontroll.textfynd import Staende, check_live, check_placed
from finance.rapport.kontroll.tryckt import TrycktTabell, check_tryckt
from finance.rapport.levande import Siffror, siffror_of
from finance.rapport.matt.foljder import read_foljder
from finance.rapport.modell import Rapport
from finance.rapport.rapportdelar import TERTIAL, standing_text
from finance.store import UTAN_GRANS, Kommentarsgrans
from finance.uppfoljning import Uppfoljning

_ORDNING = (Allvar.FEL, Allvar.VARNING, Allvar.UPPLYSNING)


@dataclass(frozen=True)
class Kontrollunderlag:
    """What is checked beside the table itself. `tryckta`: tables that somebody typed or pasted."""

    kommentarer: Kommentarer
    matt: tuple[Mattfoljd, ...] = ()
    atgarder: tuple[Atgardsrad, ...] = ()
    tryckta: tuple[TrycktTabell, ...] = ()
    rapport: Rapport | None = None
    siffror: Siffror | None = None  # completes the texts' live figures
    grans: Kommentarsgrans = UTAN_GRANS
    staende: Staende | None = None


def check_rapport(lage: Lage, uppfoljning: Uppfoljning, kommentarer: Kommentarer, rapport: Rapport) -> Kontroll:
    """The kontroll of a report with all that the `Lage` holds; `kommentarer` as written, `uppfoljning` per nod."""
    underlag = Kontrollunderlag(
        kommentarer,
        read_foljder(lage),
        lage.atgarder,
        tryckta(lage.fritabeller),
        rapport=rapport,
        siffror=siffror_of(lage, uppfoljning, rapport.enhet, rapport.vy),
        grans=lage.kommentarsgrans,
        staende=_standing(lage, kommentarer) if rapport.slag == TERTIAL else None,
    )
    return check_report(lage, uppfoljning, underlag, enhet=rapport.enhet)


def _standing(lage: Lage, kommentarer: Kommentarer) -> Staende | None:
    found = standing_text(lage, kommentarer)
    return None if found is None else Staende((lage.struktur.total_kod, STAENDE), *found)


def check_report(lage: Lage, uppfoljning: Uppfoljning, underlag: Kontrollunderlag, *, enhet: Enhet) -> Kontroll:
    """Every finding, fel first. `uppfoljning` per nod, computed from `lage`; `enhet` is the report's."""
    amnen, live = amnen_of(lage, uppfoljning), underlag.siffror
    every = _written(underlag)
    written = {key: text for key, text in every.items() if amnen.has_line(key[0])}
    texter = {key: live.complete(text, *key) if live else text for key, text in written.items()}
    levande = {key: _live_figures(live, text, *key) for key, text in written.items()} if live else {}
    matt = read_underlag(lage, underlag.matt, underlag.rapport)
    found, unchecked = check_texts(texter, amnen, lage.period.ar, enhet, levande=levande, av_matt=matt.namn)
    if live is not None:
        found += [fynd for key, text in written.items() for fynd in check_live(live, text, key, amnen)]
    found += check_placed(every, amnen)
    of_money = {key: text for key, text in texter.items() if key[1] not in matt.namn}
    found += check_whole(lage, uppfoljning, of_money, amnen, enhet, underlag.grans)
    found += check_use(underlag.matt, lage.period)
    said = read_matt_texts(texter, matt, amnen)
    found += check_matt_texts(texter, matt, amnen, said, levande)
    found += _empty_effects(underlag.atgarder)
    for tabell in underlag.tryckta:
        found += check_tryckt(tabell)
    if underlag.rapport is not None:
        found += _roundings(underlag.rapport)
        found += check_kon(lage, underlag.rapport)
    left = [one for one in unchecked if still_unchecked(one, matt, said)]
    if underlag.staende is not None:
        found = underlag.staende.mark(found)
    in_order = sorted(_once(found), key=lambda fynd: _ORDNING.index(fynd.allvar))
    return Kontroll(tuple(in_order), tuple(left), sum(count_tal(text) for text in texter.values()))


def _written(underlag: Kontrollunderlag) -> dict[tuple[str, str], str]:
    """The texts of the report as written, the standing one too."""
    found = {key: one.text for key, one in underlag.kommentarer.items() if one.text.strip()}
    standing = underlag.staende
    return found if standing is None else {**found, standing.nyckel: standing.text.text}


def _live_figures(live: Siffror, text: str, nod: str, sektion: str) -> frozenset[str]:
    """The figures of a text that are taken from the tables, and right by that."""
    return frozenset(tal.text for value in live.values(text, nod, sektion) for tal in find_tal(value))


def _once(found: Iterable[Fynd]) -> list[Fynd]:
    by_key: Mapping[str, Fynd] = {fynd.nyckel: fynd for fynd in found}
    return list(by_key.values())


def _empty_effects(atgarder: Iterable[Atgardsrad]) -> Iterator[Fynd]:
    for rad in atgarder:
        missing = [
            namn
            for namn, empty in (
                ("ekonomisk effekt", rad.effekt_manad_ore is None and rad.effekt_helar_ore is None),
                ("effekt i verksamheten", not rad.verksamhetseffekt.strip()),
            )
            if empty
        ]
        if missing:
            yield Fynd(
                Kod.TOM_EFFEKT,
                Allvar.VARNING,
                rad.nod,
                " och ".join(missing),
                f"Åtgärdsplan, {rad.avvikelse or rad.nod}: {rad.atgard}",
                "tom",
                MISSING_EFFECT,
                "Fyll i vad åtgärden väntas ge, eller skriv att effekten inte kan beräknas.",
            )


MISSING_EFFECT = "en åtgärd behöver en effekt"


def _roundings(rapport: Rapport) -> Iterator[Fynd]:
    """Where shown figures of a table do not add up because each is rounded by itself."""
    for avsnitt in rapport.avsnitt:
        for tabell in avsnitt.tabeller:
            for note in rounding_notes(tabell, rapport.enhet, Vy(rapport.vy_of(tabell))):
                yield Fynd(
                    Kod.AVRUNDNING,
                    Allvar.UPPLYSNING,
                    avsnitt.nod,
                    "avrundning",
                    tabell.titel,
                    note.rstrip("."),
                    "inget fel",
                    "Inget behöver rättas: skillnaden är avrundning.",
                )
