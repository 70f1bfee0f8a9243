"""What a text can be about, with the values that the tables show of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Amne:
    """What a text can be about: a line or a kontogrupp. None: not known. `manad`: months so far (1-12)."""

    kod: str
    namn: str
    manad: int
    utfall: int
    budget: int
    prognos: int
    budget_helar: int
    foregaende: int | None = None  # utfall of the same months last year
    foregaende_helar: int | None = None
    foregaende_avvikelse: int | None = None
    ovriga: tuple[int, ...] = ()  # other amounts that may be named: ends of the interval, the system's, konton
    procent: tuple[float, ...] = field(default=())  # shares x 100 that may be named
    har_budget: bool = True  # without one there is no avvikelse to hold a text against
    fordelad: bool = True  # whether all of the prognos is laid per kontogrupp; if not, a text may know more than the table

    @property
    def avvikelse(self) -> int:
        return self.budget - self.utfall

    @property
    def prognosavvikelse(self) -> int:
        return self.budget_helar - self.prognos
