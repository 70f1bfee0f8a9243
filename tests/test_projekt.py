"""Rules of the project that no other tool holds: what is imported when, and what is written where."""

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.trad import ROOT, product_modules, tracked_files

HEAVY = {"statsmodels", "scipy", "alembic", "pptx", "docx", "openpyxl", "xlsxwriter"}


def texts_in(path: Path) -> Iterator[str]:
    """The text of a file; of a workbook or a presentation, that of its parts."""
    if path.suffix in {".xlsx", ".pptx", ".docx"}:
        with zipfile.ZipFile(path) as package:
            yield from (package.read(name).decode("utf-8", errors="replace") for name in package.namelist())
    else:
        yield path.read_bytes().decode("utf-8", errors="replace")


def places(pattern: str, paths: list[Path]) -> list[str]:
    """Where `pattern` stands, as file and what was found."""
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}: {found[0]}" for path in paths for text in texts_in(path) if (found := wanted.search(text))
    ]


def test_the_first_page_does_not_wait_for_heavy_libraries() -> None:
    program = "import sys, dashboard; print(*{name.partition('.')[0] for name in sys.modules})"
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(answer.stdout.split()) & HEAVY == set()


def test_the_command_line_does_not_load_the_screens() -> None:
    program = "import sys, finance.__main__; print(*{name.partition('.')[0] for name in sys.modules})"
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(answer.stdout.split()) & {"streamlit", "plotly", "pages"} == set()


def test_every_direct_dependency_is_imported_and_every_import_is_a_direct_dependency() -> None:
    names = {"psycopg[binary]": "psycopg", "python-pptx": "pptx", "SQLAlchemy": "sqlalchemy", "XlsxWriter": "xlsxwriter"}
    no_import = {"psycopg", "statsmodels", "tzdata"}  # docs/beslut/0005-beroenden.md says why they stand there
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    required = {names.get(name, name) for name in (line.partition("==")[0] for line in lines if "==" in line)}
    own = {"finance", "pages", "sample_data", "dashboard", *sys.stdlib_module_names}
    assert required - no_import == imported_names() - own - no_import


def imported_names() -> set[str]:
    """Top names of all imports in the product and the sample data."""
    found: set[str] = set()
    sample_data = [
        path for path in tracked_files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] == "sample_data"
    ]
    for path in product_modules() + sample_data:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


def test_no_html_is_written_by_hand() -> None:
    assert places("unsafe_" + "allow_(html|javascript)", product_modules()) == []


def test_numbers_for_people_are_written_by_one_module() -> None:
    modules = [path for path in product_modules() if path != ROOT / "finance" / "format.py"]
    assert [place for path in modules for place in number_formats(path)] == []


def number_formats(path: Path) -> Iterator[str]:
    """Where an f-string writes a number for people: thousands separated, or decimals."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            spec = ast.unparse(node.format_spec)[2:-1]
            if re.search(r"[,_]|[fFeEgG%]$", spec):
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {spec}"


def test_nothing_names_a_package_registry() -> None:
    hosts = [
        "pypi" + r"\.org",
        "python" + r"hosted\.org",
        "registry" + r"\.npmjs",
        "deb" + r"\.debian\.org",
        "files" + r"\.python",
    ]
    assert places("|".join(hosts), tracked_files()) == []


def test_nothing_points_outside_the_project() -> None:
    folders = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + r"me/\w", "/op" + "t/", r"\.\./sha" + "red", "/Us" + r"ers/\w"]
    assert places("|".join(folders), tracked_files()) == []


def test_the_lock_files_hold_the_pins_and_hashes() -> None:
    for name in ("requirements", "requirements-dev"):
        pins = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", (ROOT / f"{name}.txt").read_text(encoding="utf-8"), re.MULTILINE)
        lock = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
        locked = set(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
        assert {(pin.lower(), version) for pin, version in pins} <= locked
        blocks = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)
        assert [block.splitlines()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []
