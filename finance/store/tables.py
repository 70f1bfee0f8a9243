"""The tables. Portable SQL: the same on SQLite and PostgreSQL.

Times are ISO 8601 text in UTC with microseconds, so the order of text is the order of time (`finance.store.tid`). Amounts are
öre, canonical sign (kostnad +). Periods are ints ÅÅÅÅMM, 0 where a slag has no months. Codes are text, "" for none.
Nothing is updated in place but `namnd` (logged) and `klocka`; a new version of something is a new row.
"""

import sqlalchemy as sa

from finance.kolumner import KODSTRANG, SALDO_KEYS, Col

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, primary_key=primary_key)


def _int(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, primary_key=primary_key, autoincrement=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _ore(name: str = Col.ORE, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _who_when() -> tuple[sa.Column[str], sa.Column[str]]:
    return _text("vem"), _text("registrerad")


def _inlasning_id(*, nullable: bool = False, primary_key: bool = False) -> sa.Column[int]:
    foreign = sa.ForeignKey("inlasning.id")
    return sa.Column(Col.INLASNING, sa.Integer, foreign, nullable=nullable, primary_key=primary_key, autoincrement=False)


klocka = sa.Table("klocka", metadata, _int("id", primary_key=True), _text("senast"))
"""One row: the latest time given. It makes the store's times strictly increasing."""

namnd = sa.Table(
    "namnd",
    metadata,
    _text("kod", primary_key=True),
    _text("namn"),
    _text("enhet"),
    _text("vy"),
    _text("kommun"),
    _text("kommunkod"),
    _text("urval"),  # JSON: [[dimension, "100-199, 300"], ...]
    _int("version"),
    _text("registrerad"),
)

inlasning = sa.Table(
    "inlasning",
    metadata,
    _id(),
    _text("namnd"),
    _text("fil"),
    _text("sha256"),
    _text("innehall_sha256"),
    sa.Column("storlek", sa.BigInteger, nullable=False),
    _text("tolkning"),  # JSON
    _int("rader"),
    _ore("sum_ore"),
    *_who_when(),
    sa.Index("ix_inlasning_namnd", "namnd", "registrerad"),
)

inlasning_del = sa.Table(
    "inlasning_del",
    metadata,
    _inlasning_id(primary_key=True),
    _text(Col.SLAG, primary_key=True),
    _int(Col.PERIOD, primary_key=True),
    _text("satt"),
    _int("rader"),
    _ore("sum_ore"),
)
"""What an inläsning speaks for: each (slag, period), and whether it replaces what was there or stands beside it."""

inlasning_handelse = sa.Table(
    "inlasning_handelse",
    metadata,
    _id(),
    _inlasning_id(),
    _text("handelse"),
    _text(Col.SLAG),  # "" = the whole inläsning
    _int(Col.PERIOD),
    sa.Column("orsak_id", sa.Integer, nullable=True),  # the inläsning that caused it
    *_who_when(),
    sa.Index("ix_inlasning_handelse_inlasning_id", Col.INLASNING),
)

transaktion = sa.Table(
    "transaktion",
    metadata,
    _inlasning_id(primary_key=True),
    _int("lopnr", primary_key=True),
    _text(Col.SLAG),
    _int(Col.PERIOD),
    *(_text(col) for col in KODSTRANG),
    _text(Col.VERIFIKAT),
    _text(Col.DATUM),
    _text(Col.TEXT),
    _text(Col.LEVERANTOR),
    _ore(),
    sa.Column(Col.ACKUMULERAT, sa.Boolean, nullable=False),
    _text(Col.BLAD),
    _int(Col.RAD),
    sqlite_with_rowid=False,
)

saldo = sa.Table(
    "saldo",
    metadata,
    _inlasning_id(primary_key=True),
    _text(Col.SLAG, primary_key=True),
    *(_int(col, primary_key=True) if col is Col.PERIOD else _text(col, primary_key=True) for col in SALDO_KEYS),
    sa.Column(Col.ACKUMULERAT, sa.Boolean, primary_key=True, nullable=False),
    _ore(),
    sqlite_with_rowid=False,
)

namn = sa.Table(
    "namn",
    metadata,
    _inlasning_id(primary_key=True),
    _text("dimension", primary_key=True),
    _text("kod", primary_key=True),
    _text("namn"),
    sqlite_with_rowid=False,
)

nod = sa.Table(
    "nod",
    metadata,
    _inlasning_id(primary_key=True),
    _int("ordning", primary_key=True),
    _text("kod"),
    _text("namn"),
    sa.Column("overordnad", sa.Text, nullable=True),
    _text("urval"),  # JSON, as namnd.urval
)

bedomning = sa.Table(
    "bedomning",
    metadata,
    _id(),
    _text("namnd"),
    _inlasning_id(nullable=True),  # null: typed by hand
    _int(Col.AR),
    _int(Col.PERIOD),  # the month it was made for
    _text(Col.NOD),
    _text(Col.KONTOGRUPP),
    _text("typ"),
    _ore("avvikelse_ore", nullable=True),
    _ore("kostnad_ore", nullable=True),
    sa.Column("fran", sa.Integer, nullable=True),
    sa.Column("till", sa.Integer, nullable=True),
    _text("skal"),
    sa.Column("borttagen", sa.Boolean, nullable=False),
    *_who_when(),
    sa.Index("ix_bedomning_namnd", "namnd", Col.AR),
)

budgetjustering = sa.Table(
    "budgetjustering",
    metadata,
    _id(),
    _text("namnd"),
    _inlasning_id(nullable=True),
    _text(Col.VERKSAMHET),
    _text(Col.ANSVAR),
    _text(Col.KONTO),
    _text("typ"),
    _text("beslut"),
    _int("fran"),
    _int("till"),
    _ore(),
    _text(Col.TEXT),
    sa.Column("ersatter_id", sa.Integer, nullable=True),  # the version this one takes the place of
    sa.Column("borttagen", sa.Boolean, nullable=False),
    *_who_when(),
    sa.Index("ix_budgetjustering_namnd", "namnd"),
)

periodstatus = sa.Table(
    "periodstatus",
    metadata,
    _id(),
    _text("namnd"),
    _inlasning_id(nullable=True),
    _int(Col.PERIOD),
    _text("status"),
    *_who_when(),
    sa.Index("ix_periodstatus_namnd", "namnd"),
)

kommentar = sa.Table(
    "kommentar",
    metadata,
    _id(),
    _text("namnd"),
    _int(Col.PERIOD),
    _text(Col.NOD),
    _text("sektion"),
    _text(Col.TEXT),
    *_who_when(),
    sa.Index("ix_kommentar_namnd", "namnd", Col.PERIOD),
)

installning = sa.Table(
    "installning",
    metadata,
    _id(),
    _text("namnd"),  # "" = the whole database
    _text("nyckel"),
    _text("varde"),
    *_who_when(),
    sa.Index("ix_installning_namnd", "namnd", "nyckel"),
)

kontoregel = sa.Table(
    "kontoregel",
    metadata,
    _id(),
    _text("namnd"),
    _text("prefix"),
    _text(Col.KONTOGRUPP),  # "" = the rule is taken away
    _int("galler_fran"),  # ÅÅÅÅMM, 0 = always
    *_who_when(),
    sa.Index("ix_kontoregel_namnd", "namnd"),
)

profil = sa.Table(
    "profil",
    metadata,
    _id(),
    _text("namnd"),
    _text("avtryck"),  # what the source is recognised by; a new version has the same
    _text(Col.FIL),
    _text("innehall"),  # JSON
    sa.Column("borttagen", sa.Boolean, nullable=False),
    *_who_when(),
    sa.Index("ix_profil_namnd", "namnd", "avtryck"),
)

logg = sa.Table(
    "logg",
    metadata,
    _id(),
    _text("namnd"),
    _text("handling"),
    _text("fore"),  # JSON, "" for nothing
    _text("efter"),
    *_who_when(),
    sa.Index("ix_logg_namnd", "namnd"),
)

avstamning = sa.Table(
    "avstamning",
    metadata,
    _id(),
    _text("namnd"),
    _inlasning_id(nullable=True),  # the latest that counted for the month when it was made
    _text(Col.SLAG),
    _int("fran"),
    _int("till"),
    _text("per"),
    _text(Col.FIL),  # "" = typed
    _text("rader"),  # JSON
    sa.Column("stammer", sa.Boolean, nullable=False),
    _ore("skillnad_ore"),
    *_who_when(),
    sa.Index("ix_avstamning_namnd", "namnd"),
)
