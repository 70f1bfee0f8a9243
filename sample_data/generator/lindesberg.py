"""LIN-SN: the targets of the Lindesberg-like nämnd, after the published månadsuppföljning of May 2022.

The level-1 table of May 2022, the underverksamheter, last year's avvikelse and försörjningsstöd are published (rounded to
0,1 Mnkr); the öre below the printed digit, the sizes of the underverksamheter and the years before 2022 are invented.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from finance.kontoplan import Kontogrupp
from sample_data.generator import konton
from sample_data.generator.konton import Kontospec
from sample_data.generator.mal import KR, MNKR, Mal, Niva, split_grupper, subtract
from sample_data.generator.slump import Slump

K = Kontogrupp
SISTA = (2022, 5)
EKONOMISKT_BISTAND = "5570"
SHARE_JAN_MAJ = 0.402  # of a year's cost by the seasons: only sets the slope from 2021 into 2022

NODER: Sequence[tuple[str, str, str]] = (
    ("0500", "Socialnämnden", ""),
    ("0510", "Administration", "0500"),
    ("5130", "Funktionsstöd", "0500"),
    ("0513", "Administration", "5130"),
    ("5132", "Gruppbostad", "5130"),
    ("5133", "Barn- och ungdomsboende externt", "5130"),
    ("5134", "Externa placeringar vuxna", "5130"),
    ("5139", "Övrigt Funktionsstöd", "5130"),
    ("5500", "Individ- och familj", "0500"),
    ("5501", "Vakanta tjänster (flera enheter)", "5500"),
    ("5570", "Ekonomiskt bistånd", "5500"),
    ("5551", "HVB vuxna", "5500"),
    ("5552", "Familjehem", "5500"),
    ("5553", "HVB barn", "5500"),
    ("5590", "Övrigt Individ- och familj", "5500"),
    ("5200", "Vård och omsorg", "0500"),
    ("0520", "Administration", "5200"),
    ("5221", "Bemanningsenhet", "5200"),
    ("5222", "Sjuksköterskor", "5200"),
    ("5230", "Särskilt boende/demens", "5200"),
    ("5240", "Hemtjänst", "5200"),
    ("5290", "Övrigt Vård och omsorg", "5200"),
)
"""Kod, namn, överordnad: the struktur file, in the order of the published report."""


@dataclass(frozen=True)
class Blad:
    """One leaf. `utfall`, `avvikelse`: Mnkr per full year 2018-2021. Budget 2022 in kronor; `avvikelse_maj` in öre.

    An avvikelse is plus for överskott. `andelar`: kontogrupp -> share of the net (intäkter negative); `orsak`: kontogrupp ->
    share of the avvikelse.
    """

    kod: str
    ansvar: tuple[str, ...]
    utfall: tuple[float, float, float, float]
    avvikelse: tuple[float, float, float, float]
    budget_helar: int
    budget_maj: int
    avvikelse_maj: int
    andelar: Mapping[K, float]
    orsak: Mapping[K, float] = field(default_factory=lambda: {K.PERSONAL: 1.0})
    konton: Mapping[K, Sequence[Kontospec]] = field(default_factory=dict)


def _andelar(
    *, pers: float = 0, kop: float = 0, lok: float = 0, ovr: float = 0, kons: float = 0, kap: float = 0
) -> dict[K, float]:
    """Shares of the net; intäkter are what makes them sum to 1."""
    costs = {K.PERSONAL: pers, K.KOP: kop, K.LOKALER: lok, K.OVRIGT: ovr, K.KONSULTER: kons, K.KAPITAL: kap}
    shares = {grupp: share for grupp, share in costs.items() if share}
    return {K.INTAKTER: round(1 - sum(shares.values()), 6), **shares}


KOP = {K.KOP: 1.0}
BLAD: Sequence[Blad] = (
    Blad("0510", ("10100",), (20.1, 20.7, 21.2, 21.75), (0.4, 0.7, 1.5, 2.3), 23_478_400, 9_986_200, 89_318_642,
         _andelar(pers=0.72, lok=0.06, ovr=0.19, kons=0.05, kap=0.02), {K.PERSONAL: 0.8, K.OVRIGT: 0.2},
         {K.OVRIGT: konton.LICENSER}),
    Blad("0513", ("20100",), (5.5, 5.7, 5.8, 5.95), (0.1, 0.05, 0.1, 0.15), 6_174_300, 2_571_400, 8_719_255,
         _andelar(pers=0.84, lok=0.06, ovr=0.12)),
    Blad("5132", ("20210", "20220", "20230"), (58.5, 60.4, 62.6, 64.9), (-0.4, -0.8, -1.2, -1.9),
         61_520_600, 24_806_100, -241_218_407, _andelar(pers=0.90, lok=0.09, ovr=0.07, kap=0.01)),
    Blad("5133", ("20300",), (4.3, 4.9, 4.6, 5.0), (0.2, -0.3, 0.1, -0.4), 4_588_000, 1_912_500, -21_804_930,
         _andelar(kop=0.97, ovr=0.06), KOP, {K.KOP: konton.HVB_BARN}),
    Blad("5134", ("20400",), (10.1, 10.8, 11.6, 12.9), (-0.6, -0.7, -1.0, -1.75), 9_800_200, 4_083_400, -208_107_718,
         _andelar(kop=1.0, ovr=0.02), KOP, {K.KOP: konton.HVB_VUXNA}),
    Blad("5139", ("20510", "20520"), (57.1, 58.6, 60.2, 61.4), (0.3, 0.1, 0.4, -0.6), 64_235_300, 25_438_700, 3_416_081,
         _andelar(pers=0.95, kop=0.10, lok=0.06, ovr=0.09), konton={K.INTAKTER: konton.ASSISTANSERSATTNING}),
    Blad("5551", ("30200",), (6.8, 7.9, 7.6, 8.4), (-1.1, -1.9, -1.4, -2.6), 6_020_500, 2_508_300, -189_407_366,
         _andelar(kop=1.0, ovr=0.02), KOP, {K.KOP: konton.HVB_VUXNA}),
    Blad("5552", ("30300",), (18.3, 19.0, 19.9, 20.6), (-0.6, -0.9, -1.3, -2.2), 19_020_100, 7_925_200, -68_811_540,
         _andelar(kop=0.93, ovr=0.09), KOP, {K.KOP: konton.FAMILJEHEM, K.OVRIGT: konton.KONTAKTFAMILJER}),
    Blad("5553", ("30400",), (13.5, 14.1, 15.6, 16.4), (-1.2, -1.5, -2.4, -3.1), 14_020_400, 5_842_100, 141_306_925,
         _andelar(kop=1.06, ovr=0.02), KOP, {K.KOP: konton.HVB_BARN}),
    Blad("5590", ("30510", "30520"), (29.4, 30.1, 30.9, 31.6), (0.5, 0.3, 0.6, -0.2), 34_461_700, 14_425_600, 157_122_813,
         _andelar(pers=0.86, kons=0.04, lok=0.07, ovr=0.09, kap=0.01)),
    Blad("0520", ("40100",), (13.1, 13.5, 13.9, 14.4), (0.2, 0.3, 0.4, 0.6), 15_972_300, 6_655_100, 111_821_174,
         _andelar(pers=0.68, lok=0.06, ovr=0.27, kap=0.01), {K.PERSONAL: 0.75, K.OVRIGT: 0.25}, {K.OVRIGT: konton.LICENSER}),
    Blad("5221", ("40200",), (8.4, 8.8, 9.0, 9.3), (-0.1, -0.2, -0.2, -0.5), 9_020_200, 3_640_400, -28_712_649,
         _andelar(pers=0.95, ovr=0.05, lok=0.02)),
    Blad("5222", ("40300",), (30.6, 31.9, 33.0, 34.4), (-0.4, -0.7, -1.1, -1.8), 33_010_800, 13_160_200, -132_208_533,
         _andelar(pers=0.83, kons=0.09, ovr=0.10), {K.PERSONAL: 0.6, K.KONSULTER: 0.4}),
    Blad("5230", ("40410", "40420", "40430", "40440"), (114.6, 118.3, 122.9, 127.4), (-2.1, -3.4, -4.8, -6.9),
         120_020_600, 47_579_800, -730_615_278, _andelar(pers=0.90, lok=0.11, ovr=0.10, kap=0.01)),
    Blad("5240", ("40510", "40520", "40530"), (88.7, 91.2, 95.0, 98.3), (-1.9, -3.0, -4.1, -5.6),
         92_040_300, 36_610_500, -451_709_896, _andelar(pers=0.93, lok=0.02, ovr=0.10)),
    Blad("5290", ("40610", "40620"), (30.5, 31.2, 32.0, 32.6), (0.4, 0.2, 0.6, 0.5), 36_326_200, 14_234_700, 100_119_462,
         _andelar(pers=0.70, kop=0.12, lok=0.10, ovr=0.15)),
)  # fmt: skip
"""Every leaf with ledger rows but Ekonomiskt bistånd, which has its own table."""

FORSORJNINGSSTOD: Mapping[int, tuple[int, int, int, int]] = {
    2018: (1_320_341_850, 370_216_600, 1_810_220_415, 420_311_500),
    2019: (1_236_190_475, 202_073_100, 1_722_408_130, 231_450_200),
    2020: (1_299_831_020, 135_648_200, 1_758_117_745, 120_660_900),
    2021: (1_216_122_740, 33_915_000, 1_611_534_265, 42_108_700),
    2022: (1_069_874_236, 11_896_300, 0, 0),
}
"""Öre per year: försörjningsstöd jan-maj, income jan-maj (as a positive amount), the same for jun-dec."""

BISTAND_AVVIKELSE = (-0.9, -0.5, -1.4, -1.1)  # Mnkr per full year 2018-2021
BISTAND_BUDGET_2022 = ((11_400_000, 208_000), (15_960_000, 292_000))  # kronor: (försörjningsstöd, income) jan-maj, jun-dec

ANSVAR: Mapping[str, tuple[str, ...]] = {blad.kod: blad.ansvar for blad in BLAD} | {EKONOMISKT_BISTAND: ("30100",)}
KONTON: Mapping[tuple[str, K], Sequence[Kontospec]] = {
    **{(blad.kod, grupp): specs for blad in BLAD for grupp, specs in blad.konton.items()},
    (EKONOMISKT_BISTAND, K.INTAKTER): konton.MIGRATIONSVERKET,
}

BEDOMNINGAR: Sequence[tuple[str, float, str]] = (
    ("0510", 0.5, "Vakanta tjänster under våren tillsätts efter sommaren."),
    ("0513", -0.3, "Vakant tjänst som enhetschef ersätts av två administratörer året ut."),
    ("5132", -1.9, "Åtgärder mot övertid och vikarier väntas ge effekt under hösten."),
    ("5133", -0.9, "En placering över budget under sex månader."),
    ("5134", -4.9, "Fyra placeringar utöver budget hela året."),
    ("5139", 0.0, "Väntas följa budget."),
    ("5501", 1.6, "Tillfälligt vakanta tjänster på flera enheter."),
    ("5570", -0.1, "Lägre intäkter från Migrationsverket; utbetalningarna väntas bli 0,7 Mnkr lägre än budget efter maj."),
    ("5551", -3.0, "Högt inflöde och två placeringar enligt LVM."),
    ("5552", -1.8, "Konsulentstödda familjehem blir färre under året."),
    ("5553", 0.0, "Fler placeringar väntas under hösten."),
    ("5590", 0.5, "Vakanserna tillsätts successivt."),
    ("0520", 1.3, "Vakanta tjänster som enhetschef och lägre kostnad för licenser."),
    ("5221", -0.5, "Överanställning, och två vikarier under sommaren."),
    ("5222", -2.0, "Ökad vårdtyngd."),
    ("5230", -8.0, "Extra resurser avvecklas från juni."),
    ("5240", -15.0, "Beviljade timmar ligger kvar på hög nivå."),
    ("5290", 0.0, "Väntas följa budget under resten av året."),
)
"""Kod, prognos avvikelse helår in Mnkr as published (the Övrigt lines: what the level-1 table leaves), reason."""


def utfall_mal() -> Iterator[Mal]:
    """Utfall per leaf and kontogrupp: full years 2018-2021, jan-maj 2022."""
    for blad in BLAD:
        for place, ar in enumerate(range(2018, 2022)):
            yield from _grupper(blad.kod, ar, (1, 12), _utfall(blad, *_ar_2018_2021(blad, place)))
        yield from _grupper(blad.kod, 2022, (1, 5), _utfall(blad, blad.budget_maj * KR, blad.avvikelse_maj))
    for ar, (stod_1, inkomst_1, stod_2, inkomst_2) in FORSORJNINGSSTOD.items():
        yield from _bistand(ar, (1, 5), stod_1, inkomst_1)
        if stod_2:
            yield from _bistand(ar, (6, 12), stod_2, inkomst_2)


def budget_mal() -> Iterator[Mal]:
    """Budget per leaf and kontogrupp in whole kronor: full years 2018-2021, and 2022 as jan-maj and jun-dec."""
    for blad in BLAD:
        for place, ar in enumerate(range(2018, 2022)):
            budget, _ = _ar_2018_2021(blad, place)
            yield from _grupper(blad.kod, ar, (1, 12), _hela_kronor(budget, blad.andelar))
        yield from _grupper(blad.kod, 2022, (1, 5), _hela_kronor(blad.budget_maj * KR, blad.andelar))
        yield from _grupper(blad.kod, 2022, (6, 12), _hela_kronor((blad.budget_helar - blad.budget_maj) * KR, blad.andelar))
    for place, ar in enumerate(range(2018, 2022)):
        stod_1, inkomst_1, stod_2, inkomst_2 = FORSORJNINGSSTOD[ar]
        inkomst = (inkomst_1 + inkomst_2) // 10_000_00 * 10_000_00
        net = (stod_1 + stod_2 - inkomst_1 - inkomst_2 + round(BISTAND_AVVIKELSE[place] * MNKR)) // KR * KR
        yield from _bistand(ar, (1, 12), net + inkomst, inkomst)
    for span, (stod, inkomst) in zip(((1, 5), (6, 12)), BISTAND_BUDGET_2022, strict=True):
        yield from _bistand(2022, span, stod * KR, inkomst * KR)


def nivaer() -> dict[str, Niva]:
    """The level of each leaf by year, so that 2021 leads into 2022."""
    found = {}
    for blad in BLAD:
        maj = (blad.budget_maj * KR - blad.avvikelse_maj) / MNKR
        found[blad.kod] = Niva(dict(zip(range(2018, 2022), blad.utfall, strict=True)) | {2022: maj / SHARE_JAN_MAJ})
    return found


def _ar_2018_2021(blad: Blad, place: int) -> tuple[int, int]:
    """(budget, avvikelse) of one earlier year in öre: a whole budget in kronor, an avvikelse within 3 000 kr of the table's."""
    draw = Slump(f"LIN {blad.kod} {place}")  # the same for utfall and budget
    utfall = round(blad.utfall[place] * MNKR) + draw.heltal(-4_000_000, 4_000_000)
    avvikelse = round(blad.avvikelse[place] * MNKR) + draw.heltal(-300_000, 300_000)
    budget = (utfall + avvikelse) // KR * KR
    return budget, budget - utfall


def _utfall(blad: Blad, budget: int, avvikelse: int) -> dict[K, int]:
    return subtract(_hela_kronor(budget, blad.andelar), avvikelse, blad.orsak)


def _hela_kronor(budget: int, andelar: Mapping[K, float]) -> dict[K, int]:
    return {grupp: kr * KR for grupp, kr in split_grupper(budget // KR, andelar).items()}


def _grupper(kod: str, ar: int, span: tuple[int, int], grupper: Mapping[K, int]) -> Iterator[Mal]:
    for grupp, ore in grupper.items():
        if ore:
            yield Mal(kod, ar, *span, grupp, ore)


def _bistand(ar: int, span: tuple[int, int], stod: int, inkomst: int) -> Iterator[Mal]:
    yield Mal(EKONOMISKT_BISTAND, ar, *span, K.FORSORJNINGSSTOD, stod)
    yield Mal(EKONOMISKT_BISTAND, ar, *span, K.INTAKTER, -inkomst)
