"""The documents are true: commands, options, files, decisions and words that they name exist, and none is left out."""

import re
import subprocess
import sys

import pytest

from finance.belopp import Enhet, Vy
from finance.kolumner import Slag
from finance.kontoplan import Kontogrupp
from tests.trad import ROOT, product_modules

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARKITEKTUR = (ROOT / "docs" / "arkitektur.md").read_text(encoding="utf-8")
ORDLISTA = (ROOT / "docs" / "ordlista.md").read_text(encoding="utf-8")


def test_every_page_is_run_by_a_test() -> None:
    pages = [path for path in (ROOT / "pages").glob("*/*.py") if path.parent.name != "ui" and path.name != "__init__.py"]
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/pages"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert pages
    assert [path.stem for path in pages if f"{path.parent.name}/{path.stem}" not in collected.stdout] == []


def test_every_make_command_in_readme_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([\w-]+)", README))
    assert {"run", "test", "check"} <= named <= targets


@pytest.fixture(scope="module")
def commands() -> dict[str, set[str]]:
    """The command line as it is: each command and its options."""
    from finance.__main__ import main

    return {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        for name, command in main.commands.items()
    }


def test_readme_describes_every_command(commands: dict[str, set[str]]) -> None:
    assert set(re.findall(r"^\| `([\w-]+)", README, re.MULTILINE)) == set(commands)


def test_readme_names_every_option_of_every_command(commands: dict[str, set[str]]) -> None:
    everywhere = {"--db", "--json", "--vem"}
    for name, options in commands.items():
        described = re.search(rf"^\| `{name}\b.*$", README, re.MULTILINE)
        assert described is not None, name
        assert set(re.findall(r"--[\w-]+", described[0])) - everywhere == options - everywhere, name


def test_every_file_and_folder_that_arkitektur_names_exists() -> None:
    named = re.findall(r"`((?:finance|pages|tests|docs|sample_data|bench|\.ci|\.streamlit)/[\w./-]*)`", ARKITEKTUR)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_decision_is_linked_from_arkitektur() -> None:
    decisions = sorted((ROOT / "docs" / "beslut").glob("*.md"))
    assert decisions
    assert [path.name for path in decisions if path.name not in ARKITEKTUR] == []


def test_every_code_word_in_ordlista_is_used_in_the_code() -> None:
    listed = [
        word for row in re.findall(r"^\| [^|]+ \| ([^|]+) \|", ORDLISTA, re.MULTILINE) for word in re.findall(r"`(\w+)`", row)
    ]
    used = words_of_code()
    assert listed
    assert [word for word in listed if word.lower() not in used] == []


def words_of_code() -> set[str]:
    """The words that identifiers and stored values are made of, in lower case: both `read_saldo` and its parts."""
    found: set[str] = set()
    for path in product_modules():
        for name in re.findall(r"\w+", path.read_text(encoding="utf-8")):
            found |= {name.lower(), *name.lower().split("_")}
            found |= {part.lower() for part in re.findall(r"[A-Z]?[a-zåäö]+", name)}
    return found


@pytest.mark.parametrize("word", [*map(str, Slag), *map(str, Kontogrupp), *map(str, Enhet), *map(str, Vy)])
def test_every_word_that_the_code_chooses_between_is_explained(word: str) -> None:
    assert re.search(rf"(?<!\w){re.escape(word)}(?!\w)", ORDLISTA, re.IGNORECASE), word
