"""Failures: one action that could not be done, with a Swedish sentence that says what to do.

What is wrong with a user's *file* is not a failure but a value: see `finance.inlasning.modell.Anmarkning`.
"""


class HelarError(Exception):
    """An action failed. `str(error)` is a whole Swedish sentence (or two) fit to show to a user."""


class UnknownNamnd(HelarError):
    """The nämnd is not in the database."""

    def __init__(self, kod: str) -> None:
        super().__init__(f"Nämnden {kod} finns inte i databasen. Läs in en fil för den eller skapa den med kommandot namnd.")


class UnknownInlasning(HelarError):
    """There is no such inläsning."""

    def __init__(self, inlasning_id: int) -> None:
        super().__init__(f"Inläsning {inlasning_id} finns inte. Kommandot inlasningar visar vilka som finns.")


class InvalidValue(HelarError):
    """A value given by the user could not be understood."""


class ChangedSincePreview(HelarError):
    """Something else was committed between preview and commit; nothing was stored."""

    def __init__(self) -> None:
        super().__init__("Något annat har lästs in sedan filen granskades. Inget är sparat: granska filen igen och läs in den.")
