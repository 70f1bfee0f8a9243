"""The lines per kontogrupp that texts speak of: of the nämnd's total, and of every line without parts."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from finance.lage import Lage
from finance.uppfoljning import Per, Rad, compute_uppfoljning


@lru_cache(maxsize=16)
def list_grupprader(lage: Lage) -> Mapping[tuple[str, str], Rad]:
    """(nod, name of the kontogrupp) -> line, in report order with the total's last; remembered with its `Lage`."""
    rader = [rad for per in (Per.NOD_KONTOGRUPP, Per.KONTOGRUPP) for rad in compute_uppfoljning(lage, per=per).rader]
    return MappingProxyType({(rad.foralder or "", rad.namn): rad for rad in rader if rad.kontogrupp})
