"""KAT-SN: the published nyckeltal of personal, each with a window of its own, total and by kön, this year and last."""

from collections.abc import Sequence

from sample_data.generator.skriv import Cell, Tabell

RUBRIKER = (
    "Avsnitt", "Nyckeltal", "Mätperiod",
    "Utfall 2022", "Kvinnor 2022", "Män 2022", "Utfall 2021", "Kvinnor 2021", "Män 2021",
)  # fmt: skip
STYRKA = "Personalkostnader & personalstyrka"
KOMPETENS = "Kompetensförsörjning & kompetensutveckling"
ARBETSLIV = "Hållbart arbetsliv & arbetsmiljö"
RADER: Sequence[Sequence[Cell]] = (
    (STYRKA, "Lönekostnader totalt, tkr", "1/1-30/4", 30264, None, None, 30393, None, None),
    (STYRKA, "Kostnad övertid inkl mertid, andel av lönekostnader totalt (%)", "1/1-30/4", 0.3, None, None, 0.1, None, None),
    (STYRKA, "Årsarbetare, antal omräknade heltider", "1/1-31/3", 132, 105.5, 26.5, 138.2, 111.8, 26.4),
    (STYRKA, "Timanställda, andel av totalt antal årsarbetare (%)", "1/1-31/3", 0.8, 0.6, 1.6, 0.7, 0.4, 1.8),
    (STYRKA, "Månadsanställda, antal", "30/4", 127, 102, 25, 141, 114, 27),
    (KOMPETENS, "Månadsanställda som arbetar heltid, andel (%)", "30/4", 93.7, 93.1, 96, 95.7, 96.5, 92.6),
    (KOMPETENS, "Månadsanställda med heltidsanställning som har valt att arbeta deltid, andel (%)",
     "30/4", 6.3, 6.9, 4, 4.3, 3.5, 7.4),
    (KOMPETENS, "Genomsnittlig sysselsättningsgrad månadsanställda som arbetar deltid (%)",
     "30/4", 76.9, 79.3, 60, 70, 77.5, 55),
    (KOMPETENS, "Tillsvidareanställda som slutat på egen begäran, antal", "1/12-31/3", 4, None, None, 7, None, None),
    (KOMPETENS, "Tillsvidareanställda som gått i pension, antal", "1/12-31/3", 0, None, None, 0, None, None),
    (ARBETSLIV, "Sjuklönekostnader, andel av lönekostnader totalt (%)", "1/1-30/4", 1.8, None, None, 1.9, None, None),
    (ARBETSLIV, "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)", "1/5-30/4",
     48.5, 48.5, 48.5, 43.8, 44.5, 40.6),
    (ARBETSLIV, "Sjukfrånvaro tillsvidareanställda (%)", "1/12-28/2", 8.1, 8, 8.6, None, None, None),
    (ARBETSLIV, "Sjukfrånvaro totalt (%)", "1/12-28/2", 8.1, 7.9, 8.5, 5.2, 5.2, 5),
)  # fmt: skip


def personal() -> Tabell:
    """One sheet, a row per nyckeltal."""
    bredder = {0: 44, 1: 70, 2: 14, **dict.fromkeys(range(3, 9), 14)}
    return Tabell("Personal", RUBRIKER, RADER, ("Personalnyckeltal T1 2022",), bredder=bredder, talformat="#,##0.0")
