"""The files of the project, as tests about the project see them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("finance", "pages", "dashboard.py")


def tracked_files() -> list[Path]:
    """What the repository holds or would hold: everything but what .gitignore names."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    paths = (ROOT / name for name in listing.stdout.decode().split("\0") if name)
    return sorted({path for path in paths if path.is_file()})


def product_modules() -> list[Path]:
    """Every Python file that runs at a user."""
    return [path for path in tracked_files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PRODUCT]
