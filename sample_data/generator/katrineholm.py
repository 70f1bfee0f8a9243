"""KAT-SN: the targets of the Katrineholm-like nämnd, after the published tertialrapport T1 2022.

Published (rounded to tkr): the drift table, försörjningsstöd and placeringskostnad per month, sums per kontogrupp in the text,
lönekostnader. Invented: how each enhet's sum splits into kontogrupper, the öre below the printed digit, and what is not
published of 2020 and 2021.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from finance.belopp import split_by_weights
from finance.kontoplan import Kontogrupp
from sample_data.generator import konton
from sample_data.generator.konton import Kontospec
from sample_data.generator.mal import KR, TKR, Mal, Niva
from sample_data.generator.sasong import SASONG
from sample_data.generator.slump import Slump

K = Kontogrupp
SISTA = (2022, 4)
EKONOMISKT_BISTAND, VUXENSTOD, UNGDOM = "03", "04", "08"

NODER: Sequence[tuple[str, str, str]] = (
    ("01", "Soc Ledning", "2000-2099"),
    ("02", "Vuxenavdelning", "2100-2199"),
    ("03", "Ekonomiskt bistånd", "2200-2299"),
    ("04", "Vuxenstödsenhet", "2300-2399"),
    ("05", "HVB Klivet och Kollektivet", "2400, 2410-2419"),
    ("06", "Avd barn och unga", "2500-2599"),
    ("07", "Barn", "2600-2699"),
    ("08", "Ungdom och placeringsenhet", "2700-2799"),
    ("09", "Förebyggande och resursenhet", "2800-2899"),
)
"""Kod, namn, the ansvar that the enhet selects."""

ANSVAR: Mapping[str, tuple[str, ...]] = {
    "01": ("2000", "2010"), "02": ("2100",), "03": ("2210", "2220"), "04": ("2300", "2310"), "05": ("2400", "2411"),
    "06": ("2500",), "07": ("2610", "2620"), "08": ("2710", "2720"), "09": ("2800", "2810"),
}  # fmt: skip
VERKSAMHET: Mapping[str, str] = {
    "01": "5900", "02": "5510", "03": "5700", "04": "5520", "05": "5590",
    "06": "5530", "07": "5540", "08": "5550", "09": "5560",
}  # fmt: skip


@dataclass(frozen=True)
class Tertial:
    """One enhet, jan-apr. Amounts in tkr, kostnad +: kontogrupp -> (utfall 2022, budget 2022, utfall 2021), Övrigt left out.

    `utfall`, `budget`: the enhet's net for jan-apr 2022 in kronor (rounds to the printed tkr); Övrigt is what they leave.
    """

    kod: str
    utfall: int
    budget: int
    ovrigt_2021: int
    grupper: Mapping[K, tuple[int, int, int]]


TERTIAL: Sequence[Tertial] = (
    Tertial("01", 7_069_790, 6_978_112, 745, {
        K.PERSONAL: (5010, 5180, 4950), K.KONSULTER: (190, 0, 150), K.LOKALER: (1150, 1150, 1125), K.KAPITAL: (82, 82, 85),
        K.INTAKTER: (-122, -140, -522)}),
    Tertial("02", 2_843_130, 3_451_917, 671, {
        K.PERSONAL: (1790, 2420, 2180), K.LOKALER: (420, 420, 412), K.INTAKTER: (-57, -60, -57)}),
    Tertial("03", 18_894_660, 17_258_096, 322, {
        K.PERSONAL: (3660, 3820, 3720), K.LOKALER: (265, 265, 260), K.INTAKTER: (-730, -1200, -1674)}),
    Tertial("04", 5_109_220, 4_805_148, 201, {
        K.PERSONAL: (2690, 3020, 2720), K.LOKALER: (1180, 1180, 1157), K.INTAKTER: (-1416, -1590, -1816)}),
    Tertial("05", 2_096_400, 2_223_600, 241, {
        K.PERSONAL: (3050, 3250, 3120), K.LOKALER: (310, 310, 304), K.INTAKTER: (-1509, -1576, -1559)}),
    Tertial("06", 1_085_890, 1_082_943, 126, {
        K.PERSONAL: (905, 930, 890), K.LOKALER: (40, 40, 39)}),
    Tertial("07", 4_383_180, 4_313_221, 108, {
        K.PERSONAL: (3570, 4190, 3890), K.KONSULTER: (711, 0, 350)}),
    Tertial("08", 24_984_730, 19_090_139, 2480, {
        K.PERSONAL: (6729, 6327, 6133), K.KONSULTER: (360, 0, 200), K.LOKALER: (450, 450, 441),
        K.INTAKTER: (-531, -1699, -1104)}),
    Tertial("09", 3_259_050, 3_775_882, 232, {
        K.PERSONAL: (2860, 3385, 2790), K.LOKALER: (190, 190, 186), K.INTAKTER: (-30, -35, -30)}),
)  # fmt: skip

STOD_TKR: Mapping[int, Sequence[int]] = {
    2020: (5029, 4844, 5733, 4777, 4650, 5045, 5436, 4259, 4735, 4145, 3950, 4950),
    2021: (4044, 4059, 5515, 4233, 4431, 4314, 4582, 4012, 4062, 3776, 4010, 3886),
}
STOD_2022 = (357_089_100, 380_759_600, 436_813_100, 363_488_248)  # öre: the published kronor; April 8 kr above (KALLOR.md)
STOD_BUDGET_TKR: Mapping[int, int] = {2020: 4600, 2021: 4050, 2022: 3514}  # a month; only 2022 is published

PLACERING_TKR: Mapping[int, Sequence[int]] = {
    2020: (4105, 4232, 4618, 4390, 4520, 4871, 4760, 4655, 4702, 4588, 4810, 5036),  # invented
    2021: (4931, 4931, 6501, 6186, 4856, 5471, 5471, 5714, 3059, 3836, 3480, 4245),
    2022: (4164, 4001, 5061, 4341),
}
PLACERING_BUDGET_TKR: Mapping[int, int] = {2020: 3800, 2021: 3905, 2022: 3393}  # a month; 2020 invented
PLACERING_VUXENSTOD_TKR: Mapping[int, int] = {
    2020: 470,
    2021: 520,
    2022: 500,
}  # of that budget; the rest is Ungdom och placeringsenhet's
PLACERING_VUXENSTOD_SHARE = 0.1224  # of the utfall
RENOVERING_TKR = 300  # sociala kontrakt, jan-apr 2022, no budget
GROWTH = 0.02  # a year, before 2021
PERSONAL_BUDGET = 1.03  # budget to utfall in 2020 and 2021

KONTON: Mapping[tuple[str, K], Sequence[Kontospec]] = {
    ("01", K.OVRIGT): konton.LICENSER,
    (EKONOMISKT_BISTAND, K.INTAKTER): konton.MIGRATIONSVERKET,
    (VUXENSTOD, K.INTAKTER): konton.HYRESINTAKTER,
    (VUXENSTOD, K.KOP): konton.HVB_VUXNA,
    ("05", K.INTAKTER): konton.MIGRATIONSVERKET[:1],
    (UNGDOM, K.INTAKTER): konton.MIGRATIONSVERKET[:1],
    (UNGDOM, K.KOP): (*konton.HVB_BARN, *konton.FAMILJEHEM),
    (UNGDOM, K.OVRIGT): konton.KONTAKTFAMILJER,
}

BEDOMNINGAR: Sequence[tuple[str, int, str]] = (
    ("01", -149, "Inhyrt stöd under våren."),
    ("02", 646, "Vakanta tjänster tillsätts inte under året."),
    ("03", -5065, "Utbetalt försörjningsstöd ligger över budget, och ersättningen från Migrationsverket minskar."),
    ("04", -323, "Renovering av sociala kontrakt och fler vårddygn för vuxna."),
    ("05", 152, "Lägre bemanning när beläggningen är låg."),
    ("06", 0, "Väntas följa budget."),
    ("07", -714, "Inhyrda socialsekreterare behövs tills tjänsterna är tillsatta."),
    ("08", -5810, "Placeringarna kostar mer än budget, men väntas bli färre under hösten."),
    ("09", 303, "Vakanta tjänster."),
)
"""Kod, prognos avvikelse helår in tkr as published, reason."""


def utfall_mal() -> Iterator[Mal]:
    """Utfall per enhet and kontogrupp: 2020, 2021 (jan-apr and maj-dec), jan-apr 2022; some of them per month."""
    stod = dict(_stod_per_manad())
    placering = dict(_placering_per_manad())
    for (nod, ar, manad), ore in (stod | placering).items():
        yield Mal(nod, ar, manad, manad, K.FORSORJNINGSSTOD if nod == EKONOMISKT_BISTAND else K.KOP, ore)
    yield Mal(VUXENSTOD, 2022, 1, 4, K.LOKALER, RENOVERING_TKR * TKR + 14_250, konton.RENOVERING.konto)
    for t in TERTIAL:
        yield from _utfall_enhet(t, _manadsvis(t.kod, stod | placering))


def budget_mal() -> Iterator[Mal]:
    """Budget per enhet and kontogrupp in whole kronor, 2020-2022."""
    for ar, tkr in STOD_BUDGET_TKR.items():
        yield Mal(EKONOMISKT_BISTAND, ar, 1, 12, K.FORSORJNINGSSTOD, tkr * 12 * TKR)
    for ar, tkr in PLACERING_BUDGET_TKR.items():
        yield Mal(VUXENSTOD, ar, 1, 12, K.KOP, PLACERING_VUXENSTOD_TKR[ar] * 12 * TKR)
        yield Mal(UNGDOM, ar, 1, 12, K.KOP, (tkr - PLACERING_VUXENSTOD_TKR[ar]) * 12 * TKR)
    for t in TERTIAL:
        yield from _budget_2022(t)
        for m in _tidigare_ar(t):
            factor = PERSONAL_BUDGET if m.kontogrupp is K.PERSONAL else 1.0
            if m.kontogrupp is not K.KONSULTER:
                yield Mal(t.kod, m.ar, m.fran, m.till, m.kontogrupp, round(m.ore * factor / (100 * KR)) * 100 * KR)


def nivaer() -> dict[str, Niva]:
    """Flat within each span: the targets themselves carry the level."""
    return {}


def _utfall_enhet(t: Tertial, manadsvis: int) -> Iterator[Mal]:
    slump = Slump(f"KAT {t.kod}")
    left = t.utfall * KR - manadsvis - ((RENOVERING_TKR * TKR + 14_250) if t.kod == VUXENSTOD else 0)
    for grupp, (utfall, _, _) in t.grupper.items():
        ore = utfall * TKR + slump.heltal(-3000, 3000)
        left -= ore
        yield Mal(t.kod, 2022, 1, 4, grupp, ore)
    yield Mal(t.kod, 2022, 1, 4, K.OVRIGT, left)
    for m in _tidigare_ar(t):
        yield Mal(m.nod, m.ar, m.fran, m.till, m.kontogrupp, m.ore + slump.heltal(-3000, 3000))


def _budget_2022(t: Tertial) -> Iterator[Mal]:
    """Jan-apr as in the table, the rest of the year at the same pace (personal by season)."""
    manadsvis = {EKONOMISKT_BISTAND: STOD_BUDGET_TKR[2022], VUXENSTOD: PLACERING_VUXENSTOD_TKR[2022]}
    manadsvis[UNGDOM] = PLACERING_BUDGET_TKR[2022] - PLACERING_VUXENSTOD_TKR[2022]
    kronor = {grupp: budget * 1000 for grupp, (_, budget, _) in t.grupper.items() if budget}
    kronor[K.OVRIGT] = t.budget - sum(kronor.values()) - manadsvis.get(t.kod, 0) * 4000
    for grupp, kr in kronor.items():
        yield Mal(t.kod, 2022, 1, 4, grupp, kr * KR)
        yield Mal(t.kod, 2022, 5, 12, grupp, round(kr * _rest(grupp) / 100) * 100 * KR)


def _tidigare_ar(t: Tertial) -> Iterator[Mal]:
    """2020 whole, 2021 as jan-apr (the table's) and maj-dec (between the two tertials' pace)."""
    senare = {grupp: utfall for grupp, (utfall, _, _) in t.grupper.items()} | {K.OVRIGT: t.ovrigt_2021}
    tidigare = {grupp: fjol for grupp, (_, _, fjol) in t.grupper.items()} | {K.OVRIGT: t.ovrigt_2021}
    for grupp, tkr in tidigare.items():
        rest = round((0.6 * tkr + 0.4 * senare[grupp]) * _rest(grupp) * TKR)
        yield Mal(t.kod, 2020, 1, 12, grupp, round(tkr * (1 + _rest(grupp)) / (1 + GROWTH) * TKR))
        yield Mal(t.kod, 2021, 1, 4, grupp, tkr * TKR)
        yield Mal(t.kod, 2021, 5, 12, grupp, rest)


def _rest(grupp: K) -> float:
    """May-December as a multiple of January-April, by season."""
    season = SASONG[grupp] if grupp is K.PERSONAL else (1.0,) * 12
    return sum(season[4:]) / sum(season[:4])


def _manadsvis(kod: str, mal: Mapping[tuple[str, int, int], int]) -> int:
    """What an enhet's per-month targets of jan-apr 2022 sum to, in öre."""
    return sum(ore for (nod, ar, _), ore in mal.items() if nod == kod and ar == 2022)


def _stod_per_manad() -> Iterator[tuple[tuple[str, int, int], int]]:
    slump = Slump("KAT försörjningsstöd")
    for ar, months in STOD_TKR.items():
        for manad, tkr in enumerate(months, start=1):
            yield (EKONOMISKT_BISTAND, ar, manad), tkr * TKR + slump.heltal(-8000, 8000)
    for manad, ore in enumerate(STOD_2022, start=1):
        yield (EKONOMISKT_BISTAND, 2022, manad), ore


def _placering_per_manad() -> Iterator[tuple[tuple[str, int, int], int]]:
    """Each month's sum as published, shared between the two enheter that place."""
    slump = Slump("KAT placeringar")
    for ar, months in PLACERING_TKR.items():
        vuxna = round(sum(months) * PLACERING_VUXENSTOD_SHARE * TKR)
        shares = split_by_weights(vuxna, [tkr * slump.brus(0.08) for tkr in months])
        for manad, (tkr, share) in enumerate(zip(months, shares, strict=True), start=1):
            yield (VUXENSTOD, ar, manad), share
            yield (UNGDOM, ar, manad), tkr * TKR + slump.heltal(-8000, 8000) - share
