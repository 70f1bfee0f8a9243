"""The name of a line, as it is told from the others."""

from finance.uppfoljning import Uppfoljning


def line_name(uppfoljning: Uppfoljning, nod: str) -> str:
    """The name of a line, with what it belongs to where several lines have that name; the kod itself if it is no line."""
    rad = next((rad for rad in uppfoljning.rader if rad.nod == nod), None)
    if rad is None:
        return nod
    same = [other for other in uppfoljning.rader if other.namn == rad.namn]
    if len(same) == 1 or rad.foralder is None:
        return rad.namn
    return f"{rad.namn}, {line_name(uppfoljning, rad.foralder)}"
