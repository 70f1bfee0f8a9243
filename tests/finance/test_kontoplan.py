"""Kommun-Bas defaults (DOMAN 3), by longest prefix."""

import pytest

from finance.kontoplan import STANDARDPLAN, Kontogrupp, Kontoklass, Kontoplan


@pytest.mark.parametrize(
    ("konto", "grupp"),
    [
        ("3011", Kontogrupp.INTAKTER),
        ("4511", Kontogrupp.FORSORJNINGSSTOD),
        ("46", Kontogrupp.KOP),
        ("4011", Kontogrupp.OVRIGT),
        ("5011", Kontogrupp.PERSONAL),
        ("6211", Kontogrupp.LOKALER),
        ("6311", Kontogrupp.OVRIGT),
        ("7451", Kontogrupp.KONSULTER),
        ("7461", Kontogrupp.OVRIGT),
        ("7511", Kontogrupp.KONSULTER),
        ("7911", Kontogrupp.KAPITAL),
        ("8511", Kontogrupp.OVRIGT),
        ("9999", Kontogrupp.OVRIGT),
        ("", Kontogrupp.OSPECIFICERAD),
        ("0123", Kontogrupp.OSPECIFICERAD),
        ("1510", Kontogrupp.OSPECIFICERAD),
    ],
)
def test_default_groups(konto: str, grupp: Kontogrupp) -> None:
    assert STANDARDPLAN.kontogrupp(konto) is grupp


def test_the_longest_prefix_decides_and_a_namnd_can_have_its_own() -> None:
    plan = Kontoplan({"5": Kontogrupp.PERSONAL, "5033": Kontogrupp.FAMILJEHEM})
    assert plan.kontogrupp("50331") is Kontogrupp.FAMILJEHEM
    assert plan.kontogrupp("503") is Kontogrupp.PERSONAL


def test_class_1_and_2_never_count_and_40_is_investering() -> None:
    assert [STANDARDPLAN.klass(k) for k in ("1510", "2440", "4010", "4110", "")] == [
        Kontoklass.BALANS,
        Kontoklass.BALANS,
        Kontoklass.INVESTERING,
        Kontoklass.DRIFT,
        Kontoklass.DRIFT,
    ]
