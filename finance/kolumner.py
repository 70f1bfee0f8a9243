"""Column names of every frame in the core. No literal of these stands anywhere else."""

from enum import StrEnum


class Col(StrEnum):
    """Columns of frames. Codes are text with "" for none; ORE is int64, canonical sign (kostnad +)."""

    SLAG = "slag"
    PERIOD = "period"  # int ÅÅÅÅMM; months 13-15 are bokslut
    AR = "ar"
    MANAD = "manad"
    ANSVAR = "ansvar"
    VERKSAMHET = "verksamhet"
    VERKSAMHETSNAMN = "verksamhetsnamn"
    KONTO = "konto"
    AKTIVITET = "aktivitet"
    PROJEKT = "projekt"
    OBJEKT = "objekt"
    MOTPART = "motpart"
    VERIFIKAT = "verifikat"
    DATUM = "datum"  # ISO text, "" for none
    TEXT = "text"
    LEVERANTOR = "leverantor"
    ORE = "ore"
    ACKUMULERAT = "ackumulerat"  # bool: in a Lasning, the amount is jan..period; in the store, booked whole on one month
    BLAD = "blad"
    RAD = "rad"  # as the user sees it: the first row of a sheet is 1
    NOD = "nod"
    KONTOGRUPP = "kontogrupp"
    INLASNING = "inlasning_id"
    LOPNR = "lopnr"  # a transaction's number in its inläsning
    FIL = "fil"  # name of the file a transaction was read from


KODSTRANG = (Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.AKTIVITET, Col.PROJEKT, Col.OBJEKT, Col.MOTPART)
"""The coding string of a transaction, in ledger order."""

SALDO_KEYS = (Col.PERIOD, Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.PROJEKT, Col.MOTPART)
"""What saldo is summed per, besides slag and inläsning (DESIGN 5)."""

TRANSAKTION = (
    Col.SLAG,
    Col.PERIOD,
    *KODSTRANG,
    Col.VERIFIKAT,
    Col.DATUM,
    Col.TEXT,
    Col.LEVERANTOR,
    Col.ORE,
    Col.ACKUMULERAT,
    Col.BLAD,
    Col.RAD,
)
"""Columns of canonical ledger rows, as `finance.inlasning` gives them and `finance.store` keeps them."""


class Slag(StrEnum):
    """What a file, a sheet or a row is about (the command line's --slag)."""

    UTFALL = "utfall"
    BUDGET = "budget"
    BUDGETJUSTERING = "budgetjustering"
    MATT = "matt"
    INVESTERING = "investering"
    BEDOMNING = "bedomning"
    ATGARD = "atgard"
    PLACERING = "placering"
    UPPDRAG = "uppdrag"
    STATSBIDRAG = "statsbidrag"
    STRUKTUR = "struktur"
