"""Texts that people type: personnummer are masked before anything is stored (DESIGN 6.8)."""

from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.cell.styrtecken import without_control


def masked(text: str) -> str:
    """`text` without personnummer and control characters, and without blanks at its ends."""
    return mask_text(without_control(text).strip())[0]
