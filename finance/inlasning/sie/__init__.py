"""SIE files (types 2, 3, 4E and 4I) to the same rows as any other ledger. Source of the rules: SIE filformat, utgåva 4B.

Amounts: kronor with a dot, debit (kostnad) plus and credit (intäkt) minus, which is the canonical sign.
"""

from finance.inlasning.sie.dimensioner import read_dimensioner
from finance.inlasning.sie.kodning import check_sie_namn, is_sie
from finance.inlasning.sie.las import read_sie

__all__ = ["check_sie_namn", "is_sie", "read_dimensioner", "read_sie"]
