"""Vouchers to the utfall: rows of class 3-9, dated, and checked against #RES."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.inlasning.sie import kontroll
from finance.inlasning.sie.perioder import read_datum
from finance.inlasning.sie.poster import Poster, drop_corrected, read_trans, read_ver
from finance.inlasning.sie.rader import VERRADER, Verblock
from finance.inlasning.sie.ram import Delpost
from finance.inlasning.sie.sak import Siesak
from finance.kolumner import Col, Slag


def read_transaktioner(sak: Siesak, block: Verblock) -> Delpost:
    """All rows are read, for the check that vouchers balance; those of drift are kept."""
    rader, fynd = sak.rader, sak.fynd
    places = rader.places(*VERRADER)
    poster = read_trans(rader, places[block.ver[places] >= 0], sak.enhet, fynd)
    poster = drop_corrected(rader, poster, block.ver[poster.place], fynd)
    ver_place = block.ver[poster.place]
    if not fynd.has_fel():
        kontroll.check_balans(rader, ver_place, poster.ore, fynd)
    balans_ore = sak.tell_balans(poster, "transaktionsrader")
    poster, ver_place = poster.take(poster.drift), ver_place[poster.drift]
    ver = read_ver(rader, fynd)
    rows = ver.rows(ver_place)
    poster, rows = poster.take(rows < len(ver.place)), rows[rows < len(ver.place)]
    datering = read_datum(rader, poster, ver.datum[rows], sak.register.rar, fynd)
    poster, rows = poster.take(datering.keep), rows[datering.keep]
    _check_res(sak, poster, datering.datum)
    sak.tell_avrundat(poster)
    own = poster.ovriga[1].rows
    text = np.where(own != "", own, ver.text[rows])
    rad = rader.nummer[poster.place]
    return Delpost(Slag.UTFALL, poster, datering.period, rad, ver.namn[rows], datering.iso, text, balans_ore)


def _check_res(sak: Siesak, poster: Poster, datum: npt.NDArray[np.int64]) -> None:
    if not sak.res:
        sak.fynd.upplysning("res_saknas", "Filen har inga resultat (#RES) att kontrollera mot.")
    frame = pd.DataFrame({str(Col.KONTO): poster.konto.rows, str(Col.ORE): poster.ore})
    for arsnr in sorted({arsnr for arsnr, _ in sak.res}, reverse=True):
        sums = kontroll.sum_year(frame, datum, sak.register.rar, arsnr)
        if sums is not None:
            kontroll.check_res(sums, sak.res_of(arsnr), "Transaktionerna", sak.ar(arsnr), sak.fynd)
