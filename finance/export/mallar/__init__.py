"""Excel files for people to fill in: a template per slag, and workbooks that are sent out with figures and come back.

All of them read back through `finance.inlasning` as any file; a hidden key says what they are
(`finance.inlasning.val.mallnyckel`).
"""

from finance.export.mallar.bedomningsbok import write_bedomningsbok
from finance.export.mallar.budgetbok import Budgetunderlag, write_budgetbok
from finance.export.mallar.budgetunderlag import read_budgetunderlag
from finance.export.mallar.katalog import MALLAR
from finance.export.mallar.mall import write_mall
from finance.export.mallar.ur_lager import make_bedomningsbok, make_budgetbok, make_mall

__all__ = [
    "MALLAR",
    "Budgetunderlag",
    "make_bedomningsbok",
    "make_budgetbok",
    "make_mall",
    "read_budgetunderlag",
    "write_bedomningsbok",
    "write_budgetbok",
    "write_mall",
]
