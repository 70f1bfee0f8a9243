"""Konton (after Kommun-Bas) per kontogrupp: how a month's amount is booked. Voucher texts and motpart codes are invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from finance.kontoplan import Kontogrupp


class Stil(StrEnum):
    """How amounts of a konto come into the books."""

    LON = "LÖN"  # one payroll run a month, one row per ansvar
    FAKTURA = "LEV"  # supplier invoices spread over the month, with credits and corrections
    UTBETALNING = "UTB"  # payment runs
    DEBITERING = "DEB"  # charges and grants, late in the month
    INTERN = "INT"  # one internal voucher at the start of the month


@dataclass(frozen=True, slots=True)
class Kontospec:
    """`vikt`: share of the kontogrupp (relative). `rader`: about how many rows a month. Texts take {manad}, {ar} and {nr}."""

    konto: str
    vikt: float
    stil: Stil
    rader: int
    texter: tuple[str, ...]
    motpart: tuple[str, ...] = ("",)
    aktivitet: str = ""
    projekt: str = ""


INTERNT, STAT, KOMMUN, FORETAG, HUSHALL = "110", "810", "820", "870", "880"

STANDARDKONTON: Mapping[Kontogrupp, Sequence[Kontospec]] = {
    Kontogrupp.PERSONAL: (
        Kontospec("5011", 0.56, Stil.LON, 1, ("Månadslön {manad}",)),
        Kontospec("5021", 0.07, Stil.LON, 1, ("Timlön {manad}",)),
        Kontospec("5031", 0.05, Stil.LON, 1, ("OB och jour {manad}",)),
        Kontospec("5041", 0.02, Stil.LON, 1, ("Övertid och fyllnadstid {manad}",)),
        Kontospec("5081", 0.015, Stil.LON, 1, ("Sjuklön {manad}",)),
        Kontospec("5611", 0.285, Stil.LON, 1, ("PO-pålägg {manad}",)),
    ),
    Kontogrupp.OVRIGT: (
        Kontospec("6411", 0.40, Stil.FAKTURA, 2, ("Förbrukningsmaterial", "Sjukvårdsmaterial, faktura {nr}"), (FORETAG,)),
        Kontospec("6851", 0.15, Stil.FAKTURA, 1, ("Telefoni {manad}", "Mobila abonnemang"), (FORETAG,)),
        Kontospec("7051", 0.25, Stil.FAKTURA, 1, ("Resor i tjänsten", "Drivmedel {manad}", "Bilar {manad}"), (FORETAG,)),
        Kontospec("7611", 0.20, Stil.FAKTURA, 1, ("Utbildning, faktura {nr}", "Livsmedel", "Möteskostnader"), (FORETAG, "")),
    ),
    Kontogrupp.LOKALER: (Kontospec("6011", 1.0, Stil.INTERN, 1, ("Internhyra {manad}",), (INTERNT,)),),
    Kontogrupp.KAPITAL: (
        Kontospec("7911", 0.85, Stil.INTERN, 1, ("Avskrivning {manad}",), (INTERNT,)),
        Kontospec("7891", 0.15, Stil.INTERN, 1, ("Internränta {manad}",), (INTERNT,)),
    ),
    Kontogrupp.KONSULTER: (
        Kontospec("7451", 0.70, Stil.FAKTURA, 1, ("Inhyrd personal, faktura {nr}", "Bemanningstjänst {manad}"), (FORETAG,)),
        Kontospec("7521", 0.30, Stil.FAKTURA, 1, ("Konsultstöd, faktura {nr}",), (FORETAG,)),
    ),
    Kontogrupp.INTAKTER: (
        Kontospec("3111", 0.70, Stil.DEBITERING, 1, ("Avgifter {manad}",), (HUSHALL,)),
        Kontospec("3511", 0.30, Stil.DEBITERING, 1, ("Ersättning kommun {manad}", "Bidrag, rekvisition {nr}"), (KOMMUN, STAT)),
    ),
    Kontogrupp.KOP: (
        Kontospec("4611", 1.0, Stil.FAKTURA, 3, ("Köpt plats {manad}", "Köpt insats, faktura {nr}"), (FORETAG,)),
    ),
    Kontogrupp.FORSORJNINGSSTOD: (
        Kontospec("4511", 0.90, Stil.UTBETALNING, 5, ("Försörjningsstöd {manad}", "Utbetalningskörning {nr}"), (HUSHALL,)),
        Kontospec("4518", 0.10, Stil.UTBETALNING, 2, ("Bistånd i övrigt, utbetalning {manad}",), (HUSHALL,)),
    ),
}  # fmt: skip

HVB_VUXNA = (
    Kontospec("4631", 0.75, Stil.FAKTURA, 3, ("HVB vuxna, vårddygn {manad}", "Vårddygn, faktura {nr}"), (FORETAG,), "310"),
    Kontospec("4633", 0.25, Stil.FAKTURA, 1, ("Placering enligt LVM {manad}",), (STAT,), "320"),
)
HVB_BARN = (
    Kontospec(
        "4632", 0.85, Stil.FAKTURA, 4, ("HVB barn och unga, vårddygn {manad}", "Vårddygn, faktura {nr}"), (FORETAG,), "310"
    ),
    Kontospec("4634", 0.15, Stil.FAKTURA, 1, ("Stödboende {manad}",), (FORETAG, KOMMUN), "330"),
)
FAMILJEHEM = (
    Kontospec(
        "4641", 0.62, Stil.UTBETALNING, 3, ("Ersättning familjehem {manad}", "Omkostnadsersättning {manad}"), (HUSHALL,), "340"
    ),
    Kontospec("4642", 0.38, Stil.FAKTURA, 3, ("Konsulentstött familjehem {manad}", "Jourhem, faktura {nr}"), (FORETAG,), "350"),
)
MIGRATIONSVERKET = (
    Kontospec("3521", 0.85, Stil.DEBITERING, 1, ("Ersättning Migrationsverket, beslut {nr}",), (STAT,)),
    Kontospec("3141", 0.15, Stil.DEBITERING, 1, ("Återkrav {manad}",), (HUSHALL,)),
)
ASSISTANSERSATTNING = (
    Kontospec("3531", 0.90, Stil.DEBITERING, 2, ("Assistansersättning {manad}",), (STAT,)),
    Kontospec("3111", 0.10, Stil.DEBITERING, 1, ("Avgifter {manad}",), (HUSHALL,)),
)
HYRESINTAKTER = (
    Kontospec("3411", 0.90, Stil.DEBITERING, 2, ("Hyror sociala kontrakt {manad}",), (HUSHALL,)),
    Kontospec("3511", 0.10, Stil.DEBITERING, 1, ("Bidrag, rekvisition {nr}",), (STAT,)),
)
LICENSER = (
    Kontospec("6911", 0.45, Stil.FAKTURA, 2, ("Licenser verksamhetssystem {manad}", "Systemavgift, faktura {nr}"), (FORETAG,)),
    Kontospec("6411", 0.25, Stil.FAKTURA, 2, ("Förbrukningsmaterial", "Kontorsmaterial, faktura {nr}"), (FORETAG,)),
    Kontospec("6851", 0.15, Stil.FAKTURA, 1, ("Telefoni {manad}",), (FORETAG,)),
    Kontospec("7051", 0.15, Stil.FAKTURA, 1, ("Resor i tjänsten",), (FORETAG,)),
)
KONTAKTFAMILJER = (
    Kontospec("4771", 0.60, Stil.UTBETALNING, 3, ("Ersättning kontaktfamiljer {manad}", "Umgängesresor {manad}"), (HUSHALL,)),
    Kontospec("6411", 0.20, Stil.FAKTURA, 2, ("Förbrukningsmaterial", "Läkarutlåtande, faktura {nr}"), (FORETAG,)),
    Kontospec("7051", 0.20, Stil.FAKTURA, 2, ("Resor i tjänsten", "Drivmedel {manad}"), (FORETAG,)),
)
RENOVERING = Kontospec("6191", 1.0, Stil.FAKTURA, 2, ("Renovering sociala kontrakt, faktura {nr}",), (FORETAG,), projekt="5210")
