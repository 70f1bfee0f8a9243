"""A report whose texts an Office file can hold, whatever its names and comments hold."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from finance.inlasning.cell.styrtecken import without_control
from finance.rapport.modell import Rapport


def with_clean_texts(rapport: Rapport) -> Rapport:
    """The report without control characters in any of its texts; the same one where there are none."""
    cleaned: Rapport = _clean(rapport)
    return cleaned


def _clean(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    if type(value) is str:
        return without_control(value)
    if isinstance(value, tuple):
        made = tuple(_clean(one) for one in value)
        return value if all(one is before for one, before in zip(made, value, strict=True)) else made
    if is_dataclass(value) and not isinstance(value, type):
        found = {one.name: getattr(value, one.name) for one in fields(value)}
        changed = {name: new for name, old in found.items() if (new := _clean(old)) is not old}
        return replace(value, **changed) if changed else value
    return value
